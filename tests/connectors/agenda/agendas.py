"""What the tests of reading agendas share: our own examples, the real item, comparing, ways to mangle."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kernespor.connectors.agenda.accounted import unaccounted
from kernespor.connectors.agenda.reader import read_lines
from kernespor.connectors.agenda.records import AgendaItem, AgendaReading
from kernespor.connectors.documents.text import text_lines

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = ROOT / "examples" / "agendas"
SUFFIXES = (".txt", ".md", ".docx", ".pdf")
AGENDAS = sorted(
    path.with_suffix(suffix)
    for path in EXAMPLES.glob("*.json")
    for suffix in SUFFIXES
    if path.with_suffix(suffix).exists()
)
REAL = ROOT.parent / "shared" / "documents"
REPAIRS = {"hyphens_joined", "foreign_letters"}
ITEM = "Ny bænk ved søen\n\nSagsnr.: 24/1234\n\n{}\n"
PLAIN = """\
ØKONOMIUDVALGET 2022-2025

Fælles cykler til hjemmeplejen

Sagsnr.: 23/0815

Punkttype: Beslutning

Beslutningstema:
Udvalget skal tage stilling til at købe cykler til hjemmeplejen, som medarbejderne kan dele.

Sagsfremstilling:
Hjemmeplejen har talt sine ture i en uge. To tredjedele er under to kilometer og køres i bil.

Der findes et lager af cykler, som kan sættes i stand for få penge.

Økonomiske konsekvenser:
Udgiften er 85.000 kr. og holdes inden for rammen.

Dialog/høring:
MED-udvalget i hjemmeplejen bakker op.

Administrationens forslag:
Administrationen foreslår, at udvalget godkender købet.

Bilag:
- Optælling af ture
- Tilbud på cykler

Beslutning i Økonomiudvalget den 16. maj 2023
Administrationens forslag godkendt.

Fraværende: Karl Emil Lund (V) og Sus Bro (F)
"""


def read_text(text: str) -> AgendaReading:
    """Read a text as the lines it has."""
    return read_lines(text_lines(text))


def only(text: str) -> AgendaItem:
    """Return the one item of a text."""
    (item,) = read_text(text).items
    return item


def expected(path: Path) -> dict[str, Any]:
    """Return what is right about an example, as a person wrote it beside it."""
    shape: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return shape


def noticed(reading: AgendaReading) -> list[list[object]]:
    """Return the findings as [code, line], without the repairs."""
    found = [[one.code, one.place.line] for one in reading.findings if one.code not in REPAIRS]
    return sorted(found, key=str)


def codes(reading: AgendaReading) -> set[str]:
    """Return the codes of the findings."""
    return {finding.code for finding in reading.findings}


def said(reading: AgendaReading) -> Any:
    """Return what the reading says but for its furniture and findings, whatever the blanks between words."""
    shape = {name: part for name, part in reading.as_dict().items() if name not in {"furniture", "findings"}}
    return _plain(shape)


def _plain(part: Any) -> Any:
    if isinstance(part, str):
        return " ".join(part.split())
    if isinstance(part, list):
        return [_plain(one) for one in part]
    return {name: _plain(one) for name, one in part.items()} if isinstance(part, dict) else part


def assert_nothing_lost(reading: AgendaReading) -> None:
    """Every word of every line stands in the reading."""
    repairs = [
        (wrong, right)
        for finding in reading.findings
        for pair in str(finding.params.get("repairs", "")).split("\n")
        for wrong, tab, right in [pair.partition("\t")]
        if tab
    ]
    assert [reading.source[number - 1] for number in unaccounted(reading, repairs)] == []
    assert "not_accounted" not in codes(reading)


def folded(width: int) -> Callable[[str], str]:
    """Return a mangler that breaks lines at a width."""

    def change(text: str) -> str:
        lines: list[str] = []
        for line in text.split("\n"):
            lines += textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""]
        return "\n".join(lines)

    return change


def without_blanks(text: str) -> str:
    """Drop all blank lines."""
    return re.sub(r"\n\s*\n", "\n", text)


def doubled(text: str) -> str:
    """Put a blank line below every line."""
    return text.replace("\n", "\n\n")


def a_word_a_line(text: str) -> str:
    """Give each word a line of its own."""
    return "\n".join(text.split())


def with_page_feet(text: str) -> str:
    """Put a page's foot between every twelve lines."""
    lines = text.split("\n")
    for page, place in enumerate(range(12, len(lines), 12), start=1):
        lines[place] = f"Økonomiudvalget 16-05-2023 Side {page}\n{lines[place]}"
    return "\n".join(lines)


MANGLERS: dict[str, Callable[[str], str]] = {
    "30": folded(30),
    "60": folded(60),
    "200": folded(200),
    "no blanks": without_blanks,
    "doubled": doubled,
    "a word a line": a_word_a_line,
    "page feet": with_page_feet,
    "60 and no blanks": lambda text: without_blanks(folded(60)(text)),
    "60 and feet": lambda text: with_page_feet(folded(60)(text)),
    "windows": lambda text: text.replace("\n", "\r\n"),
    "indented": lambda text: re.sub(r"^(?=.)", "    ", text, flags=re.MULTILINE),
    "no colons": lambda text: re.sub(r":$", "", text, flags=re.MULTILINE),
}
