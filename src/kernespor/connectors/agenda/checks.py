"""What an agenda lacks, and what in it can't be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kernespor.connectors.agenda.findings import cut, noticed
from kernespor.connectors.agenda.records import AgendaItem, AgendaReading, Decision
from kernespor.connectors.agenda.vocabulary import fold, is_type, words
from kernespor.connectors.governing.dates import date_findings
from kernespor.engines.danish import long_date
from kernespor.engines.findings import Finding

_MENTIONED = re.compile(r"\b[Bb]ilag (?P<number>\d{1,2}|[A-H])(?![\w/.-]\d|\w)")
_NUMBERED = re.compile(r"\bbilag (\d{1,2}|[a-h])\b|^(\d{1,2})\b")
_ABOUT_DATES = {"date_impossible", "weekday_wrong"}
_NO_RECOMMENDATION = frozenset({"orientering"})


def odd(reading: AgendaReading) -> Iterator[Finding]:
    """Yield what is missing or contradictory in a reading."""
    if not reading.items:
        yield noticed("no_item")
    if not reading.body:
        yield noticed("no_body")
    if not reading.meeting_date:
        yield noticed("no_meeting_date")
    decided = any(item.decisions for item in reading.items)
    before: AgendaItem | None = None
    for item in reading.items:
        yield from _of_item(item, reading, decided=decided)
        for decision in item.decisions:
            yield from _of_decision(decision, item, reading)
        if before and not _follows(before.number, item.number):
            yield noticed("numbers_jump", item.line, before=before.number, after=item.number)
        before = item
    yield from _dates(reading)


def _follows(before: str, after: str) -> bool:
    """Say whether a number comes right after another; a new letter ("A.4", "B.1") begins anew."""
    letter, _, last = before.rpartition(".")
    new_letter, _, number = after.rpartition(".")
    counted = last.isdecimal() and number.isdecimal() and letter == new_letter
    return not counted or int(number) == int(last) + 1


def _of_item(item: AgendaItem, reading: AgendaReading, *, decided: bool) -> Iterator[Finding]:
    title = cut(item.title)
    if not item.title:
        yield noticed("no_title", item.line)
    if item.closed:
        yield noticed("closed_item", item.line, title=title)
    if not item.case_number and not item.closed:
        yield noticed("no_case_number", item.line, title=title)
    if not item.recommendation and not item.closed and not _is_formal(item):
        yield noticed("no_recommendation", item.line, title=title)
    if decided and not item.decisions and not item.closed:
        yield noticed("no_decision", item.line, title=title)
    yield from _attachments(item, reading)


def _is_formal(item: AgendaItem) -> bool:
    """Say whether the item is one that nobody recommends anything under."""
    return fold(item.title) in words("formal") | _NO_RECOMMENDATION or (
        is_type(item.item_type)
        and fold(item.item_type).startswith(("orientering", "til orientering", "meddelelse"))
    )


def _attachments(item: AgendaItem, reading: AgendaReading) -> Iterator[Finding]:
    listed: set[str] = set()
    for place, name in enumerate(item.attachments, start=1):
        listed.add(str(place))
        for match in _NUMBERED.finditer(name.casefold()):
            listed.add(match[1] or match[2])
    texts: list[tuple[tuple[int, ...], str]] = [
        ((), text) for text in (item.theme, item.recommendation, item.economy, item.consultation)
    ]
    texts += [(section.lines, section.text) for section in item.sections]
    seen: set[str] = set()
    for lines, text in texts:
        for match in _MENTIONED.finditer(text):
            number = match["number"].casefold()
            if number not in listed and number not in seen:
                seen.add(number)
                where = _line_of(match[0], lines, reading) or item.line
                yield noticed("attachment_missing", where, text=f"bilag {match['number']}")


def _line_of(said: str, lines: tuple[int, ...], reading: AgendaReading) -> int:
    """Return the first of the lines that says it, or else the first of them."""
    saying = (number for number in lines if said.casefold() in reading.source[number - 1].casefold())
    return next(saying, lines[0] if lines else 0)


def _of_decision(decision: Decision, item: AgendaItem, reading: AgendaReading) -> Iterator[Finding]:
    line = decision.lines[0] if decision.lines else item.line
    title = cut(item.title)
    if not decision.text:
        yield noticed("decision_empty", line, title=title)
    if not decision.body:
        yield noticed("decision_no_body", line, title=title)
    if not decision.date:
        yield noticed("decision_no_date", line, title=title)
    meeting = reading.meeting_date
    own = decision.body.casefold() == reading.body.casefold()  # another body's comes before, as it should
    again = any(other.date == meeting for other in item.decisions)  # it met before, and meets again
    if own and not again and decision.date and meeting and decision.date < meeting:
        yield noticed(
            "decision_before_meeting",
            line,
            body=decision.body or "mødet",
            date=long_date(decision.date),
            meeting=long_date(meeting),
        )
    if not decision.absent_said:
        yield noticed("absent_missing", line, body=decision.body or "mødet", title=title)


def _dates(reading: AgendaReading) -> Iterator[Finding]:
    """Look at every date where it stands; one that a line's end parts is looked for in its two lines."""
    for number, raw in enumerate(reading.source, start=1):
        following = reading.source[number] if number < len(reading.source) else ""
        if not any(letter.isdigit() for letter in raw):
            continue
        text = " ".join(f"{raw} {following}".split())
        own = len(" ".join(raw.split()))
        for found in date_findings(text, None):
            if found.code in _ABOUT_DATES and found.at < own:
                yield noticed(found.code, number, **found.params)
