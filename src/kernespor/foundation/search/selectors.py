"""What a person finds: objects by kind, each with where the words stand in it, and pages by name."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext_lazy as _

from kernespor.engines.danish_words.letters import fold, tokens
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import Card, Kind
from kernespor.foundation.search import asking, matching, places, snippets
from kernespor.foundation.search.asking import Closeness, Question, question
from kernespor.foundation.search.lexicon import Lexicon, lexicon
from kernespor.foundation.search.matching import Hit, Meanings
from kernespor.foundation.search.models import Passage
from kernespor.foundation.search.places import Page
from kernespor.foundation.search.snippets import Piece

GROUPS = 6  # kinds shown at once, each with its best; the others are one press away
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
    told: list[Page] = field(default_factory=list)  # pages whose text has the words
    has_all_words: bool = True
    meant: str = ""
    last_page: int = 1


def search(actor: Actor, wish: Wish) -> Results:
    """Return what the actor finds. Three queries, and one for each kind shown."""
    answer = _ask(actor, wish.text)
    return _results(actor, wish, answer) if answer else Results(wish, 0, [], [], [], [])


def found_by(actor: Actor, text: str) -> list[Hit]:
    """Return every object that the actor finds, best first. Two queries."""
    answer = _ask(actor, text)
    return answer.hits if answer else []


def at_once(actor: Actor, text: str) -> Results:
    """Return the best few, as one types."""
    results = search(actor, Wish(text))
    pages = results.pages or ([] if results.number else results.told)
    room = AT_ONCE - len(pages)
    groups = []
    for group in results.groups:
        rows = group.rows[: min(room, 3)]
        room -= len(rows)
        if rows:
            groups.append(replace(group, rows=rows))
    return replace(results, groups=groups, pages=pages)


@dataclass(frozen=True, slots=True)
class _Answer:
    asked: Question
    means: Meanings
    hits: list[Hit]
    known: Lexicon
    instead: dict[str, list[str]] = field(default_factory=dict)  # words nobody wrote: those one letter away


def _ask(actor: Actor, text: str) -> _Answer | None:
    """Ask the index; words that nobody wrote are asked again as those one letter from them.

    Who holds no role today finds nothing: not every kind asks for one. Only what stands in something that the
    actor may read is taken for a word that was written.
    """
    asked = question(text)
    if not asked.words or not actor.in_house:
        return None
    known = lexicon()
    means = matching.meanings(asked, known)
    first = matching.outcome(actor, asked, means)
    answer = _Answer(asked, means, first.hits, known)
    if _has_all(answer):
        return answer
    near = {word: asking.alike(word, known) for word in asked.words if word not in first.reached}
    near = {word: others for word, others in near.items() if others}
    if not near:
        return answer
    again = means | {
        word: {known.keys[other]: Closeness.EXACT for other in others} for word, others in near.items()
    }
    second = matching.outcome(actor, asked, again)
    better = _Answer(asked, again, second.hits, known, near)
    return better if len(second.reached) > len(first.reached) and better.hits else answer


def _has_all(answer: _Answer) -> bool:
    return bool(answer.hits) and answer.hits[0].words == len(answer.asked.words)


def _results(actor: Actor, wish: Wish, answer: _Answer) -> Results:
    hits = answer.hits
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
    found = _shown(actor, [hit for rows in shown.values() for hit in rows], answer)
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
        pages=[] if wish.kind else places.find(actor, answer.asked, _("Side")),
        told=[] if wish.kind else places.told(actor, answer.asked),
        has_all_words=not hits or _has_all(answer),
        meant=_meant(answer, [row for group in groups for row in group.rows]),
        last_page=last_page,
    )


def _is_within(hit: Hit, wish: Wish) -> bool:
    if wish.units is not None and hit.unit_id not in wish.units:
        return False
    if wish.first is None and wish.last is None:
        return True
    return hit.on is not None and (wish.first or dt.date.min) <= hit.on <= (wish.last or dt.date.max)


def _shown(actor: Actor, hits: Sequence[Hit], answer: _Answer) -> dict[int, Found]:
    """Return the hits as a page shows them. One query, and one for each kind."""
    cards = objects.cards(actor, [hit.ref for hit in hits])
    wanted = {key for keys in answer.means.values() for key in keys}
    words = {text for text, key in answer.known.keys.items() if key in wanted}
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


def _meant(answer: _Answer, rows: Iterable[Found]) -> str:
    """Return what was asked, each word that nobody wrote as the first row with one near it spells that."""
    text = answer.asked.text
    for word, others in answer.instead.items():
        pieces = (piece for row in rows for piece in (*row.title, *row.snippet) if piece.found)
        spelt = next((piece.text.lower() for piece in pieces if fold(piece.text) in others), "")
        for token in reversed(tokens(text)) if spelt else ():
            if token.folded[0] == word:
                text = text[: token.start] + spelt + text[token.end :]
    return "" if text == answer.asked.text else text
