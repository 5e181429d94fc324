"""Plans as a structure of the red thread, and where it is broken in them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Any

from django.db.models import BigIntegerField, F, Model, QuerySet, TextField, Value
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.models import Action, Goal, Indicator, OwnedRow, PriorityArea, UnitPlan
from kernespor.domains.strategy.permissions.plans import readable
from kernespor.domains.strategy.registrations import breaks
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import Card, Ref
from kernespor.foundation.thread.registry import Pair, Structure, register_structure

PLAN, AREA, GOAL, ACTION, INDICATOR = (
    model._meta.label_lower for model in (UnitPlan, PriorityArea, Goal, Action, Indicator)
)
_PARTS: dict[str, tuple[type[OwnedRow], str, str]] = {
    AREA: (PriorityArea, "area", "plan"),
    GOAL: (Goal, "goal", "area__plan"),
    ACTION: (Action, "action", "goal__area__plan"),
    INDICATOR: (Indicator, "indicator", "goal__area__plan"),
}
_AT_ONCE = 7_000  # keys of each of the four kinds in one query: SQLite takes 32,766 values
_SHOWN = 120  # letters of an action, as it is called elsewhere
_NONE = Value(None, BigIntegerField())
_UP = ("goal_id", "goal__area_id", "goal__area__plan_id")


def register() -> None:
    """Fill the registries of the thread."""
    breaks.register()
    register_structure(
        Structure(
            "strategy.plan",
            frozenset({PLAN, AREA, GOAL, ACTION, INDICATOR}),
            above=_above,
            below=_below,
            line=_line,
            cards=_cards,
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
            for row in rows.values_list("pk", *_UP):
                yield from _pairs((kind, GOAL, AREA, PLAN), row)
    if keys.get(GOAL):
        goals = Goal.objects.filter(pk__in=keys[GOAL]).order_by("pk")
        for row in goals.values_list("pk", "area_id", "area__plan_id"):
            yield from _pairs((GOAL, AREA, PLAN), row)
    if keys.get(AREA):
        areas = PriorityArea.objects.filter(pk__in=keys[AREA]).order_by("pk")
        for row in areas.values_list("pk", "plan_id"):
            yield from _pairs((AREA, PLAN), row)


def _below(refs: Collection[Ref]) -> Iterator[Pair]:
    """Yield the pairs from plans and their parts down to the last action. One query for each kind asked."""
    keys = _keys(refs)
    for kind, path in ((PLAN, "area__plan_id"), (AREA, "area_id"), (GOAL, "pk")):
        if not keys.get(kind):
            continue
        if kind == PLAN:
            areas = PriorityArea.objects.filter(plan__in=keys[kind])
            wanted: QuerySet[Any, Any] = areas.values_list(
                "goals__actions", "goals", "pk", "plan_id", "position", "goals__position",
                "goals__actions__position",
            )  # fmt: skip
        else:
            goals = Goal.objects.filter(**{f"{path}__in": keys[kind]})
            upper = F("area_id") if kind == AREA else _NONE
            wanted = goals.values_list(
                "actions", "pk", upper, _NONE, "area__position", "position", "actions__position"
            )
        indicators = Indicator.objects.filter(**{f"goal__{path}__in": keys[kind]}).values_list(
            F("pk") * -1, "goal_id", _NONE, _NONE, "goal__area__position", "goal__position", "position"
        )
        union = wanted.order_by().union(indicators.order_by(), all=True)
        for *row, _area, _goal, _place in sorted(union, key=_in_order):
            if row[0] is not None and row[0] < 0:
                yield Ref(GOAL, row[1]), Ref(INDICATOR, -row[0])
            else:
                yield from _pairs((ACTION, GOAL, AREA, PLAN), row)


def _in_order(row: Sequence[int | None]) -> tuple[int, ...]:
    """Order by the places of area, goal and part; actions come before indicators, whose keys are negative."""
    key, *_above, area, goal, place = row
    return (area or 0, goal or 0, int(key is not None and key < 0), place or 0)


def _pairs(kinds: Sequence[str], row: Sequence[int | None]) -> Iterator[Pair]:
    """Yield the pairs in a row of keys, lowest first; where a key is missing nothing hangs there."""
    for place, (lower, upper) in enumerate(pairwise(row)):
        if lower is not None and upper is not None:
            yield Ref(kinds[place + 1], upper), Ref(kinds[place], lower)


def _cards(actor: Actor, refs: Collection[Ref]) -> dict[Ref, Card]:
    """Return the cards of plans and their parts that the actor may read. Two queries for each batch."""
    keys = _keys(refs)
    found = objects.cards(actor, [Ref(PLAN, pk) for pk in keys.pop(PLAN, ())])
    for start in range(0, max(map(len, keys.values()), default=0), _AT_ONCE):
        selects = [
            _select(actor, kind, wanted) for kind in keys if (wanted := keys[kind][start : start + _AT_ONCE])
        ]
        for kind, pk, number, title, deadline, plan, unit, who in selects[0].union(*selects[1:], all=True):
            ref = Ref(kind, pk)
            url = reverse("strategy:item", args=[plan, _PARTS[kind][1], pk])
            found[ref] = Card(ref, f"{number} {title}".strip(), url, unit_id=unit, on=deadline, who=who)
    return found


def _select(actor: Actor, kind: str, keys: Sequence[int]) -> QuerySet[Any, Any]:
    """Return what a card needs of the parts of one kind that the actor may read, as rows of one shape."""
    model, _name, path = _PARTS[kind]
    plans = UnitPlan.objects.filter(readable(actor)).values("pk")
    rows = model._default_manager.filter(pk__in=keys, **{f"{path}__in": plans}).order_by()
    told = model in {PriorityArea, Goal}
    return rows.values_list(
        Value(kind, TextField()),
        "pk",
        F("number") if told else Value("", TextField()),
        F("title") if told else Left("text", _SHOWN),
        "deadline",
        f"{path}_id",
        f"{path}__unit_id",
        f"{path}__unit_name",
    )


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
