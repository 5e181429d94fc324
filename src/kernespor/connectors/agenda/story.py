"""The words and marks by which our own papers name the parts of an item, written and read in one place.

A word joiner says nothing inside a text, so the writer may use it to tell where a name ends. It stands only
where the words alone would be read otherwise.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from kernespor.connectors.agenda.bodies import Met
from kernespor.connectors.agenda.dates import find_dates
from kernespor.connectors.agenda.decision_heads import read_decider
from kernespor.connectors.agenda.decisions import absent_in, dissent_in, met_of
from kernespor.connectors.agenda.records import AgendaItem, Decision
from kernespor.connectors.agenda.vocabulary import find_label, says_none
from kernespor.connectors.unit_plan.paper import WORD_JOINER, one_line
from kernespor.engines.danish import long_date

FIELDS = ("theme", "economy", "consultation", "recommendation", "alternative_recommendation")
HEADINGS = {
    "theme": "Beslutningstema",
    "economy": "Økonomi",
    "consultation": "Høring og dialog",
    "recommendation": "Indstilling",
    "alternative_recommendation": "Alternativ indstilling",
    "attachments": "Bilag",
    "dissent": "Protokoltilførsel",
}
TERM, DAY = "Funktionsperiode", "Mødedato"
CASE_NUMBER, ITEM_TYPE, ABSENT, DISQUALIFIED = "Sagsnr.", "Sagstype", "Fraværende", "Inhabile"
PARTICIPANTS, DEPUTIES, STANDS_IN = "Deltagere", "Stedfortrædere", " for "
NOBODY, NO_ATTACHMENT = "Ingen", "Ingen bilag"
NO_HEADING, NO_TITLE = "Uden overskrift", "Uden titel"

_END = f"{WORD_JOINER} "
_MET_PARTS = 4
_NUMBER = re.compile(r"Punkt (?P<number>[^\s:]+): ?(?P<title>.*)")
_PARTED = re.compile(r"\s*[,;]\s*|\s+(?:og|samt)\s+")


def item_heading(item: AgendaItem) -> str:
    """Return "Punkt 3: Ny bænk ved søen", or the title alone where the item has no number."""
    title = item.title or WORD_JOINER + NO_TITLE
    plain = f"Punkt {item.number}: {title}" if item.number else title
    if read_item_heading(plain) == (item.number, item.title):
        return plain
    return f"Punkt {item.number}:{_END}{title}" if item.number else WORD_JOINER * 2 + title


def read_item_heading(raw: str) -> tuple[str, str]:
    """Return number and title of what `item_heading` wrote, or a person did."""
    text = raw.strip()
    number, end, title = text.partition(f":{_END}")
    if end:
        return one_line(number.removeprefix("Punkt ")), _title(title)
    match = _NUMBER.fullmatch(text)
    return (match["number"], _title(match["title"])) if match else ("", _title(text))


def _title(text: str) -> str:
    return "" if text == WORD_JOINER + NO_TITLE else one_line(text)


def section_heading(heading: str) -> str:
    """Return the heading of a section; one whose words would name a field says that it doesn't."""
    if not heading:
        return WORD_JOINER + NO_HEADING
    return WORD_JOINER * 2 + heading if names_part(heading) else heading


def read_section_heading(raw: str) -> str:
    """Return the heading that `section_heading` wrote."""
    return "" if raw.strip() == WORD_JOINER + NO_HEADING else one_line(raw)


def names_part(raw: str) -> str:
    """Say which part of an item a heading names: a field, "attachments", "decision" or "" for a section."""
    if raw.startswith(WORD_JOINER):
        return ""
    text = one_line(raw)
    if raw.count(WORD_JOINER) >= _MET_PARTS - 1:
        return "decision"
    label = find_label(text)
    if label and label.kind in {*FIELDS, "attachments", "decision", "dissent"}:
        return label.kind
    met = read_decider(text)
    return "decision" if met and met.body and met.date_text else ""


def decision_heading(one: Decision) -> str:
    """Return "Beslutning i Byrådet 2022–2025 den 3. maj 2022".

    A mark at its end says that who was absent and who dissented is told below in full, and no sentence of
    the text counts for it.
    """
    opening = "Beslutning i" if one.body else "Beslutning"
    parts = (one.body, one.term, f"den {long_date(one.date)}" if one.date else "")
    plain = " ".join(part for part in (opening, *parts) if part)
    met, quotes = read_decision_heading(plain)
    same = (met.body, met.term, met.date) == (one.body, one.term, one.date)
    if same and quotes == quotes_itself(one) and names_part(plain) == "decision":
        return plain
    said = "".join(f"{WORD_JOINER} {part}" if part else WORD_JOINER for part in parts)
    return f"{opening}{said}{'' if quotes_itself(one) else WORD_JOINER}"


def read_decision_heading(raw: str) -> tuple[Met, bool]:
    """Return who decided when, and whether the sentences below count for absent and dissent."""
    parts = [part.strip() for part in raw.split(WORD_JOINER)]
    if len(parts) < _MET_PARTS:
        return met_of(one_line(raw)), True
    _, body, term, day, *end = parts
    return Met(one_line(body), one_line(term), read_day_of(day), one_line(day)), not end


def read_day_of(text: str) -> dt.date | None:
    """Return the first day that a text names, or None."""
    found = next(find_dates(text), None)
    return found.day if found else None


def quotes_itself(one: Decision) -> bool:
    """Say whether a decision's own sentences say of absent and dissent what the record says, or less."""
    said = dissent_in(one.text)
    return list(one.dissent[len(one.dissent) - len(said) :]) == said and (
        bool(one.absent) or one.absent_said or not absent_in(one.text)[1]
    )


def statements(one: Decision) -> tuple[str, ...]:
    """Return the statements of those who dissented that have to stand below the text."""
    return one.dissent[: len(one.dissent) - len(dissent_in(one.text))] if quotes_itself(one) else one.dissent


def absent_line(one: Decision) -> str:
    """Return who was absent ("Bo Friis (A), Ib Holm"), "Ingen", or nothing: the text says it, or nobody."""
    absent, said = absent_in(one.text)
    if not (one.absent or one.absent_said):
        return ""
    if said and tuple(absent) == one.absent and quotes_itself(one):
        return ""
    return names_line(one.absent)


def names_line(names: tuple[str, ...]) -> str:
    """Return names as one line that `read_names` reads again, "Ingen" where there are none."""
    plain = ", ".join(names) or NOBODY
    return plain if read_names(plain) == names else WORD_JOINER + f",{_END}".join(names)


def read_names(value: str) -> tuple[str, ...]:
    """Return the names that `names_line` wrote, or a person did."""
    value = value.strip()
    if value.startswith(WORD_JOINER):
        return tuple(one_line(name) for name in value.split(f",{_END}"))
    if says_none(value):
        return ()
    return tuple(name for part in _PARTED.split(value) if (name := one_line(part)))


@dataclass(slots=True)
class People:
    """Who took part in a meeting, as the lines of its head say in our own papers."""

    participants: tuple[str, ...] = ()
    deputies: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()

    def read(self, label: str, value: str) -> None:
        """Take in a line of the head; one that names no people says nothing here."""
        if label == PARTICIPANTS:
            self.participants = _parted(value, ",")
        elif label == DEPUTIES:
            self.deputies = _parted(value, ",")
        elif label == ABSENT:  # without the reason behind the name
            self.absent = tuple(name.partition(" – ")[0] for name in _parted(value, ";"))

    def as_fields(self) -> dict[str, Any]:
        """Return the fields of a reading."""
        return {"participants": self.participants, "deputies": self.deputies, "absent": self.absent}


def _parted(value: str, mark: str) -> tuple[str, ...]:
    return tuple(name for part in value.split(mark) if (name := one_line(part)))


def with_own_sentences(one: Decision) -> Decision:
    """Return a decision with what its own sentences say of absent and dissent."""
    absent, said = absent_in(one.text)
    if not one.absent_said:
        one = replace(one, absent=tuple(absent), absent_said=said)
    return replace(one, dissent=(*one.dissent, *dissent_in(one.text)))


def fields(item: AgendaItem) -> Iterator[tuple[str, str]]:
    """Yield the headings of an item's fields with their texts, in reading order; decisions stand apart.

    A section without heading that stands first comes before all headings, under "".
    """
    first, *others = item.sections or (None,)
    if first and not first.heading:
        yield "", first.text
    elif first:
        others = [first, *others]
    if item.theme:
        yield HEADINGS["theme"], item.theme
    for section in others:
        if section:
            yield section_heading(section.heading), section.text
    for name in FIELDS[1:]:
        if text := getattr(item, name):
            yield HEADINGS[name], text
