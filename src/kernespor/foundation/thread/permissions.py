"""Who may tie objects together: `check_x` raises with the reason, `can_x` answers."""

from __future__ import annotations

from django.db.models import Model

from kernespor.engines.findings import N_
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.refusals import NotPermitted, answering


def check_read(actor: Actor, row: Model) -> None:
    """The thread of an object is open to those who may read the object."""
    objects.of(row._meta.label_lower).ground(actor, row)


def check_change(actor: Actor, row: Model) -> None:
    """Whoever may attach things to an object may tie it to others."""
    objects.check_change(actor, row)


def check_tie(actor: Actor, upper: Model, lower: Model) -> None:
    """Those who may read both objects and change one of them may tie them, and untie them again."""
    check_read(actor, upper)
    check_read(actor, lower)
    if not any(can_change(actor, row) for row in (upper, lower)):
        raise NotPermitted(
            "neither_end",
            N_("Kun de, der kan ændre det ene af de to led, kan knytte dem sammen eller løse dem."),
        )


can_change = answering(check_change)
can_read = answering(check_read)
can_tie = answering(check_tie)
