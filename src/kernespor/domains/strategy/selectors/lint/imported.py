"""The advice on a plan on its way in: notes that stop nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext

from kernespor.connectors.unit_plan.records import PlanReading
from kernespor.domains.strategy.calculations.plans import period_dates
from kernespor.domains.strategy.models import PlanImport, UnitPlan
from kernespor.domains.strategy.permissions.plans import readable
from kernespor.domains.strategy.selectors.lint.advice import RuleView, rule_view
from kernespor.domains.strategy.selectors.lint.plans import Texts, of_record, texts_of
from kernespor.engines.plan_lint.lint import advice_on
from kernespor.foundation.access.actor import Actor

LINKED = 8  # places that are linked to one by one


@dataclass(frozen=True, slots=True)
class ImportedAdvice:
    """One rule with the numbers and first lines of the parts it speaks of; `more` aren't among them."""

    about: RuleView
    message: str
    places: tuple[tuple[str, int], ...]
    more: int


def advice_on_import(actor: Actor, reading: PlanReading, draft: PlanImport) -> list[ImportedAdvice]:
    """Return the advice on a reading. Two queries at most: the plan before it, and its texts."""
    period = _period(reading)
    plan = of_record(reading.plan, period, _before(actor, draft, period[0]))
    found = []
    for one in advice_on(plan):
        said = one.finding()
        places = tuple((noticed.part.number, noticed.part.key) for noticed in one.places)
        message = gettext(said.template).format(**said.params)
        found.append(
            ImportedAdvice(rule_view(one.rule), message, places[:LINKED], max(0, len(places) - LINKED))
        )
    return found


def _period(reading: PlanReading) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and last day of the plan's period, or nothing where there is none."""
    start, end = reading.plan.period.start, reading.plan.period.end
    try:
        first, last = period_dates(start, end)
    except ValueError:
        return None, None
    return (first, last) if first <= last else (None, None)


def _before(actor: Actor, draft: PlanImport, first: dt.date | None) -> Texts:
    if draft.unit_id is None or first is None:
        return ()
    earlier = UnitPlan.objects.filter(readable(actor), unit=draft.unit_id, period_to__lt=first)
    plan = earlier.order_by("-period_to", "-pk").first()
    return texts_of([plan]).get(plan.pk, ()) if plan else ()
