"""What minutes say that a body decided, matched to the items on the meeting's agenda."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from kernespor.connectors.agenda.outcomes import sounds_like
from kernespor.connectors.agenda.records import AgendaReading
from kernespor.connectors.agenda.vocabulary import fold
from kernespor.domains.agenda.models import Meeting
from kernespor.domains.agenda.selectors.meetings import Line
from kernespor.foundation.bodies.models import Decision
from kernespor.foundation.bodies.selectors.members import Seat
from kernespor.foundation.bodies.selectors.minutes import Found, bare_name, decisions_in

_ALIKE = 0.75  # how alike two titles are where one may have been shortened or corrected


@dataclass(frozen=True, slots=True)
class Match:
    """A decision in minutes and the item it is of: `certain` by case number or title, else to be asked.

    `outcome` is what its words sound like, empty where they don't say.
    """

    found: Found
    line: Line | None
    certain: bool
    outcome: str


def matches(
    reading: AgendaReading, meeting: Meeting, lines: Sequence[Line], known: QuerySet[Decision]
) -> list[Match]:
    """Return the body's decisions in minutes, in their order, each with the item that it is most likely of.

    An item is taken once; what has a decision already is taken by none.
    """
    found = [one for one in decisions_in(reading, meeting.body_id, known) if one.on in {None, meeting.on}]
    free = [line for line in lines if line.stop.decision_id is None]
    certain: dict[int, Line] = {}
    for number, one in enumerate(found):
        line = _certain(one, free)
        if line is not None:
            certain[number] = line
            free.remove(line)
    result = []
    for number, one in enumerate(found):
        if number in certain:
            result.append(Match(one, certain[number], certain=True, outcome=sounds_like(one.words)))
            continue
        line = _likely(one, free)
        if line is not None:
            free.remove(line)
        result.append(Match(one, line, certain=False, outcome=sounds_like(one.words)))
    return result


def _certain(found: Found, free: Sequence[Line]) -> Line | None:
    """Return the one item of the same case number or of the very same title."""
    number, title = fold(found.item.case_number), fold(found.item.title)
    by_number = [line for line in free if number and fold(line.item.case_number) == number]
    if len(by_number) == 1:
        return by_number[0]
    by_title = [line for line in by_number or free if title and fold(line.item.title) == title]
    return by_title[0] if len(by_title) == 1 else None


def _likely(found: Found, free: Sequence[Line]) -> Line | None:
    """Return the item whose title is most alike, where one is alike enough to ask."""
    title = fold(found.item.title)
    scored = [(difflib.SequenceMatcher(None, title, fold(line.item.title)).ratio(), line) for line in free]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= _ALIKE else None


def person_in(seats: Sequence[Seat], name: str) -> int | None:
    """Return the person of the house whom minutes name among a body's members."""
    bare = bare_name(name)
    return next((seat.person_id for seat in seats if fold(seat.name) == bare), None)
