"""Reads an agenda or minutes, of one item or of a whole meeting, as a municipality laid it out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kernespor.connectors.agenda.accounted import unaccounted
from kernespor.connectors.agenda.assemble import Assembler
from kernespor.connectors.agenda.checks import odd
from kernespor.connectors.agenda.entries import Entry, Mark
from kernespor.connectors.agenda.findings import cut, noticed
from kernespor.connectors.agenda.forms import facts_first
from kernespor.connectors.agenda.furniture import set_aside_page_heads
from kernespor.connectors.agenda.head import Head, read_head
from kernespor.connectors.agenda.items import alike, find_openers
from kernespor.connectors.agenda.labels import find_marks
from kernespor.connectors.agenda.marked import is_marked, read_marked
from kernespor.connectors.agenda.numbered import with_parts
from kernespor.connectors.agenda.openers import Opener
from kernespor.connectors.agenda.prose import Prose
from kernespor.connectors.agenda.records import AgendaItem, AgendaReading, Furniture, Named
from kernespor.connectors.agenda.subheadings import Headings
from kernespor.connectors.agenda.vocabulary import any_of, fold, is_closed, words
from kernespor.connectors.documents.guard import guarded
from kernespor.connectors.documents.lines import Line
from kernespor.connectors.documents.marks import with_markdown_headings
from kernespor.connectors.governing.layout import ended, measure
from kernespor.connectors.unit_plan.corrections import Corrections
from kernespor.connectors.unit_plan.notes import Notes
from kernespor.connectors.unit_plan.rows import Row, make_rows
from kernespor.engines.danish import long_date
from kernespor.engines.findings import Finding, Severity, has_error

_NOTHING_CORRECTED = Corrections()
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
_LETTER = re.compile(r"^[A-H][.:)] ?")
_END_ROWS = 25  # filled rows at a document's end in which the meeting may be said to end


def read_agenda(path: Path) -> AgendaReading:
    """Open and read a .docx, .pdf, .md or .txt file; one that can't be opened gives an error finding."""
    opened = guarded(path)
    if has_error(opened.findings):
        return AgendaReading(findings=tuple(opened.findings))
    reading = read_lines(opened.lines)
    return replace(reading, findings=(*opened.findings, *reading.findings))


def read_lines(lines: Sequence[Line]) -> AgendaReading:
    """Read the lines of an agenda. Never raises: what is odd comes as findings.

    A document that Kernespor wrote is read by its own marks, every other by its words.
    """
    if is_marked(lines):
        return read_marked(lines)
    notes = Notes()
    source = tuple(line.raw for line in lines)
    rows, known = make_rows(with_markdown_headings(lines), _NOTHING_CORRECTED, notes)
    set_aside_page_heads(rows)
    layout = measure(rows)
    entries = with_parts(facts_first(find_marks(rows, layout)))
    openers = find_openers(entries, layout, known)
    for opener in openers:
        for repair in opener.repairs:
            notes.repaired("hyphens_joined", *repair)
    prose = Prose(layout, known, notes)
    form = any(row.cell for row in rows) or _beside(entries)
    work = _Meeting(entries, openers, Assembler(prose, Headings(layout, form=form)))
    reading, derived = _with_what_decisions_say(work.read())
    reading = replace(
        reading,
        furniture=tuple(
            sorted(
                (*_gone(rows), *prose.furniture, *work.maker.furniture, *reading.furniture),
                key=lambda part: part.line,
            )
        ),
        source=source,
    )
    lost = unaccounted(reading, notes.repairs())
    findings = [
        *work.maker.findings,
        *derived,
        *odd(reading),
        *(noticed("not_accounted", number, text=cut(source[number - 1])) for number in lost),
        *notes.findings(),
    ]
    if not any(row.text for row in rows):
        findings = [noticed("empty")]
    return replace(reading, findings=_in_order(findings))


@dataclass(slots=True)
class _Meeting:
    """One document taken apart: its head, its items, its end."""

    entries: list[Entry]
    openers: list[Opener]
    maker: Assembler

    def read(self) -> AgendaReading:
        end, last = self._end()
        if not self.openers:
            return self._single(end, last)
        head = read_head(self.entries[: self._first_label(self.openers[0].at)], titled=True)
        items = self._before_first(head)
        furniture = [*self._contents(head.furniture), *last]
        closed = False
        for place, opener in enumerate(self.openers):
            limit = self.openers[place + 1].at if place + 1 < len(self.openers) else end
            body, group = self._without_group(self.entries[opener.end : max(limit, opener.end)])
            furniture.extend(
                Furniture("group", row.number, f"{row.bullet} {row.text}".strip()) for row in group
            )
            items.append(self._item(opener, body, head, closed=closed))
            if group:
                closed = any(is_closed(row.text) for row in group)
        return AgendaReading(
            head.body, head.term, head.date, tuple(self._with_head_absent(items, head)),
            furniture=tuple(furniture), names=tuple(self.maker.names), **head.took_part(),
        )  # fmt: skip

    def _first_label(self, limit: int) -> int:
        """Return where the first label of an item stands, or the limit; above numbered items stand others."""
        above = {"registration"} if self.openers else set()
        return next(
            (
                at
                for at, entry in enumerate(self.entries[:limit])
                if isinstance(entry, Mark) and not entry.of_meeting and entry.kind not in above
            ),
            limit,
        )

    def _before_first(self, head: Head) -> list[AgendaItem]:
        """Return the item whose number was lost, that stands before the first one with a number."""
        limit = self.openers[0].at
        start = self._first_label(limit)
        if start == limit:
            return []
        title = head.furniture.pop() if head.furniture else None
        return [
            self.maker.item(
                title.text if title else "",
                self.entries[start:limit],
                head.met,
                line=title.line if title else 0,
            )
        ]

    def _single(self, end: int, last: list[Furniture]) -> AgendaReading:
        start = self._first_label(len(self.entries))
        head = read_head(self.entries[:start], titled=False)
        title, after, before = self._title_of(head)
        furniture = [
            *head.furniture,
            *(Furniture("meeting_head", row.number, row.text) for row in before),
            *last,
        ]
        line = next((row.number for row in head.rest), 0)
        if start == len(self.entries):
            above = {id(row) for row in before}
            furniture.extend(
                Furniture("text", row.number, row.text) for row in head.rest if id(row) not in above
            )
            return AgendaReading(
                head.body,
                head.term,
                head.date,
                (),
                tuple(furniture),
                names=tuple(self.maker.names),
                **head.took_part(),
            )
        item = self.maker.item(title, [*after, *self.entries[start:end]], head.met, line=line)
        items = tuple(self._with_head_absent([item], head))
        return AgendaReading(
            head.body,
            head.term,
            head.date,
            items,
            tuple(furniture),
            names=tuple(self.maker.names),
            **head.took_part(),
        )

    def _title_of(self, head: Head) -> tuple[str, list[Row], list[Row]]:
        """Return the title of a single item, the rows below it and those above it."""
        pieces = self.maker.prose.pieces(head.rest)
        if not pieces:
            return "", [], []
        marked = [place for place, piece in enumerate(pieces) if piece.level]
        short = [place for place, piece in enumerate(pieces) if not ended(piece.text) and not piece.mark]
        at = marked[-1] if marked else short[-1] if short else 0
        return (
            pieces[at].text,
            [row for piece in pieces[at + 1 :] for row in piece.rows],
            [row for piece in pieces[:at] for row in piece.rows],
        )

    def _item(self, opener: Opener, body: list[Entry], head: Head, *, closed: bool) -> AgendaItem:
        title = " ".join(opener.title.split())
        first = opener.row
        own = f"{first.bullet} {first.text}" if first.bullet[:1].isdigit() else first.text
        self.maker.names.append(Named(first.number, own.removesuffix(opener.own)))
        self.maker.names.append(Named(first.number, opener.state))
        kept: list[Entry] = []
        labelled = False
        for entry in body:
            labelled = labelled or isinstance(entry, Mark)
            if not labelled and isinstance(entry, Row) and entry.text and fold(entry.text) == fold(title):
                if not entry.gone:
                    self.maker.names.append(Named(entry.number, entry.text))
            else:
                kept.append(entry)
        return self.maker.item(
            title, kept, head.met, line=first.number, number=opener.called,
            opened=opener.state.strip("() "), closed=closed,
        )  # fmt: skip

    def _contents(self, furniture: list[Furniture]) -> list[Furniture]:
        """Call the lines of the head that name the items below the contents list that they are."""
        titles = [opener.title for opener in self.openers if opener.title]
        listed = [
            part.text
            for part in furniture
            if fold(part.text) in words("contents")
            or any(alike(re.sub(r"^\d+[.)]?\s*", "", part.text), title) for title in titles)
        ]
        return [
            Furniture("contents" if part.text in listed else part.kind, part.line, part.text)
            for part in furniture
        ]

    def _without_group(self, body: list[Entry]) -> tuple[list[Entry], list[Row]]:
        """Part a group's heading ("Lukkede punkter") at the end of an item from it."""
        group: list[Row] = []
        filled = [
            at for at, entry in enumerate(body) if isinstance(entry, Mark) or (entry.text and not entry.gone)
        ]
        while filled:
            entry = body[filled[-1]]
            if isinstance(entry, Mark) or fold(_LETTER.sub("", entry.text)) not in words("contents"):
                break
            group.append(entry)
            body = body[: filled.pop()]
        return body, group

    def _end(self) -> tuple[int, list[Furniture]]:
        """Return where the meeting's end begins ("Mødet sluttede kl. 18"), and its lines."""
        pattern = re.compile(any_of("ends"), re.IGNORECASE)
        seen = 0
        found = len(self.entries)
        for at in range(len(self.entries) - 1, -1, -1):
            entry = self.entries[at]
            if isinstance(entry, Mark):
                if entry.kind != "meeting":
                    break
                continue
            if entry.gone or not entry.text:
                continue
            seen += 1
            if seen > _END_ROWS:
                break
            if pattern.match(entry.text):
                found = at
        if found == len(self.entries) or (self.openers and found < self.openers[-1].end):
            return len(self.entries), []
        rest = self.entries[found:]
        parts = [
            (entry.number, entry.stood if isinstance(entry, Mark) else entry.text)
            for entry in rest
            if isinstance(entry, Mark) or (entry.text and not entry.gone)
        ]
        return found, [Furniture("meeting_end", number, text) for number, text in parts]

    def _with_head_absent(self, items: list[AgendaItem], head: Head) -> list[AgendaItem]:
        """Give the meeting's absent to the decisions of its body that name none."""
        if not head.absent_marked:
            return items
        absent = self.maker.head_absent(head.absent)
        return [
            replace(
                item,
                decisions=tuple(
                    one
                    if one.absent_said or one.body != head.body or one.date not in {None, head.date}
                    else replace(one, absent=absent, absent_said=True)
                    for one in item.decisions
                ),
            )
            for item in items
        ]


def _with_what_decisions_say(reading: AgendaReading) -> tuple[AgendaReading, list[Finding]]:
    """Take body, term and date from a single item's last decision where its head is silent, and say so."""
    if len(reading.items) != 1 or not reading.items[0].decisions:
        return reading, []
    last = reading.items[0].decisions[-1]
    line = last.lines[0] if last.lines else 0
    findings = []
    body, date = reading.body, reading.meeting_date
    if not body and last.body:
        body = last.body
        findings.append(noticed("body_from_decision", line, body=body))
    own = [one for one in reading.items[0].decisions if one.body.casefold() == body.casefold() and one.date]
    if date is None and own:
        date = own[-1].date
        findings.append(noticed("date_from_decision", line, date=long_date(date) if date else ""))
    term = reading.term or (last.term if last.body.casefold() == body.casefold() else "")
    return replace(reading, body=body, term=term, meeting_date=date), findings


def _beside(entries: Sequence[Entry]) -> bool:
    """Say whether most labels stand on a line with what they say."""
    marks = [
        at
        for at, entry in enumerate(entries)
        if isinstance(entry, Mark) and entry.kind not in {"meeting", "case_number"}
    ]
    beside = 0
    for at in marks:
        entry, below = entries[at], entries[at + 1] if at + 1 < len(entries) else None
        beside += (
            isinstance(below, Row) and bool(below.text) and not below.gone and below.number == entry.number
        )
    return beside * 2 > len(marks)


def _gone(rows: Sequence[Row]) -> list[Furniture]:
    return [
        Furniture(row.gone, row.number, row.text or row.line.raw.strip())
        for row in rows
        if row.gone and row.gone != "mark"
    ]


def _in_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda one: (_SEVERITIES.index(one.severity), one.place.line or 0)))
