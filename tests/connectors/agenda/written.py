"""Word and PDF files made of an agenda's items, as its author would have set them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import typst
from docx import Document

from kernespor.connectors.agenda.records import AgendaItem, AgendaReading
from kernespor.engines.danish import long_date

PAGE = (
    '#set text(lang: "da", size: 10pt, hyphenate: true, font: "Libertinus Serif")',
    "#set par(justify: true)",
    "#set page(width: 15cm, height: 18cm, footer: context align(center)[Side #counter(page).display()])",
)


def head(reading: AgendaReading) -> list[str]:
    """Return the lines above the items."""
    dated = f"Møde den {long_date(reading.meeting_date)}" if reading.meeting_date else ""
    return [line for line in (f"{reading.body} {reading.term.replace('–', '-')}".strip(), dated) if line]


def fields(item: AgendaItem) -> Iterator[tuple[str, list[str]]]:
    """Yield each label with its paragraphs."""
    named = [
        ("Sagsnr.", item.case_number),
        ("Sagstype", item.item_type),
        ("Beslutningstema", item.theme),
        *((section.heading, section.text) for section in item.sections),
        ("Økonomiske konsekvenser", item.economy),
        ("Høring", item.consultation),
        ("Alternativ indstilling", item.alternative_recommendation),
        ("Indstilling", item.recommendation),
        ("Bilag", "\n".join(f"- {name}" for name in item.attachments) or "Nej"),
    ]
    for label, text in named:
        if text:
            yield label, [line for line in text.split("\n") if line]
    for decision in item.decisions:
        dated = long_date(decision.date) if decision.date else ""
        yield f"Beslutning i {decision.body} den {dated}", decision.text.split("\n\n")
        if decision.absent_said:
            yield "Fraværende", [", ".join(decision.absent) or "Ingen"]


def as_word(reading: AgendaReading, path: Path, *, table: bool) -> Path:
    """Write a Word file: the labels in a table's left cells, or as headings."""
    document = Document()
    for line in head(reading):
        document.add_paragraph(line)
    for item in reading.items:
        document.add_heading(f"{item.number}. {item.title}" if item.number else item.title, 1)
        grid = document.add_table(rows=0, cols=2) if table else None
        for label, paragraphs in fields(item):
            if grid is not None:
                left, right = grid.add_row().cells
                left.text, right.text = label, paragraphs[0]
                for text in paragraphs[1:]:
                    right.add_paragraph(text)
            else:
                document.add_heading(label, 2)
                for text in paragraphs:
                    document.add_paragraph(text)
    document.save(str(path))
    return path


def as_pdf(reading: AgendaReading, path: Path) -> Path:
    """Set the items with typst: labels in bold on lines of their own, justified text, page numbers."""
    parts = [*PAGE, *(f'#"{_quoted(line)}"\n' for line in head(reading))]
    for item in reading.items:
        title = f"{item.number}. {item.title}" if item.number else item.title
        parts.append(f'\n#text(size: 14pt, weight: "bold", "{_quoted(title)}")\n')
        for label, paragraphs in fields(item):
            parts.append(f'\n#text(weight: "bold", "{_quoted(label)}")\n')
            parts.extend(f'\n#"{_quoted(text)}"\n' for text in paragraphs)
    source = path.with_suffix(".typ")
    source.write_text("\n".join(parts), encoding="utf-8")
    typst.compile(str(source), output=str(path))
    return path


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
