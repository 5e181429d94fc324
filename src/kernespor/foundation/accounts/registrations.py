"""What accounts hand to the registries of the foundation."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.middleware import OF_LIBRARIES
from kernespor.foundation.access.operations import Audience, Operation
from kernespor.foundation.accounts.items import AccountItem
from kernespor.foundation.accounts.items import register as register_item
from kernespor.foundation.accounts.permissions import can_keep_accounts
from kernespor.foundation.audit import verbs
from kernespor.foundation.ui.navigation import NavItem
from kernespor.foundation.ui.navigation import register as register_nav

_FORMS = (
    "account_reauthenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
)  # fmt: skip
_PAGES = ("mfa_index", "mfa_view_recovery_codes", "mfa_download_recovery_codes")


def _uses_passwords(_actor: Actor) -> bool:
    uses: bool = settings.PASSWORD_LOGIN
    return uses


def register() -> None:
    """Fill the registries; called once, when Django is ready."""
    OF_LIBRARIES["mfa_authenticate"] = Operation("mfa_authenticate", Audience.PUBLIC, ("GET", "POST"))
    for name in _FORMS:
        OF_LIBRARIES[name] = Operation(name, Audience.SIGNED_IN, ("GET", "POST"))
    for name in _PAGES:
        OF_LIBRARIES[name] = Operation(name, Audience.SIGNED_IN)
    verbs.register(
        {
            "accounts.password_set": _("valgte ny adgangskode"),
            "accounts.second_step_on": _("slog totrinsbekræftelse til"),
            "accounts.second_step_off": _("slog totrinsbekræftelse fra"),
            "accounts.second_step_reset": _("nulstillede totrinsbekræftelse"),
            "accounts.closed": _("lukkede en bruger"),
            "accounts.reopened": _("åbnede en bruger igen"),
            "accounts.unlocked": _("låste en bruger op"),
            "accounts.asserted": _("loggede ind gennem kommunens login"),
        }
    )
    register_item(
        AccountItem(
            _("Totrinsbekræftelse"),
            _("En kode fra din telefon, ud over adgangskoden."),
            "mfa_index",
            "lock",
            10,
        )
    )
    register_item(
        AccountItem(
            _("Adgangskode"),
            _("Skift den, du logger ind med."),
            "account_change_password",
            "edit",
            20,
            visible=_uses_passwords,
        )
    )
    register_item(
        AccountItem(
            _("Hvor du er logget ind"),
            _("Se dine browsere, og log ud af dem, du ikke bruger."),
            "usersessions_list",
            "visibility",
            30,
        )
    )
    register_nav(
        NavItem(
            _("Brugere"),
            "accounts:users",
            "persons",
            86,
            visible=can_keep_accounts,
            pages=("accounts:users", "accounts:user"),
        )
    )
