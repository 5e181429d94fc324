"""What reviews ask of people: to choose for a plan's goals, to rethink one, to choose for a trial."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Max, Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext

from kernespor.domains.strategy.enums import PlanStatus, ReviewChoice
from kernespor.domains.strategy.models import Goal, Review, Trial
from kernespor.domains.strategy.permissions.plans import is_of_few
from kernespor.domains.strategy.policies.reviews import DUE
from kernespor.domains.strategy.selectors.awaiting import TRIAL, awaiting
from kernespor.domains.strategy.selectors.mine import led, plans_led
from kernespor.domains.strategy.selectors.reviews.waiting import waiting_in, words_of
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import Ref, ref_of
from kernespor.foundation.tasks.registry import Task, pain_of
from kernespor.foundation.ui.templatetags.danish import long_date

_TITLE, _QUOTE = 110, 140


def tasks_of(actor: Actor) -> list[Task]:
    """Return what reviews ask of the actor: four queries at most, and one for trials and more."""
    return [*_plans(actor), *_rethink(actor), *_trials(actor)]


def _plans(actor: Actor) -> Iterator[Task]:
    last = actor.today + DUE
    plans = [plan for plan in plans_led(actor) if plan.review_on and plan.review_on <= last]
    plans.sort(key=lambda plan: (plan.review_on or last, plan.pk))
    waiting = waiting_in(plans, actor.today) if plans else {}
    for plan in plans:
        number = waiting[plan.pk]
        if not number:
            continue
        yield Task(
            key=f"strategy.reviews:{plan.pk}",
            title=ngettext("{number} mål skal gennemgås", "{number} mål skal gennemgås", number).format(
                number=number
            ),
            why=gettext("{plan}. Vælg for hvert mål: skalér, fortsæt, gentænk eller nedlæg.").format(
                plan=plan
            ),
            url=reverse("reviews:round", args=[plan.pk]),
            button=gettext("Gennemgå målene"),
            due=plan.review_on,
            pain=pain_of(plan.review_on, actor.today),
            ref=ref_of(plan),
            guarded=is_of_few(plan),
        )


def _rethink(actor: Actor) -> Iterator[Task]:
    """Yield the goals that are to be rethought and say still what they said when it was chosen."""
    if actor.person_id is None:
        return
    mine = Q(owner_id=actor.person_id) | Q(deputy_id=actor.person_id)
    if actor.limit is not None:
        mine &= Q(area__plan__unit_id__in=actor.limit)
    goals = Goal.objects.filter(mine | Q(owner__isnull=True) & led(actor, "area__plan__"))
    goals = goals.filter(area__plan__status=PlanStatus.IN_FORCE, reviews__choice=ReviewChoice.RETHINK)
    latest = (
        Review.objects.filter(goal__in=goals.values("pk")).values("goal").order_by().annotate(last=Max("pk"))
    )
    rows = Review.objects.filter(choice=ReviewChoice.RETHINK, pk__in=latest.values("last"))
    found = list(rows.select_related("goal__area__plan__body").order_by("on", "pk"))
    words = words_of([review.goal for review in found if review.goal])
    for review in found:
        goal = review.goal
        if goal is None or words[goal.pk] != review.stood:
            continue
        plan = goal.area.plan
        yield Task(
            key=f"strategy.rethink:{goal.pk}",
            title=gettext("Gentænk målet »{goal}«").format(goal=Truncator(str(goal)).chars(_TITLE)),
            why=gettext("{decided_by} valgte det den {day}: »{follow}«").format(
                decided_by=review.decided_by,
                day=long_date(review.on),
                follow=Truncator(review.follow).chars(_QUOTE),
            ),
            url=reverse("strategy:item", args=[plan.pk, "goal", goal.pk]),
            button=gettext("Gentænk målet"),
            due=None,
            pain=pain_of(None, actor.today),
            ref=ref_of(goal),
            guarded=is_of_few(plan),
        )


def _trials(actor: Actor) -> Iterator[Task]:
    for trial in awaiting(actor, TRIAL):
        yield Task(
            key=f"strategy.trial_review:{trial.pk}",
            title=gettext("Vælg for forsøget »{trial}«").format(trial=Truncator(trial.title).chars(_TITLE)),
            why=gettext("Skal det skaleres, fortsætte, gentænkes eller nedlægges?"),
            url=reverse("reviews:trial", args=[trial.pk]),
            button=gettext("Vælg"),
            due=trial.day,
            pain=pain_of(trial.day, actor.today),
            ref=Ref(Trial._meta.label_lower, trial.pk),
        )
