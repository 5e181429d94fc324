"""What a plan is tied to: focus areas, governing passages, the directorate's efforts, other units' plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from django.utils.translation import gettext

from kernespor.domains.strategy.enums import PassageRole
from kernespor.domains.strategy.models import (
    Action,
    FocusArea,
    FocusSet,
    Goal,
    GoverningDocument,
    Indicator,
    Passage,
    PriorityArea,
    UnitPlan,
)
from kernespor.domains.strategy.selectors.beside import read_beside
from kernespor.domains.strategy.selectors.plan import PlanView
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import Card, Ref
from kernespor.foundation.thread.graph import Edge, links_of
from kernespor.foundation.thread.registry import link_kind

PLAN, AREA, GOAL, ACTION, INDICATOR = (
    model._meta.label_lower for model in (UnitPlan, PriorityArea, Goal, Action, Indicator)
)
FOCUS = frozenset({FocusArea._meta.label_lower, FocusSet._meta.label_lower})
GOVERNING = frozenset({GoverningDocument._meta.label_lower, Passage._meta.label_lower})
PLANS = frozenset({PLAN, AREA, GOAL, ACTION, INDICATOR})


@dataclass(frozen=True, slots=True)
class Tie:
    """One link of the plan: the other end, the words of the link from the plan's side, and which parts."""

    card: Card
    word: str
    numbers: tuple[str, ...]  # of the plan's parts; empty where the plan itself is tied


@dataclass(frozen=True, slots=True)
class BuiltOn:
    """What a plan is tied to, by sort, and its goals that are tied to nothing above."""

    groups: tuple[tuple[str, tuple[Tie, ...]], ...]
    goals: int
    loose: tuple[tuple[str, str, int], ...]  # number, title, key


def built_on(actor: Actor, view: PlanView) -> BuiltOn:
    """Return what a plan is tied to, as far as the actor may read it. A query for the links, one a kind."""
    parts = _parts(view)
    edges = [
        edge for edge in links_of(parts, parts, actor.today) if not {edge.upper, edge.lower} <= set(parts)
    ]
    others = {edge.upper if edge.lower in parts else edge.lower for edge in edges}
    others = {ref for ref in others if ref.kind in FOCUS | GOVERNING | PLANS}
    read_beside(actor, [view.plan], {ref.pk for ref in others if ref.kind == PLAN})
    cards = objects.cards(actor, others)
    efforts = _efforts(actor, cards)
    found: dict[str, dict[tuple[Ref, str], set[str]]] = defaultdict(lambda: defaultdict(set))
    above: set[Ref] = set()
    for edge in edges:
        here, there = (edge.lower, edge.upper) if edge.lower in parts else (edge.upper, edge.lower)
        if there not in cards:
            continue
        found[_group(there, efforts)][there, _word(edge, here)].add(parts[here])
        if edge.lower in parts:
            above.add(here)
    return BuiltOn(
        groups=tuple(
            (label, tuple(_ties(found[name], cards))) for name, label in _labels() if found.get(name)
        ),
        goals=sum(1 for _ in view.goals()),
        loose=tuple(_loose(view, above)),
    )


def _parts(view: PlanView) -> dict[Ref, str]:
    """Return the plan and its parts with the numbers that people say."""
    found = {Ref(PLAN, view.plan.pk): ""}
    for area in view.areas:
        found[Ref(AREA, area.row.pk)] = area.number
        for goal in area.goals:
            for part in chain([goal.part], goal.actions, goal.indicators):
                found[Ref(part.row._meta.label_lower, part.pk)] = part.number
    return found


def _efforts(actor: Actor, refs: Iterable[Ref]) -> set[Ref]:
    kind = Passage._meta.label_lower
    rows = objects.rows_of(actor, kind, {ref.pk for ref in refs if ref.kind == kind})
    return {Ref(kind, pk) for pk, row in rows.items() if row.role == PassageRole.EFFORT}


def _group(ref: Ref, efforts: set[Ref]) -> str:
    if ref.kind in FOCUS:
        return "focus"
    if ref in efforts:
        return "efforts"
    return "governing" if ref.kind in GOVERNING else "plans"


def _labels() -> list[tuple[str, str]]:
    return [
        ("focus", gettext("Fokusområder")),
        ("governing", gettext("Styrende dokumenter")),
        ("efforts", gettext("Direktionens indsatser")),
        ("plans", gettext("Andre planer")),
    ]


def _word(edge: Edge, here: Ref) -> str:
    kind = link_kind(edge.kind)
    return str(kind.up if edge.lower == here else kind.down)


def _ties(found: dict[tuple[Ref, str], set[str]], cards: dict[Ref, Card]) -> Iterable[Tie]:
    for (ref, word), numbers in sorted(found.items(), key=lambda one: (cards[one[0][0]].title, one[0][1])):
        yield Tie(cards[ref], word, tuple(sorted(number for number in numbers if number)))


def _loose(view: PlanView, above: set[Ref]) -> Iterable[tuple[str, str, int]]:
    """Yield the goals where neither they, their area nor anything under them is tied to something above."""
    for area in view.areas:
        if Ref(AREA, area.row.pk) in above:
            continue
        for goal in area.goals:
            parts = chain([goal.part], goal.actions, goal.indicators)
            if not any(Ref(part.row._meta.label_lower, part.pk) in above for part in parts):
                yield goal.part.number, goal.part.title, goal.part.pk
