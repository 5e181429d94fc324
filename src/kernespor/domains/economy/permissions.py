"""Who may do what with the chart of accounts: `check_x` raises with the reason, `can_x` answers."""

from __future__ import annotations

from kernespor.domains.economy.models import EconomyImport
from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.refusals import NotPermitted, answering

KEEPERS = (RoleKind.CONTROLLER, RoleKind.ADMINISTRATOR)


def check_keep(actor: Actor) -> None:
    """The chart is one for the whole municipality, and so are those who keep it."""
    if not actor.holds_over_all(*KEEPERS):
        raise NotPermitted(
            "not_keeper",
            N_("Kun økonomikonsulenter og administratorer for hele kommunen kan rette i kontoplanen."),
        )


def check_read_import(actor: Actor, draft: EconomyImport) -> None:
    """Lists on their way in are their bringer's alone."""
    check_keep(actor)
    if actor.hand is None or draft.created_by_id != actor.hand:
        raise NotPermitted("not_mine", N_("Kun den, der har lagt listerne ind, kan se dem."))


can_keep = answering(check_keep)
can_read_import = answering(check_read_import)
