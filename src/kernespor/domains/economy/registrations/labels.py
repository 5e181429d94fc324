"""What events call the rows of the chart and their fields."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernespor.foundation.audit.labels import register as register_labels


def register() -> None:
    """Fill the registry of words for events."""
    days = {"valid_from": _("Gyldig fra"), "valid_to": _("Gyldig til")}
    register_labels(
        "economy.authorisedaccount",
        _("Autoriseret konto"),
        {"source": _("Kilde"), "verified": _("Bekræftet")},
    )
    register_labels("economy.policyarea", _("Politikområde"))
    register_labels("economy.policyareaversion", _("Politikområde"), {"committee": _("Udvalg"), **days})
    register_labels("economy.appropriation", _("Bevilling"))
    register_labels(
        "economy.appropriationversion",
        _("Bevilling"),
        {"policy_area": _("Politikområde"), "steering_area": _("Styringsområde"), **days},
    )
    register_labels("economy.costcentre", _("Omkostningssted"))
    register_labels(
        "economy.costcentreversion", _("Omkostningssted"), {"appropriation": _("Bevilling"), **days}
    )
    register_labels("economy.ledgeraccount", _("Konto"))
    register_labels("economy.ledgeraccountversion", _("Konto"), days)
    register_labels(
        "economy.accountmapping",
        _("Kontering"),
        {
            "cost_centre": _("Omkostningssted"),
            "account": _("Konto"),
            "number": _("Autoriseret konto"),
            **days,
        },
    )
    register_labels("economy.economyimport", _("Lister på vej ind"))
