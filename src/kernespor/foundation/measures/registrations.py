"""What this part hands to the registries of the foundation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernespor.foundation.measures import hearings
from kernespor.foundation.ui.navigation import NavItem
from kernespor.foundation.ui.navigation import register as register_nav


def register() -> None:
    """Fill the registries; called once, when Django is ready."""
    hearings.register_all()
    register_nav(NavItem(_("Måltal"), "measures:page", "view-in-list", 48, short=_("Måltal")))
