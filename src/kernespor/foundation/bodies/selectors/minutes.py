"""What the minutes say that a body decided, on its way into the form in which it is recorded."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext

from kernespor.connectors.agenda.records import AgendaItem, AgendaReading
from kernespor.connectors.agenda.records import Decision as ReadDecision
from kernespor.connectors.agenda.vocabulary import fold
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.bodies.enums import Function
from kernespor.foundation.bodies.matching import number_of
from kernespor.foundation.bodies.models import BodyVersion, Decision
from kernespor.foundation.bodies.selectors.members import Seat

LONGEST_TITLE = 300
_NEVER_ABSENT = frozenset({Function.SUBSTITUTE, Function.SECRETARY})


@dataclass(frozen=True, slots=True)
class Found:
    """A decision in the minutes. `on` is None where they name no day.

    `recorded` is one of the same day and case that is on record; `is_same` says that it is this very one.
    """

    item: AgendaItem
    words: str
    on: dt.date | None
    absent: tuple[str, ...]
    dissent: tuple[str, ...]
    recorded: Decision | None = None
    disqualified: tuple[str, ...] = ()
    is_same: bool = False


def decisions_in(reading: AgendaReading, body_id: int, known: QuerySet[Decision]) -> list[Found]:
    """Return what a body decided, in the order of the minutes. Two queries.

    A decision that names no body is one of the meeting's own. `known` are the decisions that the reader may
    see: one of the same body, day and case is on record already.
    """
    names = _names_of([body_id])
    found = [
        Found(
            item,
            one.text,
            one.date or reading.meeting_date,
            one.absent,
            one.dissent,
            disqualified=one.disqualified,
        )
        for item, one in _decided(reading)
        if not (by := one.body or reading.body) or _folded(by) in names
    ]
    days = {one.on for one in found if one.on}
    rows = list(known.filter(body_id=body_id, current__on__in=days).select_related("current").order_by("pk"))
    left = set(rows)
    return [_with_record(one, rows, left) for one in found]


def _with_record(found: Found, rows: list[Decision], left: set[Decision]) -> Found:
    """Return a decision with the one on record, if any; one of those `left` is taken for one decision."""
    title, number, words = fold(title_of(found.item)), number_of(found.item.case_number), fold(found.words)
    same_case = [
        row
        for row in rows
        if row.current
        and row.current.on == found.on
        and (
            fold(row.current.case_title) == title or (number and number_of(row.current.case_number) == number)
        )
    ]
    for row in same_case:
        if row in left and row.current and fold(row.current.words) == words:
            left.remove(row)
            return replace(found, recorded=row, is_same=True)
    by_title = (row for row in same_case if row.current and fold(row.current.case_title) == title)
    return replace(found, recorded=next(by_title, None))


def bodies_named(reading: AgendaReading, keys: Collection[int]) -> set[int]:
    """Return which of some bodies minutes are of: the one they name, else those that decided. One query."""
    names = _names_of(keys)
    own = names.get(_folded(reading.body), set())
    others = {key for name in deciders_in(reading) for key in names.get(_folded(name), set())}
    return own or others


def days_in(reading: AgendaReading) -> set[dt.date]:
    """Return the day of the meeting, else the days on which the minutes say that something was decided."""
    if reading.meeting_date:
        return {reading.meeting_date}
    return {one.date for _item, one in _decided(reading) if one.date}


def told_by(reading: AgendaReading, body_id: int) -> tuple[list[str], set[dt.date]]:
    """Return which other bodies decided something in the minutes, and when this one did. One query."""
    names = _names_of([body_id])
    others = [name for name in deciders_in(reading) if _folded(name) not in names]
    days = {
        one.date for item, one in _decided(reading) if one.date and _folded(one.body or reading.body) in names
    }
    return others, days


def title_of(item: AgendaItem) -> str:
    """Return what an item's decision is recorded under."""
    return item.title[:LONGEST_TITLE] or gettext("Uden overskrift")


def undecided_in(reading: AgendaReading) -> list[str]:
    """Return the titles of the items of which the minutes tell no decision."""
    decided = {id(item) for item, _one in _decided(reading)}
    return [item.title for item in reading.items if id(item) not in decided]


def deciders_in(reading: AgendaReading) -> list[str]:
    """Return the bodies that the minutes say decided something, each once, as they are written there."""
    named = [one.body or reading.body for _item, one in _decided(reading)]
    return list(dict.fromkeys(name for name in named if name))


def filled_in(found: Found, seats: Iterable[Seat]) -> dict[str, Any]:
    """Return the fields of the form as far as the minutes fill them: what it became is a person's to say.

    The absent and those whose dissent is on record are matched to the seats by their names.
    """
    seats = list(seats)
    keys = {bare_name(name): key for key, name in absent_choices(seats)}
    initial: dict[str, Any] = {
        "on": found.on,
        "case_title": found.item.title,
        "case_number": found.item.case_number,
        "words": found.words,
        "absent": [keys[bare_name(name)] for name in found.absent if bare_name(name) in keys],
        "absent_others": "\n".join(name for name in found.absent if bare_name(name) not in keys),
        "openness": Openness.CLOSED.value if found.item.closed else Openness.OPEN.value,
    }
    for place, words in enumerate(found.dissent):
        who = next((seat.name for seat in seats if fold(seat.name) in fold(words)), "")
        initial |= {f"dissent_who_{place}": who, f"dissent_words_{place}": words}
    return initial


def absent_choices(seats: Iterable[Seat]) -> list[tuple[str, str]]:
    """Return who can have been absent: each one once, also with more than one function."""
    return list({seat_key(seat): seat.name for seat in seats if seat.function not in _NEVER_ABSENT}.items())


def seat_key(seat: Seat) -> str:
    """Return what names someone in a body in the form: a person of the house, or a name."""
    return f"p{seat.person_id}" if seat.person_id else f"n{seat.name}"


def _decided(reading: AgendaReading) -> list[tuple[AgendaItem, ReadDecision]]:
    return [(item, one) for item in reading.items for one in item.decisions if one.text.strip()]


def _names_of(keys: Collection[int]) -> dict[str, set[int]]:
    """Return the bodies by all that they are and were called. One query."""
    found: dict[str, set[int]] = defaultdict(set)
    rows = BodyVersion.objects.believed().filter(body_id__in=keys)
    for key, *names in rows.values_list("body_id", "name", "short_name"):
        for name in filter(None, names):
            found[_folded(name)].add(key)
    return found


def bare_name(name: str) -> str:
    """Return a name without the letter of the party or the title that minutes put behind it."""
    return fold(re.sub(r"\s*[(,].*$", "", name))


def _folded(name: str) -> str:
    """Return a name so that "Økonomiudvalg" and "Økonomiudvalget" are one."""
    folded = fold(name)
    for ending in ("et", "en"):
        folded = folded.removesuffix(ending)
    return folded.removesuffix("e")
