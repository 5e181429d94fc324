"""What the minutes say that a body decided, on its way into the form in which it is recorded."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet

from kernespor.connectors.agenda.records import AgendaItem, AgendaReading
from kernespor.connectors.agenda.records import Decision as ReadDecision
from kernespor.connectors.agenda.vocabulary import fold
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.bodies.enums import Function
from kernespor.foundation.bodies.models import BodyVersion, Decision
from kernespor.foundation.bodies.selectors.members import Seat

_NEVER_ABSENT = frozenset({Function.SUBSTITUTE, Function.SECRETARY})


@dataclass(frozen=True, slots=True)
class Found:
    """A decision in the minutes. `on` is None where they name no day; `recorded` one that is on record."""

    item: AgendaItem
    words: str
    on: dt.date | None
    absent: tuple[str, ...]
    dissent: tuple[str, ...]
    recorded: Decision | None = None
    disqualified: tuple[str, ...] = ()


def decisions_in(reading: AgendaReading, body_id: int, known: QuerySet[Decision]) -> list[Found]:
    """Return what a body decided, in the order of the minutes. Two queries.

    A decision that names no body is one of the meeting's own. `known` are the decisions that the reader may
    see: one of the same body, day and case is on record already.
    """
    names = {_folded(name) for pair in _names(body_id) for name in pair if name}
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
    rows = known.filter(body_id=body_id, current__on__in=days).select_related("current")
    recorded = {(row.current.on, fold(row.current.case_title)): row for row in rows if row.current}
    return [
        replace(one, recorded=recorded.get((one.on, fold(one.item.title))) if one.on else None)
        for one in found
    ]  # fmt: skip


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


def _names(body_id: int) -> Iterable[tuple[str, str]]:
    return BodyVersion.objects.believed().filter(body_id=body_id).values_list("name", "short_name")


def bare_name(name: str) -> str:
    """Return a name without the letter of the party or the title that minutes put behind it."""
    return fold(re.sub(r"\s*[(,].*$", "", name))


def _folded(name: str) -> str:
    """Return a name so that "Økonomiudvalg" and "Økonomiudvalget" are one."""
    folded = fold(name)
    for ending in ("et", "en"):
        folded = folded.removesuffix(ending)
    return folded.removesuffix("e")
