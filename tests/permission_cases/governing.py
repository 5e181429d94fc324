"""Governing documents: of Økonomi & Stab, in each stage of their life, each with a passage."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

import factories
from domains.strategy.governing.governing_world import TEXT, in_force, laid_in, marked
from kernespor.domains.strategy.actions.governing import lifecycle
from kernespor.domains.strategy.models import GoverningDocument

NOBODY = 999_999
WORDS = "Vi hjælper hinanden."


def prepare(world: Any) -> None:
    """Make a draft whose every text bears the mark, one in force, and one that was replaced."""
    head = factories.actor("oekonomichef")
    documents = {
        "en kladde": laid_in(factories.SECRET),
        "et, der gælder": in_force("Politikken"),
        "et, der er afløst": in_force("Den gamle politik"),
    }
    made = {words: (row, marked(row, WORDS)) for words, row in documents.items()}
    old = documents["et, der er afløst"]
    lifecycle.replace(actor=head, document=old, seen=old.version, why="Loven blev ændret")
    draft = documents["en kladde"]
    suggested = {"block": _block(draft).position, "starts": 0, "text": WORDS, "role": "principle"}
    GoverningDocument.objects.filter(pk=draft.pk).update(suggestions=[suggested])
    world.of["governing"] = made


def _block(document: Any) -> Any:
    return next(one for one in document.blocks.all() if WORDS in one.text)


def _other(document: Any) -> Any:
    """Return a block in which nothing is marked yet."""
    return next(one for one in document.blocks.all() if "prøver os frem" in one.text)


def _found(world: Any, case: str) -> Any:
    return next((one for words, one in world.of["governing"].items() if case.startswith(words)), None)


def arguments(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return the arguments of an address."""
    part = name.partition(":")[2]
    if part in {"documents", "documents_excel", "lay_in"}:
        return {}
    found = _found(world, case)
    if part in {"passage", "passage_change", "withdraw"}:
        return {"passage_id": found[1].pk if found else NOBODY}
    values = {"document_id": found[0].pk if found else NOBODY}
    if part == "move":
        step = next((step for step in ("discard", "record", "replace") if step in case), "intet")
        return values | {"step": step}
    if part == "mark":
        return values | {"block_id": _other(found[0]).pk if found else NOBODY}
    return values


def data(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return what a form would send, whole and right."""
    found = _found(world, case)
    document, passage = found or (None, None)
    unit = factories.unit("OS-IND" if "for Indkøb" in case else "OS").pk
    row = GoverningDocument.objects.filter(pk=document.pk).first() if document else None
    version = row.version if row else 1
    dates = {"adopted_on": "1-2-2020", "valid_from": "1-3-2020", "adopted_by_name": "Byrådet"}
    use = {"role": "principle", "measure": "", "target": "", "direction": ""}
    other = _other(document) if document else None
    return {
        "lay_in": {
            "document": SimpleUploadedFile("ny.md", TEXT.format(title="En ny").encode()),
            "unit": unit,
            "kind": "vision",
        },
        "facts": {"title": "Ny titel", "kind": "vision", "unit": unit, "version": version, **dates},
        "move": {"version": version, "why": "" if "uden begrundelse" in case else "Nyt", **dates},
        "suggestions": {
            "block": _block(document).position if document else 1,
            "starts": 0, "text": WORDS, "role": "principle", "leave": "1",
        },
        "mark": {**use, "place": f"0-{len(other.text)}" if other else ""},
        "passage_change": {**use, "role": "effort", "version": passage.version if passage else 1},
        "withdraw": {
            "version": passage.version if passage else 1, "why": "" if "uden" in case else "En fejl",
        },
    }.get(name.partition(":")[2], {})  # fmt: skip
