"""What the history of a plan calls its rows and their fields."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernespor.foundation.audit.labels import register as register_labels


def register() -> None:
    """Fill the registry of words for events."""
    register_labels(
        "strategy.unitplan",
        _("Virksomhedsplan"),
        {
            "period_from": _("Gælder fra"),
            "period_to": _("Gælder til"),
            "expected_from": _("Status ventes fra"),
            "concluded_on": _("Afsluttet"),
            "fresh_days": _("Dage, en status må være gammel"),
            "unit_name": _("Enhedens navn i dokumentet"),
            "created_by": _("Lagt ind af"),
            "source": _("Dokument"),
        },
    )
    register_labels("strategy.plansection", _("Afsnit"))
    register_labels("strategy.status", _("Status"), {"judgement": _("Hvordan går det?")})
    register_labels("strategy.planimport", _("Dokument på vej ind"), {"plan": _("Plan")})
    intros = {
        "actions_intro": _("Indledning til handlinger"),
        "indicators_intro": _("Indledning til målindikatorer"),
    }
    register_labels("strategy.goal", _("Mål"), intros)
