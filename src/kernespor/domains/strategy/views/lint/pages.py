"""The rules, the advice on one plan, and setting advice aside."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.actions import lint as actions
from kernespor.domains.strategy.forms.lint import AsideForm
from kernespor.domains.strategy.models import LintDismissal, UnitPlan
from kernespor.domains.strategy.permissions import plans as permissions
from kernespor.domains.strategy.policies import plans as policies
from kernespor.domains.strategy.selectors.lint import advice
from kernespor.domains.strategy.selectors.plan import plan_for, plan_view
from kernespor.engines.plan_lint import rules
from kernespor.engines.plan_lint.lint import advice_on
from kernespor.engines.plan_lint.records import Kind, Noticed
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.refusals import NotNow, reason_against


@operation("lint.rules")
def rules_page(request: Request) -> HttpResponse:
    """What is looked for in plans, why, and with which words."""
    crumbs = [(_("Gode råd"), _list_url(request)), (_("Hvad Kernespor ser efter"), "")]
    return render(request, "lint/rules.html", {"rules": advice.all_rules(), "crumbs": crumbs})


@operation("lint.plan")
def plan_page(request: Request, plan_id: int) -> HttpResponse:
    """All advice on a plan, rule by rule, and what was set aside."""
    actor = request.actor
    plan = plan_for(actor, plan_id)
    found = advice.advice_of(actor, plan_view(plan, today=actor.today, asking=actor))
    context = {
        "plan": plan,
        "found": found,
        "why_not": _why_not(request, plan),
        "crumbs": [*_crumbs(plan), (_("Gode råd"), "")],
    }
    return render(request, "lint/plan.html", context)


@operation("lint.aside", "GET", "POST")
def aside(request: Request, plan_id: int, rule: str, kind: str, item_id: int) -> HttpResponse:
    """Set a rule aside for a part of a plan, with the reason."""
    actor = request.actor
    plan = plan_for(actor, plan_id)
    permissions.check_change_plan(actor, plan)
    policies.check_editable(plan)
    if rule not in rules.rules() or kind not in set(Kind):
        raise Http404(rule)
    form = AsideForm(request.POST or None)
    refused, status = "", 422 if form.errors else 200
    if form.is_valid():
        try:
            actions.set_aside(
                actor=actor, plan=plan, rule=rule, kind=Kind(kind), pk=item_id, **form.cleaned_data
            )
        except NotNow as refusal:
            refused, status = refusal.reason, 409
        else:
            messages.success(request, _("Rådet er sat til side. Det står nederst, med din begrundelse."))
            return redirect("lint:plan", plan_id)
    return _aside_page(request, plan, (rule, Kind(kind), item_id), refused, status)


@operation("lint.take_up", "POST")
def take_up(request: Request, plan_id: int, dismissal_id: int) -> HttpResponse:
    """Take advice up again."""
    plan = plan_for(request.actor, plan_id)
    row = get_object_or_404(LintDismissal.objects.select_related("plan"), pk=dismissal_id, plan=plan)
    actions.take_up(actor=request.actor, row=row)
    messages.success(request, _("Rådet er taget frem igen."))
    return redirect("lint:plan", plan_id)


def _aside_page(
    request: Request, plan: UnitPlan, about: tuple[str, Kind, int], refused: str, status: int
) -> HttpResponse:
    """Return the form with the words as they are now; 404 where nothing is said of the part."""
    actor = request.actor
    seen = advice.lint_plan(actor, plan_view(plan, today=actor.today, asking=actor))
    said = advice.said_of(plan, advice_on(seen), *about)
    part = next((one for one in (seen.part, *seen.parts()) if (one.kind, one.key) == about[1:]), None)
    if part is None or (said is None and not refused):
        raise Http404(about[0])
    read = {"seen": advice.seal(said[-1])} if said else {}
    typed = QueryDict(mutable=True)
    typed.update({**request.POST.dict(), **read})
    context = {
        "plan": plan,
        "form": AsideForm(typed if request.method == "POST" else None, initial=read) if said else None,
        "about": advice.rule_view(rules.rules()[about[0]]),
        "place": advice.place_view(plan, Noticed(part, "")),
        "refused": refused,
        "crumbs": [
            *_crumbs(plan),
            (_("Gode råd"), reverse("lint:plan", args=[plan.pk])),
            (_("Sæt til side"), ""),
        ],
    }
    return render(request, "lint/aside.html", context, status=status)


def _why_not(request: Request, plan: UnitPlan) -> str:
    return reason_against(permissions.check_change_plan, request.actor, plan) or reason_against(
        policies.check_editable, plan
    )


def _crumbs(plan: UnitPlan) -> list[tuple[Any, str]]:
    return [
        (_("Virksomhedsplaner"), reverse("strategy:plans")),
        (plan.unit_name, reverse("strategy:plan", args=[plan.pk])),
    ]


def _list_url(request: Request) -> str:
    return reverse("lint:plans") if permissions.can_import(request.actor) else ""
