"""What awaits those who keep a set of focus areas: to evaluate it when it is over, to finish a note."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext

from kernespor.domains.strategy.models import FocusSet, StatusNote
from kernespor.domains.strategy.selectors.awaiting import FOCUS, NOTE, Awaiting, awaiting
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import Ref
from kernespor.foundation.tasks.registry import Task, pain_of
from kernespor.foundation.ui.templatetags.danish import long_date


def tasks_of(actor: Actor) -> list[Task]:
    """Return what awaits the actor: sets that they keep themselves, and their own notes."""
    evaluations = [_evaluation(actor, row) for row in awaiting(actor, FOCUS)]
    return evaluations + [_note(actor, row) for row in awaiting(actor, NOTE)]


def _evaluation(actor: Actor, row: Awaiting) -> Task:
    return Task(
        key=f"strategy.focusset:{row.pk}:evaluate",
        title=gettext("Evaluér »{title}«").format(title=row.title),
        why=gettext("Perioden slutter {day}. Hvert fokusområde skal evalueres, før det afløses.").format(
            day=long_date(row.day)
        ),
        url=reverse("focus:set", args=[row.pk]),
        button=gettext("Evaluér"),
        due=row.day,
        pain=pain_of(row.day, actor.today),
        ref=Ref(FocusSet._meta.label_lower, row.pk),
    )


def _note(actor: Actor, row: Awaiting) -> Task:
    return Task(
        key=f"strategy.statusnote:{row.pk}",
        title=gettext("Gør notatet »{title}« færdigt").format(title=row.title),
        why=gettext("Notatet er en kladde. Læs det igennem, og meld det færdigt."),
        url=reverse("focus:note", args=[row.pk]),
        button=gettext("Skriv videre"),
        due=None,
        pain=pain_of(None, actor.today),
        ref=Ref(StatusNote._meta.label_lower, row.pk),
        guarded=True,
    )
