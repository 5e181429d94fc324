"""Reading a plan, a governing document and an agenda in each format, the whole command with its start."""

from __future__ import annotations

import statistics
import subprocess
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench.clock import once, seconds
from bench.plans import ROOT, text
from connectors.agenda import written as agendas
from connectors.governing import written
from connectors.unit_plan.mangle import as_pdf, as_word
from kernespor.connectors.agenda.reader import read_agenda
from kernespor.connectors.agenda.reader import read_lines as read_agenda_lines
from kernespor.connectors.documents.lines import Line
from kernespor.connectors.documents.text import text_lines
from kernespor.connectors.governing.reader import read_document, read_file
from kernespor.connectors.unit_plan.reader import read_lines

DOCUMENT = ROOT / "examples" / "documents" / "effektiviseringsstrategi-egesund.txt"
AGENDA = ROOT / "examples" / "agendas" / "moede-egesund.txt"
COMMAND = ROOT / ".venv" / "bin" / "kernespor"
TIMES = 7
LONGEST = 20_000  # lines; longer documents are refused
WRITTEN = (
    "Formål", "1. Formål", "Der er tre pejlemærker:", "et ord", "En sætning om noget, der blev gjort i 2020.",
    "- et punkt", "| a | b |", "Dato: 1. maj 2026", "se bilag 1 og figur 2", "# Formål", "Bilag  Nej",
)  # fmt: skip
ON_AGENDAS = (
    "Sagsfremstilling", "1. Godkendelse af dagsorden", "Beslutning i Byrådet den 3. maj 2022", "- punkt",
    "et ord", "Bilag 1: Kort", "Fraværende: Ole Bak (V)", "| a | b |", "Sagsnr.: 18/3003", "17",
    "En sætning om noget.", "Udvalget for Børn og Unge, Kultur, Idræt og Fritid samt Natur", "Sag  To",
)  # fmt: skip
HABITS = ("Handlinger", "1. Mål", "Mål 1.1: Trivsel", "en linje, der går videre", "- punkt", "| a | b |")


def run() -> None:
    """Print the median of each format."""
    plan, name = text()
    with tempfile.TemporaryDirectory() as folder:
        _measure("plan", name, _files(plan, Path(folder)))
        _measure("document", DOCUMENT.stem, _documents(Path(folder)))
        _measure("agenda", AGENDA.stem, _agendas(Path(folder)))
    _longest()


def _measure(kind: str, name: str, files: list[Path]) -> None:
    print(f"kernespor read {kind} FILE --json, {name}, median of {TIMES} (goal < 1 s)")
    for file in files:
        taken = seconds(lambda file=file: _read(kind, file), times=TIMES)
        print(f"  {file.suffix:<6} {statistics.median(taken):.2f} s  (slowest {max(taken):.2f} s)")


def _longest() -> None:
    """Print what the longest document costs, if all of its lines are alike, as they are in none."""
    kinds: tuple[tuple[str, Callable[[list[Line]], object], tuple[str, ...]], ...] = (
        ("plans", read_lines, HABITS),
        ("documents", read_document, WRITTEN),
        ("agendas", read_agenda_lines, ON_AGENDAS),
    )
    for kind, read, habits in kinds:
        taken = [once(partial(read, text_lines("\n".join([line] * LONGEST)))) for line in habits]
        print(f"the slowest of {len(habits)} {kind} of {LONGEST} lines: {max(taken):.1f} s (goal < 10 s)")


def _files(plan: str, folder: Path) -> list[Path]:
    files = [folder / "plan.txt", folder / "plan.md"]
    for file in files:
        file.write_text(plan, encoding="utf-8")
    return [*files, as_word(plan, folder / "plan.docx", styled=True), as_pdf(plan, folder / "plan.pdf")]


def _documents(folder: Path) -> list[Path]:
    reading = read_file(DOCUMENT)
    files = [DOCUMENT, written.as_word(reading, folder / "document.docx", styled=True)]
    return [*files, written.as_pdf(reading, folder / "document.pdf")]


def _agendas(folder: Path) -> list[Path]:
    reading = read_agenda(AGENDA)
    files = [AGENDA, agendas.as_word(reading, folder / "agenda.docx", table=True)]
    return [*files, agendas.as_pdf(reading, folder / "agenda.pdf")]


def _read(kind: str, file: Path) -> None:
    done = subprocess.run([COMMAND, "read", kind, file, "--json"], capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr.decode() or done.stdout.decode()[-2000:])
