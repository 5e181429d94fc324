"""What the foundation's registries are told of the lint."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.permissions.plans import PLANNERS, can_import
from kernespor.foundation.access.registry import register_capabilities
from kernespor.foundation.audit import labels, verbs
from kernespor.foundation.ui.navigation import NavItem
from kernespor.foundation.ui.navigation import register as register_nav

_ASIDE = _("Kan sætte gode råd til side i planer for de enheder, med en begrundelse.")


def register() -> None:
    """Fill the registries."""
    verbs.register(
        {
            "lint.set_aside": _("satte et godt råd til side"),
            "lint.taken_up": _("tog et godt råd frem igen"),
        }
    )
    labels.register(
        "strategy.lintdismissal",
        _("Godt råd, der er sat til side"),
        {
            "rule": _("Reglen"),
            "wording": _("Teksten, det gjaldt"),
            "why": _("Begrundelsen"),
            "withdrawn_on": _("Taget frem igen"),
        },
    )
    register_capabilities("strategy.lint", dict.fromkeys(PLANNERS, (_ASIDE,)))
    register_nav(NavItem(_("Gode råd"), "lint:plans", "info", 44, visible=can_import, short=_("Råd")))
