"""Word and PDF files made of the blocks of a document, as its author would have set them."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import typst
from docx import Document

from kernespor.connectors.governing.records import BlockKind, DocumentReading

PAGE = (
    '#set text(lang: "da", size: 10pt, hyphenate: true, font: "Libertinus Serif")',
    "#set par(justify: true)",
    "#set page(width: 15cm, height: 18cm, footer: context align(center)[Side #counter(page).display()])",
    "#show heading: set block(above: 1.4em, below: 1em)",
)


def head_lines(reading: DocumentReading) -> list[str]:
    """Return the head's lines but for the title, in order."""
    parts = [part for part in reading.head if part.fact != "title"]
    return [" ".join(part.text for part in group) for _, group in groupby(parts, key=lambda part: part.fact)]


def as_word(reading: DocumentReading, path: Path, *, styled: bool) -> Path:
    """Write a Word file: with styles for headings and lists, or plain paragraphs with typed bullets."""
    document = Document()
    if reading.title and styled:
        document.add_paragraph(reading.title, style="Title")
    elif reading.title:
        document.add_paragraph(reading.title)
    for line in head_lines(reading):
        document.add_paragraph(line)
    for block in reading.blocks:
        if block.kind is BlockKind.HEADING and styled:
            document.add_heading(block.text, block.level)
        elif block.kind is BlockKind.BULLET and styled:
            document.add_paragraph(
                block.text, style="List Bullet" + (f" {block.level}" if block.level > 1 else "")
            )
        elif block.kind is BlockKind.BULLET:
            document.add_paragraph(f"{'   ' * block.level}• {block.text}")
        else:
            document.add_paragraph(block.text)
    document.save(str(path))
    return path


def as_pdf(reading: DocumentReading, path: Path) -> Path:
    """Set the blocks with typst: justified and hyphenated lines, page numbers."""
    parts = [*PAGE, f'#text(size: 20pt, "{_quoted(reading.title)}")\n' if reading.title else ""]
    parts.extend(f'\n#"{_quoted(line)}"\n' for line in head_lines(reading))
    for kind, group in groupby(reading.blocks, key=lambda block: block.kind):
        if kind is BlockKind.BULLET:
            lines = [f'{"  " * (block.level - 1)}- #"{_quoted(block.text)}"' for block in group]
            parts.append("\n" + "\n".join(lines) + "\n")
        elif kind is BlockKind.HEADING:
            parts.extend(f'#heading(level: {block.level}, "{_quoted(block.text)}")\n' for block in group)
        else:
            parts.extend(f'\n#"{_quoted(block.text)}"\n' for block in group)
    source = path.with_suffix(".typ")
    source.write_text("\n".join(parts), encoding="utf-8")
    typst.compile(str(source), output=str(path))
    return path


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
