"""What filing hands to the registries of the foundation."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit import verbs
from kernespor.foundation.filing import registry
from kernespor.foundation.filing.selectors import filing_of
from kernespor.foundation.ui import panels
from kernespor.foundation.ui.navigation import NavItem
from kernespor.foundation.ui.navigation import register as register_nav


def register() -> None:
    """Fill the registries; called once, when Django is ready."""
    verbs.register(
        {
            "filing.numbered": _("gav et sagsnummer"),
            "filing.filed": _("meldte journaliseret"),
            "filing.undone": _("tog journaliseringen tilbage"),
            "filing.pattern_set": _("bestemte, hvordan et sagsnummer ser ud"),
            "filing.pattern_ended": _("lod et mønster for sagsnumre ophøre"),
        }
    )
    panels.register(panels.Panel("filing", 20, "filing/_panel.html", _panel))
    register_nav(NavItem(_("Journalisering"), "filing:unfiled", "attach-file", 82, short=_("Journal")))


def _panel(actor: Actor, row: Model) -> dict[str, Any] | None:
    name = row._meta.label_lower
    if not objects.is_known(row) or not actor.in_house or registry.of(name) is None:
        return None
    return {"filing": filing_of(row), "slug": objects.of(name).slug}
