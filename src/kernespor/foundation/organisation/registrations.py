"""What the organisation hands to the other registries of the foundation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernespor.foundation.audit import verbs
from kernespor.foundation.organisation import kinds
from kernespor.foundation.ui.navigation import NavItem
from kernespor.foundation.ui.navigation import register as register_nav


def register() -> None:
    """Fill the registries; called once, when Django is ready."""
    verbs.register(
        {
            "organisation.taken_in": _("læste organisationen ind"),
            "organisation.files_laid_in": _("lagde filer med organisationen ind"),
            "organisation.import_discarded": _("kasserede filer med organisationen"),
        }
    )
    kinds.register()
    register_nav(NavItem(_("Organisation"), "organisation:page", "business", 80, short=_("Enheder")))
