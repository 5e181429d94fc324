"""What awaits those who keep a set of focus areas: to evaluate it when it is over, to finish a note."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext

from kernespor.domains.strategy.enums import FocusStatus, NoteStatus
from kernespor.domains.strategy.models import FocusSet, StatusNote
from kernespor.domains.strategy.permissions.focus import KEEPERS
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import ref_of
from kernespor.foundation.tasks.registry import Task, pain_of
from kernespor.foundation.ui.templatetags.danish import long_date

_AHEAD = dt.timedelta(days=90)


def tasks_of(actor: Actor) -> list[Task]:
    """Return what awaits the actor: sets that they keep themselves, and their own notes. Two queries."""
    if actor.person_id is None:
        return []
    units = {role.unit_id for role in actor.roles if role.kind in KEEPERS and role.covers(role.unit_id)}
    return [*_evaluations(actor, units), *_notes(actor)] if units else []


def _evaluations(actor: Actor, units: set[int]) -> list[Task]:
    """Return the sets in force whose period is over, or soon will be, with an area nobody has evaluated."""
    rows = FocusSet.objects.filter(
        unit_id__in=units,
        status=FocusStatus.IN_FORCE,
        ends__lte=actor.today + _AHEAD,
        areas__evaluations__isnull=True,
    ).distinct()
    return [
        Task(
            key=f"strategy.focusset:{row.pk}:evaluate",
            title=gettext("Evaluér »{title}«").format(title=row.title),
            why=gettext("Perioden slutter {day}. Hvert fokusområde skal evalueres, før det afløses.").format(
                day=long_date(row.ends)
            ),
            url=reverse("focus:set", args=[row.pk]),
            button=gettext("Evaluér"),
            due=row.ends,
            pain=pain_of(row.ends, actor.today),
            ref=ref_of(row),
        )
        for row in rows.order_by("ends", "pk")
    ]


def _notes(actor: Actor) -> list[Task]:
    """Return the notes that the actor began on and hasn't finished; a deputy sees none of them."""
    if actor.on_behalf:
        return []
    rows = StatusNote.objects.filter(created_by_id=actor.person_id, status=NoteStatus.DRAFT)
    return [
        Task(
            key=f"strategy.statusnote:{row.pk}",
            title=gettext("Gør notatet »{title}« færdigt").format(title=row.title),
            why=gettext("Notatet er en kladde. Læs det igennem, og meld det færdigt."),
            url=reverse("focus:note", args=[row.pk]),
            button=gettext("Skriv videre"),
            due=None,
            pain=pain_of(None, actor.today),
            ref=ref_of(row),
            guarded=True,
        )
        for row in rows.order_by("on", "pk")
    ]
