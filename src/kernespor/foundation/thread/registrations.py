"""What this part hands to the registries of the foundation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernespor.foundation.audit import verbs
from kernespor.foundation.thread.panel import PANEL
from kernespor.foundation.thread.registry import LinkKind, register_link
from kernespor.foundation.ui import panels
from kernespor.foundation.ui.navigation import NavItem
from kernespor.foundation.ui.navigation import register as register_nav


def register() -> None:
    """Fill the registries; called once, when Django is ready."""
    verbs.register({"thread.tied": _("knyttede et led til"), "thread.untied": _("løste et led")})
    register_link(LinkKind("leads_to", _("fører til"), _("kommer af")))
    register_link(LinkKind("supports", _("støttes af"), _("støtter")))
    panels.register(PANEL)
    register_nav(NavItem(_("Brud på tråden"), "thread:breaks", "link", 46, short=_("Brud")))
