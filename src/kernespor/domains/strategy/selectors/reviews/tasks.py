"""What reviews ask of people: to choose for a plan's goals, to rethink one, to choose for a trial."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Max, Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext

from kernespor.domains.strategy.enums import PlanKind, PlanStatus, ReviewChoice, TrialStatus
from kernespor.domains.strategy.models import Goal, Review, Trial, UnitPlan
from kernespor.domains.strategy.permissions.plans import WRITERS, is_of_few
from kernespor.domains.strategy.policies.reviews import DUE
from kernespor.domains.strategy.selectors.reviews.waiting import standing_words, waiting_in
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.permissions import seat_keys
from kernespor.foundation.objects import ref_of
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.tasks.registry import Task, pain_of
from kernespor.foundation.ui.templatetags.danish import long_date

_TITLE, _QUOTE = 110, 140


def tasks_of(actor: Actor) -> list[Task]:
    """Return what reviews ask of the actor: four queries, and two for each goal that is to be rethought."""
    return [*_plans(actor), *_rethink(actor), *_trials(actor)]


def _led(actor: Actor, path: str = "") -> Q:
    """Return the plans that are the actor's own to review: those of the units they head, or their MED."""
    heads = [role.unit_id for role in actor.roles if role.kind is RoleKind.HEAD]
    own = Q(**{f"{path}unit_id__in": heads})
    return own | Q(
        **{f"{path}kind": PlanKind.MED, f"{path}body_id__in": seat_keys(actor, *WRITERS)},
    )


def _plans(actor: Actor) -> Iterator[Task]:
    rows = UnitPlan.objects.filter(_led(actor), status=PlanStatus.IN_FORCE, review_on__lte=actor.today + DUE)
    plans = list(rows.select_related("body").order_by("review_on", "pk"))
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
    goals = Goal.objects.filter(mine | Q(owner__isnull=True) & _led(actor, "area__plan__"))
    goals = goals.filter(area__plan__status=PlanStatus.IN_FORCE, reviews__choice=ReviewChoice.RETHINK)
    latest = (
        Review.objects.filter(goal__in=goals.values("pk")).values("goal").order_by().annotate(last=Max("pk"))
    )
    rows = Review.objects.filter(choice=ReviewChoice.RETHINK, pk__in=latest.values("last"))
    for review in rows.select_related("goal__area__plan__body").order_by("on", "pk"):
        goal = review.goal
        if goal is None or standing_words(goal) != review.stood:
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
    if actor.person_id is None:
        return
    mine = Q(owner_id=actor.person_id) | Q(deputy_id=actor.person_id)
    if actor.limit is not None:
        mine &= Q(unit_id__in=actor.limit)
    heads = [role.unit_id for role in actor.roles if role.kind is RoleKind.HEAD]
    rows = Trial.objects.filter(mine | Q(owner__isnull=True, unit_id__in=heads), status=TrialStatus.RUNNING)
    for trial in rows.filter(review_on__lte=actor.today + DUE).order_by("review_on", "pk"):
        yield Task(
            key=f"strategy.trial_review:{trial.pk}",
            title=gettext("Vælg for forsøget »{trial}«").format(trial=Truncator(trial.title).chars(_TITLE)),
            why=gettext("Skal det skaleres, fortsætte, gentænkes eller nedlægges?"),
            url=reverse("reviews:trial", args=[trial.pk]),
            button=gettext("Vælg"),
            due=trial.review_on,
            pain=pain_of(trial.review_on, actor.today),
            ref=ref_of(trial),
        )
