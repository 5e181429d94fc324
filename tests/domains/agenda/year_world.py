"""What the tests of the year share: its steps, and what is written of one."""

from __future__ import annotations

from typing import Any

from kernespor.domains.agenda.actions import wheel as actions
from kernespor.domains.agenda.models import WheelStep


def step(code: str) -> WheelStep:
    """A step of the municipality's own."""
    return WheelStep.objects.get(code=code)


def facts_of(row: WheelStep, **more: Any) -> actions.StepFacts:
    """What is written of a step, with something else in its place."""
    names = ("title", "process", "rule", "ends", "valid_from", "source", "moves", "fulfils", "consultation")
    told = {name: getattr(row, name) for name in names}
    told |= {name: tuple(getattr(row, name)) for name in ("meets", "parties", "bodies")}
    told["avoids_school_holidays"] = row.avoids_school_holidays
    return actions.StepFacts(**told | more)
