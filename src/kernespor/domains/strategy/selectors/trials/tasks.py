"""What awaits people of trials: what ends or should have ended, ideas to decide, and news to read."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext

from kernespor.domains.strategy.enums import TrialStatus
from kernespor.domains.strategy.models import Trial
from kernespor.domains.strategy.permissions.plans import PLANNERS
from kernespor.domains.strategy.permissions.trials import can_decide
from kernespor.domains.strategy.policies.trials import SOON_DAYS
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.permissions import LEADING
from kernespor.foundation.objects import Ref, ref_of
from kernespor.foundation.organisation.selectors.names import unit_name_of, with_unit_name
from kernespor.foundation.tasks.registry import Task, pain_of
from kernespor.foundation.ui.templatetags.danish import long_date

_NEWS_DAYS = 14  # how long what a trial taught stands among a follower's tasks


def tasks_of(actor: Actor) -> list[Task]:
    """Return what awaits the actor. One query."""
    if actor.person_id is None:
        return []
    soon = actor.today + dt.timedelta(days=SOON_DAYS)
    news = actor.today - dt.timedelta(days=_NEWS_DAYS)
    led = Q(unit_id__in=_led(actor))
    answers = _answers(actor)
    ends = Q(status=TrialStatus.RUNNING, ends__lte=soon) & (answers | led)
    ideas = Q(status=TrialStatus.IDEA) & led
    learnt = Q(
        status=TrialStatus.ENDED, ended_on__gt=news, ended_on__lte=actor.today,
        followers__person_id=actor.person_id,
    )  # fmt: skip
    wanted = ends | ideas if actor.on_behalf else ends | ideas | learnt
    rows = with_unit_name(Trial.objects.filter(wanted).distinct(), actor.today)
    return [_task(actor, row) for row in rows.order_by("pk")]


def _led(actor: Actor) -> list[int]:
    """Return the units that the actor is the head of, not those under them: those have heads of their own."""
    return [role.unit_id for role in actor.roles if role.kind in LEADING and role.unit_id in role.unit_ids]


def _answers(actor: Actor) -> Q:
    theirs = Q(owner_id=actor.person_id) | Q(deputy_id=actor.person_id)
    return theirs if actor.limit is None else theirs & Q(unit_id__in=actor.limit)


def _task(actor: Actor, trial: Trial) -> Task:
    if trial.status == TrialStatus.RUNNING:
        return _ends(actor, trial)
    page = reverse("trials:trial", args=[trial.pk])
    if trial.status == TrialStatus.IDEA:
        return Task(
            key=f"strategy.trial:{trial.pk}:idea",
            title=gettext("Tag stilling til idéen »{title}«").format(title=trial.title),
            why=gettext("{unit}. Gå i gang, eller sig, hvorfor det ikke bliver til noget.").format(
                unit=unit_name_of(trial)
            ),
            url=page,
            button=gettext("Se idéen"),
            due=None,
            pain=pain_of(None, actor.today),
            ref=ref_of(trial),
            guarded=True,
        )
    return Task(
        key=f"strategy.trial:{trial.pk}:learnt",
        title=gettext("Læs, hvad »{title}« lærte").format(title=trial.title),
        why=gettext("{unit}. Du følger det, og det sluttede den {day}.").format(
            unit=unit_name_of(trial), day=long_date(trial.ended_on)
        ),
        url=page,
        button=gettext("Læs"),
        due=None,
        pain=pain_of(None, actor.today),
        ref=ref_of(trial),
    )


def _ends(actor: Actor, trial: Trial) -> Task:
    """Ask those who may end it to do so, and the others to write what they saw before it ends."""
    decides = can_decide(actor, trial)
    left = (trial.ends - actor.today).days if trial.ends else 0
    why = (
        gettext("{unit}. Slutdatoen var den {day}. Slut det, eller flyt datoen og skriv hvorfor.")
        if left < 0
        else gettext("{unit}. Det slutter den {day}.")
    )
    title = (
        gettext("Skriv, hvad I lærte af »{title}«") if decides else gettext("Skriv, hvad I ser i »{title}«")
    )
    as_deputy = actor.person_id == trial.deputy_id and actor.person_id != trial.owner_id
    return Task(
        key=f"strategy.trial:{trial.pk}:end",
        title=title.format(title=trial.title),
        why=why.format(unit=unit_name_of(trial), day=long_date(trial.ends)),
        url=reverse("trials:end" if decides else "trials:effect", args=[trial.pk]),
        button=gettext("Slut det") if decides else gettext("Skriv, hvad I ser"),
        due=trial.ends,
        pain=pain_of(trial.ends, actor.today),
        ref=ref_of(trial),
        state="off_track" if left < 0 else "",
        role=gettext("som stedfortræder for ejeren") if as_deputy else "",
    )


def mine(actor: Actor) -> list[Ref]:
    """Return the trials that are the actor's own: in which they answer, which they thought of or follow.

    Also those of the units that they plan for themselves. One query.
    """
    if actor.person_id is None:
        return []
    own = _answers(actor) | Q(unit_id__in=[one.unit_id for one in actor.roles if one.kind in PLANNERS])
    if not actor.on_behalf:
        own |= Q(created_by_id=actor.person_id) | Q(followers__person_id=actor.person_id)
    keys = Trial.objects.filter(own).distinct().order_by("pk").values_list("pk", flat=True)
    return [Ref(Trial._meta.label_lower, key) for key in keys]
