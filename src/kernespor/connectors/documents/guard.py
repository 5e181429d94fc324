"""Opens files that nobody knows: within ten seconds and 512 MB, or with a clear answer why not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import kernespor
from kernespor.connectors.documents.danger import (
    MOST_LETTERS,
    MOST_LINES,
    RefusedError,
    kind_of,
    pages_without_text,
    refusal,
)
from kernespor.connectors.documents.lines import Line, storable
from kernespor.connectors.documents.text import decode, text_lines
from kernespor.engines.findings import Finding

TIMEOUT = 9.0  # seconds


class Opened(NamedTuple):
    """The lines of a document, and what is odd about its file; without lines where a finding is an error."""

    lines: list[Line]
    findings: list[Finding]


def guarded(path: Path, *, timeout: float = TIMEOUT) -> Opened:
    """Open a .docx, .pdf, .md or .txt file. Never raises for what the file holds.

    Word and PDF files are opened in a process of their own, bound in time (`timeout`, seconds) and memory.
    """
    try:
        return _open(path, timeout)
    except RefusedError as error:
        return Opened([], [refusal(error.code)])
    except OSError:
        return Opened([], [refusal("missing")])


def _open(path: Path, timeout: float) -> Opened:
    if path.exists() and not path.is_file():
        raise RefusedError("not_a_file")
    with path.open("rb") as stream:
        kind = kind_of(path.suffix, stream, os.fstat(stream.fileno()).st_size)
        if kind == "text":
            stream.seek(0)
            return Opened(_text(stream.read()), [])
    return _in_own_process(kind, path.resolve(), timeout)


def _text(data: bytes) -> list[Line]:
    text = decode(data)
    if len(text) > MOST_LETTERS or text.count("\n") + text.count("<br") > MOST_LINES:
        raise RefusedError("too_much_text")
    return text_lines(text)


def _in_own_process(kind: str, path: Path, timeout: float) -> Opened:
    root = str(Path(kernespor.__file__).resolve().parent.parent)
    environment = {"PYTHONPATH": root}
    if "SYSTEMROOT" in os.environ:  # Windows starts no process without it
        environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
    command = [sys.executable, "-X", "utf8", "-m", "kernespor.connectors.documents", kind, str(path)]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=environment,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise RefusedError("too_slow") from None
    if done.returncode != 0:
        raise RefusedError("too_slow" if done.returncode < 0 or b"MemoryError" in done.stderr else "corrupt")
    return _from_json(done.stdout.decode("utf-8", errors="replace"))


def _from_json(output: str) -> Opened:
    head, *rest = output.splitlines()
    said: dict[str, Any] = json.loads(head)
    if "refused" in said:
        raise RefusedError(said["refused"])
    findings = [
        pages_without_text([int(page) for page in note["pages"].split(",")]) for note in said["notes"]
    ]
    return Opened([_line(json.loads(line)) for line in rest], findings)


def _line(values: list[Any]) -> Line:
    line = Line(*values)
    cell = (line.cell[0], line.cell[1], line.cell[2]) if line.cell else None
    return storable(replace(line, cell=cell))
