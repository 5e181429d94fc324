"""What the lint finds: our own labelled sentences, and what was planted in Sporkøbing."""

from __future__ import annotations

import json
import time
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from kernespor.connectors.sporkoebing import DEFAULT_UNTIL, Size, generate
from kernespor.engines.plan_lint import rules
from kernespor.engines.plan_lint.classes import class_of_text
from kernespor.engines.plan_lint.lint import advice_on, classes
from kernespor.engines.plan_lint.records import Goal, IndicatorClass, Kind, Part, Plan

OWN = Path(__file__).parents[1] / "engines" / "plan_lint" / "own_set.toml"
PARTS = {
    "before": "written before the rules",
    "after": "written after them (46 of 59 at the first reading)",
    "unseen": "written last (57 of 65 at the first reading)",
}
# What Sporkøbing calls the classes; it plants no milestone with a date.
PLANTED = {
    "measurable": "measurable",
    "direction": "no_baseline",
    "milestone": "no_date",
    "two_in_one": "two_in_one",
    "unmeasurable": "vague",
    "duplicate": "copy",
}
SEED = 1
ORDER = tuple(one.value for one in IndicatorClass)


def run() -> None:
    """Print confusion and agreement on our own set, the time a text takes, and what was planted."""
    own: dict[str, Any] = tomllib.loads(OWN.read_text(encoding="utf-8"))
    for part, words in PARTS.items():
        pairs = [
            (label, class_of_text(text).value)
            for unit in own[part].values()
            for label, texts in unit.items()
            for text in texts
        ]
        print(f"own set, {words}: {_agreed(pairs)}")
        _confusion(pairs)
    texts = [f"{text} igen" for unit in own["before"].values() for some in unit.values() for text in some]
    started = time.perf_counter()
    for text in texts:
        class_of_text(text)
    print(f"a text: {1000 * (time.perf_counter() - started) / len(texts):.2f} ms")
    _planted()


def _agreed(pairs: list[tuple[str, str]]) -> str:
    same = sum(one == other for one, other in pairs)
    return f"{same} of {len(pairs)} agree ({100 * same / len(pairs):.0f} %)"


def _confusion(pairs: list[tuple[str, str]]) -> None:
    counts = Counter(pairs)
    print(f"  {'labelled, found':>16}", *(f"{one:>12}" for one in ORDER))
    for label in ORDER:
        if any(counts[label, found] for found in ORDER):
            print(f"  {label:>16}", *(f"{counts[label, found] or '·':>12}" for found in ORDER))


def _planted() -> None:
    """Print what is found of what was planted in the forty plans, whose truth knew none of the rules."""
    truth = json.loads(dict(generate(SEED, Size.FULL, DEFAULT_UNTIL))["truth.json"])
    structures = {one["file"]: one["structure"] for one in truth["plans"]}
    plans = {file: _plan(file, one, structures) for file, one in structures.items()}
    given = {
        (file, part.number): found.value
        for file, plan in plans.items()
        for part, found in zip(plan.indicators(), classes(plan).values(), strict=True)
    }
    labels = {(one["file"], one["number"]): PLANTED[one["class"]] for one in truth["indicators"]}
    pairs = [(label, given[key]) for key, label in labels.items()]
    print(f"Sporkøbing's indicators: {_agreed(pairs)}")
    _confusion(pairs)
    counts = Counter(pairs)
    for label in dict.fromkeys(PLANTED.values()):
        planted = sum(number for (one, _), number in counts.items() if one == label)
        alarms = sum(number for (one, other), number in counts.items() if other == label != one)
        print(f"  {label:>16}: {counts[label, label]} of {planted} found, {alarms} false alarms")
    copied = {one["file"] for one in truth["copies"]}
    told = {file for file, plan in plans.items() if _says(plan, rules.COPIED)}
    print(f"  plans copied: {len(told & copied)} of {len(copied)} found, {len(told - copied)} false alarms")
    for key, label in labels.items():
        if given[key] != label:
            print(f"    {label} read as {given[key]}: {_text(plans[key[0]], key[1])}")


def _says(plan: Plan, code: str) -> bool:
    return any(one.rule.code == code for one in advice_on(plan))


def _text(plan: Plan, number: str) -> str:
    return next(part.text for part in plan.parts() if part.number == number)


def _plan(file: str, structure: dict[str, Any], others: dict[str, Any]) -> Plan:
    """Return a plan of the truth as the lint sees it; the one before it is the unit's other."""
    unit = structure["unit"]
    earlier = [
        one
        for name, one in others.items()
        if one["unit"] == unit and one["period"]["to"] < structure["period"]["from"] and name != file
    ]
    before = max(earlier, key=lambda one: str(one["period"]["to"]), default=None)
    return Plan(Part(Kind.PLAN, 0, "", file), _goals(structure), before=_texts(before) if before else ())


def _goals(structure: dict[str, Any]) -> tuple[Goal, ...]:
    goals = []
    for at, area in enumerate(structure["priority_areas"], 1):
        for place, goal in enumerate(area["goals"], 1):
            number = goal["number"] or f"{area['number'] or at}.{place}"
            actions = tuple(
                Part(Kind.ACTION, hash((number, n)), f"{number}.{n}", text)
                for n, text in enumerate(goal["actions"], 1)
            )
            indicators = tuple(
                Part(Kind.INDICATOR, hash((number, n)), f"{number}.i{n}", text)
                for n, text in enumerate(goal["indicators"], 1)
            )
            goals.append(Goal(Part(Kind.GOAL, hash(number), number, goal["title"]), actions, indicators))
    return tuple(goals)


def _texts(structure: dict[str, Any]) -> tuple[tuple[Kind, str], ...]:
    return tuple(
        (part.kind, part.text)
        for goal in _goals(structure)
        for part in (goal.part, *goal.actions, *goal.indicators)
    )
