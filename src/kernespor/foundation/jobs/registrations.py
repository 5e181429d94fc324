"""What this part hands to the registries of the foundation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernespor.foundation.audit import verbs
from kernespor.foundation.jobs.permissions import sees_all
from kernespor.foundation.ui.navigation import NavItem
from kernespor.foundation.ui.navigation import register as register_nav


def register() -> None:
    """Fill the registries; called once, when Django is ready."""
    verbs.register(
        {
            "jobs.asked": _("bad om en kørsel"),
            "jobs.started": _("begyndte kørslen"),
            "jobs.done": _("blev færdig"),
            "jobs.failed": _("standsede ved en fejl"),
            "jobs.taken_up": _("tog kørslen op igen"),
            "jobs.cancelled": _("afbrød kørslen"),
            "jobs.stopped": _("standsede undervejs"),
            "jobs.retried": _("prøvede igen"),
            "jobs.resumed": _("satte kørslen i gang igen"),
        }
    )
    register_nav(NavItem(_("Kørsler"), "jobs:list", "sync", 92, visible=sees_all))
