"""What a person finds: objects by kind, each with where the words stand in it, and pages by name."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from kernespor.engines.danish_words.letters import tokens
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import Card, Kind
from kernespor.foundation.search import asking, matching, places, snippets
from kernespor.foundation.search.asking import Question, question
from kernespor.foundation.search.lexicon import Lexicon, lexicon
from kernespor.foundation.search.matching import Hit, Meanings
from kernespor.foundation.search.models import Passage
from kernespor.foundation.search.places import Page
from kernespor.foundation.search.snippets import Piece

GROUPS = 7  # kinds shown at once, each with its best; the others are one press away
IN_GROUP = 4
ON_PAGE = 25
AT_ONCE = 8  # what shows under the field while one types


@dataclass(frozen=True, slots=True)
class Wish:
    """What is searched for and what it is narrowed to; `units` is a unit with what lies under it."""

    text: str
    kind: str = ""  # its slug
    units: frozenset[int] | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """An object found, its title and a piece of text with the words marked."""

    card: Card
    title: list[Piece]
    snippet: list[Piece]


@dataclass(frozen=True, slots=True)
class Group:
    """A kind with how many of it were found, and the best of them."""

    kind: Kind
    number: int
    rows: list[Found]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.number - len(self.rows)


@dataclass(frozen=True, slots=True)
class Results:
    """What was found. `meant` is what was searched for instead, where what was asked for is nowhere."""

    wish: Wish
    number: int
    groups: list[Group]
    others: list[tuple[Kind, int]]
    kinds: list[tuple[Kind, int]]
    pages: list[Page]
    has_all_words: bool = True
    meant: str = ""
    last_page: int = 1


def search(actor: Actor, wish: Wish) -> Results:
    """Return what the actor finds. Three queries, and one for each kind shown."""
    asked = question(wish.text)
    if not asked.words:
        return Results(wish, 0, [], [], [], [])
    known = lexicon()
    means = matching.meanings(asked, known)
    hits = matching.hits(actor, asked, means)
    suggestion = ""
    if not hits or hits[0].words < len(asked.words):
        instead = _instead(actor, asked, means, known)
        if instead:
            again = matching.meanings(instead, known)
            better = matching.hits(actor, instead, again)
            if better and (not hits or better[0].words > hits[0].words):
                suggestion, asked, means, hits = instead.text, instead, again, better
    return replace(_results(actor, wish, asked, means, hits, known), meant=suggestion)


def at_once(actor: Actor, text: str) -> Results:
    """Return the best few, as one types."""
    results = search(actor, Wish(text))
    room = AT_ONCE - len(results.pages)
    groups = []
    for group in results.groups:
        rows = group.rows[: min(room, 3)]
        room -= len(rows)
        if rows:
            groups.append(replace(group, rows=rows))
    return replace(results, groups=groups)


def _results(
    actor: Actor, wish: Wish, asked: Question, means: Meanings, hits: list[Hit], known: Lexicon
) -> Results:
    within = [hit for hit in hits if _is_within(hit, wish)]
    by_kind = Counter(hit.ref.kind for hit in within)
    order = list(dict.fromkeys(hit.ref.kind for hit in within))
    kinds = [(objects.of(name), by_kind[name]) for name in order]
    shown: dict[str, list[Hit]] = defaultdict(list)
    last_page = 1
    if wish.kind:
        rows = [hit for hit in within if objects.of(hit.ref.kind).slug == wish.kind]
        last_page = max(1, -(-len(rows) // ON_PAGE))
        start = (min(max(wish.page, 1), last_page) - 1) * ON_PAGE
        for hit in rows[start : start + ON_PAGE]:
            shown[hit.ref.kind].append(hit)
    else:
        for hit in within:
            if len(shown[hit.ref.kind]) < IN_GROUP and (len(shown) <= GROUPS or shown[hit.ref.kind]):
                shown[hit.ref.kind].append(hit)
    found = _shown(actor, [hit for rows in shown.values() for hit in rows], means, known)
    groups = [
        Group(objects.of(name), by_kind[name], [found[hit.entry_id] for hit in rows if hit.entry_id in found])
        for name, rows in shown.items()
        if rows
    ]
    drawn = {group.kind.name for group in groups}
    return Results(
        wish=wish,
        number=sum(by_kind[name] for name in drawn) if wish.kind else len(within),
        groups=groups,
        others=[(kind, number) for kind, number in kinds if kind.name not in drawn],
        kinds=kinds,
        pages=[] if wish.kind else places.find(actor, asked, _("Side")),
        has_all_words=not hits or hits[0].words == len(asked.words),
        last_page=last_page,
    )


def _is_within(hit: Hit, wish: Wish) -> bool:
    if wish.units is not None and hit.unit_id not in wish.units:
        return False
    if wish.first is None and wish.last is None:
        return True
    return hit.on is not None and (wish.first or dt.date.min) <= hit.on <= (wish.last or dt.date.max)


def _shown(actor: Actor, hits: Sequence[Hit], means: Meanings, known: Lexicon) -> dict[int, Found]:
    """Return the hits as a page shows them. One query, and one for each kind."""
    cards = objects.cards(actor, [hit.ref for hit in hits])
    wanted = {key for keys in means.values() for key in keys}
    words = {text for text, key in known.keys.items() if key in wanted}
    best: dict[int, tuple[int, str]] = {}
    passages = Passage.objects.filter(entry__in=[hit.entry_id for hit in hits]).order_by("-on", "-pk")
    for entry_id, kind, source, title, body in passages.values_list(
        "entry_id", "entry__kind", "source", "title", "body"
    ):
        text = body if kind == source else f"{title} {body}".strip()
        number = snippets.number_found(text, words)
        if entry_id not in best or number > best[entry_id][0]:
            best[entry_id] = (number, text)
    return {
        hit.entry_id: Found(
            card=cards[hit.ref],
            title=snippets.marked(cards[hit.ref].title, words),
            snippet=snippets.snippet(best.get(hit.entry_id, (0, ""))[1], words),
        )
        for hit in hits
        if hit.ref in cards
    }


def _instead(actor: Actor, asked: Question, means: Meanings, known: Lexicon) -> Question | None:
    """Return the question with the words nobody wrote exchanged for words one letter from them.

    Only words of what the actor may read are proposed. Two queries.
    """
    reached = matching.seen(actor, {key for keys in means.values() for key in keys})
    unknown = [one for one in asked.words if not any(key in reached for key in means[one])]
    near = {one: asking.alike(one, known) for one in unknown}
    number = matching.seen(actor, {known.keys[other] for others in near.values() for other in others})
    text = asked.text
    for one, others in near.items():
        best = max(others, key=lambda other: (number.get(known.keys[other], 0), other), default="")
        if best and number.get(known.keys[best]):
            text = _exchanged(text, one, _as_written(actor, known.keys[best], best))
    return question(text) if text != asked.text else None


def _as_written(actor: Actor, key: int, folded: str) -> str:
    """Return a word as the texts spell it that the actor may read."""
    rows = matching.texts_with(actor, key)
    for text in rows:
        for token in tokens(text):
            if folded in token.folded:
                return text[token.start : token.end].lower() if token.folded[0] == folded else folded
    return folded


def _exchanged(text: str, word: str, other: str) -> str:
    for token in reversed(tokens(text)):
        if token.folded[0] == word:
            text = text[: token.start] + other + text[token.end :]
    return text
