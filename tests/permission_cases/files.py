"""Files on plans."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

import factories
from kernespor.foundation.files import actions
from permission_cases import _objects


def prepare(world: Any) -> None:
    """Put a file on the plan in force, and one on the draft."""
    head = factories.actor("oekonomichef")
    world.of["files"] = {
        stage: actions.attach(actor=head, row=world.plans[stage], files=[(name, text.encode())])[0]
        for stage, name, text in (
            ("gælder", "notat.txt", "Et notat"),
            ("kladde", f"{factories.SECRET}.txt", factories.SECRET),
        )
    }


def arguments(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return the arguments of a case's address."""
    found = _objects.arguments(world, case)
    if name != "files:page":
        stage = "kladde" if "kladde" in case else "gælder"
        found["attachment_id"] = world.of["files"][stage].pk
    return found


def data(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return what a form would send."""
    if name == "files:take_off":
        stage = "kladde" if "kladde" in case else "gælder"
        return {f"af-{world.of['files'][stage].pk}-why": "Den hører til et andet sted"}
    name = "regn.exe" if "program" in case else "regn.csv"
    return {"documents": SimpleUploadedFile(name, b"a;b"), "note": ""}
