"""Documents that arrive as bytes: opened with the same care as files."""

from __future__ import annotations

import tempfile
from pathlib import Path, PurePath

from kernespor.connectors.documents.guard import Opened, guarded


def opened(name: str, content: bytes) -> Opened:
    """Open a document handed in under a name, for its suffix. Never raises for what it holds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"document{PurePath(name).suffix[:10]}"
        path.write_bytes(content)
        return guarded(path)
