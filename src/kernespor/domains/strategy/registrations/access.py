"""How open plans and their parts are, and what each role allows in them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.enums import PlanStatus
from kernespor.domains.strategy.models import Action, Goal, Indicator, PriorityArea, UnitPlan
from kernespor.domains.strategy.permissions.plans import PLANNERS, is_of_few
from kernespor.domains.strategy.registrations.kinds import plan_of
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.access.registry import Guard, register_capabilities, register_guard
from kernespor.foundation.organisation.enums import RoleKind

_PLANS = (
    _("Kan læse planer ind, sætte dem i kraft, ændre og afslutte dem for de enheder, rollen gælder."),
    _("Kan læse kladder til planer for de enheder, og invitere andre til at læse dem."),
    _("Kan se, hvem der er over fristen i de enheder."),
)
_OWNER = _("Kan skrive status på de mål og handlinger, personen ejer eller er stedfortræder for.")


def register() -> None:
    """Fill the registries of access."""
    register_guard(Guard(UnitPlan._meta.label_lower, _openness, _rule, invites=True))
    for model in (PriorityArea, Goal, Action, Indicator):
        register_guard(Guard(model._meta.label_lower, _openness, _rule, about=plan_of))
    words: dict[RoleKind, Any] = {
        kind: (_OWNER,) for kind in RoleKind if kind not in {RoleKind.RESIDENT, *PLANNERS}
    }
    register_capabilities("strategy", {**words, **dict.fromkeys(PLANNERS, (*_PLANS, _OWNER))})


def _openness(plan: UnitPlan) -> Openness:
    if plan.status == PlanStatus.DRAFT:
        return Openness.DRAFT
    return Openness.CONFIDENTIAL if is_of_few(plan) else Openness.OPEN


def _rule(plan: UnitPlan) -> str:
    if plan.status != PlanStatus.DRAFT and is_of_few(plan):
        return gettext(
            "Planen er et MED-udvalgs. Udvalgets medlemmer, de, der har en rolle i enheden eller under den, "
            "enhedens ledelse, økonomikonsulenten og sekretariatet og de inviterede kan læse den."
        )
    if plan.status != PlanStatus.DRAFT:
        return gettext("Alle i kommunen kan læse planer, der gælder eller har gjaldt.")
    return gettext(
        "Planen er en kladde. Enhedens ledelse, økonomikonsulenten og sekretariatet kan læse den, og den, "
        "der lagde den ind, og de inviterede."
    )
