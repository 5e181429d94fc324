"""Focus areas and notes as what can be found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kernespor.domains.strategy.models import (
    FocusArea,
    FocusBacking,
    FocusEvaluation,
    FocusSet,
    StatusNote,
    StatusNotePart,
)
from kernespor.foundation.objects import Ref
from kernespor.foundation.search.registry import Source, Text
from kernespor.foundation.search.registry import register as add


def register() -> None:
    """Fill the registry of what can be found."""
    add(Source(FocusSet._meta.label_lower, FocusSet.objects.all, _set))
    add(Source(FocusArea._meta.label_lower, FocusArea.objects.select_related("of_set").order_by, _area))
    add(
        Source(
            FocusEvaluation._meta.label_lower,
            FocusEvaluation.objects.select_related("area__of_set").order_by,
            _evaluation,
        )
    )
    add(
        Source(
            FocusBacking._meta.label_lower,
            FocusBacking.objects.all,
            lambda row: Text("", f"{row.name}\n{row.words}", on=row.on),
            under=lambda row: Ref(FocusSet._meta.label_lower, row.of_set_id),
            as_written=True,
        )
    )
    add(
        Source(
            StatusNote._meta.label_lower,
            StatusNote.objects.select_related("of_set").prefetch_related("parts").order_by,
            _note,
            follows={StatusNotePart._meta.label_lower: _of_part},
        )
    )


def _set(row: FocusSet) -> Text:
    return Text(row.title, row.text, unit_id=row.unit_id, on=row.starts)


def _area(row: FocusArea) -> Text:
    return Text(row.title, row.text, unit_id=row.of_set.unit_id, on=row.of_set.starts)


def _evaluation(row: Any) -> Text:
    said = f"{row.done}\n{row.learnt}\n{row.following}"
    return Text(row.area.title, said, unit_id=row.area.of_set.unit_id, on=row.on)


def _note(row: Any) -> Text:
    said = "\n".join(f"{part.heading}\n{part.text}" for part in row.parts.all())
    return Text(row.title, said, unit_id=row.of_set.unit_id, on=row.on)


def _of_part(row: StatusNotePart) -> Iterable[int]:
    return (row.note_id,)
