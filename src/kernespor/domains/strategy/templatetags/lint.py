"""Advice in pages of plans: the line on the plan's page, the advice beside its forms, that of a reading."""

from __future__ import annotations

from typing import Any

from django import template

from kernespor.domains.strategy.enums import PlanStatus
from kernespor.domains.strategy.models import OwnedRow, PlanImport, UnitPlan
from kernespor.domains.strategy.selectors.import_view import ImportView
from kernespor.domains.strategy.selectors.lint.advice import arranged, dismissals_of
from kernespor.domains.strategy.selectors.lint.imported import advice_on_import
from kernespor.domains.strategy.selectors.lint.overview import number_of
from kernespor.domains.strategy.selectors.lint.plans import of_view
from kernespor.domains.strategy.selectors.plan import PlanView
from kernespor.engines.plan_lint.lint import advice_on_part

register = template.Library()


@register.inclusion_tag("lint/_line.html", takes_context=True)
def lint_line(context: Any, view: PlanView) -> dict[str, Any]:
    """Say how many pieces of advice there are on a plan that can still be changed, with the way to them."""
    plan = view.plan
    if plan.status == PlanStatus.CONCLUDED:
        return {}
    return {"plan": plan, "number": number_of(context["request"].actor, plan)}


@register.inclusion_tag("lint/_writing.html", takes_context=True)
def lint_writing(context: Any, view: PlanView, kind: str, item: OwnedRow) -> dict[str, Any]:
    """Give the advice on a part beside its form; it is read again while one writes."""
    del context
    plan: UnitPlan = view.plan
    seen = of_view(view)
    part = next((one for one in seen.parts() if (one.kind, one.key) == (kind, item.pk)), None)
    if part is None:
        return {}
    found = arranged(plan, advice_on_part(seen, part), dismissals_of(plan))
    return {"plan": plan, "kind": kind, "item": item, "found": found}


@register.inclusion_tag("lint/_import.html", takes_context=True)
def lint_import(context: Any, view: ImportView, draft: PlanImport) -> dict[str, Any]:
    """Give the advice on a plan on its way in, as notes: nothing of it stops the plan from being saved."""
    return {
        "found": advice_on_import(context["request"].actor, view.reading, draft),
        "oob": context.get("oob"),
    }
