"""Runs: the head's own, one of theirs that has ended, and one that the clock sent off."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

import factories
from kernespor.foundation.audit import unaudited
from kernespor.foundation.jobs.enums import RunStatus
from kernespor.foundation.jobs.models import Run

NOBODY = 999_999


def prepare(world: Any) -> None:
    """Lay the runs in the table, without anyone carrying them out."""
    now = timezone.now()
    times = {"asked_at": now, "sent_at": now}
    head = factories.person("oekonomichef")
    rows = [
        Run(job="prøve", key="leder", asked_by=head, asked_label=head.name, **times),
        Run(job="prøve", key="slut", asked_by=head, asked_label=head.name, status=RunStatus.FAILED, **times),
        Run(job="prøve", key="ur", asked_label="Kernespor", **times),
    ]
    unaudited.put(rows)
    world.of["jobs"] = rows


def arguments(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return the arguments of a case's address."""
    if name in {"jobs:list", "jobs:excel"}:
        return {}
    if "ikke findes" in case:
        return {"run_id": NOBODY}
    own, ended, clock = world.of["jobs"]
    run = clock if "uret" in case else ended if "slut" in case else own
    return {"run_id": run.pk}


def data(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return what a form would send."""
    del world, name
    return {} if "uden begrundelse" in case else {"why": "Fejlen er rettet"}
