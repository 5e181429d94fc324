"""Who may do what with the organisation: `check_x` raises with the reason, `can_x` answers."""

from __future__ import annotations

from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.organisation.models import OrganisationImport
from kernespor.foundation.refusals import NotPermitted, answering


def check_import(actor: Actor) -> None:
    """Those who administer the whole municipality keep the organisation."""
    if not actor.holds_over_all(RoleKind.ADMINISTRATOR):
        raise NotPermitted(
            "not_administrator", N_("Kun administratorer for hele kommunen kan læse en organisation ind.")
        )


def check_read_import(actor: Actor, draft: OrganisationImport) -> None:
    """Files on their way in are their bringer's alone."""
    check_import(actor)
    if actor.hand is None or draft.created_by_id != actor.hand:
        raise NotPermitted("not_mine", N_("Kun den, der har lagt filerne ind, kan se dem."))


can_import = answering(check_import)
can_read_import = answering(check_read_import)
