"""What the tests of reading governing documents share: our own examples, the real ones, comparing."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kernespor.connectors.documents.text import text_lines
from kernespor.connectors.governing.reader import read_document
from kernespor.connectors.governing.records import DocumentReading

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = ROOT / "examples" / "documents"
DOCUMENTS = sorted(
    path.with_suffix(suffix)
    for path in EXAMPLES.glob("*.json")
    for suffix in (".md", ".txt")
    if path.with_suffix(suffix).exists()
)
REAL = ROOT.parent / "shared" / "documents"
FACTS = ("title", "kind", "date", "sender", "case_number", "municipality")
REPAIRS = {"hyphens_joined", "foreign_letters"}


def read_text(text: str) -> DocumentReading:
    """Read a text as the lines it has."""
    return read_document(text_lines(text))


def expected(path: Path) -> dict[str, Any]:
    """Return what is right about an example, as a person wrote it beside it."""
    shape: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return shape


def facts(reading: DocumentReading) -> dict[str, str]:
    """Return the facts of the head that the document has."""
    shape = reading.as_dict()
    return {name: shape[name] for name in FACTS if shape.get(name)}


def outline(reading: DocumentReading) -> list[str]:
    """Return each block as "h2 Formål", "p Byrådet …", "b1 …"."""
    return [f"{block.kind.value[0]}{block.level or ''} {block.text}" for block in reading.blocks]


def abridged(reading: DocumentReading, wanted: Sequence[str]) -> list[str]:
    """Return the blocks, each in the short wording ("p Byrådet … i balance.") that fits it, if one does."""
    patterns = [(want, re.compile(".*".join(map(re.escape, want.split(" … "))))) for want in wanted]
    return [
        next((want for want, pattern in patterns if pattern.fullmatch(block)), block)
        for block in outline(reading)
    ]


def noticed(reading: DocumentReading) -> list[list[object]]:
    """Return the findings as [code, line], without the repairs."""
    return sorted(
        [finding.code, finding.place.line] for finding in reading.findings if finding.code not in REPAIRS
    )


def cited(reading: DocumentReading, wanted: Sequence[str]) -> list[str]:
    """Return the suggestions as "role text", each shortened to the wanted beginning that fits it."""
    return [
        next((want for want in wanted if said.startswith(want)), said)
        for said in (f"{one.role.value} {one.text}" for one in reading.passages)
    ]
