"""Lifecycles as tables: which status may become which, by which verb; the rest is derived from the table."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db.models import TextChoices

from kernespor.engines import danish
from kernespor.engines.findings import N_
from kernespor.foundation.refusals import NotNow


@dataclass(frozen=True, slots=True)
class Transition:
    """One legal step: its name, the status it leaves and the one it reaches, the verb, the button's word."""

    name: str
    source: str
    target: str
    verb: str
    label: str
    needs_reason: bool = False


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """All statuses of a kind of object with who owns each, and every legal step between them.

    `title` heads it in the manual; `statuses` holds the words.
    """

    title: str
    statuses: type[TextChoices]
    owners: dict[str, str]
    initial: str
    final: frozenset[str]
    transitions: tuple[Transition, ...] = field(default=())

    @property
    def labels(self) -> dict[str, Any]:
        """The words of each status."""
        return dict(self.statuses.choices)

    def step(self, name: str) -> Transition:
        """Return the transition of that name; KeyError when there is none."""
        for transition in self.transitions:
            if transition.name == name:
                return transition
        raise KeyError(name)

    def from_status(self, status: str) -> tuple[Transition, ...]:
        """Return every step that leads on from a status."""
        return tuple(step for step in self.transitions if step.source == status)

    def check(self, name: str, status: str) -> Transition:
        """Return the transition if it may leave this status; NotNow says why it may not."""
        step = self.step(name)
        if step.source != status:
            raise NotNow("wrong_status", N_("Det kan ikke gøres, som sagen står nu. Genindlæs siden."))
        return step


def known() -> list[Lifecycle]:
    """Return every lifecycle of the product: those that stand in a `workflow` module, by title."""
    found = []
    for app in apps.get_app_configs():
        name = f"{app.name}.workflow"
        if app.name.startswith("kernespor.") and find_spec(name):
            found += [one for one in vars(import_module(name)).values() if isinstance(one, Lifecycle)]
    return sorted(found, key=lambda one: danish.sort_key(one.title))


def diagram(lifecycle: Lifecycle) -> str:
    """Return the lifecycle as a Mermaid state diagram, for the manual."""
    labels = lifecycle.labels
    lines = ["stateDiagram-v2", f"    [*] --> {lifecycle.initial}"]
    lines += [f"    {status}: {labels[status]}" for status in lifecycle.owners]
    lines += [f"    {step.source} --> {step.target}: {step.label}" for step in lifecycle.transitions]
    lines += [f"    {status} --> [*]" for status in sorted(lifecycle.final)]
    return "\n".join(lines)
