"""A plan's review: the forced choice for each open goal, saved goal by goal."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.actions.reviews import choices as actions
from kernespor.domains.strategy.forms.reviews import NextReviewForm, ReviewForm
from kernespor.domains.strategy.models import Goal, Review, UnitPlan
from kernespor.domains.strategy.permissions import plans as permissions
from kernespor.domains.strategy.policies import plans as policies
from kernespor.domains.strategy.policies.reviews import is_due
from kernespor.domains.strategy.selectors.plan import plan_for
from kernespor.domains.strategy.selectors.reviews.rounds import REVIEW_DRAFT, GoalUp, Round, round_of
from kernespor.engines import danish
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.bodies.selectors.names import names_on
from kernespor.foundation.drafts import actions as drafts
from kernespor.foundation.objects import ref_of
from kernespor.foundation.refusals import NotNow, StaleWrite, reason_against


@operation("reviews.round")
def page(request: Request, plan_id: int) -> HttpResponse:
    """Every open goal of the plan with its choice, or the choice that it awaits."""
    return _page(request, plan_for(request.actor, plan_id))


@operation("reviews.choose", "POST")
def choose(request: Request, plan_id: int, goal_id: int) -> HttpResponse:
    """Save what was chosen for a goal."""
    actor = request.actor
    plan = plan_for(actor, plan_id)
    goals = Goal.objects.select_related("area__plan__body", "area__plan__unit")
    goal = get_object_or_404(goals, pk=goal_id, area__plan=plan)
    form = ReviewForm(request.POST, bodies=bodies_on(actor), auto_id=_ids(goal_id))
    stale: Review | None = None
    if form.is_valid():
        data = dict(form.cleaned_data)
        seen = data.pop("seen")
        try:
            actions.review_goal(actor=actor, goal=goal, seen=seen, chosen=chosen_of(data))
        except StaleWrite as refusal:
            stale = refusal.theirs
            form = _again(request, goal_id, actor, refusal.theirs)
            form.add_error(None, refusal.reason)
        except NotNow as refusal:
            form.add_error(None, refusal.reason)
    if form.errors:
        status = 409 if stale else 422
        return _page(request, plan, status=status, bound=(goal_id, form), stale=stale)
    drafts.forget(actor=actor, form=REVIEW_DRAFT, ref=str(ref_of(goal)))
    messages.success(request, _("Valget er gemt."))
    return redirect("reviews:round", plan_id)


@operation("reviews.set_next", "POST")
def set_next(request: Request, plan_id: int) -> HttpResponse:
    """Save when the goals are reviewed next."""
    actor = request.actor
    plan = plan_for(actor, plan_id)
    form = NextReviewForm(request.POST)
    status = 422
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.set_next_review(
                actor=actor, plan=plan, seen=data["version"], on=data["review_on"], why=data["why"]
            )
        except StaleWrite as refusal:
            status = 409
            plan = plan_for(actor, plan_id)
            typed = request.POST.copy()
            typed["version"] = str(plan.version)
            form = NextReviewForm(typed)
            form.is_valid()
            form.add_error(None, refusal.reason)
        except NotNow as refusal:
            form.add_error(None, refusal.reason)
    if form.errors:
        return _page(request, plan, status=status, next_form=form)
    messages.success(request, _("Datoen er gemt."))
    return redirect("reviews:round", plan_id)


def bodies_on(actor: Actor) -> list[tuple[int, str]]:
    """Return the bodies of the day by name. One query."""
    return sorted(names_on(actor.today).items(), key=lambda row: danish.sort_key(row[1]))


def chosen_of(data: dict[str, Any]) -> actions.Chosen:
    """Return what a form says, with the body behind its key."""
    body = Body.objects.get(pk=data["body"]) if data["body"] else None
    return actions.Chosen(**{**data, "body": body})


def _ids(goal_id: int) -> str:
    return f"id_{goal_id}_%s"


def _again(request: Request, goal_id: int, actor: Actor, theirs: Review) -> ReviewForm:
    """Return the form as it was typed, knowing now of the choice that came in between."""
    typed = request.POST.copy()
    typed["seen"] = str(theirs.pk)
    form = ReviewForm(typed, bodies=bodies_on(actor), auto_id=_ids(goal_id))
    form.is_valid()
    return form


def _page(
    request: Request,
    plan: UnitPlan,
    *,
    status: int = 200,
    bound: tuple[int, ReviewForm] | None = None,
    next_form: NextReviewForm | None = None,
    stale: Review | None = None,
) -> HttpResponse:
    actor = request.actor
    found = round_of(actor, plan)
    may = permissions.can_change_plan(actor, plan) and policies.can_follow_up(plan)
    bodies = bodies_on(actor) if may else []
    forms = {one.pk: _form(actor, one, bodies) for one in found.goals} if may else {}
    if bound and bound[0] in forms:
        forms[bound[0]] = bound[1]
    goes = bound[0] if bound else found.first.pk if found.first else 0
    initial = {"version": plan.version, "review_on": None if is_due(plan, actor.today) else plan.review_on}
    context = {
        "plan": plan,
        "round": found,
        "goals": [(one, forms.get(one.pk), one.pk == goes) for one in found.goals],
        "left_out": bound[1] if bound and bound[0] not in forms else None,
        "stale": stale,
        "is_due": is_due(plan, actor.today),
        "next_form": next_form or NextReviewForm(initial=initial),
        "why_not": reason_against(permissions.check_change_plan, actor, plan)
        or reason_against(policies.check_followed_up, plan),
        "crumbs": [
            (_("Virksomhedsplaner"), reverse("strategy:plans")),
            (plan.unit_name, reverse("strategy:plan", args=[plan.pk])),
            (_("Gennemgang"), ""),
        ],
        **_words(found),
    }
    return render(request, "reviews/round.html", context, status=status)


def _words(found: Round) -> dict[str, Any]:
    return {"waiting": len(found.waiting), "chosen": len(found.goals) - len(found.waiting)}


def _form(actor: Actor, one: GoalUp, bodies: list[tuple[int, str]]) -> ReviewForm:
    initial = {
        "on": actor.today,
        "decided_by": actor.title,
        "seen": one.latest.pk if one.latest else 0,
        **one.draft.fields,
    }
    return ReviewForm(bodies=bodies, auto_id=_ids(one.pk), initial=initial)
