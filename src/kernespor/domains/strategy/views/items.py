"""One part of a plan: how it goes, who answers for it, what was said of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.actions import plans as actions
from kernespor.domains.strategy.forms.plans import ActionForm, ItemForm, StatusForm
from kernespor.domains.strategy.models import (
    Action,
    Goal,
    Indicator,
    OwnedRow,
    PriorityArea,
    UnitPlan,
)
from kernespor.domains.strategy.permissions import plans as permissions
from kernespor.domains.strategy.policies import plans as policies
from kernespor.domains.strategy.selectors.plan import PartView, PlanView, about, plan_for, plan_view
from kernespor.domains.strategy.views.indicators.fragment import indicator_context
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.drafts import actions as drafts
from kernespor.foundation.drafts.selectors import box
from kernespor.foundation.objects import ref_of
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.organisation.selectors import persons_to_choose
from kernespor.foundation.refusals import NotNow, StaleWrite, reason_against

STATUS_DRAFT = "strategy.status"
_KINDS: dict[str, tuple[type[OwnedRow], str]] = {
    "area": (PriorityArea, "plan_id"),
    "goal": (Goal, "area__plan_id"),
    "action": (Action, "goal__area__plan_id"),
    "indicator": (Indicator, "goal__area__plan_id"),
}
_WORDS = {
    "area": _("Indsatsområde"),
    "goal": _("Mål"),
    "action": _("Handling"),
    "indicator": _("Målindikator"),
}
_ABOVE = {
    "area": ("plan",),
    "goal": ("area__plan",),
    "action": ("goal__area__plan",),
    "indicator": ("goal__area__plan",),
}


@operation("strategy.item")
def item_page(request: Request, plan_id: int, kind: str, item_id: int) -> HttpResponse:
    """A goal, an action, an indicator or an area with its forms and its history."""
    plan = plan_for(request.actor, plan_id)
    view = plan_view(plan, today=request.actor.today, asking=request.actor)
    rows = {("area", area.row.pk): area.row for area in view.areas} | {
        (part.kind, part.pk): part.row for part in _parts(view)
    }
    if (kind, item_id) not in rows:
        raise Http404(kind)
    return _page(request, plan, kind, rows[kind, item_id], view=view)


@operation("strategy.item_change", "POST")
def change(request: Request, plan_id: int, kind: str, item_id: int) -> HttpResponse:
    """Save what the part says and who answers for it."""
    actor = request.actor
    plan, item = _find(request, plan_id, kind, item_id)
    form = ItemForm(request.POST, kind=kind, persons=_persons(actor, item))
    if not form.is_valid():
        return _page(request, plan, kind, item, item_form=form, status=422)
    data = dict(form.cleaned_data)
    seen = data.pop("version")
    for name in ("owner", "deputy"):
        data[name] = Person.objects.get(pk=int(data[name])) if data[name] else None
    try:
        actions.change_item(actor=actor, item=item, seen=seen, **data)
    except StaleWrite as stale:
        theirs = _reload(plan, kind, item_id) if stale.theirs is not None else None
        if theirs is None:
            raise Http404 from stale
        typed = request.POST.copy()
        typed["version"] = str(theirs.version)
        mine = ItemForm(typed, kind=kind, persons=_persons(actor, theirs))
        mine.is_valid()
        return _page(request, plan, kind, theirs, item_form=mine, stale=stale.reason, status=409)
    messages.success(request, _("Gemt."))
    return redirect("strategy:item", plan_id, kind, item_id)


@operation("strategy.item_status", "POST")
def status(request: Request, plan_id: int, kind: str, item_id: int) -> HttpResponse:
    """Save how it goes."""
    plan, item = _find(request, plan_id, kind, item_id)
    if not isinstance(item, Goal | Action):
        raise Http404(kind)
    form = StatusForm(request.POST)
    if form.is_valid():
        try:
            actions.give_status(actor=request.actor, item=item, **form.cleaned_data)
        except NotNow as refusal:
            form.add_error(None, refusal.reason)
    if form.errors:
        return _page(request, plan, kind, item, status_form=form, status=422)
    drafts.forget(actor=request.actor, form=STATUS_DRAFT, ref=str(ref_of(item)))
    messages.success(request, _("Status er gemt."))
    return redirect("strategy:item", plan_id, kind, item_id)


@operation("strategy.action_add", "POST")
def add(request: Request, plan_id: int, goal_id: int) -> HttpResponse:
    """Add an action to a goal."""
    plan, goal = _find(request, plan_id, "goal", goal_id)
    form = ActionForm(request.POST)
    if not form.is_valid():
        return _page(request, plan, "goal", goal, add_form=form, status=422)
    assert isinstance(goal, Goal)  # noqa: S101 - the kind says so
    actions.add_action(actor=request.actor, goal=goal, text=form.cleaned_data["text"])
    messages.success(request, _("Handlingen er tilføjet. Peg på en ejer og en frist."))
    return redirect("strategy:item", plan_id, "goal", goal_id)


def _persons(actor: Actor, item: OwnedRow) -> list[tuple[int, str]]:
    return persons_to_choose(actor.today, item.owner_id, item.deputy_id)


def _rows(kind: str) -> QuerySet[Any]:
    if kind not in _KINDS:
        raise Http404(kind)
    return _KINDS[kind][0]._default_manager.select_related("owner", "deputy", *_ABOVE[kind])


def _reload(plan: UnitPlan, kind: str, item_id: int) -> OwnedRow | None:
    return _rows(kind).filter(**{_KINDS[kind][1]: plan.pk}, pk=item_id).first()


def _find(request: Request, plan_id: int, kind: str, item_id: int) -> tuple[UnitPlan, OwnedRow]:
    """Return the plan and its part; 404 for a part of another plan, Refusal for a closed plan."""
    plan = plan_for(request.actor, plan_id)
    item = _reload(plan, kind, item_id)
    if item is None:
        raise Http404(kind)
    return plan, item


def _page(
    request: Request,
    plan: UnitPlan,
    kind: str,
    item: OwnedRow,
    *,
    view: PlanView | None = None,
    status: int = 200,
    **forms: Any,
) -> HttpResponse:
    actor = request.actor
    view = view or plan_view(plan, today=actor.today, asking=actor)
    part, neighbours = _place(view, kind, item)
    said = [one for one in reversed(view.statuses) if about(one) == (kind, item.pk)]
    context = {
        "plan": plan,
        "view": view,
        "kind": kind,
        "item": item,
        "part": part,
        "said": said,
        "below": _below(view, kind, item),
        "crumbs": [
            (_("Virksomhedsplaner"), reverse("strategy:plans")),
            (plan.unit_name, reverse("strategy:plan", args=[plan.pk])),
            (part.number if part else item, ""),
        ],
        "kind_word": _WORDS[kind],
        "previous": neighbours[0],
        "next": neighbours[1],
        "theirs_title": getattr(item, "title", "") or getattr(item, "text", ""),
        "change_url": reverse("strategy:item_change", args=[plan.pk, kind, item.pk]),
        "item_form": ItemForm(kind=kind, persons=_persons(actor, item), initial=_initial(item)),
        **_writing(actor, plan, kind, item),
        **(
            indicator_context(actor, plan, item, part.seen if part else None)
            if isinstance(item, Indicator)
            else {}
        ),
        "why_not_change": reason_against(permissions.check_change_plan, actor, plan)
        or reason_against(policies.check_editable, plan),
        "why_not_report": reason_against(permissions.check_report, actor, plan, item)
        or reason_against(policies.check_followed_up, plan),
        **forms,
    }
    return render(request, "strategy/item.html", context, status=status)


def _writing(actor: Actor, plan: UnitPlan, kind: str, item: OwnedRow) -> dict[str, Any]:
    """Return the forms that only some kinds have: a status, and under a goal a new action."""
    forms: dict[str, Any] = {}
    if kind in {"goal", "action"}:
        draft = box(actor, STATUS_DRAFT, str(ref_of(item)))
        forms["draft"] = draft
        forms["status_form"] = StatusForm(initial={"on": actor.today} | draft.fields)
        forms["status_url"] = reverse("strategy:item_status", args=[plan.pk, kind, item.pk])
    if kind == "goal":
        forms["add_form"] = ActionForm()
        forms["add_url"] = reverse("strategy:action_add", args=[plan.pk, item.pk])
    return forms


def _place(
    view: PlanView, kind: str, item: OwnedRow
) -> tuple[PartView | None, tuple[PartView | None, PartView | None]]:
    """Return the part as pages show it, and those before and after it in the plan."""
    parts = _parts(view)
    for place, part in enumerate(parts):
        if (part.kind, part.pk) == (kind, item.pk):
            before = parts[place - 1] if place else None
            return part, (before, parts[place + 1] if place + 1 < len(parts) else None)
    return None, (None, None)


def _below(view: PlanView, kind: str, item: OwnedRow) -> Sequence[PartView]:
    """Return what lies right under a priority area or a goal, to go on to: goals, or actions."""
    if kind == "area":
        return [goal.part for area in view.areas if area.row.pk == item.pk for goal in area.goals]
    return [one for goal in view.goals() if (kind, item.pk) == ("goal", goal.row.pk) for one in goal.actions]


def _parts(view: PlanView) -> list[PartView]:
    return [part for goal in view.goals() for part in (goal.part, *goal.actions, *goal.indicators)]


def _initial(item: OwnedRow) -> dict[str, Any]:
    names = ("title", "text", "begins", "deadline", "version")
    chosen = {name: getattr(item, name) for name in names if hasattr(item, name)}
    return {**chosen, "owner": str(item.owner_id or ""), "deputy": str(item.deputy_id or "")}
