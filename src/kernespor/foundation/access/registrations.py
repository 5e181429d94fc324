"""What this part hands to the registries of the foundation."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.access import panel
from kernespor.foundation.access.registry import register_capabilities
from kernespor.foundation.audit import verbs
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.ui.navigation import NavItem
from kernespor.foundation.ui.navigation import register as register_nav

_EVERYONE = (_("Kan læse alt, der er åbent i kommunen."),)
_LEADS = _("Kan vælge en stedfortræder for en medarbejder i sine enheder, som er syg eller væk.")


def register() -> None:
    """Fill the registries; called once, when Django is ready."""
    verbs.register(
        {
            "access.deputy_set": _("valgte en stedfortræder"),
            "access.deputy_ended": _("afsluttede et stedfortræderskab"),
            "access.invited": _("inviterede en læser"),
            "access.invitation_withdrawn": _("trak en invitation tilbage"),
        }
    )
    register_nav(
        NavItem(
            _("Stedfortrædere"),
            "access:deputies",
            "how-to-reg",
            84,
            short=_("Stedf."),
            pages=("access:deputies",),
        )
    )
    house = [kind for kind in RoleKind if kind is not RoleKind.RESIDENT]
    words: dict[RoleKind, Sequence[str | Promise]] = dict.fromkeys(house, _EVERYONE)
    leading = dict.fromkeys((RoleKind.HEAD, RoleKind.DIRECTOR), (*_EVERYONE, _LEADS))
    administrator = {
        RoleKind.ADMINISTRATOR: (
            *_EVERYONE,
            _("Kan læse organisationen ind og hente den, hvis rollen gælder hele kommunen."),
        )
    }
    register_capabilities("a-access", {**words, **leading, **administrator})
    panel.register()
