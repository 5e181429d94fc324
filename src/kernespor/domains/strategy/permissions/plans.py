"""Who may do what with plans. Each rule twice: `check_x` raises with the reason, `can_x` answers."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext

from kernespor.domains.strategy.enums import PlanKind, PlanStatus
from kernespor.domains.strategy.models import (
    Action,
    Goal,
    Indicator,
    OwnedRow,
    PlanImport,
    PriorityArea,
    UnitPlan,
)
from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor, HeldRole
from kernespor.foundation.access.openness import invitation_ground, invited
from kernespor.foundation.bodies.enums import BodyKind, Function
from kernespor.foundation.bodies.models import Membership
from kernespor.foundation.bodies.permissions import seat_keys
from kernespor.foundation.memory import once
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.refusals import NotPermitted, answering

PLAN = "strategy.unitplan"
PLANNERS = (RoleKind.HEAD, RoleKind.DIRECTOR, RoleKind.CONTROLLER, RoleKind.SECRETARY)

WRITERS = (Function.CHAIR, Function.VICE_CHAIR, Function.SECRETARY)  # of a MED committee's plan
_PARTS: tuple[tuple[type[OwnedRow], str], ...] = (
    (PriorityArea, "plan"),
    (Goal, "area__plan"),
    (Action, "goal__area__plan"),
    (Indicator, "goal__area__plan"),
)


def readable(actor: Actor) -> Q:
    """Return the plans that the actor may read, as a filter: the same rule as `check_read_plan`."""
    own = Q(unit_id__in=actor.units_under(*PLANNERS)) | invited(actor, PLAN)
    if actor.person_id and not actor.on_behalf:
        own |= Q(created_by_id=actor.person_id)
    writes = Q(kind=PlanKind.MED, body_id__in=seat_keys(actor, *WRITERS))
    concerned = Q(body_id__in=seat_keys(actor)) | Q(unit_id__in=_units_above(actor)) | answering_for(actor)
    of_few = Q(kind=PlanKind.MED) & ~Q(body__kind=BodyKind.MED_MAIN)
    return own | writes | ~Q(status=PlanStatus.DRAFT) & (~of_few | concerned)


def answering_for(actor: Actor) -> Q:
    """Return the MED plans in which the actor answers for something, as a filter."""
    if actor.person_id is None:
        return Q(pk__in=())
    mine = Q(owner_id=actor.person_id) | Q(deputy_id=actor.person_id)
    found = Q(pk__in=())
    for model, path in _PARTS:
        plans = model._default_manager.filter(mine, **{f"{path}__kind": PlanKind.MED})
        found |= Q(pk__in=plans.values(path))
    return found if actor.limit is None else found & Q(unit_id__in=actor.limit)


def check_read_plan(actor: Actor, plan: UnitPlan) -> None:
    """Plans in force are open to everyone in the house, a MED committee's to those whom it concerns.

    A draft is for those who make it and the invited.
    """
    if ground_of_plan(actor, plan):
        return
    if plan.status == PlanStatus.DRAFT:
        raise NotPermitted(
            "draft_plan", N_("Planen er en kladde. Kun de, der skriver på den, og de inviterede kan se den.")
        )
    raise NotPermitted(
        "med_plan",
        N_("Kun MED-udvalgets medlemmer, de, der har en rolle i enheden, og de inviterede kan se planen."),
    )


def ground_of_plan(actor: Actor, plan: UnitPlan) -> str:
    """Return why the actor may read a plan, empty when they may not. One query, for the uninvited draft.

    For a MED committee's plan also who sits in the committee and who answers for something in the plan, the
    same for every actor.
    """
    if plan.status != PlanStatus.DRAFT and not is_of_few(plan):
        return gettext("Alle i kommunen kan læse planer, der gælder eller har gjaldt.")
    for role in actor.roles:
        if role.kind in PLANNERS and role.covers(plan.unit_id):
            return ground_of_role(role, plan.unit_id)
    if actor.is_oneself(plan.created_by_id):
        return gettext("Den, der lagde planen ind")
    return _ground_of_concern(actor, plan) or invitation_ground(actor, PLAN, plan.pk)


def is_of_few(plan: UnitPlan) -> bool:
    """Say whether a plan is a MED committee's: that of the main committee is for the whole house."""
    return plan.kind == PlanKind.MED and (plan.body is None or plan.body.kind != BodyKind.MED_MAIN)


def _ground_of_concern(actor: Actor, plan: UnitPlan) -> str:
    """Return why a MED plan concerns the actor, empty when it doesn't."""
    if plan.kind != PlanKind.MED:
        return ""
    function = _function(actor, plan)
    if function in WRITERS or (function and plan.status != PlanStatus.DRAFT):
        return gettext("Medlem af MED-udvalget")
    if plan.status == PlanStatus.DRAFT:
        return ""
    if plan.unit_id in _units_above(actor):
        return gettext("Har en rolle i enheden eller i det, der ligger under den")
    if actor.answers_in(plan.unit_id, *_answering(plan.pk)):
        return gettext("Svarer for noget i planen")
    return ""


def _function(actor: Actor, plan: UnitPlan) -> str:
    """Return what the actor is in the body whose plan it is; nothing for those on behalf of another."""
    if actor.on_behalf or plan.body_id is None:
        return ""
    return _members(plan.body_id, actor.today).get(actor.person_id, "")


@once
def _members(body_id: int, day: dt.date) -> dict[int | None, str]:
    """Return what each person of the house is in a body on a day, stand-ins left out."""
    rows = Membership.objects.on(day).filter(body_id=body_id, person__isnull=False)
    found: dict[int | None, str] = {}
    for person, function in rows.exclude(function=Function.SUBSTITUTE).values_list("person_id", "function"):
        if found.get(person) not in WRITERS:
            found[person] = function
    return found


@once
def _answering(plan_id: int) -> frozenset[int]:
    """Return those who answer for something in a plan."""
    found: set[int] = set()
    for model, path in _PARTS:
        for row in model._default_manager.filter(**{path: plan_id}).values_list("owner_id", "deputy_id"):
            found.update(key for key in row if key)
    return frozenset(found)


def _units_above(actor: Actor) -> frozenset[int]:
    """Return the units in which the actor has a role, and all that these lie under."""
    held = {role.unit_id for role in actor.roles if role.in_house and not role.narrowed}
    if not held:
        return frozenset()
    tree = tree_on(actor.today)
    return frozenset(held.union(*({node.unit_id for node in tree.path(unit)} for unit in held)))


def leads_plan(actor: Actor, plan: UnitPlan) -> bool:
    """Say whether the actor plans for the unit, or leads or writes for the MED committee whose plan it is."""
    if actor.holds_over(plan.unit_id, *PLANNERS):
        return True
    return plan.kind == PlanKind.MED and _function(actor, plan) in WRITERS


def ground_of_role(role: HeldRole, unit_id: int) -> str:
    """Return a role as the ground of reading what belongs to a unit: "Leder af enheden"."""
    leads = role.kind is RoleKind.HEAD
    if role.unit_id == unit_id:
        words = gettext("{role} af enheden") if leads else gettext("{role} for enheden")
    elif leads:
        words = gettext("{role} af {unit}, som er over enheden")
    else:
        words = gettext("{role} for {unit}, som er over enheden")
    return words.format(role=role.kind.label, unit=role.unit_name)


def check_change_plan(actor: Actor, plan: UnitPlan) -> None:
    """Those who lead, count or write for the unit may change its plan; a MED committee's also its leaders."""
    if leads_plan(actor, plan):
        return
    if plan.kind == PlanKind.MED:
        raise NotPermitted(
            "not_med_planner",
            N_(
                "Kun udvalgets formand, næstformand og sekretær og enhedens leder, direktøren, "
                "økonomikonsulenten og sekretariatet kan ændre planen."
            ),
        )
    raise NotPermitted(
        "not_planner",
        N_("Kun enhedens leder, direktøren, økonomikonsulenten og sekretariatet kan ændre planen."),
    )


def check_report(actor: Actor, plan: UnitPlan, item: OwnedRow) -> None:
    """Those who answer for a goal or an action may say how it goes; so may those who may change the plan."""
    if actor.answers_in(plan.unit_id, item.owner_id, item.deputy_id):
        return
    if not leads_plan(actor, plan):
        raise NotPermitted(
            "not_owner", N_("Kun ejeren, stedfortræderen og de, der kan ændre planen, kan skrive status.")
        )


def check_know_owner(actor: Actor, plan: UnitPlan, item: OwnedRow) -> None:
    """Return for those whom it concerns who answers for what is overdue: themselves and those who plan.

    Everyone else in the house sees that it is overdue, and in which unit.
    """
    if actor.answers_in(plan.unit_id, item.owner_id, item.deputy_id):
        return
    if not leads_plan(actor, plan):
        raise NotPermitted("overdue_owner", N_("Hvem der er over fristen, vises for enhedens ledelse."))


def check_import(actor: Actor) -> None:
    """Those who may change some unit's plan may bring a document in."""
    if not actor.holds(*PLANNERS):
        raise NotPermitted(
            "not_planner_anywhere",
            N_("Kun ledere, direktører, økonomikonsulenter og sekretærer kan læse en plan ind."),
        )


def check_import_for(actor: Actor, unit_id: int) -> None:
    """A plan may be brought in for a unit that one plans for."""
    if not actor.holds_over(unit_id, *PLANNERS):
        raise NotPermitted(
            "not_planner_here", N_("Du kan ikke gemme en plan for denne enhed. Vælg en af dine.")
        )


def check_read_import(actor: Actor, draft: PlanImport) -> None:
    """A document on its way in is its bringer's alone; a deputy brings in their own, and reads no other's."""
    if actor.hand is None or draft.created_by_id != actor.hand:
        raise NotPermitted("not_mine", N_("Kun den, der har lagt dokumentet ind, kan se det."))


can_read_plan = answering(check_read_plan)
can_change_plan = answering(check_change_plan)
can_report = answering(check_report)
can_know_owner = answering(check_know_owner)
can_import = answering(check_import)
can_import_for = answering(check_import_for)
can_read_import = answering(check_read_import)
