"""What awaits a person in the plans, as tasks: what to do, why, and by when."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext

from kernespor.domains.strategy.permissions.plans import is_of_few, leads_plan
from kernespor.domains.strategy.selectors.awaiting import READING, Awaiting, awaiting
from kernespor.domains.strategy.selectors.mine import Waiting, my_plans, waiting_for
from kernespor.domains.strategy.selectors.plan import PlanView
from kernespor.engines.plan_state.records import State
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import Ref
from kernespor.foundation.tasks.registry import Task, pain_of
from kernespor.foundation.ui.templatetags.danish import long_date

_TITLE, _QUOTE = 110, 140


def tasks_of(actor: Actor) -> list[Task]:
    """Return what awaits the actor in the plans and among the documents on their way in. Seven queries."""
    return tasks_in(actor, my_plans(actor))


def tasks_in(actor: Actor, plans: list[PlanView]) -> list[Task]:
    """Return the same from plans that are read already. One query."""
    waiting = [_task(actor, one) for one in waiting_for(actor, plans)]
    return waiting + [_reading(actor, draft) for draft in awaiting(actor, READING)]


def _task(actor: Actor, one: Waiting) -> Task:
    part = one.part
    ownerless = leads_plan(actor, one.plan) and part.shown is not None and part.shown.state is State.OWNERLESS
    what = f"{part.number} {Truncator(part.title).chars(_TITLE)}"
    title = gettext("Peg på en ejer af {what}") if ownerless else gettext("Skriv status på {what}")
    return Task(
        key=f"strategy.{part.kind}:{part.pk}",
        title=title.format(what=what),
        why=f"{one.plan.unit_name}. {_why(one, actor.today)}",
        url=reverse("strategy:item", args=[one.plan.pk, part.kind, part.pk]),
        button=gettext("Peg på en ejer") if ownerless else gettext("Skriv status"),
        due=part.row.deadline,
        pain=one.pain,
        ref=Ref(part.row._meta.label_lower, part.pk),
        state=part.state,
        role=gettext("som stedfortræder i planen") if one.role == "deputy" else "",
        guarded=is_of_few(one.plan),
    )


def _why(one: Waiting, today: dt.date) -> str:
    part, shown = one.part, one.part.shown
    state = shown.state if shown else None
    if state is State.OWNERLESS:
        return (
            gettext("Den, der svarede for den, har ingen rolle i kommunen længere.")
            if part.owner_left
            else gettext("Ingen svarer for den.")
        )
    if state is State.STALE and shown:
        return ngettext(
            "{days} dag uden nyt. Den tæller ikke med, før der er skrevet nyt.",
            "{days} dage uden nyt. Den tæller ikke med, før der er skrevet nyt.",
            shown.silent_days,
        ).format(days=shown.silent_days)
    if part.latest is None:
        return gettext("Ingen har skrevet status endnu.")
    said = Truncator(" ".join(part.latest.text.split())).chars(_QUOTE)
    day = (
        gettext("i dag")
        if part.latest.on == today
        else gettext("den {day}").format(day=long_date(part.latest.on))
    )
    label = part.latest.get_judgement_display()
    if said:
        return gettext("{label}, skrevet {day}: »{said}«").format(label=label, day=day, said=said)
    return gettext("{label}, skrevet {day}.").format(label=label, day=day)


def _reading(actor: Actor, draft: Awaiting) -> Task:
    return Task(
        key=f"strategy.planimport:{draft.pk}",
        title=gettext("Gør {name} færdig").format(name=draft.title),
        why=gettext("Du lagde dokumentet ind den {day}. Intet er gemt som plan endnu.").format(
            day=long_date(draft.day)
        ),
        url=reverse("strategy:import", args=[draft.pk]),
        button=gettext("Læs videre"),
        due=None,
        pain=pain_of(None, actor.today),
    )
