"""How a passage is met: what its measure shows, and how what builds on it goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext

from kernespor.domains.strategy.enums import DocumentStatus, PlanStatus
from kernespor.domains.strategy.models import Action, Goal, GoverningDocument, Passage, PriorityArea, UnitPlan
from kernespor.domains.strategy.selectors.governing.building import builders
from kernespor.domains.strategy.selectors.plan import plan_views
from kernespor.engines.plan_state.records import State
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.measures import registry
from kernespor.foundation.measures.permissions import can_read
from kernespor.foundation.measures.registry import Direction, Measure
from kernespor.foundation.measures.selectors import reading
from kernespor.foundation.measures.words import value_of
from kernespor.foundation.objects import Card, Ref
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.ui.templatetags.danish import number


@dataclass(frozen=True, slots=True)
class Measured:
    """What the measure of a passage shows on a day, and whether the passage is met.

    `state` is empty where nothing can be said; `why` says why not.
    """

    measure: Measure
    value: str
    target: str
    state: str
    why: str
    on: dt.date | None
    stale_days: int
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class Follower:
    """One object that builds on a passage, and how it goes: a state, a sum of them, or its status."""

    card: Card
    state: str
    counts: Mapping[State, int]


def holds_on(document: GoverningDocument, day: dt.date) -> bool:
    """Say whether a document is in force and valid on a day."""
    return (
        document.status == DocumentStatus.IN_FORCE
        and (document.valid_from is None or document.valid_from <= day)
        and (document.valid_to is None or day <= document.valid_to)
    )


def measured(actor: Actor, passage: Passage) -> Measured | None:
    """Return what the measure of a passage shows today, or nothing where it has none that one may read.

    It is met on a fresh reading alone: what is stale, or of a document that doesn't hold, is never green.
    """
    measure = registry.of(passage.measure) if passage.measure else None
    if measure is None or not can_read(actor, measure) or passage.target is None:
        return None
    tree = tree_on(actor.today)
    unit = passage.document.unit_id
    units = None if tree.is_top(unit) else tree.with_below(unit)
    found = reading(actor, measure, units, actor.today)
    shown = found.reading
    state, why = _state(passage, shown.value if shown else None, found.stale_days, actor.today)
    if shown is None:
        why = str(measure.missing) or gettext("Der er intet at læse endnu.")
    return Measured(
        measure,
        value_of(measure, shown) if shown else "",
        target_of(passage, measure),
        state,
        why,
        shown.on if shown else None,
        found.stale_days,
        shown.source if shown else str(measure.source),
        shown.note if shown else "",
    )


def target_of(passage: Passage, measure: Measure) -> str:
    """Return what is to be reached in words: "mindst 30 mål"."""
    assert passage.target is not None  # noqa: S101 - what is measured has a target
    plain = passage.target.normalize()
    decimals = max(-int(plain.as_tuple().exponent), 0)
    words = gettext("mindst {value} {unit}")
    if passage.direction == Direction.DOWN:
        words = gettext("højst {value} {unit}")
    return words.format(value=number(plain, decimals), unit=measure.unit)


def _state(passage: Passage, value: int | Decimal | None, stale_days: int, day: dt.date) -> tuple[str, str]:
    if value is None or passage.target is None:
        return "", ""
    if not holds_on(passage.document, day):
        return "", gettext("Dokumentet gælder ikke i dag, så det vurderes ikke.")
    if stale_days:
        return "stale", ""
    down = passage.direction == Direction.DOWN
    met = value <= passage.target if down else value >= passage.target
    return ("on_track" if met else "off_track"), ""


def followers(actor: Actor, passage: Passage) -> list[Follower]:
    """Return what builds on a passage, with how it goes today. Its plans are read together."""
    refs = builders(actor, [passage.pk]).get(passage.pk, [])
    cards = objects.cards(actor, refs)
    states, sums = _states(actor, cards)
    return [
        Follower(cards[ref], states.get(ref, ""), sums.get(ref, {}))
        for ref in sorted(refs, key=lambda ref: (objects.of(ref.kind).stage, cards[ref].title))
    ]


def _states(actor: Actor, refs: Collection[Ref]) -> tuple[dict[Ref, str], dict[Ref, Mapping[State, int]]]:
    """Return the state of each goal and action in plans, and the sum of states of each plan and area."""
    kinds = {model._meta.label_lower: model for model in (UnitPlan, PriorityArea, Goal, Action)}
    plan, area, goal, action = kinds
    wanted = {ref for ref in refs if ref.kind in kinds}
    keys = {kind: [ref.pk for ref in wanted if ref.kind == kind] for kind in kinds}
    within = (
        Q(pk__in=keys[plan])
        | Q(areas__in=keys[area])
        | Q(areas__goals__in=keys[goal])
        | Q(areas__goals__actions__in=keys[action])
    )
    found: Any = (
        UnitPlan.objects.filter(within).exclude(status=PlanStatus.DRAFT).values("pk") if wanted else ()
    )
    states: dict[Ref, str] = {}
    sums: dict[Ref, Mapping[State, int]] = {}
    rows = list(UnitPlan.objects.filter(pk__in=found)) if wanted else []
    for view in plan_views(rows, today=actor.today, asking=actor, whole=False):
        sums[Ref(plan, view.plan.pk)] = view.counts
        for one in view.areas:
            sums[Ref(area, one.row.pk)] = one.counts
        for shown in view.goals():
            states[Ref(goal, shown.part.pk)] = shown.part.state
            states |= {Ref(action, part.pk): part.state for part in shown.actions}
    return (
        {ref: state for ref, state in states.items() if ref in wanted},
        {ref: counts for ref, counts in sums.items() if ref in wanted},
    )
