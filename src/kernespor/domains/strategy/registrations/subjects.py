"""What of this part bodies decide on: minutes that come back are matched to it."""

from __future__ import annotations

from kernespor.domains.strategy.models import (
    Analysis,
    FocusArea,
    FocusSet,
    GoverningDocument,
    Trial,
    UnitPlan,
)
from kernespor.foundation.bodies.subjects import SubjectKind
from kernespor.foundation.bodies.subjects import register as register_subject


def register() -> None:
    """Fill the registry of what bodies decide on."""
    for model in (GoverningDocument, FocusSet, FocusArea, Trial, Analysis):
        register_subject(SubjectKind(model._meta.label_lower))
    register_subject(SubjectKind(UnitPlan._meta.label_lower, whose="unit_name"))
