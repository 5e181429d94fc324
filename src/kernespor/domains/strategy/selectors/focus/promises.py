"""What is promised under focus areas: the parts of plans that are tied to them, with how each stands."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.enums import PlanKind, PlanStatus
from kernespor.domains.strategy.models import Action, FocusArea, Goal, PriorityArea, UnitPlan
from kernespor.domains.strategy.selectors.plan import AreaView, GoalView, PartView, PlanView, plan_views
from kernespor.engines import danish
from kernespor.engines.plan_state.records import State
from kernespor.engines.plan_state.states import good, tally
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import Ref
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.thread.models import Link

AREA = FocusArea._meta.label_lower
KINDS = {
    PriorityArea._meta.label_lower: "area",
    Goal._meta.label_lower: "goal",
    Action._meta.label_lower: "action",
}
WORDS = {"area": _("Indsatsområde"), "goal": _("Mål"), "action": _("Handling")}


@dataclass(frozen=True, slots=True)
class Promise:
    """A part of a plan that is tied to a focus area. `actions` are those under it, or itself where it is one.

    A priority area has no state of its own: `part` is None there, and `area` is set.
    """

    ref: Ref
    kind: str
    number: str
    title: str
    url: str
    why: str
    part: PartView | None
    actions: tuple[PartView, ...]
    goals: tuple[GoalView, ...] = ()
    area: AreaView | None = None

    @property
    def word(self) -> str:
        """What it is called."""
        return str(WORDS[self.kind])

    @property
    def counts(self) -> dict[State, int]:
        """How many actions there are of each state."""
        return tally(action.shown.state for action in self.actions if action.shown)


@dataclass(frozen=True, slots=True)
class PlanPromises:
    """What one plan promises under one focus area; `unit` is whose the plan is, of MED its committee."""

    plan: UnitPlan
    unit: str
    promises: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class AreaPromises:
    """All that is promised under a focus area: by units, as common initiatives, as topics of MED."""

    units: tuple[PlanPromises, ...] = ()
    common: tuple[PlanPromises, ...] = ()
    med: tuple[PlanPromises, ...] = ()

    def all(self) -> tuple[PlanPromises, ...]:
        """Return them all, the units' first."""
        return (*self.units, *self.common, *self.med)

    @property
    def unit_ids(self) -> frozenset[int]:
        """The units that have promised something."""
        return frozenset(one.plan.unit_id for one in self.units)

    @property
    def actions(self) -> tuple[PartView, ...]:
        """Every action that is promised, once, whatever it hangs by."""
        found = {part.pk: part for one in self.all() for promise in one.promises for part in promise.actions}
        return tuple(found.values())

    @property
    def counts(self) -> dict[State, int]:
        """How many of those actions there are of each state."""
        return tally(part.shown.state for part in self.actions if part.shown)

    @property
    def good(self) -> int:
        """How many of them are reached or on track."""
        return good(self.counts)


def ties_of(areas: Collection[int], day: dt.date) -> dict[int, dict[Ref, str]]:
    """Return the parts of plans that hang under each focus area on a day, with why. One query.

    It counts whatever the two are said to be to each other: tied is tied. So does what was tied after that
    day: a tie says what the two are to each other, not when somebody came to write it.
    """
    rows = not_loosed_by(day).filter(upper_kind=AREA, upper_pk__in=areas, lower_kind__in=KINDS)
    found: dict[int, dict[Ref, str]] = defaultdict(dict)
    for upper, kind, pk, why in rows.order_by("id").values_list("upper_pk", "lower_kind", "lower_pk", "why"):
        found[upper].setdefault(Ref(kind, pk), why)
    return found


def not_loosed_by(day: dt.date) -> QuerySet[Link]:
    """Return the links that nobody had loosed by a day, those written later too."""
    rows: QuerySet[Link] = Link.objects.believed().filter(valid_to__gte=day)
    return rows


def plans_of_parts(refs: Iterable[Ref]) -> dict[Ref, int]:
    """Return the plan of each part, by its reference. One query."""
    keys: dict[str, list[int]] = defaultdict(list)
    for ref in refs:
        keys[ref.kind].append(ref.pk)
    if not keys:
        return {}
    selects = [
        model._default_manager.filter(pk__in=keys[model._meta.label_lower])
        .order_by()
        .values_list(Value(model._meta.label_lower), "pk", path)
        for model, path in (
            (PriorityArea, "plan_id"),
            (Goal, "area__plan_id"),
            (Action, "goal__area__plan_id"),
        )
    ]
    union = selects[0].union(*selects[1:], all=True)
    return {Ref(kind, pk): plan for kind, pk, plan in union}


def promises(
    actor: Actor | None, areas: Collection[int], day: dt.date, *, since: dt.date | None = None
) -> dict[int, AreaPromises]:
    """Return what is promised under each of these focus areas on a day, as the actor is shown it.

    Of plans in force; with `since`, of those that were so on some day from then on. Nine queries.
    """
    ties = ties_of(areas, day)
    plan_of = plans_of_parts({ref for tied in ties.values() for ref in tied})
    going = in_force() if since is None else in_force_from(since, day)
    plans = UnitPlan.objects.filter(going, pk__in=set(plan_of.values())).select_related("unit", "body")
    views = {view.plan.pk: view for view in plan_views(list(plans), today=day, asking=actor, whole=False)}
    tree = tree_on(day)
    parts = {pk: _parts(view) for pk, view in views.items()}
    found = {}
    for area in areas:
        grouped: dict[int, list[Promise]] = defaultdict(list)
        for ref, why in ties.get(area, {}).items():
            plan = plan_of.get(ref)
            if plan in parts and ref in parts[plan]:
                grouped[plan].append(_promise(views[plan].plan, ref, parts[plan][ref], why))
        found[area] = _sorted({views[key].plan: rows for key, rows in grouped.items()}, tree.name)
    return found


def in_force() -> Q:
    """Return the plans in force, as a filter."""
    return Q(status=PlanStatus.IN_FORCE)


def in_force_from(since: dt.date, day: dt.date) -> Q:
    """Return the plans that were in force on some day from one to another, as a filter."""
    over = Q(status=PlanStatus.CONCLUDED) & Q(concluded_on__gte=since)
    return (in_force() | over) & Q(expected_from__lte=day)


def units_by_area(
    areas: Collection[int], day: dt.date, plans: Q | None = None
) -> Mapping[int, frozenset[int]]:
    """Return the units whose own plan in force holds a part that is tied to each area. Three queries.

    `plans` are other plans than those in force now: those of the day.
    """
    ties = ties_of(areas, day)
    plan_of = plans_of_parts({ref for tied in ties.values() for ref in tied})
    rows = UnitPlan.objects.filter(plans or in_force(), pk__in=set(plan_of.values()), kind=PlanKind.UNIT)
    units = dict(rows.values_list("pk", "unit_id"))
    return {
        area: frozenset(units[plan_of[ref]] for ref in ties.get(area, {}) if plan_of.get(ref) in units)
        for area in areas
    }


def _parts(view: PlanView) -> dict[Ref, PartView | GoalView | AreaView]:
    found: dict[Ref, PartView | GoalView | AreaView] = {}
    for area in view.areas:
        found[Ref(PriorityArea._meta.label_lower, area.row.pk)] = area
        for goal in area.goals:
            found[Ref(Goal._meta.label_lower, goal.row.pk)] = goal
            for action in goal.actions:
                found[Ref(Action._meta.label_lower, action.pk)] = action
    return found


def _promise(plan: UnitPlan, ref: Ref, found: PartView | GoalView | AreaView, why: str) -> Promise:
    kind = KINDS[ref.kind]
    url = reverse("strategy:item", args=[plan.pk, kind, ref.pk])
    if isinstance(found, AreaView):
        actions = tuple(action for goal in found.goals for action in goal.actions)
        return Promise(
            ref, kind, found.number, found.row.title, url, why, None, actions, found.goals, area=found
        )
    if isinstance(found, GoalView):
        title = found.part.title or found.row.text
        return Promise(
            ref, kind, found.part.number, title, url, why, found.part, found.actions, goals=(found,)
        )
    return Promise(ref, kind, found.number, found.title, url, why, found, (found,))


def _sorted(grouped: Mapping[UnitPlan, list[Promise]], name: Callable[[int], str]) -> AreaPromises:
    rows: dict[str, list[PlanPromises]] = {kind: [] for kind in PlanKind.values}
    for plan, found in grouped.items():
        called = "" if plan.body_id else name(plan.unit_id)
        ordered = sorted(
            found, key=lambda one: [int(n) if n.isdecimal() else 0 for n in one.number.split(".")]
        )
        rows[plan.kind].append(PlanPromises(plan, called or plan.unit_name, tuple(ordered)))
    for plans in rows.values():
        plans.sort(key=lambda one: (danish.sort_key(one.unit), one.plan.period_from, one.plan.pk))
    return AreaPromises(tuple(rows[PlanKind.UNIT]), tuple(rows[PlanKind.COMMON]), tuple(rows[PlanKind.MED]))
