"""Plans written in the product: a new one without a document, and its parts one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.actions.plans import add_action
from kernespor.domains.strategy.actions.reviews import writing as actions
from kernespor.domains.strategy.forms.reviews import NewPlanForm, SentenceForm, TitledForm
from kernespor.domains.strategy.models import Goal, PriorityArea, UnitPlan
from kernespor.domains.strategy.permissions.plans import PLANNERS, WRITERS, check_change_plan
from kernespor.domains.strategy.permissions.reviews import check_begin_some
from kernespor.domains.strategy.policies.plans import check_editable
from kernespor.domains.strategy.selectors.plan import plan_for, plan_view
from kernespor.engines import danish
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies.enums import MED
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.bodies.permissions import seats_in
from kernespor.foundation.bodies.selectors.names import names_on
from kernespor.foundation.organisation.models import Unit
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.refusals import NotNow, NotPermitted
from kernespor.foundation.ui.fields import whole_number

_WORDS = {
    "area": _("Et nyt indsatsområde"),
    "goal": _("Et nyt mål"),
    "action": _("En ny handling"),
    "indicator": _("En ny målindikator"),
}


@operation("reviews.new_plan", "GET", "POST")
def new(request: Request) -> HttpResponse:
    """Begin a plan without a document."""
    actor = request.actor
    check_begin_some(actor)
    units, bodies = _choices(actor)
    form = NewPlanForm(request.POST or None, units=units, bodies=bodies, initial={"kind": "unit"})
    if form.is_valid():
        data = form.cleaned_data
        body = Body.objects.get(pk=data["body"]) if data["body"] else None
        facts = actions.PlanFacts(
            title=data["title"],
            kind=data["kind"],
            unit=Unit.objects.get(pk=data["unit"]),
            first=data["first"],
            last=data["last"],
            body=body,
        )
        try:
            plan = actions.begin_plan(actor=actor, facts=facts)
        except (NotNow, NotPermitted) as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Planen er begyndt som kladde. Skriv det første indsatsområde."))
            return redirect("reviews:write", plan.pk)
    crumbs = [(_("Virksomhedsplaner"), reverse("strategy:plans")), (_("Ny plan"), "")]
    context = {"form": form, "crumbs": crumbs}
    return render(request, "reviews/new_plan.html", context, status=422 if form.errors else 200)


def _choices(actor: Actor) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Return the units and the MED committees for which the actor may begin a plan. Two or three queries."""
    tree = tree_on(actor.today)
    mine = actor.units_under(*PLANNERS)
    seats = seats_in(actor, *WRITERS)
    names = names_on(actor.today)
    committees = [
        body for body in Body.objects.filter(kind__in=MED) if body.unit_id in mine or body.pk in seats
    ]
    units = mine | {body.unit_id for body in committees}
    return (
        [
            (node.unit_id, f"{'– ' * depth}{node.name}")
            for depth, node in tree.walk()
            if node.unit_id in units
        ],
        sorted(
            ((body.pk, names[body.pk]) for body in committees if body.pk in names),
            key=lambda row: danish.sort_key(row[1]),
        ),
    )


@operation("reviews.write", "GET", "POST")
def page(request: Request, plan_id: int) -> HttpResponse:
    """The plan as an outline, with the form of what is added next in its place."""
    actor = request.actor
    plan = plan_for(actor, plan_id)
    check_change_plan(actor, plan)
    check_editable(plan)
    what, _sign, key = request.GET.get("til", "").partition("-")
    place = _place(plan, what, key)
    form = (TitledForm if place.what in {"area", "goal"} else SentenceForm)(request.POST or None)
    if form.is_valid():
        place.add(actor, form.cleaned_data)
        messages.success(request, _("Tilføjet. Skriv den næste, eller gå til planen."))
        return redirect(f"{request.path}?til={place.address}#skriv-her")
    context = {
        "plan": plan,
        "view": plan_view(plan, today=actor.today, asking=actor),
        "form": form,
        "place": place,
        "word": _WORDS[place.what],
        "crumbs": [
            (_("Virksomhedsplaner"), reverse("strategy:plans")),
            (plan.unit_name, reverse("strategy:plan", args=[plan.pk])),
            (_("Skriv planen"), ""),
        ],
    }
    return render(request, "reviews/write.html", context, status=422 if form.errors else 200)


class _Place:
    """Where something is added: an area to the plan, a goal to an area, an action or indicator to a goal."""

    def __init__(self, what: str, key: int, add: Callable[[Actor, dict[str, Any]], Any]) -> None:
        self.what, self.key, self.add = what, key, add

    @property
    def address(self) -> str:
        """The place as it stands in the address."""
        return f"{self.what}-{self.key}"


def _place(plan: UnitPlan, what: str, key: str) -> _Place:
    """Return the place that an address names; the end of the plan where it names none. Http404 elsewhere."""
    if not what or what == "area":
        return _Place("area", plan.pk, lambda actor, data: actions.add_area(actor=actor, plan=plan, **data))
    if what not in _WORDS:
        raise Http404(what)
    number = whole_number(key) or 0
    if what == "goal":
        area = (
            PriorityArea.objects.select_related("plan__unit", "plan__body")
            .filter(plan=plan, pk=number)
            .first()
        )
        if area is None:
            raise Http404(key)
        return _Place(what, area.pk, lambda actor, data: actions.add_goal(actor=actor, area=area, **data))
    rows = Goal.objects.select_related("area__plan__unit", "area__plan__body")
    goal = rows.filter(area__plan=plan, pk=number).first()
    if goal is None:
        raise Http404(key)
    add = add_action if what == "action" else actions.add_indicator
    return _Place(what, goal.pk, lambda actor, data: add(actor=actor, goal=goal, **data))
