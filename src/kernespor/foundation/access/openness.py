"""How open an object is: a state that it carries, not something that code remembers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.models import Invitation
from kernespor.foundation.access.selectors import bodies_of


class Openness(models.TextChoices):
    """Whom an object is open to."""

    OPEN = "open", _("Åben")
    DRAFT = "draft", _("Kladde")
    CONFIDENTIAL = "confidential", _("Fortrolig")
    CLOSED = "closed", _("Lukket")


# The rule of each state in one sentence, as pages say it.
RULES: dict[Openness, str | Promise] = {
    Openness.OPEN: _("Alle, der har en rolle i kommunen, kan læse den."),
    Openness.DRAFT: _("Kun de, der skriver på den, og de, der er inviteret, kan læse den."),
    Openness.CONFIDENTIAL: _("Kun de, den vedrører, og de, der er inviteret, kan læse den."),
    Openness.CLOSED: _("Den er lukket. Kun de, der behandler den, kan læse den."),
}


class GuardedRow(models.Model):
    """A row that carries how open it is. Who set it, and why, stands in its audit events."""

    openness = models.CharField(max_length=20, choices=Openness.choices, default=Openness.OPEN)

    class Meta:
        abstract = True


def invited(actor: Actor, kind_name: str) -> Q:
    """Return the objects of a kind ("strategy.unitplan") that the actor is invited to, as a filter on `pk`.

    An invitation by name is the person's own: who acts on another's behalf is invited by nothing but roles
    and bodies.
    """
    if not actor.is_authenticated and actor.person_id is None:
        return Q(pk__in=())
    return Q(pk__in=invitations_to(actor).filter(kind=kind_name).values("object_id"))


def invitations_to(actor: Actor) -> models.QuerySet[Invitation]:
    """Return the invitations in force that reach the actor: by name, through a unit, through a body."""
    through = Q(unit_id__in={role.unit_id for role in actor.roles if role.in_house})
    bodies = () if actor.on_behalf else bodies_of(actor.person_id, actor.today)
    if bodies:
        through |= Q(body_id__in=bodies)
    if actor.person_id is not None and not actor.on_behalf:
        through |= Q(person_id=actor.person_id)
    rows: models.QuerySet[Invitation] = Invitation.objects.in_force(actor.today).filter(through)
    return rows
