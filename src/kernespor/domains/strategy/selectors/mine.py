"""What awaits a person in the plans, in order of what hurts first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from kernespor.domains.strategy.enums import ImportStatus, PlanKind, PlanStatus
from kernespor.domains.strategy.models import PlanImport, UnitPlan
from kernespor.domains.strategy.permissions.plans import PLANNERS, WRITERS, leads_plan
from kernespor.domains.strategy.selectors.plan import PartView, PlanView, plan_views
from kernespor.engines.plan_state.records import State
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.permissions import seat_keys
from kernespor.foundation.memory import once
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.tasks.registry import pain_of

SOON = 30
_WRONG = {State.OFF_TRACK, State.OWNERLESS, State.STALE, State.SLIPPING}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that awaits a person: the plan's goal or action, why, and whether as deputy or as leader.

    `pain` is its place among all that awaits them, by `foundation.tasks.registry.pain_of`.
    """

    plan: UnitPlan
    part: PartView
    role: str
    pain: tuple[int, int]


def led(actor: Actor, path: str = "") -> Q:
    """Return the plans that are the actor's own to review: those of the units they head, or their MED."""
    heads = [role.unit_id for role in actor.roles if role.kind is RoleKind.HEAD]
    writes = {f"{path}kind": PlanKind.MED, f"{path}body_id__in": seat_keys(actor, *WRITERS)}
    return Q(**{f"{path}unit_id__in": heads}) | Q(**writes)


def plans_led(actor: Actor) -> list[UnitPlan]:
    """Return the plans in force that are the actor's own to review. One query, that of `my_plan_rows`.

    Who is limited to some units reads anew: there a plan may be led that isn't among theirs.
    """
    if actor.limit is not None:
        rows = UnitPlan.objects.filter(led(actor), status=PlanStatus.IN_FORCE)
        return list(rows.select_related("body"))
    return [plan for plan in _my_plan_rows(actor) if plan.is_led]


def my_plan_rows(actor: Actor) -> list[UnitPlan]:
    """Return the plans in force that the actor leads or answers for something in. One query."""
    return list(_my_plan_rows(actor))


@once
def _my_plan_rows(actor: Actor) -> tuple[Any, ...]:
    person = actor.person_id
    mine = Q(unit_id__in=[role.unit_id for role in actor.roles if role.kind in PLANNERS])
    mine |= Q(kind=PlanKind.MED, body_id__in=seat_keys(actor, *WRITERS))
    for path in ("areas__goals", "areas__goals__actions"):
        mine |= Q(**{f"{path}__owner_id": person}) | Q(**{f"{path}__deputy_id": person})
    plans = UnitPlan.objects.filter(mine, status=PlanStatus.IN_FORCE).select_related("body")
    plans = plans.annotate(is_led=ExpressionWrapper(led(actor), BooleanField()))
    if actor.limit is not None:
        plans = plans.filter(unit_id__in=actor.limit)
    return tuple(plans.distinct().order_by("unit_name", "id"))


def my_plans(actor: Actor, *, since: dt.date | None = None) -> list[PlanView]:
    """Return those plans as they stand, with what changed since a day, without sections and indicators.

    Six queries, however many plans.
    """
    rows = my_plan_rows(actor)
    days = {plan.pk: since for plan in rows} if since else {}
    return plan_views(rows, today=actor.today, since=days, asking=actor, whole=False)


def waiting_for(actor: Actor, plans: list[PlanView]) -> list[Waiting]:
    """Return what awaits the actor in these plans: as owner, as deputy, and as leader what has no owner."""
    found = []
    for view in plans:
        leads = leads_plan(actor, view.plan)
        for goal in view.goals():
            for part in (goal.part, *goal.actions):
                role = _role(actor, view, part, leads=leads)
                if role and _awaits(part, actor.today):
                    pain = pain_of(part.row.deadline, actor.today, part.state)
                    found.append(Waiting(view.plan, part, role, pain))
    return sorted(found, key=lambda one: one.pain)


def _role(actor: Actor, view: PlanView, part: PartView, *, leads: bool) -> str:
    if actor.answers_in(view.plan.unit_id, part.row.owner_id):
        return "owner"
    if actor.answers_in(view.plan.unit_id, part.row.deputy_id):
        return "deputy"
    ownerless = part.shown is not None and part.shown.state is State.OWNERLESS
    return "leader" if leads and ownerless else ""


def _awaits(part: PartView, today: dt.date) -> bool:
    shown = part.shown
    if shown is None or shown.state in {State.REACHED, State.CLOSED}:
        return False
    due = part.row.deadline
    return shown.state in _WRONG or (due is not None and (due - today).days <= SOON)


def open_imports(actor: Actor) -> list[PlanImport]:
    """Return the documents that the actor has laid in and neither saved nor discarded.

    They are a person's own: who acts on another's behalf sees none.
    """
    if actor.on_behalf:
        return []
    drafts = PlanImport.objects.filter(created_by_id=actor.person_id, status=ImportStatus.OPEN)
    return list(drafts.select_related("file").defer("file__content", "lines").order_by("-created_at"))
