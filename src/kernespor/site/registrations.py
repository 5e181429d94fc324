"""What the site hands to the foundation's registries: operations of libraries, words of shared verbs."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.middleware import OF_LIBRARIES
from kernespor.foundation.access.operations import Audience, Operation
from kernespor.foundation.audit import verbs
from kernespor.foundation.search import places
from kernespor.foundation.ui.navigation import NavItem
from kernespor.foundation.ui.navigation import register as register_nav
from kernespor.site.help_pages import texts

_PUBLIC_FORMS = (
    "account_login",
    "account_reset_password",
    "account_reset_password_from_key",
)
_PUBLIC_PAGES = ("account_reset_password_done", "account_reset_password_from_key_done", "account_inactive")


def register() -> None:
    """Fill the registries; called once, when Django is ready."""
    for name in _PUBLIC_FORMS:
        OF_LIBRARIES[name] = Operation(name, Audience.PUBLIC, ("GET", "POST"))
    for name in _PUBLIC_PAGES:
        OF_LIBRARIES[name] = Operation(name, Audience.PUBLIC)
    for name in ("account_logout", "account_change_password"):
        OF_LIBRARIES[name] = Operation(name, Audience.SIGNED_IN, ("GET", "POST"))
    OF_LIBRARIES["account_set_password"] = Operation("account_set_password", Audience.SIGNED_IN)
    places.register("help", _help)
    register_nav(NavItem(_("Mit overblik"), "home", "home", 10, short=_("Overblik")))
    verbs.register(
        {
            "accounts.opened": _("åbnede brugere"),
            "accounts.language_chosen": _("valgte sprog"),
            "accounts.density_chosen": _("valgte tæt eller luftig tabel"),
        },
        private=("accounts.language_chosen", "accounts.density_chosen"),
    )


def _help(actor: Actor) -> list[places.Page]:
    """Return the pages of help, which are open to everyone."""
    del actor
    return [
        places.Page(title, reverse("help", args=[name]), _("Hjælp"), text) for name, title, text in texts()
    ]
