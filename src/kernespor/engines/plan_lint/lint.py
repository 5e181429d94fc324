"""From a plan to the advice on it: one for each rule, with all the parts that it speaks of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kernespor.engines.plan_lint import rules
from kernespor.engines.plan_lint.actions import is_state
from kernespor.engines.plan_lint.classes import class_of
from kernespor.engines.plan_lint.likeness import copied, weight
from kernespor.engines.plan_lint.records import Advice, IndicatorClass, Kind, Noticed, Part, Plan

COPIED_SHARE = 67  # per cent of a plan's texts from which on it is taken for a copy
COPIED_LEAST = 4  # texts; of fewer a share says nothing


def advice_on(plan: Plan) -> list[Advice]:
    """Return the advice on a plan, in the order of the rules."""
    found: dict[str, list[Noticed]] = defaultdict(list)
    for code, noticed in (*_of_indicators(plan), *_of_actions(plan), *_of_goals(plan), *_of_deadlines(plan)):
        found[code].append(noticed)
    copies, share = _of_last_plan(plan)
    if copies:
        found[rules.COPIED] = copies
    return [
        Advice(rule, tuple(found[code]), share if code == rules.COPIED else 0)
        for code, rule in rules.rules().items()
        if code in found
    ]


def advice_on_part(plan: Plan, part: Part) -> list[Advice]:
    """Return the advice on one part as it is written, among the others of its plan."""
    found = []
    for advice in advice_on(plan):
        places = tuple(one for one in advice.places if (one.part.kind, one.part.key) == (part.kind, part.key))
        if places and advice.rule.code != rules.COPIED:
            found.append(Advice(advice.rule, places, advice.share))
    return found


def classes(plan: Plan) -> dict[int, IndicatorClass]:
    """Return the class of each open indicator by its key; the first of two alike keeps its own."""
    first: dict[frozenset[str], Part] = {}
    found = {}
    for part in plan.indicators():
        words = weight(part.text)
        alike = first.setdefault(words, part) if words else part
        found[part.key] = class_of(part) if alike is part else IndicatorClass.COPY
    return found


def _of_indicators(plan: Plan) -> Iterator[tuple[str, Noticed]]:
    found = classes(plan)
    first: dict[frozenset[str], str] = {}
    for part in plan.indicators():
        other = first.setdefault(weight(part.text), part.number)
        code = rules.OF_CLASS.get(found[part.key])
        if code:
            same = other if found[part.key] is IndicatorClass.COPY else ""
            yield code, Noticed(part, part.text, same)


def _of_actions(plan: Plan) -> Iterator[tuple[str, Noticed]]:
    for goal in plan.goals:
        for part in goal.actions:
            if part.closed or goal.part.closed:
                continue
            if not part.has_owner:
                yield rules.NO_OWNER, Noticed(part, part.text)
            if is_state(part.text):
                yield rules.STATE, Noticed(part, part.text)


def _of_goals(plan: Plan) -> Iterator[tuple[str, Noticed]]:
    for goal in plan.goals:
        if goal.part.closed:
            continue
        if not goal.actions:
            yield rules.NO_ACTION, Noticed(goal.part, goal.part.text)
        if not goal.indicators:
            yield rules.NO_INDICATOR, Noticed(goal.part, goal.part.text)


def _of_deadlines(plan: Plan) -> Iterator[tuple[str, Noticed]]:
    first, last = plan.period_from, plan.period_to
    if not first or not last:
        return
    for part in plan.parts():
        if part.deadline and not part.closed and not first <= part.deadline <= last:
            yield rules.OUTSIDE, Noticed(part, f"{part.deadline.isoformat()} {part.text}")


def _of_last_plan(plan: Plan) -> tuple[list[Noticed], int]:
    """Return the parts that stood in the plan before this one, where they are most of it, and their share."""
    before: dict[Kind, list[str]] = defaultdict(list)
    for kind, text in plan.before:
        before[kind].append(text)
    texts = [part for part in plan.parts() if part.kind is not Kind.AREA and part.text.strip()]
    copies = [Noticed(part, part.text) for part in texts if copied(part.text, before[part.kind])]
    share = round(100 * len(copies) / len(texts)) if texts else 0
    if len(texts) < COPIED_LEAST or share < COPIED_SHARE:
        return [], 0
    return copies, share
