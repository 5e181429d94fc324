"""Reads a governing document, as a municipality wrote it, into headings, paragraphs and bullets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from kernespor.connectors.documents.guard import guarded
from kernespor.connectors.documents.lines import Line
from kernespor.connectors.documents.marks import with_markdown_headings
from kernespor.connectors.governing.checks import odd
from kernespor.connectors.governing.cited import cited
from kernespor.connectors.governing.dates import as_finding, date_findings
from kernespor.connectors.governing.findings import cut, noticed
from kernespor.connectors.governing.head import Head, guess_kind, read_head
from kernespor.connectors.governing.headings import grade, settle
from kernespor.connectors.governing.joining import Piece, make_pieces
from kernespor.connectors.governing.layout import (
    ended,
    is_lower,
    measure,
    set_aside_labels,
    split_labels,
    take_back_sentences,
    with_symbols,
)
from kernespor.connectors.governing.records import Block, BlockKind, DocumentReading, Furniture
from kernespor.connectors.governing.terms import drifting
from kernespor.connectors.governing.twice import twice
from kernespor.connectors.governing.words import NAMES
from kernespor.connectors.unit_plan.corrections import Corrections
from kernespor.connectors.unit_plan.furniture import set_aside_contents, set_aside_page_heads
from kernespor.connectors.unit_plan.notes import Notes
from kernespor.connectors.unit_plan.rows import Row, make_rows
from kernespor.engines.findings import Finding, Severity, has_error

_NOTHING_CORRECTED = Corrections()
_FIRST_WORDS = 8  # paragraphs in which a document without a title says what it is
_NEAR = 8  # lines around a page number in which the sentence goes on
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def read_file(path: Path) -> DocumentReading:
    """Open and read a .docx, .pdf, .md or .txt file; one that can't be opened gives an error finding."""
    opened = guarded(path)
    if has_error(opened.findings):
        return DocumentReading(findings=tuple(opened.findings))
    reading = read_document(opened.lines)
    return replace(reading, findings=(*opened.findings, *reading.findings))


def read_document(lines: Sequence[Line]) -> DocumentReading:
    """Read the lines of a document. Never raises: what is odd comes as findings."""
    source = tuple(line.raw for line in lines)
    notes = Notes()
    rows, known = make_rows(with_markdown_headings(lines), _NOTHING_CORRECTED, notes)
    with_symbols(rows)
    set_aside_page_heads(rows)
    take_back_sentences(rows)
    set_aside_contents(rows)
    whole = rows
    rows = split_labels(whole)
    layout = measure(rows)
    labels = set_aside_labels(rows, layout)
    pieces = make_pieces(rows, layout, known, notes)
    settle(pieces)
    head = read_head(pieces)
    body = [piece for place, piece in enumerate(pieces) if place not in head.pieces]
    grade(body, form=len(rows) > len(whole))
    kind = guess_kind(head, [piece.text for piece in pieces[: _FIRST_WORDS * 2]])
    passages = cited(body)
    findings = [
        *_about_the_head(head, pieces, NAMES.get(kind) if kind else None),
        *_inside_sentences(rows, labels),
        *_dates_of_the_head(pieces, head),
        *odd(body, head.latest),
        *twice(body),
        *drifting(body, passages),
    ]
    return DocumentReading(
        title=head.title, kind=kind, date=head.date, sender=head.sender, case_number=head.case_number,
        municipality=head.municipality, blocks=tuple(_block(piece) for piece in body), passages=passages,
        head=tuple(sorted(head.lines, key=lambda part: part.line)), furniture=_furniture(rows),
        findings=_in_order((*findings, *notes.findings())), source=source,
    )  # fmt: skip


def _block(piece: Piece) -> Block:
    kind = BlockKind.HEADING if piece.heading else BlockKind.BULLET if piece.mark else BlockKind.PARAGRAPH
    level = {BlockKind.HEADING: piece.level, BlockKind.BULLET: piece.depth, BlockKind.PARAGRAPH: 0}[kind]
    numbers = tuple(sorted({row.number for row in (*piece.marks, *piece.rows)}))
    return Block(kind, piece.text, level, numbers, piece.mark)


def _furniture(rows: Sequence[Row]) -> tuple[Furniture, ...]:
    return tuple(
        Furniture(row.gone, row.number, row.text or row.line.raw.strip())
        for row in rows
        if row.gone and row.gone != "mark"
    )


def _about_the_head(head: Head, pieces: Sequence[Piece], name: str | None) -> Iterable[Finding]:
    if not pieces:
        yield noticed("empty")
    elif not head.title:
        yield noticed("title_guessed", guess=name) if name else noticed("no_title")


def _dates_of_the_head(pieces: Sequence[Piece], head: Head) -> Iterable[Finding]:
    for place in sorted(head.pieces):
        piece = pieces[place]
        for found in date_findings(piece.text, None):
            yield as_finding(found, piece.line_at(found.at))


def _inside_sentences(rows: Sequence[Row], labels: Sequence[Row]) -> Iterable[Finding]:
    """Name the figures' labels inside sentences, each group once, with all its words."""
    firsts = {id(row) for row in labels}
    groups: list[list[Row]] = []
    for row in rows:
        if row.gone == "figure_label":
            if id(row) in firsts or not groups:
                groups.append([])
            groups[-1].append(row)
    paged = any(row.line.page is not None for row in rows)
    pages = [] if paged else [row for place, row in enumerate(rows) if _is_page_in_sentence(rows, place)]
    for group in (*groups, pages):
        if not group:
            continue
        text = " / ".join(row.text for row in group)
        yield noticed("text_in_sentence", group[0].number, text=cut(text))


def _is_page_in_sentence(rows: Sequence[Row], place: int) -> bool:
    """Say whether a page's head or number stands where a sentence goes on, in a text that knows no pages."""
    if rows[place].gone not in {"page_number", "page_head"} or rows[place].line.role:
        return False
    above = next(
        (row for row in reversed(rows[max(place - _NEAR, 0) : place]) if row.text and not row.gone), None
    )
    below = next((row for row in rows[place + 1 : place + _NEAR] if row.text and not row.gone), None)
    return bool(
        above
        and below
        and not ended(above.text)
        and not above.level
        and is_lower(below.text)
        and not below.bullet
    )


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda one: (_SEVERITIES.index(one.severity), one.place.line or 0)))
