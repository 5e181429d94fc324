"""Reading a plan in each format, the whole command with its start."""

from __future__ import annotations

import statistics
import subprocess
import tempfile
from functools import partial
from pathlib import Path

from bench.clock import once, seconds
from bench.plans import ROOT, text
from connectors.unit_plan.mangle import as_pdf, as_word
from kernespor.connectors.documents.text import text_lines
from kernespor.connectors.unit_plan.reader import read_lines

COMMAND = ROOT / ".venv" / "bin" / "kernespor"
TIMES = 7
LONGEST = 20_000  # lines; longer documents are refused
HABITS = ("Handlinger", "1. Mål", "Mål 1.1: Trivsel", "en linje, der går videre", "- punkt", "| a | b |")


def run() -> None:
    """Print the median of each format."""
    plan, name = text()
    print(f"kernespor read plan FILE --json, {name}, median of {TIMES} (goal < 1 s)")
    with tempfile.TemporaryDirectory() as folder:
        for file in _files(plan, Path(folder)):
            taken = seconds(lambda file=file: _read(file), times=TIMES)
            print(f"  {file.suffix:<6} {statistics.median(taken):.2f} s  (slowest {max(taken):.2f} s)")
    _longest()


def _longest() -> None:
    """Print what the longest document costs, if all of its lines are alike, as they are in none."""
    taken = [once(partial(read_lines, text_lines("\n".join([line] * LONGEST)))) for line in HABITS]
    print(f"the slowest of {len(HABITS)} documents of {LONGEST} lines: {max(taken):.1f} s (goal < 10 s)")


def _files(plan: str, folder: Path) -> list[Path]:
    files = [folder / "plan.txt", folder / "plan.md"]
    for file in files:
        file.write_text(plan, encoding="utf-8")
    return [*files, as_word(plan, folder / "plan.docx", styled=True), as_pdf(plan, folder / "plan.pdf")]


def _read(file: Path) -> None:
    done = subprocess.run([COMMAND, "read", "plan", file, "--json"], capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr.decode() or done.stdout.decode()[-2000:])
