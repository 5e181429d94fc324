"""What the domain hands to the foundation's registries."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernespor.domains.economy.registrations import kinds, labels
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit import verbs
from kernespor.foundation.ui.navigation import NavItem
from kernespor.foundation.ui.navigation import register as register_nav


def register() -> None:
    """Fill the registries; called once, when Django is ready."""
    verbs.register(
        {
            "economy.authorised_taken_in": _("hentede den autoriserede kontoplan"),
            "economy.lists_laid_in": _("lagde lister til kontoplanen ind"),
            "economy.lists_taken_in": _("læste kontoplanen ind"),
            "economy.import_discarded": _("kasserede lister til kontoplanen"),
        }
    )
    labels.register()
    kinds.register()
    register_nav(
        NavItem(_("Kontoplan"), "economy:page", "view-in-list", 78, visible=_in_house, short=_("Konti"))
    )


def _in_house(actor: Actor) -> bool:
    return actor.in_house
