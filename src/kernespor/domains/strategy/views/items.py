"""One part of a plan: how it goes, who answers for it, what was said of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kernespor.domains.strategy import permissions, policies
from kernespor.domains.strategy.actions import plans as actions
from kernespor.domains.strategy.forms import ActionForm, ItemForm, StatusForm
from kernespor.domains.strategy.models import (
    Action,
    Goal,
    Indicator,
    OwnedRow,
    PriorityArea,
    Status,
    UnitPlan,
)
from kernespor.domains.strategy.selectors.plan import PartView, PlanView, plan_for, plan_view
from kernespor.foundation.access.operations import operation
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.organisation.selectors import persons_to_choose
from kernespor.foundation.refusals import NotNow, StaleWrite, reason_against

_KINDS: dict[str, tuple[type[OwnedRow], str]] = {
    "area": (PriorityArea, "plan_id"),
    "goal": (Goal, "area__plan_id"),
    "action": (Action, "goal__area__plan_id"),
    "indicator": (Indicator, "goal__area__plan_id"),
}
_ABOVE = {
    "area": ("plan",),
    "goal": ("area__plan",),
    "action": ("goal__area__plan",),
    "indicator": ("goal__area__plan",),
}


@operation("strategy.item")
def item_page(request: HttpRequest, plan_id: int, kind: str, item_id: int) -> HttpResponse:
    """A goal, an action, an indicator or an area with its forms and its history."""
    plan, item = _find(request, plan_id, kind, item_id)
    return _page(request, plan, kind, item)


@operation("strategy.item_change", "POST")
def change(request: HttpRequest, plan_id: int, kind: str, item_id: int) -> HttpResponse:
    """Save what the part says and who answers for it."""
    actor = request.actor  # type: ignore[attr-defined]
    plan, item = _find(request, plan_id, kind, item_id)
    form = ItemForm(request.POST, kind=kind, persons=persons_to_choose(actor.today))
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
        mine = ItemForm(
            request.POST | {"version": str(theirs.version)}, kind=kind, persons=persons_to_choose(actor.today)
        )
        mine.is_valid()
        return _page(request, plan, kind, theirs, item_form=mine, stale=stale.reason, status=409)
    messages.success(request, _("Gemt."))
    return redirect("strategy:item", plan_id, kind, item_id)


@operation("strategy.item_status", "POST")
def status(request: HttpRequest, plan_id: int, kind: str, item_id: int) -> HttpResponse:
    """Save how it goes."""
    plan, item = _find(request, plan_id, kind, item_id)
    if not isinstance(item, Goal | Action):
        raise Http404(kind)
    form = StatusForm(request.POST)
    if form.is_valid():
        try:
            actions.give_status(actor=request.actor, item=item, **form.cleaned_data)  # type: ignore[attr-defined]
        except NotNow as refusal:
            form.add_error(None, refusal.reason)
    if form.errors:
        return _page(request, plan, kind, item, status_form=form, status=422)
    messages.success(request, _("Status er gemt."))
    return redirect("strategy:item", plan_id, kind, item_id)


@operation("strategy.action_add", "POST")
def add(request: HttpRequest, plan_id: int, goal_id: int) -> HttpResponse:
    """Add an action to a goal."""
    plan, goal = _find(request, plan_id, "goal", goal_id)
    form = ActionForm(request.POST)
    if not form.is_valid():
        return _page(request, plan, "goal", goal, add_form=form, status=422)
    assert isinstance(goal, Goal)  # noqa: S101 - the kind says so
    actions.add_action(actor=request.actor, goal=goal, text=form.cleaned_data["text"])  # type: ignore[attr-defined]
    messages.success(request, _("Handlingen er tilføjet. Peg på en ejer og en frist."))
    return redirect("strategy:item", plan_id, "goal", goal_id)


def _rows(kind: str) -> QuerySet[Any]:
    if kind not in _KINDS:
        raise Http404(kind)
    return _KINDS[kind][0]._default_manager.select_related("owner", "deputy", *_ABOVE[kind])


def _reload(plan: UnitPlan, kind: str, item_id: int) -> OwnedRow | None:
    return _rows(kind).filter(**{_KINDS[kind][1]: plan.pk}, pk=item_id).first()  # type: ignore[no-any-return]


def _find(request: HttpRequest, plan_id: int, kind: str, item_id: int) -> tuple[UnitPlan, OwnedRow]:
    """Return the plan and its part; 404 for a part of another plan, Refusal for a closed plan."""
    plan = plan_for(request.actor, plan_id)  # type: ignore[attr-defined]
    item = _reload(plan, kind, item_id)
    if item is None:
        raise Http404(kind)
    return plan, item


def _page(
    request: HttpRequest, plan: UnitPlan, kind: str, item: OwnedRow, *, status: int = 200, **forms: Any
) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    view = plan_view(plan, today=actor.today)
    part = _part(view, kind, item)
    said = (
        Status.objects.filter(**{kind: item}).order_by("-on", "-recorded_at", "-id")
        if kind in {"goal", "action"}
        else ()
    )
    context = {
        "plan": plan,
        "view": view,
        "kind": kind,
        "item": item,
        "part": part,
        "said": said,
        "crumbs": [
            (_("Virksomhedsplaner"), reverse("strategy:plans")),
            (plan.unit_name, reverse("strategy:plan", args=[plan.pk])),
            (part.number if part else item, ""),
        ],
        "item_form": ItemForm(kind=kind, persons=persons_to_choose(actor.today), initial=_initial(item)),
        "status_form": StatusForm(initial={"on": actor.today}),
        "add_form": ActionForm(),
        "why_not_change": reason_against(permissions.check_change_plan, actor, plan)
        or reason_against(policies.check_editable, plan),
        "why_not_report": reason_against(permissions.check_report, actor, plan, item)
        or reason_against(policies.check_followed_up, plan),
        **forms,
    }
    return render(request, "strategy/item.html", context, status=status)


def _part(view: PlanView, kind: str, item: OwnedRow) -> PartView | None:
    parts = [part for goal in view.goals() for part in (goal.part, *goal.actions, *goal.indicators)]
    return next((part for part in parts if part.kind == kind and part.pk == item.pk), None)


def _initial(item: OwnedRow) -> dict[str, Any]:
    names = ("title", "text", "begins", "deadline", "version")
    chosen = {name: getattr(item, name) for name in names if hasattr(item, name)}
    return {**chosen, "owner": str(item.owner_id or ""), "deputy": str(item.deputy_id or "")}
