"""Plans as a structure of the red thread, and where it is broken in them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.models import Action, Goal, Indicator, PriorityArea, UnitPlan
from kernespor.foundation.objects import Ref
from kernespor.foundation.thread.registry import Pair, Structure, register_structure

PLAN, AREA, GOAL, ACTION, INDICATOR = (
    model._meta.label_lower for model in (UnitPlan, PriorityArea, Goal, Action, Indicator)
)
_UP = ("goal_id", "goal__area_id", "goal__area__plan_id")


def register() -> None:
    """Fill the registry of the thread."""
    register_structure(
        Structure(
            "strategy.plan",
            frozenset({PLAN, AREA, GOAL, ACTION, INDICATOR}),
            above=_above,
            below=_below,
            line=_line,
            down=_("rummer"),
            up=_("hører til"),
        )
    )


def _above(refs: Collection[Ref]) -> Iterator[Pair]:
    """Yield the pairs from parts of plans up to their plans. One query for each kind of part."""
    keys = _keys(refs)
    for kind, model in ((ACTION, Action), (INDICATOR, Indicator)):
        if keys.get(kind):
            rows = model._default_manager.filter(pk__in=keys[kind]).order_by("pk")
            yield from _pairs((kind, GOAL, AREA, PLAN), rows.values_list("pk", *_UP))
    if keys.get(GOAL):
        goals = Goal.objects.filter(pk__in=keys[GOAL]).order_by("pk")
        yield from _pairs((GOAL, AREA, PLAN), goals.values_list("pk", "area_id", "area__plan_id"))
    if keys.get(AREA):
        areas = PriorityArea.objects.filter(pk__in=keys[AREA]).order_by("pk")
        yield from _pairs((AREA, PLAN), areas.values_list("pk", "plan_id"))


def _below(refs: Collection[Ref]) -> Iterator[Pair]:
    """Yield the pairs from plans and their parts down to the last action. Two queries for each kind asked."""
    keys = _keys(refs)
    if plans := keys.get(PLAN):
        areas = PriorityArea.objects.filter(plan__in=plans)
        rows = areas.order_by("position", "pk", "goals__position", "goals__actions__position")
        yield from _pairs(
            (ACTION, GOAL, AREA, PLAN), rows.values_list("goals__actions", "goals", "pk", "plan_id")
        )
        yield from _indicators(Goal.objects.filter(area__plan__in=plans))
    for kind, columns in ((AREA, ("actions", "pk", "area_id")), (GOAL, ("actions", "pk"))):
        if keys.get(kind):
            goals = Goal.objects.filter(**{"area__in" if kind == AREA else "pk__in": keys[kind]})
            rows = goals.order_by("position", "pk", "actions__position").values_list(*columns)
            yield from _pairs((ACTION, GOAL, AREA), rows)
            yield from _indicators(goals)


def _indicators(goals: QuerySet[Goal]) -> Iterator[Pair]:
    rows = goals.filter(indicators__isnull=False).order_by("pk", "indicators__position")
    return _pairs((INDICATOR, GOAL), rows.values_list("indicators", "pk"))


def _pairs(kinds: Sequence[str], rows: Any) -> Iterator[Pair]:
    """Yield the pairs in rows of keys, lowest first; where a key is missing nothing hangs there."""
    for row in rows:
        for place, (lower, upper) in enumerate(pairwise(row)):
            if lower is not None and upper is not None:
                yield Ref(kinds[place + 1], upper), Ref(kinds[place], lower)


def _line(row: Any) -> Sequence[Model]:
    """Return the rows above a part, plan first; the part brings them."""
    line: list[Model] = []
    for name in ("goal", "area", "plan"):
        above = getattr(line[0] if line else row, name, None)
        if isinstance(above, Model):
            line.insert(0, above)
    return line


def _keys(refs: Collection[Ref]) -> dict[str, list[int]]:
    keys: dict[str, list[int]] = {}
    for ref in sorted(refs):
        keys.setdefault(ref.kind, []).append(ref.pk)
    return keys
