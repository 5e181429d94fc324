"""Who may do what with accounts: `check_x` raises with the reason, `can_x` answers."""

from __future__ import annotations

from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.refusals import NotPermitted, answering

KEEPERS = (RoleKind.ADMINISTRATOR,)


def check_keep_accounts(actor: Actor) -> None:
    """Those who administer the whole municipality keep the accounts, in their own name."""
    if actor.on_behalf or not actor.holds_over_all(*KEEPERS):
        raise NotPermitted(
            "not_keeper", N_("Kun administratorer for hele kommunen kan se og ændre andres brugere.")
        )


can_keep_accounts = answering(check_keep_accounts)
