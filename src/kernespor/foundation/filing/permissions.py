"""Who may give a case number, say that something is filed, and decide what a case number looks like."""

from __future__ import annotations

from django.db.models import Model

from kernespor.engines.findings import N_
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.refusals import NotPermitted, answering


def check_file(actor: Actor, row: Model) -> None:
    """Those who may change an object keep its case number and say that it is filed."""
    if not actor.in_house:
        raise NotPermitted("not_in_house", N_("Kun de, der arbejder i kommunen, kan journalisere."))
    objects.check_change(actor, row)


def check_set_pattern(actor: Actor) -> None:
    """The secretariat and the administrator of the whole municipality say what a case number looks like."""
    if not actor.holds_over_all(RoleKind.ADMINISTRATOR, RoleKind.SECRETARY):
        raise NotPermitted(
            "not_secretariat",
            N_("Kun sekretariatet og administratoren kan bestemme, hvordan et sagsnummer ser ud."),
        )


can_file = answering(check_file)
can_set_pattern = answering(check_set_pattern)
