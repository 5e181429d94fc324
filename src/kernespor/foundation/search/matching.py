"""Which objects an actor finds: the words asked for, over all that the actor may read, in order."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import StrIndex

from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import Ref
from kernespor.foundation.search import asking, registry
from kernespor.foundation.search.asking import Closeness, Question
from kernespor.foundation.search.lexicon import Lexicon
from kernespor.foundation.search.models import Passage, Place, Posting

UNITS = "organisation.unit"
_A_PLACE = 10  # a better place goes before any closeness
_MOST_KEYS = 1000  # of a kind, asked for by name; beyond that all that may be read is asked for
_IN_UNIT = 5  # the object is of a unit whose name is asked for

Meanings = Mapping[str, Mapping[int, Closeness]]


@dataclass(frozen=True, slots=True)
class Hit:
    """An object found, with how many of the words asked for it has."""

    entry_id: int
    ref: Ref
    unit_id: int | None
    on: dt.date | None
    words: int
    rank: tuple[int, ...]


@dataclass(slots=True)
class _Entry:
    entry_id: int
    ref: Ref
    unit_id: int | None
    on: dt.date | None
    title_words: int
    best: dict[str, tuple[int, int]] = field(default_factory=dict)  # of each word asked: place, closeness


def meanings(asked: Question, known: Lexicon) -> dict[str, dict[int, Closeness]]:
    """Return what each word asked for stands for; the last one may still be being typed."""
    last = asked.words[-1] if asked.words else ""
    return {one: asking.meant(one, known, is_last=one == last) for one in asked.words}


def readable(actor: Actor, refs: Iterable[Ref]) -> set[Ref]:
    """Return those of the objects that the actor may read, by each kind's own rule. One query.

    Asked apart from the words: a database that weighs both at once asks the rule of each row anew.
    """
    keys: dict[str, set[int]] = defaultdict(set)
    for ref in refs:
        keys[ref.kind].add(ref.pk)
    parts = []
    for kind in objects.known():
        if keys.get(kind.name) and registry.of(kind.name):
            rows = kind.rows(actor).order_by()
            if len(keys[kind.name]) <= _MOST_KEYS:
                rows = rows.filter(pk__in=keys[kind.name])
            parts.append(rows.values_list(Value(kind.name, output_field=CharField()), "pk"))
    if not parts:
        return set()
    found = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return {Ref(kind, pk) for kind, pk in found if pk in keys[kind]}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found, best first, and which of the words asked for stand anywhere."""

    hits: list[Hit]
    reached: frozenset[str]


def outcome(actor: Actor, asked: Question, means: Meanings) -> Outcome:
    """Return the objects that the actor may read and that have all words asked for, best first. Two queries.

    Where none has them all, those that have the most. Whether a nearer word makes a beginning needless is
    judged by what the actor may read alone: what others write changes nothing of what one finds.
    """
    entries = _entries(actor, asked, means)
    for word in asked.words:
        _forget_beginnings(entries, word)
    entries = [entry for entry in entries if entry.best]
    units = {word: _units_named(entries, word) for word in asked.words}
    own = {role.unit_id for role in actor.roles}
    found = [_hit(entry, asked.words, units, own) for entry in entries]
    most = max((hit.words for hit in found), default=0)
    best = sorted((hit for hit in found if hit.words == most), key=lambda hit: hit.rank)
    return Outcome(best, frozenset(word for entry in entries for word in entry.best))


def _entries(actor: Actor, asked: Question, means: Meanings) -> list[_Entry]:
    stands_for: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for word, keys in means.items():
        for key, closeness in keys.items():
            stands_for[key].append((word, int(closeness)))
    rows = Posting.objects.filter(word_id__in=list(stands_for))
    for phrase in asked.phrases:
        quoted = Passage.objects.filter(entry=OuterRef("entry")).annotate(
            at=StrIndex("folded", Value(f" {phrase} "))
        )
        rows = rows.filter(Exists(quoted.filter(at__gt=0)))
    found: dict[int, _Entry] = {}
    for entry_id, key, place, kind, pk, unit_id, on, title_words in rows.values_list(
        *("entry_id", "word_id", "place"),
        *("entry__kind", "entry__key", "entry__unit_id", "entry__on", "entry__title_words"),
    ):
        entry = found.get(entry_id)
        if entry is None:
            entry = found[entry_id] = _Entry(entry_id, Ref(kind, pk), unit_id, on, title_words)
        for word, nearness in stands_for[key]:
            if (place, nearness) > entry.best.get(word, (0, 0)):
                entry.best[word] = (place, nearness)
    may = readable(actor, (entry.ref for entry in found.values()))
    return [entry for entry in found.values() if entry.ref in may]


def _forget_beginnings(entries: list[_Entry], word: str) -> None:
    """Leave out what only begins like a short word, where the word itself is found."""
    if asking.is_sure(word, Closeness.BEGINNING) or not any(
        entry.best.get(word, (0, 0))[1] > Closeness.BEGINNING for entry in entries
    ):
        return
    for entry in entries:
        if entry.best.get(word, (0, 0))[1] == Closeness.BEGINNING:
            del entry.best[word]


def _units_named(entries: list[_Entry], word: str) -> set[int]:
    """Return the units whose name has the word."""
    return {
        entry.ref.pk
        for entry in entries
        if entry.ref.kind == UNITS and entry.best.get(word, (0, 0))[0] == Place.TITLE
    }


def _hit(entry: _Entry, words: tuple[str, ...], units: Mapping[str, set[int]], own: set[int]) -> Hit:
    score = number = 0
    for word in words:
        place, closeness = entry.best.get(word, (0, 0))
        if place:
            score += place * _A_PLACE + closeness
        elif entry.unit_id in units[word]:
            score += _IN_UNIT
        else:
            continue
        number += 1
    is_named_so = entry.title_words == len(words) == len(entry.best)
    is_own = entry.unit_id in own
    newness = entry.on.toordinal() if entry.on else 0
    rank = (-number, -score, -is_named_so, -is_own, -newness, entry.entry_id)
    return Hit(entry.entry_id, entry.ref, entry.unit_id, entry.on, number, rank)
