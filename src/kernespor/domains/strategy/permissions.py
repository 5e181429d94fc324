"""Who may do what with plans. Each rule twice: `check_x` raises with the reason, `can_x` answers."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext

from kernespor.domains.strategy.enums import PlanStatus
from kernespor.domains.strategy.models import OwnedRow, PlanImport, UnitPlan
from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor, HeldRole
from kernespor.foundation.access.openness import invitation_ground, invited
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.refusals import NotPermitted, answering

PLAN = "strategy.unitplan"
PLANNERS = (RoleKind.HEAD, RoleKind.DIRECTOR, RoleKind.CONTROLLER, RoleKind.SECRETARY)


def readable(actor: Actor) -> Q:
    """Return the plans that the actor may read, as a filter: the same rule as `check_read_plan`."""
    own = Q(unit_id__in=actor.units_under(*PLANNERS)) | invited(actor, PLAN)
    if actor.person_id and not actor.on_behalf:
        own |= Q(created_by_id=actor.person_id)
    return ~Q(status=PlanStatus.DRAFT) | own


def check_read_plan(actor: Actor, plan: UnitPlan) -> None:
    """Plans in force are open to everyone in the house; a draft to those who make it and the invited."""
    if not ground_of_plan(actor, plan):
        raise NotPermitted(
            "draft_plan", N_("Planen er en kladde. Kun de, der skriver på den, og de inviterede kan se den.")
        )


def ground_of_plan(actor: Actor, plan: UnitPlan) -> str:
    """Return why the actor may read a plan, empty when they may not. One query, for the uninvited draft."""
    if plan.status != PlanStatus.DRAFT:
        return gettext("Alle i kommunen kan læse planer, der gælder eller har gjaldt.")
    for role in actor.roles:
        if role.kind in PLANNERS and role.covers(plan.unit_id):
            return _ground_of_role(role, plan.unit_id)
    if actor.is_oneself(plan.created_by_id):
        return gettext("Den, der lagde planen ind")
    return invitation_ground(actor, PLAN, plan.pk)


def _ground_of_role(role: HeldRole, unit_id: int) -> str:
    leads = role.kind is RoleKind.HEAD
    if role.unit_id == unit_id:
        words = gettext("{role} af enheden") if leads else gettext("{role} for enheden")
    elif leads:
        words = gettext("{role} af {unit}, som er over enheden")
    else:
        words = gettext("{role} for {unit}, som er over enheden")
    return words.format(role=role.kind.label, unit=role.unit_name)


def check_change_plan(actor: Actor, plan: UnitPlan) -> None:
    """Those who lead, count or write for the unit may change its plan."""
    if not actor.holds_over(plan.unit_id, *PLANNERS):
        raise NotPermitted(
            "not_planner",
            N_("Kun enhedens leder, direktøren, økonomikonsulenten og sekretariatet kan ændre planen."),
        )


def check_report(actor: Actor, plan: UnitPlan, item: OwnedRow) -> None:
    """Those who answer for a goal or an action may say how it goes; so may those who may change the plan."""
    if actor.answers_in(plan.unit_id, item.owner_id, item.deputy_id):
        return
    if not actor.holds_over(plan.unit_id, *PLANNERS):
        raise NotPermitted(
            "not_owner", N_("Kun ejeren, stedfortræderen og de, der kan ændre planen, kan skrive status.")
        )


def check_know_owner(actor: Actor, plan: UnitPlan, item: OwnedRow) -> None:
    """Return for those whom it concerns who answers for what is overdue: themselves and those who plan.

    Everyone else in the house sees that it is overdue, and in which unit.
    """
    if actor.answers_in(plan.unit_id, item.owner_id, item.deputy_id):
        return
    if not actor.holds_over(plan.unit_id, *PLANNERS):
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
