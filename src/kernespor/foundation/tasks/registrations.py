"""What this part hands to the registries of the foundation."""

from __future__ import annotations

from importlib import import_module

from django.utils.translation import gettext_lazy as _

from kernespor.foundation.accounts import items
from kernespor.foundation.audit import verbs
from kernespor.foundation.tasks.permissions import can_own
from kernespor.foundation.tasks.selectors import setting_of


def register() -> None:
    """Fill the registries; called once, when Django is ready."""
    import_module("kernespor.foundation.tasks.digest.job")
    verbs.register(
        {
            "tasks.feed_opened": _("åbnede en adresse til sin kalender"),
            "tasks.feed_renewed": _("gav sin kalender en ny adresse"),
            "tasks.feed_closed": _("lukkede adressen til sin kalender"),
            "tasks.digest_set": _("valgte, hvornår mailen om opgaver kommer"),
            "tasks.digest_left_out": _("lod en mail uden nyt ligge"),
            "tasks.digest_claimed": _("begyndte at sende en mail"),
            "tasks.digest_sent": _("sendte en mail"),
            "tasks.digest_returned": _("lagde en mail til næste forsøg"),
            "tasks.digest_failed": _("opgav at sende en mail"),
        }
    )
    items.register(
        items.AccountItem(
            _("Mail om opgaver"),
            _("Hvor tit og hvornår du får en mail om det, der venter på dig."),
            "tasks:settings",
            "send",
            40,
            visible=can_own,
            state=lambda actor: str(setting_of(actor).get_rhythm_display()),
        )
    )
    items.register(
        items.AccountItem(
            _("Opgaver i din kalender"),
            _("En adresse, som din kalender kan hente dine frister fra."),
            "tasks:calendar",
            "calendar-month",
            41,
            visible=can_own,
        )
    )
