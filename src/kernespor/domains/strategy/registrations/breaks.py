"""Where the red thread is broken in plans: what can be told exactly from the plans themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.enums import PlanKind, PlanStatus
from kernespor.domains.strategy.models import Action, Goal, Status, UnitPlan
from kernespor.domains.strategy.permissions.plans import PLANNERS
from kernespor.engines.plan_state.records import Judgement
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.memory import once
from kernespor.foundation.objects import ref_of
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.organisation.models import RoleAssignment, UnitVersion
from kernespor.foundation.thread.registry import Break, BreakKind, Scope, register_break
from kernespor.foundation.ui.templatetags.danish import long_date

PLAN, GOAL, ACTION = (model._meta.label_lower for model in (UnitPlan, Goal, Action))


def register() -> None:
    """Fill the registry of breaks."""
    register_break(
        BreakKind(
            "strategy.no_successor",
            _("Planen er udløbet, og der er ingen ny"),
            _("En ny plan for enheden, sat i kraft."),
            PLAN,
            _no_successor,
            _("Læs en plan ind"),
        )
    )
    register_break(
        BreakKind(
            "strategy.goal_without_action",
            _("Mål uden handling"),
            _("En handling, der fører til målet, eller at målet nedlægges med en begrundelse."),
            GOAL,
            _goal_without_action,
            _("Skriv en handling"),
            unless=ACTION,
        )
    )
    register_break(
        BreakKind(
            "strategy.action_without_owner",
            _("Handling uden ejer"),
            _("En ejer, som arbejder i kommunen."),
            ACTION,
            _action_without_owner,
            _("Vælg en ejer"),
        )
    )


@once
def past_plans(actor: Actor, scope: Scope) -> tuple[Any, ...]:
    """Return the plans whose period is over and that nothing follows (`over`), or whose review is past.

    One query for both kinds of breaks.
    """
    of_the_same = Q(body=OuterRef("body")) | Q(body__isnull=True)  # a MED committee's follows its own alone
    later = UnitPlan.objects.exclude(status=PlanStatus.DRAFT).filter(
        of_the_same, kind=OuterRef("kind"), unit=OuterRef("unit"), period_to__gt=OuterRef("period_to")
    )
    living = UnitVersion.objects.on(actor.today).values("unit_id")
    over = Q(~Exists(later), ~Q(status=PlanStatus.DRAFT), period_to__lt=actor.today, unit__in=living)
    reviewed = Q(status=PlanStatus.IN_FORCE, review_on__lt=actor.today)
    rows = _within(objects.of(PLAN).rows(actor), scope, PLAN).annotate(over=over)
    return tuple(rows.filter(Q(over=True) | reviewed).order_by("period_to", "pk"))


def _no_successor(actor: Actor, scope: Scope) -> Iterator[Break]:
    """Yield the last plan of each unit that still is, where its period is over. One query."""
    if not _may_have_ended(actor, scope):
        return
    for plan in past_plans(actor, scope):
        if not plan.over:
            continue
        plans = plan.kind == PlanKind.UNIT and actor.holds_over(plan.unit_id, *PLANNERS)
        yield Break(
            ref_of(plan),
            gettext("Planens periode sluttede {day}, og enheden har ingen nyere plan.").format(
                day=long_date(plan.period_to)
            ),
            gettext("En ny plan for enheden, sat i kraft."),
            reverse("strategy:import_new") if plans else reverse("strategy:plan", args=[plan.pk]),
            plan.period_to + dt.timedelta(days=1),
            row=plan,
        )


def _goal_without_action(actor: Actor, scope: Scope) -> Iterator[Break]:
    """Yield the goals of plans in force under which nothing is to be done. One query."""
    goals = _within(objects.of(GOAL).rows(actor), scope, GOAL).filter(
        area__plan__status=PlanStatus.IN_FORCE, actions__isnull=True
    )
    open_goal = Q(said__isnull=True) | ~Q(said=Judgement.CLOSED)
    for goal in goals.annotate(said=_last_word(actor, "goal")).filter(open_goal):
        yield Break(
            ref_of(goal),
            gettext("Målet har ingen handling, så intet fører til det."),
            gettext("En handling, der fører til målet, eller at målet nedlægges med en begrundelse."),
            reverse("strategy:item", args=[goal.area.plan_id, "goal", goal.pk]),
            row=goal,
        )


def _action_without_owner(actor: Actor, scope: Scope) -> Iterator[Break]:
    """Yield the actions that are shown as ownerless: the plan's own rule, in one query."""
    working = RoleAssignment.objects.on(actor.today).exclude(role=RoleKind.RESIDENT).values("person_id")
    left = Q(owner__isnull=False) & ~Q(owner__in=working)
    actions = _within(objects.of(ACTION).rows(actor), scope, ACTION).filter(
        goal__area__plan__status=PlanStatus.IN_FORCE
    )
    actions = actions.annotate(said=_last_word(actor, "action"))
    never = Q(owner__isnull=True) & (Q(said__isnull=True) | ~Q(said=Judgement.CLOSED))
    gone = left & (Q(said__isnull=True) | ~Q(said__in=[Judgement.CLOSED, Judgement.REACHED]))
    for action in actions.filter(never | gone):
        yield Break(
            ref_of(action),
            gettext("Handlingens ejer arbejder ikke længere i kommunen.")
            if action.owner_id
            else gettext("Handlingen har ingen ejer."),
            gettext("En ejer, som arbejder i kommunen."),
            reverse("strategy:item", args=[action.goal.area.plan_id, "action", action.pk]),
            row=action,
        )


def _may_have_ended(actor: Actor, scope: Scope) -> bool:
    """Say whether the period of a plan in the scope may be over; a page has read its plan already."""
    keys = scope.keys(PLAN)
    if keys is None:
        return True
    return any(plan.period_to < actor.today for plan in objects.rows_of(actor, PLAN, keys).values())


def _within(rows: QuerySet[Any], scope: Scope, kind: str) -> QuerySet[Any]:
    keys = scope.keys(kind)
    return rows if keys is None else rows.filter(pk__in=keys)


def _last_word(actor: Actor, of: str) -> Subquery:
    """Return the last judgement of a goal or an action by the actor's day."""
    said = Status.objects.filter(**{of: OuterRef("pk")}, on__lte=actor.today)
    return Subquery(said.order_by("-on", "-recorded_at", "-id").values("judgement")[:1])
