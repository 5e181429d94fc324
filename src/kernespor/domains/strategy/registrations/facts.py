"""What is known of plans and indicators, for the texts that speak of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from fractions import Fraction

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from kernespor.domains.strategy.enums import PlanStatus
from kernespor.domains.strategy.models import Action, Goal, Indicator, IndicatorReading, UnitPlan
from kernespor.domains.strategy.permissions.plans import readable
from kernespor.domains.strategy.selectors.indicators.seen import Seen, see
from kernespor.domains.strategy.selectors.indicators.words import amount, counted
from kernespor.engines.findings import N_
from kernespor.foundation import facts
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.facts import Known, Role
from kernespor.foundation.objects import ref_of
from kernespor.foundation.ui.templatetags.danish import long_date

MOST = 500  # indicators that a text is held against


def register() -> None:
    """Fill the registry of facts."""
    facts.register(UnitPlan._meta.label_lower, _plans, lambda actor: (_in_force(actor), "title"))
    facts.register(Goal._meta.label_lower, lambda actor, keys: _indicators(actor, Q(goal__in=keys)))
    facts.register(
        Action._meta.label_lower, lambda actor, keys: _indicators(actor, Q(goal__actions__in=keys))
    )
    facts.register(
        Indicator._meta.label_lower, lambda actor, keys: _indicators(actor, Q(pk__in=keys)), _named_indicators
    )


def _in_force(actor: Actor) -> QuerySet[UnitPlan]:
    return UnitPlan.objects.filter(readable(actor), status=PlanStatus.IN_FORCE)


def _named_indicators(actor: Actor) -> tuple[QuerySet[Indicator], str]:
    return Indicator.objects.filter(goal__area__plan__in=_in_force(actor).values("pk")), "text"


def _plans(actor: Actor, keys: Collection[int]) -> Iterator[Known]:
    """Yield how many goals and actions plans have, and their indicators."""
    rows = UnitPlan.objects.filter(readable(actor), pk__in=keys).annotate(
        goals=Count("areas__goals", distinct=True), actions=Count("areas__goals__actions", distinct=True)
    )
    for plan in rows.order_by("pk"):
        told = gettext("Planen har {goals} mål og {actions} handlinger").format(
            goals=plan.goals, actions=plan.actions
        )
        url = reverse("strategy:plan", args=[plan.pk])
        # The words of the text, which is Danish whatever its reader reads.
        for number, unit in ((plan.goals, N_("mål")), (plan.actions, N_("handlinger"))):
            yield Known(str(ref_of(plan)), plan.title, Role.NUMBER, told, url, Fraction(number), unit)
    yield from _indicators(actor, Q(goal__area__plan__in=keys))


def _indicators(actor: Actor, wanted: Q) -> Iterator[Known]:
    """Yield what indicators showed, today and before, and what they are held against."""
    plans = UnitPlan.objects.filter(readable(actor)).values("pk")
    rows = Indicator.objects.filter(wanted, goal__area__plan__in=plans)
    rows = rows.select_related("goal__area__plan").order_by("pk").distinct()[:MOST]
    pairs = [(row, row.goal.area.plan) for row in rows]
    seen = [one for one in see(pairs, today=actor.today, asking=actor).values() if not one.hidden]
    if not seen:
        return
    before: dict[int, list[IndicatorReading]] = defaultdict(list)
    keys = [one.row.pk for one in seen]
    for reading in IndicatorReading.objects.filter(indicator__in=keys, value__isnull=False):
        before[reading.indicator_id].append(reading)
    for one in seen:
        yield from _facts(one, before[one.row.pk])


def _facts(seen: Seen, before: Collection[IndicatorReading]) -> Iterator[Known]:
    row, unit = seen.row, counted(seen.row)
    thing = str(ref_of(row))
    url = reverse("strategy:item", args=[seen.plan.pk, "indicator", row.pk])
    shown = {one.on: one.value for one in before if one.value is not None and one.counts == row.counts}
    if row.baseline is not None and row.baseline_on:
        shown[row.baseline_on] = row.baseline
    if seen.latest and seen.latest.value is not None:
        shown[seen.latest.on] = seen.latest.value
    for day, value in sorted(shown.items()):
        told = gettext("Indikatoren viser {amount} pr. {day}").format(
            amount=amount(value, unit), day=long_date(day)
        )
        yield Known(thing, row.text, Role.READING, told, url, Fraction(value), unit, day)
    if row.target is not None:
        told = gettext("Indikatorens mål er {amount}").format(amount=amount(row.target, unit))
        yield Known(thing, row.text, Role.TARGET, told, url, Fraction(row.target), unit, row.deadline)
