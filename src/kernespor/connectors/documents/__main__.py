"""The process that opens an unknown file: it reads one, prints its lines as JSON, and ends."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from kernespor.connectors.documents.danger import MOST_LETTERS, MOST_LINES, RefusedError
from kernespor.connectors.documents.lines import Line
from kernespor.engines.findings import Finding

MEMORY = 448 * 1024 * 1024  # bytes that the process may take; the parent has its own
SECONDS = 8


def _limit() -> None:
    """Bind this process to its memory and time, where the system can."""
    try:
        import resource
    except ImportError:  # Windows: the parent's timeout is what there is
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _reader(kind: str) -> Callable[[Path], tuple[list[Line], list[Finding]]]:
    """Import the one reader that is needed; the other would only cost time."""
    if kind == "pdf":
        from kernespor.connectors.documents.pdf import pdf_lines

        return pdf_lines
    from kernespor.connectors.documents.word import word_lines

    return lambda path: (word_lines(path), [])


def check_length(lines: list[Line]) -> None:
    """Raise RefusedError for more text than a plan can have."""
    if len(lines) > MOST_LINES or sum(len(line.text) for line in lines) > MOST_LETTERS:
        raise RefusedError("too_much_text")


def main(kind: str, path: Path) -> int:
    """Read `path` as `kind` ("docx" or "pdf") and print its lines as JSON, after a line of notes."""
    reader = _reader(
        kind
    )  # imported before the limits, which let no file be written, not even a compiled module
    _limit()
    try:
        lines, findings = reader(path)
        check_length(lines)
    except RefusedError as error:
        sys.stdout.write(json.dumps({"refused": error.code}))
        return 0
    except (MemoryError, RecursionError):
        sys.stdout.write(json.dumps({"refused": "too_slow"}))
        return 0
    sys.stdout.write(
        json.dumps({"notes": [{"pages": str(finding.params["pages"])} for finding in findings]}) + "\n"
    )
    for line in lines:
        sys.stdout.write(json.dumps(list(asdict(line).values())) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
