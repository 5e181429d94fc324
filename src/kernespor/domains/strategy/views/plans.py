"""The list of plans and the pages of one plan."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy import workflow
from kernespor.domains.strategy.actions import plans as actions
from kernespor.domains.strategy.enums import PlanKind, PlanStatus
from kernespor.domains.strategy.forms.plans import FactsForm, WhyForm
from kernespor.domains.strategy.models import UnitPlan
from kernespor.domains.strategy.permissions import plans as permissions
from kernespor.domains.strategy.permissions.reviews import can_begin_some
from kernespor.domains.strategy.policies import plans as policies
from kernespor.domains.strategy.policies.reviews import is_due
from kernespor.domains.strategy.selectors.development import development
from kernespor.domains.strategy.selectors.picture import picture_of
from kernespor.domains.strategy.selectors.plan import (
    PartView,
    PlanView,
    about,
    plan_for,
    plan_view,
    since_last_time,
)
from kernespor.domains.strategy.selectors.plans import plan_rows
from kernespor.domains.strategy.selectors.reviews.built_on import built_on
from kernespor.domains.strategy.selectors.stands import coming_months, needs_decision, weakest_area
from kernespor.engines import danish
from kernespor.engines.plan_state.states import good
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.audit.selectors import history
from kernespor.foundation.objects import ref_of
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.refusals import NotNow, StaleWrite, reason_against
from kernespor.foundation.ui import tables
from kernespor.foundation.ui.charts import StateBars, state_bars
from kernespor.foundation.ui.fields import whole_number
from kernespor.foundation.ui.templatetags.danish import long_date

TABLE = "plans"
SHOWN = 60  # statuses and events on the page of a plan's history
COLUMNS = (
    tables.Column("unit", _("Enhed og plan")),
    tables.Column("period", _("Periode")),
    tables.Column("good", _("På sporet eller nået")),
    tables.Column("overdue", _("Over fristen"), numeric=True),
    tables.Column("last", _("Seneste status")),
)


@operation("strategy.plans")
def plan_list(request: Request) -> HttpResponse:
    """All plans that the reader may see."""
    template = "strategy/_plans.html" if request.htmx else "strategy/plans.html"
    return render(request, template, list_context(request))


def list_context(request: Request) -> dict[str, Any]:
    """Return what the list shows for the filters and the order in the address."""
    actor = request.actor
    status, unit, kind = (request.GET.get(name, "") for name in ("status", "enhed", "slags"))
    sort, falling = tables.order(COLUMNS, request.GET, "unit")
    tree = tree_on(actor.today)
    top = tree.nodes.get(whole_number(unit) or 0)
    under = tree.with_below(top.unit_id) if top else None
    status = status if status in PlanStatus.values else ""
    kind = kind if kind in PlanKind.values else ""
    rows = plan_rows(actor, status=status, kind=kind, unit_ids=under, sort=sort, falling=falling)
    pages = tables.pages(rows, request.GET)
    in_force = [row for row in rows if row.plan.status == PlanStatus.IN_FORCE]
    chosen = [tables.Chosen("status", status, str(PlanStatus(status).label))] if status else []
    if kind:
        chosen.append(tables.Chosen("slags", kind, str(PlanKind(kind).label)))
    if top:
        chosen.append(tables.Chosen("enhed", unit, top.name))
    return {
        "rows": rows,
        "pages": pages,
        "rows_key": " ".join([get_language(), *(row.key for row in pages.rows)]),
        "status": status,
        "unit": unit,
        "statuses": PlanStatus.choices,
        "kind": kind,
        "kinds": PlanKind.choices,
        "tops": [node for _depth, node in tree.walk() if tree.children(node.unit_id)],
        "chips": tables.chips(request.GET, chosen),
        "headings": tables.headings(COLUMNS, request.GET, "unit"),
        "in_force": len(in_force),
        "good": sum(row.summary.good for row in in_force),
        "total": sum(row.summary.total for row in in_force),
        "standing_still": sum(1 for row in rows if row.stands_still(actor.today)),
        "density": "dense" if TABLE in getattr(request.user, "dense_tables", []) else "",
        "can_import": permissions.can_import(actor),
        "can_begin": can_begin_some(actor),
        "query": request.GET.urlencode(),
    }


@operation("strategy.plan")
def plan_page(request: Request, plan_id: int) -> HttpResponse:
    """The plan with its goals, actions and indicators, and what is new since last time."""
    plan, view = _since(request, plan_id, request.GET.get("siden", ""))
    context = _context(request, plan, view, "plan") | {"built": built_on(request.actor, view)}
    return render(request, "strategy/plan.html", context)


@operation("strategy.picture")
def picture_page(request: Request, plan_id: int) -> HttpResponse:
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
def history_page(request: Request, plan_id: int) -> HttpResponse:
    """What happened to the plan, newest first."""
    plan, view = _plan(request, plan_id)
    events = history(request.actor, plan, limit=SHOWN, whole=False).rows
    parts = [part for goal in view.goals() for part in (goal.part, *goal.actions)]
    numbers = {(part.kind, part.pk): part.number for part in parts}
    named = {ref_of(part.row): part.number for part in parts}
    said = [(status, numbers[about(status)]) for status in view.statuses[: -SHOWN - 1 : -1]]
    happened = [(event, [named[ref] for ref in event.parts if ref in named]) for event in events]
    more = {"events": happened, "said": said, **_development(view)}
    return render(request, "strategy/history.html", _context(request, plan, view, "history") | more)


def _development(view: PlanView) -> dict[str, Any]:
    """Return the chart of the plan's quarters with its sentence; nothing with fewer than two to compare."""
    quarters = development(view)
    if len(quarters) < 2:  # noqa: PLR2004 - one bar compares nothing
        return {}
    first, last = quarters[0], quarters[-1]
    sentence = _(
        "{before} af {total} handlinger var på sporet eller nået i {first}, {now} er det nu."
    ).format(before=good(first.counts), total=view.total, first=first.name, now=good(last.counts))
    chart = StateBars(
        str(_("Handlinger efter status, kvartal for kvartal")),
        sentence,
        tuple(quarter.name for quarter in quarters),
        tuple({state.value: number for state, number in one.counts.items()} for one in quarters),
    )
    return {
        "chart": state_bars(chart),
        "chart_sentence": sentence,
        "chart_source": _("Statusser til og med {day}; ejere og frister, som de er i dag").format(
            day=long_date(last.day)
        ),
        "periods": [(quarter.name, quarter.counts) for quarter in quarters],
    }


@operation("strategy.facts", "GET", "POST")
def facts(request: Request, plan_id: int) -> HttpResponse:
    """What the plan is called, when it holds, how old a status may be."""
    plan = plan_for(request.actor, plan_id)
    permissions.check_change_plan(request.actor, plan)
    policies.check_editable(plan)
    names = ("title", "period_from", "period_to", "fresh_days", "review_on", "version")
    form = FactsForm(request.POST or None, initial={name: getattr(plan, name) for name in names})
    stale = ""
    if form.is_valid():
        data = dict(form.cleaned_data)
        try:
            actions.change_plan(actor=request.actor, plan=plan, seen=data.pop("version"), **data)
        except StaleWrite as refusal:
            stale = refusal.reason
            plan = plan_for(request.actor, plan_id)
            typed = request.POST.copy()
            typed["version"] = str(plan.version)
            form = FactsForm(typed)
        except NotNow as refusal:
            form.add_error("review_on", refusal.reason)
        else:
            messages.success(request, _("Gemt."))
            return redirect("strategy:plan", plan_id)
    crumbs = [
        (_("Virksomhedsplaner"), reverse("strategy:plans")),
        (plan.unit_name, reverse("strategy:plan", args=[plan.pk])),
        (_("Planens oplysninger"), ""),
    ]
    status = 409 if stale else 422 if form.errors else 200
    context = {"plan": plan, "form": form, "stale": stale, "crumbs": crumbs}
    return render(request, "strategy/facts.html", context, status=status)


@operation("strategy.seen", "POST")
def seen(request: Request, plan_id: int) -> HttpResponse:
    """Remember that the reader had the plan open today."""
    actor = request.actor
    actions.see_plan(actor=actor, plan=plan_for(actor, plan_id))
    return HttpResponse(status=204)


@operation("strategy.move", "POST")
def move(request: Request, plan_id: int, step: str) -> HttpResponse:
    """Take the plan one step on in its life."""
    actor = request.actor
    plan = plan_for(actor, plan_id)
    if step not in {one.name for one in workflow.PLAN.transitions}:
        raise Http404(step)
    form = WhyForm(request.POST)
    if not form.is_valid():
        raise BadRequest(step)
    data = form.cleaned_data
    actions.move_plan(actor=actor, plan=plan, step=step, seen=data["version"], why=data["why"])
    messages.success(request, _("Gemt. Det står i planens historik."))
    return redirect("strategy:plan", plan_id)


def _plan(request: Request, plan_id: int) -> tuple[UnitPlan, PlanView]:
    plan = plan_for(request.actor, plan_id)
    return plan, plan_view(plan, today=request.actor.today, asking=request.actor)


def _since(request: Request, plan_id: int, since: str) -> tuple[UnitPlan, PlanView]:
    """Return a plan with what changed since the day in the address, else since the reader's last visit."""
    actor = request.actor
    plan = plan_for(actor, plan_id, visited=not since)
    try:
        day = min(danish.parse_date(since), actor.today) if since else since_last_time(actor, plan)
    except ValueError:
        day = since_last_time(actor, plan)
    return plan, plan_view(plan, today=actor.today, since=day, asking=actor)


def _context(request: Request, plan: UnitPlan, view: PlanView, tab: str) -> dict[str, Any]:
    actor = request.actor
    pages = {"plan": _("Planen"), "picture": _("Som ét billede"), "history": _("Historik")}
    return {
        "plan": plan,
        "view": view,
        "tabs": [
            {"label": label, "url": reverse(f"strategy:{name}", args=[plan.pk]), "current": name == tab}
            for name, label in pages.items()
        ]
        + [
            {
                "label": _("Målindikatorer"),
                "url": f"{reverse('indicators:list')}?plan={plan.pk}",
                "current": False,
            }
        ],
        "crumbs": [
            (_("Virksomhedsplaner"), reverse("strategy:plans")),
            (plan.unit_name, "" if tab == "plan" else reverse("strategy:plan", args=[plan.pk])),
            *([] if tab == "plan" else [(pages[tab], "")]),
        ],
        "may_lead": permissions.can_change_plan(actor, plan),
        "may_change": permissions.can_change_plan(actor, plan) and policies.can_edit(plan),
        "why_not": reason_against(permissions.check_change_plan, actor, plan)
        or reason_against(policies.check_editable, plan),
        "steps": workflow.PLAN.from_status(plan.status) if permissions.can_change_plan(actor, plan) else (),
        "first_waiting": _first_waiting(actor, view),
        "review_due": is_due(plan, actor.today),
    }


def _first_waiting(actor: Actor, view: PlanView) -> PartView | None:
    """Return what the person would follow up first: what hurts most among what they may report on."""
    if not policies.can_follow_up(view.plan):
        return None
    parts = [*needs_decision(view), *view.actions()]
    return next((part for part in parts if permissions.can_report(actor, view.plan, part.row)), None)
