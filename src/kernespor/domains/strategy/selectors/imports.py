"""Documents on their way in: one's own, and how each is read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.shortcuts import get_object_or_404

from kernespor.connectors.documents.lines import Line
from kernespor.connectors.unit_plan.corrections import Corrections
from kernespor.connectors.unit_plan.reader import read_lines
from kernespor.connectors.unit_plan.records import PlanReading
from kernespor.domains.strategy.models import PlanImport
from kernespor.domains.strategy.permissions.plans import PLANNERS, check_read_import
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.organisation.tree import Tree

_KEPT = 16  # readings that a process remembers: a page is asked for many times while it is being corrected


def draft_for(actor: Actor, draft_id: int) -> PlanImport:
    """Return a document of the actor's own, without its bytes; 404 when there is none, else Refusal."""
    rows = PlanImport.objects.select_related("file", "unit", "plan", "created_by").defer("file__content")
    draft = get_object_or_404(rows, pk=draft_id)
    check_read_import(actor, draft)
    return draft


def lines_of(draft: PlanImport) -> tuple[Line, ...]:
    """Return the document's lines as they were when it was laid in."""
    return tuple(_line(shape) for shape in draft.lines)


def corrections_of(draft: PlanImport) -> Corrections:
    """Return what the person said of the document."""
    return Corrections.from_dict(draft.corrections)


def line_text(line: Line, corrections: Corrections) -> str:
    """Return what a line says: the person's words where there are some."""
    return corrections.texts.get(line.number, line.text)


def reading_of(lines: Sequence[Line], corrections: Corrections) -> PlanReading:
    """Read the lines with the corrections; the same question is answered from memory."""
    return _read(tuple(lines), json.dumps(corrections.as_dict(), sort_keys=True))


def unit_choices(actor: Actor, tree: Tree) -> list[tuple[str, str]]:
    """Return (key, name) of the units that the actor may plan for, in the order and depth of the tree."""
    permitted = actor.units_under(*PLANNERS)
    return [
        (str(node.unit_id), "\u2003" * depth + node.name)
        for depth, node in tree.walk()
        if node.unit_id in permitted
    ]


@lru_cache(maxsize=_KEPT)
def _read(lines: tuple[Line, ...], corrections: str) -> PlanReading:
    return read_lines(lines, Corrections.from_dict(json.loads(corrections)))


def _line(shape: Mapping[str, Any]) -> Line:
    cell = shape.get("cell")
    return Line(**{**shape, "cell": tuple(cell) if cell else None})
