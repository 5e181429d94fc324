"""What conversion and other hands do to a plan: each function takes a plan's text and gives it back worse."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import typst
from docx import Document
from docx.document import Document as DocumentObject

Mangler = Callable[[str], str]
_BULLET = re.compile(r"^- ", re.MULTILINE)
_CONTENTS = re.compile(r"\.{3,}")


def without_marks(text: str) -> str:
    """Take away every heading mark, emphasis and tag."""
    text = re.sub(r"^#+ +", "", text, flags=re.MULTILINE)
    text = re.sub(r"</?b>", "", text)
    return re.sub(r"\*([^*\n]+)\*", r"\1", text)


def bullets(mark: str) -> Mangler:
    """Give the lists another bullet; {n} counts within each list, {a} letters it."""

    def change(text: str) -> str:
        lines, count = [], 0
        for line in text.split("\n"):
            if line.startswith("- "):
                count += 1
                shown = mark.replace("{n}", str(count)).replace("{a}", chr(ord("a") + count - 1))
                lines.append(f"{shown}{line[2:]}")
            else:
                count = 0 if line.strip() else count
                lines.append(line)
        return "\n".join(lines)

    return change


def without_bullets(text: str) -> str:
    """Lose the bullets; each item stays a line of its own."""
    return _BULLET.sub("", text)


def wrapped(width: int, *, hyphens: bool = False) -> Mangler:
    """Break every line at `width` columns, optionally inside words."""

    def change(text: str) -> str:
        lines: list[str] = []
        for line in text.split("\n"):
            lines.extend(_break(line, width, hyphens=hyphens) if line.strip() else [line])
        return "\n".join(lines)

    return change


def _break(line: str, width: int, *, hyphens: bool) -> list[str]:
    if not hyphens:
        return textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
    lines = [""]
    for word in line.split():
        room = width - len(lines[-1]) - 1
        if len(word) <= room or not lines[-1]:
            lines[-1] = f"{lines[-1]} {word}".strip()
        elif word.isalpha() and word.islower() and len(word) > 9 and room > 5:
            lines[-1] += f" {word[: room - 1]}-" if len(word) - room > 2 else f" {word[:5]}-"
            lines.append(word[room - 1 :] if len(word) - room > 2 else word[5:])
        else:
            lines.append(word)
    return lines


def with_page_heads(text: str, every: int = 17) -> str:
    """Put a page head and a page number into the text every so many lines of it, in mid-sentence too."""
    out: list[str] = []
    page, since = 1, 0
    body = False
    for line in text.split("\n"):
        body = body or line.lstrip("# ").startswith("Forord")
        since += bool(line.strip())
        if body and since >= every:
            middle = len(line) // 2
            cut = line.find(" ", middle)
            parts = (
                [line[:cut], line[cut + 1 :]]
                if len(line) > 80 and cut > 0 and line[cut + 1].islower()
                else [line, ""]
            )
            page, since = page + 1, 0
            out += [parts[0], "", f"Virksomhedsplan 2020-2021 – side {page}", "", parts[1]]
        else:
            out.append(line)
    return "\n".join(out)


def numbers_without_dots(text: str) -> str:
    """Write "2 Mål" for "2. Mål"."""
    return re.sub(r"^((?:#+ |<b>)?\d+)\. ", r"\1 ", text, flags=re.MULTILINE)


def numbers_with_dots(text: str) -> str:
    """Write "1.1. Mål" for "1.1 Mål"."""
    return re.sub(r"^((?:#+ )?\d+\.\d+) ", r"\1. ", text, flags=re.MULTILINE)


def numbers_behind(text: str) -> str:
    """Write "Mål 1.1: X" and "Indsatsområde 1 – X"."""
    text = re.sub(r"^((?:#+ )?)(\d+\.\d+) Mål [-–] ", r"\1Mål \2: ", text, flags=re.MULTILINE)
    return re.sub(r"^((?:#+ |<b>)?)(\d)\. (?=[A-ZÆØÅ])", r"\1Indsatsområde \2 – ", text, flags=re.MULTILINE)


def without_numbers(text: str) -> str:
    """Take the numbers of areas and goals away."""
    return re.sub(r"^((?:#+ |<b>)?)\d{1,2}(?:\.\d+)*\.? (?=[A-ZÆØÅ])", r"\1", text, flags=re.MULTILINE)


def blank_lines_doubled(text: str) -> str:
    """Put two blank lines where one was."""
    return re.sub(r"\n\s*\n", "\n\n\n", text)


def without_blank_lines(text: str) -> str:
    """Take every blank line away."""
    return "\n".join(line for line in text.split("\n") if line.strip())


def vocabulary(actions: str, indicators: str) -> Mangler:
    """Use other words for the labels."""

    def change(text: str) -> str:
        text = re.sub(r"^(#* ?)Handlinger$", rf"\1{actions}", text, flags=re.MULTILINE)
        return re.sub(
            r"^(#* ?)(?:Målin[dt]ikator|Måлиндikator)$", rf"\1{indicators}", text, flags=re.MULTILINE
        )

    return change


def labels_in_front(text: str) -> str:
    """Put the labels in front of the sentence that introduces their list."""
    return re.sub(
        r"^(?:#+ )?(Handlinger|Målin[dt]ikator|Måлиндikator)\n+(?=\w)", r"\1: ", text, flags=re.MULTILINE
    )


def without_contents(text: str) -> str:
    """Take the contents list away."""
    return re.sub(r"^# Indhold\w*\n.*?(?=^## )", "", text, flags=re.MULTILINE | re.DOTALL)


def contents_without_pages(text: str) -> str:
    """Leave the contents list without leaders and page numbers."""
    return re.sub(r"(?:</b>)?\s*\.{3,}\s*(?:<b>)?\d+(?:</b>)?$", "", text, flags=re.MULTILINE)


def shifted_levels(text: str) -> str:
    """Give every heading a level that says nothing."""
    count = 0

    def level(_: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return "#" * (1 + count * 7 % 5) + " "

    return re.sub(r"^#+ ", level, text, flags=re.MULTILINE)


def foreign_letters(text: str) -> str:
    """Write some letters of some words with their Cyrillic twins."""
    return re.sub(r"\b([A-Za-zæøå]{3,})a([a-zæøå]+er)\b", "\\1\u0430\\2", text)


def as_word(text: str, path: Path, *, styled: bool) -> Path:
    """Write the text as a Word file: with heading and list styles, or as plain paragraphs alone."""
    document = Document()
    for line in text.split("\n"):
        _word_line(document, line, styled=styled)
    document.sections[0].header.paragraphs[0].text = "Virksomhedsplan 2020-2021"
    document.save(str(path))
    return path


def _word_line(document: DocumentObject, line: str, *, styled: bool) -> None:
    clean = line.strip()
    if styled and (match := re.match(r"(#+) (.*)", clean)):
        document.add_heading(match[2], len(match[1]))
    elif styled and clean.startswith("- "):
        document.add_paragraph(clean[2:], style="List Bullet")
    else:
        document.add_paragraph(without_marks(line).rstrip())


def as_pdf(text: str, path: Path, *, styled: bool = True) -> Path:
    """Set the text with typst: page heads, page numbers, justified and hyphenated lines."""
    parts = [
        '#set text(lang: "da", size: 10pt, hyphenate: true, font: "Libertinus Serif")',
        "#set par(justify: true)",
        "#set page(width: 15cm, height: 18cm, header: [Virksomhedsplan 2020-2021])",
        "#set page(footer: context align(center)[Side #counter(page).display() af 99])",
        "#show heading: set block(above: 1.4em, below: 1em)",
    ]
    parts.extend(_typst_line(line, styled=styled) for line in text.split("\n"))
    source = path.with_suffix(".typ")
    source.write_text("\n".join(parts), encoding="utf-8")
    typst.compile(str(source), output=str(path))
    return path


def _typst_line(line: str, *, styled: bool) -> str:
    clean = without_marks(line).strip().replace("\t", "   ")
    quoted = clean.replace("\\", "\\\\").replace('"', '\\"')
    if match := re.match(r"(#+) ", line):
        if styled:
            return f'#heading(level: {min(len(match[1]), 4)}, "{quoted}")\n'
        return f'\n#"{quoted}"\n'
    if line.startswith("- "):
        return f'#list.item("{quoted[2:]}")'
    return f'\n#"{quoted}"\n' if clean else ""
