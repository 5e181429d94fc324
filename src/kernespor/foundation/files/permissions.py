"""Who may put a file on an object, and take it off."""

from __future__ import annotations

from django.db.models import Model

from kernespor.engines.findings import N_
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.refusals import NotPermitted, answering


def check_attach(actor: Actor, row: Model) -> None:
    """Those who may change an object may put files on it, and take them off."""
    if not actor.in_house:
        raise NotPermitted("not_in_house", N_("Kun de, der arbejder i kommunen, kan lægge filer ind."))
    objects.check_change(actor, row)


can_attach = answering(check_attach)
