"""A document that someone hands in, opened with care: its bytes for the guard, its lines back."""

from __future__ import annotations

from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from kernespor.connectors.documents.guard import Opened, guarded


def open_document(name: str, content: bytes) -> Opened:
    """Return the document's lines and what is odd about its file. Nothing of it stays on the disk.

    The guard opens files, so that what it doesn't know is read in a process of its own.
    """
    with TemporaryDirectory(prefix="kernespor-") as folder:
        path = Path(folder) / f"dokument{PurePath(name).suffix.lower()}"
        path.write_bytes(content)
        return guarded(path)
