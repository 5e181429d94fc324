"""The heads of the seals in a file outside the database, where whoever changes the database can't follow."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Head:
    """A line of the file: which seal, its head, and the events that it covers up to."""

    number: int
    head: str
    last_id: int
    sealed_at: str


def path() -> Path:
    """Return where the file is."""
    return Path(settings.AUDIT_HEADS)


def read() -> tuple[dict[int, Head], list[int]]:
    """Return the heads by their number, and the lines that are none; nothing where there is no file yet."""
    heads: dict[int, Head] = {}
    odd = []
    lines = path().read_text(encoding="utf-8").splitlines() if path().exists() else []
    for place, line in enumerate(lines, start=1):
        try:
            said = json.loads(line)
            head = Head(int(said["number"]), str(said["head"]), int(said["last_id"]), str(said["sealed_at"]))
        except (ValueError, KeyError, TypeError):
            odd.append(place)
            continue
        if heads.setdefault(head.number, head) != head:
            odd.append(place)
    return heads, odd


def append(heads: Iterable[Head]) -> None:
    """Add lines to the file, and return when they are on the disk."""
    file = path()
    file.parent.mkdir(parents=True, exist_ok=True)
    is_new = not file.exists()
    with file.open("a", encoding="utf-8") as target:
        for head in heads:
            target.write(json.dumps(asdict(head)) + "\n")
        target.flush()
        os.fsync(target.fileno())
    if is_new and os.name == "posix":
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
