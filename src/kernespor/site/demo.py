"""The demo: Sporkøbing, and the persons that one can be in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.accounts.models import User
from kernespor.foundation.accounts.selectors import actor_for
from kernespor.foundation.organisation.enums import RoleKind

WHAT_TO_TRY = {
    RoleKind.HEAD: _("Se, hvad der venter på dig, og skriv status på en handling."),
    RoleKind.DIRECTOR: _("Se alle planer under ét, og find dem, der står stille."),
    RoleKind.CONTROLLER: _("Læs en virksomhedsplan ind fra Word, og hent den igen som PDF."),
    RoleKind.SECRETARY: _("Send en dagsorden, og se, hvad der er ude af rækkefølge."),
    RoleKind.BUYER: _("Skriv status på de handlinger, du ejer."),
    RoleKind.EMPLOYEE: _("Følg din egen handling, og se, hvad der er sket siden sidst."),
    RoleKind.MED_REPRESENTATIVE: _("Svar på en høring, og følg sagen gennem udvalgene."),
    RoleKind.COUNCILLOR: _("Læs et punkt kort fortalt, og åbn et af tallene."),
    RoleKind.ADMINISTRATOR: _("Se organisationen på en anden dato, og læs en ny ind."),
    RoleKind.RESIDENT: _("Se, hvad kommunen hører borgerne om."),
}


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Someone that one can be in the demo."""

    actor: Actor
    email: str
    role: str
    what_to_try: str


def demo_people(today: dt.date) -> list[DemoPerson]:
    """Return the persons of the demo in the order of their roles."""
    people = []
    for user in User.objects.filter(is_active=True).select_related("person").order_by("id"):
        actor = actor_for(user.person, today, user_id=user.pk)
        if actor.roles:
            kind = actor.roles[0].kind
            people.append(DemoPerson(actor, user.email, str(kind.label), str(WHAT_TO_TRY[kind])))
    order = list(RoleKind)
    return sorted(people, key=lambda one: order.index(one.actor.roles[0].kind))
