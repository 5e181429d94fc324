"""How open an object is: a state that it carries, not something that code remembers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.selectors import invitation_of, invitations_to
from kernespor.foundation.ui.templatetags.danish import long_date


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
    """Return those of a kind ("strategy.unitplan") that the actor is invited to, as a filter on `pk`."""
    return Q(pk__in=invitations_to(actor).filter(kind=kind_name).values("object_id"))


def invitation_ground(actor: Actor, kind_name: str, pk: int) -> str:
    """Return the ground of an invitation ("Inviteret den 3. november 2026 af …"), empty without one."""
    found = invitation_of(actor, kind_name, pk)
    if found is None:
        return ""
    if found.through:
        words = gettext("Inviteret gennem {through} den {day} af {by}")
    else:
        words = gettext("Inviteret den {day} af {by}")
    return words.format(
        through=found.through, day=long_date(found.since), by=found.by or gettext("Kernespor")
    )
