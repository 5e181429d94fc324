"""Begin the next plan from this one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.actions.reviews.next_plan import NextFacts, begin_next
from kernespor.domains.strategy.calculations.plans import next_period
from kernespor.domains.strategy.forms.reviews import NextPlanForm
from kernespor.domains.strategy.models import Review, UnitPlan
from kernespor.domains.strategy.permissions.plans import check_change_plan
from kernespor.domains.strategy.policies.reviews import check_can_go_on
from kernespor.domains.strategy.selectors.plan import PartView, plan_for
from kernespor.domains.strategy.selectors.reviews.succession import Offer, offer
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.refusals import NotNow
from kernespor.foundation.ui.templatetags.danish import short_date


@operation("reviews.next_plan", "GET", "POST")
def page(request: Request, plan_id: int) -> HttpResponse:
    """Choose goal by goal what the next plan takes along, and begin on it."""
    actor = request.actor
    plan = plan_for(actor, plan_id)
    check_change_plan(actor, plan)
    check_can_go_on(plan)
    found = offer(actor, plan)
    goals = [(goal.part.pk, _goal(goal.part, found.chosen.get(goal.part.pk))) for goal in found.open]
    form = NextPlanForm(request.POST or None, goals=goals, initial=_initial(plan, found))
    if form.is_valid():
        data = form.cleaned_data
        facts = NextFacts(data["title"], data["first"], data["last"], frozenset(data["goals"]))
        known = [int(key) for key in data["known"].split() if key.isdecimal()]
        try:
            made = begin_next(actor=actor, plan=plan, facts=facts, known=known)
        except NotNow as refusal:
            found = offer(actor, plan)
            typed = request.POST.copy()
            typed["known"] = _known(found)
            form = NextPlanForm(typed, goals=goals)
            form.is_valid()
            form.add_error(None, refusal.reason)
        else:
            messages.success(
                request, _("Kladden til den næste plan er klar. Kun I, der skriver på den, kan se den.")
            )
            return redirect("strategy:plan", made.pk)
    context = {
        "plan": plan,
        "offer": found,
        "form": form,
        "crumbs": [
            (_("Virksomhedsplaner"), reverse("strategy:plans")),
            (plan.unit_name, reverse("strategy:plan", args=[plan.pk])),
            (_("Den næste plan"), ""),
        ],
    }
    return render(request, "reviews/next_plan.html", context, status=422 if form.errors else 200)


def _goal(part: PartView, chosen: Review | None) -> str:
    """Return a goal with what was last chosen for it, on which day."""
    words = f"{part.number} {part.title}".strip()
    return f"{words} ({chosen.get_choice_display()}, {short_date(chosen.on)})" if chosen else words


def _initial(plan: UnitPlan, found: Offer) -> dict[str, Any]:
    first, last = next_period(plan.period_from, plan.period_to)
    title = plan.title
    for before, after in ((plan.period_to.year, last.year), (plan.period_from.year, first.year)):
        title = title.replace(str(before), str(after))
    return {
        "title": title,
        "first": first,
        "last": last,
        "goals": [str(goal.part.pk) for goal in found.open],
        "known": _known(found),
    }


def _known(found: Offer) -> str:
    return " ".join(str(draft.pk) for draft in found.drafts)
