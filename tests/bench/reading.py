"""Reading a plan in each format, the whole command with its start."""

from __future__ import annotations

import statistics
import subprocess
import tempfile
from pathlib import Path

from bench.clock import seconds
from bench.plans import ROOT, text
from connectors.unit_plan.mangle import as_pdf, as_word

COMMAND = ROOT / ".venv" / "bin" / "kernespor"
TIMES = 7


def run() -> None:
    """Print the median of each format."""
    plan, name = text()
    print(f"kernespor read plan FILE --json, {name}, median of {TIMES} (goal < 1 s)")
    with tempfile.TemporaryDirectory() as folder:
        for file in _files(plan, Path(folder)):
            taken = seconds(lambda file=file: _read(file), times=TIMES)
            print(f"  {file.suffix:<6} {statistics.median(taken):.2f} s  (slowest {max(taken):.2f} s)")


def _files(plan: str, folder: Path) -> list[Path]:
    files = [folder / "plan.txt", folder / "plan.md"]
    for file in files:
        file.write_text(plan, encoding="utf-8")
    return [*files, as_word(plan, folder / "plan.docx", styled=True), as_pdf(plan, folder / "plan.pdf")]


def _read(file: Path) -> None:
    done = subprocess.run([COMMAND, "read", "plan", file, "--json"], capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr.decode() or done.stdout.decode()[-2000:])
