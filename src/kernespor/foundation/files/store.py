"""Keeping a file within an act."""

from __future__ import annotations

import hashlib

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import Change
from kernespor.foundation.files.models import StoredFile


def keep(act: Change, *, name: str, content: bytes, actor: Actor) -> StoredFile:
    """Store a file byte for byte; the event holds its name, size and digest, not its bytes."""
    return act.create(
        StoredFile,
        name=name[-255:],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        uploaded_at=act.at,
        uploaded_by=actor.label,
    )
