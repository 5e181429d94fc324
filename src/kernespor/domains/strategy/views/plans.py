"""The list of plans and the pages of one plan."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from kernespor.domains.strategy import permissions, policies, workflow
from kernespor.domains.strategy.actions import plans as actions
from kernespor.domains.strategy.enums import PlanStatus
from kernespor.domains.strategy.forms import WhyForm
from kernespor.domains.strategy.models import UnitPlan
from kernespor.domains.strategy.selectors.picture import picture_of
from kernespor.domains.strategy.selectors.plan import PlanView, plan_for, plan_view, since_last_time
from kernespor.domains.strategy.selectors.plans import plan_rows
from kernespor.domains.strategy.selectors.stands import coming_months, needs_decision, weakest_area
from kernespor.engines import danish
from kernespor.foundation.access.operations import operation
from kernespor.foundation.audit.selectors import history_of
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.refusals import reason_against
from kernespor.foundation.ui import tables

TABLE = "plans"
COLUMNS = (
    tables.Column("unit", _lazy("Enhed og plan")),
    tables.Column("period", _lazy("Periode")),
    tables.Column("good", _lazy("På sporet eller nået")),
    tables.Column("overdue", _lazy("Over fristen"), numeric=True),
    tables.Column("last", _lazy("Seneste status")),
)


@operation("strategy.plans")
def plan_list(request: HttpRequest) -> HttpResponse:
    """All plans that the reader may see."""
    template = "strategy/_plans.html" if request.htmx else "strategy/plans.html"  # type: ignore[attr-defined]
    return render(request, template, list_context(request))


def list_context(request: HttpRequest) -> dict[str, Any]:
    """Return what the list shows for the filters and the order in the address."""
    actor = request.actor  # type: ignore[attr-defined]
    status, unit = request.GET.get("status", ""), request.GET.get("enhed", "")
    sort, falling = tables.order(COLUMNS, request.GET, "unit")
    tree = tree_on(actor.today)
    under = tree.with_below(int(unit)) if unit.isdecimal() and int(unit) in tree.nodes else None
    status = status if status in PlanStatus.values else ""
    rows = plan_rows(actor, status=status, unit_ids=under, sort=sort, falling=falling)
    chosen = [tables.Chosen("status", status, str(PlanStatus(status).label))] if status else []
    if under:
        chosen.append(tables.Chosen("enhed", unit, tree.name(int(unit))))
    return {
        "rows": rows,
        "status": status,
        "unit": unit,
        "statuses": PlanStatus.choices,
        "tops": [node for root in tree.children(None) for node in (root, *tree.children(root.unit_id))],
        "chips": tables.chips(request.GET, chosen),
        "headings": tables.headings(COLUMNS, request.GET, "unit"),
        "good": sum(row.summary.good for row in rows),
        "total": sum(row.summary.total for row in rows),
        "overdue": sum(row.summary.overdue for row in rows),
        "standing_still": sum(1 for row in rows if row.stands_still(actor.today)),
        "density": "dense" if TABLE in getattr(request.user, "dense_tables", []) else "",
        "can_import": permissions.can_import(actor),
        "query": request.GET.urlencode(),
    }


@operation("strategy.plan")
def plan_page(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The plan with its goals, actions and indicators, and what is new since last time."""
    plan, view = _plan(request, plan_id, since=request.GET.get("siden", ""))
    return render(request, "strategy/plan.html", _context(request, plan, view, "plan"))


@operation("strategy.picture")
def picture_page(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The whole plan as one picture, with its table."""
    plan, view = _plan(request, plan_id)
    more = {
        "picture": picture_of(view),
        "decisions": needs_decision(view),
        "months": coming_months(view),
        "weakest": weakest_area(view),
    }
    return render(request, "strategy/picture.html", _context(request, plan, view, "picture") | more)


@operation("strategy.history")
def history_page(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What happened to the plan, newest first."""
    plan, view = _plan(request, plan_id)
    events = [event for event in history_of(plan, limit=200) if event.verb != "strategy.plan_seen"]
    statuses = plan.statuses.select_related("goal", "action").order_by("-on", "-recorded_at", "-id")[:200]
    numbers = {
        (part.kind, part.pk): part.number for goal in view.goals() for part in (goal.part, *goal.actions)
    }
    said = [
        (
            status,
            numbers.get(("goal", status.goal_id) if status.goal_id else ("action", status.action_id), ""),
        )
        for status in statuses
    ]
    return render(
        request,
        "strategy/history.html",
        _context(request, plan, view, "history") | {"events": events, "said": said},
    )


@operation("strategy.seen", "POST")
def seen(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Remember that the reader had the plan open today."""
    actor = request.actor  # type: ignore[attr-defined]
    actions.see_plan(actor=actor, plan=plan_for(actor, plan_id))
    return HttpResponse(status=204)


@operation("strategy.move", "POST")
def move(request: HttpRequest, plan_id: int, step: str) -> HttpResponse:
    """Take the plan one step on in its life."""
    actor = request.actor  # type: ignore[attr-defined]
    plan = plan_for(actor, plan_id)
    form = WhyForm(request.POST)
    if step in {one.name for one in workflow.PLAN.transitions} and form.is_valid():
        data = form.cleaned_data
        actions.move_plan(actor=actor, plan=plan, step=step, seen=data["version"], why=data["why"])
        messages.success(request, _("Gemt. Det står i planens historik."))
    return redirect("strategy:plan", plan_id)


def _plan(request: HttpRequest, plan_id: int, since: str = "") -> tuple[UnitPlan, PlanView]:
    actor = request.actor  # type: ignore[attr-defined]
    plan = plan_for(actor, plan_id)
    try:
        day = danish.parse_date(since) if since else since_last_time(actor, plan)
    except ValueError:
        day = since_last_time(actor, plan)
    return plan, plan_view(plan, today=actor.today, since=day)


def _context(request: HttpRequest, plan: UnitPlan, view: PlanView, tab: str) -> dict[str, Any]:
    actor = request.actor  # type: ignore[attr-defined]
    pages = {"plan": _("Planen"), "picture": _("Som ét billede"), "history": _("Historik")}
    return {
        "plan": plan,
        "view": view,
        "tabs": [
            {"label": label, "url": reverse(f"strategy:{name}", args=[plan.pk]), "current": name == tab}
            for name, label in pages.items()
        ],
        "crumbs": [
            (_("Virksomhedsplaner"), reverse("strategy:plans")),
            (plan.unit_name, "" if tab == "plan" else reverse("strategy:plan", args=[plan.pk])),
            *([] if tab == "plan" else [(pages[tab], "")]),
        ],
        "may_change": permissions.can_change_plan(actor, plan) and policies.can_edit(plan),
        "why_not": reason_against(permissions.check_change_plan, actor, plan)
        or reason_against(policies.check_editable, plan),
        "steps": workflow.PLAN.from_status(plan.status) if permissions.can_change_plan(actor, plan) else (),
        "first_waiting": _first_waiting(view),
    }


def _first_waiting(view: PlanView) -> Any:
    return next((part for part in needs_decision(view)), None) or next(iter(view.actions()), None)
