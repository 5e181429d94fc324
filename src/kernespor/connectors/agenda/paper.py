"""An agenda, minutes or one item as it goes out: what the paper says beside them, and their normal form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kernespor.connectors.agenda.blocks import normal_text
from kernespor.connectors.agenda.records import AgendaItem, AgendaReading, Decision, Section
from kernespor.connectors.agenda.story import ABSENT, DAY, DEPUTIES, PARTICIPANTS, STANDS_IN, TERM
from kernespor.connectors.agenda.vocabulary import is_closed
from kernespor.connectors.unit_plan.paper import one_line
from kernespor.engines.danish import WEEKDAYS, long_date

CLOSED = "Lukket punkt"


class PaperKind(StrEnum):
    """What goes out; the value is the word that stands above it."""

    AGENDA = "Dagsorden"
    MINUTES = "Referat"
    ITEM = "Dagsordenspunkt"


@dataclass(frozen=True, slots=True)
class Absent:
    """A member who wasn't at the meeting, with the reason given, if any."""

    name: str
    reason: str = ""

    def __post_init__(self) -> None:
        if not one_line(self.name):
            raise ValueError(self)


@dataclass(frozen=True, slots=True)
class Deputy:
    """Someone who took part in place of a member."""

    name: str
    stands_in_for: str

    def __post_init__(self) -> None:
        if not one_line(self.name) or not one_line(self.stands_in_for):
            raise ValueError(self)

    def told(self) -> str:
        """Return "Bo Friis for Ib Holm"."""
        return f"{one_line(self.name)}{STANDS_IN}{one_line(self.stands_in_for)}"


@dataclass(frozen=True, slots=True)
class NeutralTitle:
    """What everyone may read instead of a closed item's title; `at` is its place in the agenda, from 0."""

    at: int
    title: str


@dataclass(frozen=True, slots=True)
class AgendaPaper:
    """An agenda, minutes or one item, with what a reading of them doesn't hold.

    `time` is the hour in words ("kl. 17.00–19.30"). Of a closed item nothing goes out but its number and a
    neutral title, if it has one; `closed_shown` writes closed items in full, for those who may read them.
    `made_on` is the day that the file names as its own, the meeting's where it is None.
    """

    reading: AgendaReading
    municipality: str
    kind: PaperKind = PaperKind.AGENDA
    time: str = ""
    place: str = ""
    participants: tuple[str, ...] = ()
    deputies: tuple[Deputy, ...] = ()
    absent: tuple[Absent, ...] = ()
    draft: bool = False
    closed_shown: bool = False
    neutral_titles: tuple[NeutralTitle, ...] = ()
    made_on: dt.date | None = None

    def __post_init__(self) -> None:
        items = self.reading.items
        if self.kind is PaperKind.ITEM and len(items) != 1:
            raise ValueError(len(items))
        for one in self.neutral_titles:
            if not (0 <= one.at < len(items) and is_held_closed(items[one.at])):
                raise ValueError(one)

    def day(self) -> dt.date:
        """Return the day that the file names as its own."""
        return self.made_on or self.reading.meeting_date or dt.date(1980, 1, 1)

    def title(self) -> str:
        """Return what the document calls itself ("Referat – Byrådet – 3. maj 2026")."""
        reading = shown(self)
        on = long_date(reading.meeting_date) if reading.meeting_date else ""
        item = reading.items[0].title if self.kind is PaperKind.ITEM else ""
        return " – ".join(part for part in (self.kind.value, item, reading.body, on) if part)

    def foot(self) -> str:
        """Return what stands in the foot of every page beside its number."""
        reading = shown(self)
        on = long_date(reading.meeting_date) if reading.meeting_date else ""
        draft = "Udkast" if self.draft else ""
        return " · ".join(part for part in (self.kind.value, reading.body, on, draft) if part)

    def facts(self) -> list[tuple[str, str]]:
        """Return the lines of the meeting's head as label and value, without empty ones."""
        reading = shown(self)
        day = reading.meeting_date
        absent = (
            one_line(f"{one.name} – {one.reason}" if one.reason.strip() else one.name) for one in self.absent
        )
        said = [
            (TERM, reading.term),
            (DAY, f"{WEEKDAYS[day.weekday()]} den {long_date(day)}" if day else ""),
            ("Tidspunkt", one_line(self.time)),
            ("Mødested", one_line(self.place)),
            (PARTICIPANTS, ", ".join(one for name in self.participants if (one := one_line(name)))),
            (DEPUTIES, ", ".join(one.told() for one in self.deputies)),
            (ABSENT, "; ".join(absent)),
        ]
        return [(label, value) for label, value in said if value]


def is_held_closed(item: AgendaItem) -> bool:
    """Say whether an item is held behind closed doors, by its mark or by its type."""
    return item.closed or is_closed(item.item_type)


def says_closed(item: AgendaItem) -> bool:
    """Say whether a line of its own has to tell that the item is closed, because its type doesn't."""
    return item.closed and not is_closed(item.item_type)


def shown(paper: AgendaPaper) -> AgendaReading:
    """Return what the paper says, in its normal form: closed items veiled, a meeting's items numbered."""
    titles = {one.at: one_line(one.title) for one in paper.neutral_titles}
    reading = normalised(paper.reading)
    count = not any(item.number for item in reading.items) and len(reading.items) > 1
    items = (
        replace(item, number=str(at + 1) if count else item.number)
        if paper.closed_shown or not is_held_closed(item)
        else _veiled(item, at, titles.get(at, ""), count=count)
        for at, item in enumerate(reading.items)
    )
    return replace(reading, items=tuple(items))


def _veiled(item: AgendaItem, at: int, title: str, *, count: bool) -> AgendaItem:
    number = str(at + 1) if count else item.number
    return AgendaItem(title=title or CLOSED, item_type=CLOSED, number=number, closed=True)


def normalised(reading: AgendaReading) -> AgendaReading:
    """Return body, term, day and items in the form that, written and read again, is equal to itself.

    Every text is in Unicode's NFC, without control characters and word joiners, with single spaces. Titles,
    names, numbers and headings are one line. A text is paragraphs parted by a blank line; points of a list
    ("- ", "1. ", "a) ") stand a line each; a line break inside a paragraph stays. A section without heading
    and text is left out, and so are names and statements without letters.
    """
    return AgendaReading(
        one_line(reading.body),
        one_line(reading.term),
        reading.meeting_date,
        tuple(_item(item) for item in reading.items),
    )


def _item(item: AgendaItem) -> AgendaItem:
    sections = (Section(one_line(one.heading), normal_text(one.text)) for one in item.sections)
    return replace(
        item,
        title=one_line(item.title),
        number=one_line(item.number),
        case_number=one_line(item.case_number),
        item_type=one_line(item.item_type),
        theme=normal_text(item.theme),
        sections=tuple(one for one in sections if one.heading or one.text),
        recommendation=normal_text(item.recommendation),
        alternative_recommendation=normal_text(item.alternative_recommendation),
        consultation=normal_text(item.consultation),
        economy=normal_text(item.economy),
        attachments=_lines(item.attachments),
        decisions=tuple(_decision(one) for one in item.decisions),
    )


def _decision(one: Decision) -> Decision:
    statements = ("\n".join(_lines(text.splitlines())) for text in one.dissent)
    return replace(
        one,
        body=one_line(one.body),
        term=one_line(one.term),
        text=normal_text(one.text),
        absent=_lines(one.absent),
        dissent=tuple(text for text in statements if text),
        disqualified=_lines(one.disqualified),
    )


def _lines(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(line for text in texts if (line := one_line(text)))
