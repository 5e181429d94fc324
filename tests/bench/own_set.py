"""Sporkøbing's forty plans: what was planted before the rules, and what the product's lists find."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.database import environments

Key = tuple[str, str]
_SEED = 1


def run() -> None:
    """Print, for each list, how much was planted, how much of it was found, and what was not planted."""
    with environments() as databases:
        for name, environment in databases.items():
            done = subprocess.run(
                [sys.executable, "-m", "bench.own_set"],
                env={**os.environ, **environment, "PYTHONPATH": str(Path(__file__).parents[1])},
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                raise SystemExit(done.stderr)
            _print(name, json.loads(done.stdout.splitlines()[-1]))


def _print(name: str, found: dict[str, Any]) -> None:
    print(f"{name}: own set of {found['plans']} plans, {found['actions']} actions")
    print(f"  {'':<20}{'planted':>9}{'found':>9}{'not planted':>13}")
    for row in found["lists"]:
        print(f"  {row['name']:<20}{row['planted']:>9}{row['found']:>9}{len(row['more']):>13}")
        for kind in ("missed", "more"):
            for file, number in row[kind]:
                print(f"    {'missed' if kind == 'missed' else 'not planted'}: {file} {number}")


def measure() -> dict[str, Any]:
    """Load Sporkøbing, ask the product's own selectors, and hold their answers against what was planted."""
    from django.conf import settings
    from django.utils import timezone

    from kernespor.connectors.sporkoebing import Size, generate
    from kernespor.domains.strategy.models import Action, UnitPlan
    from kernespor.site.loading import load

    load(seed=_SEED, password=None)
    today = settings.TODAY or timezone.localdate()
    truth = json.loads(generate(_SEED, Size.FULL, today)["truth.json"])
    lists = [_held(name, planted, found) for name, planted, found in _lists(truth, today)]
    forty = UnitPlan.objects.filter(source__isnull=False)
    actions = Action.objects.filter(goal__area__plan__in=forty).count()
    return {"plans": forty.count(), "actions": actions, "lists": lists}


def _lists(truth: dict[str, Any], today: Any) -> Iterable[tuple[str, set[Key], set[Key]]]:
    from kernespor.domains.strategy.enums import PlanStatus
    from kernespor.domains.strategy.models import UnitPlan
    from kernespor.domains.strategy.selectors.plan import plan_views
    from kernespor.domains.strategy.selectors.plans import plan_rows
    from kernespor.engines.plan_state.records import State
    from kernespor.foundation.accounts.selectors import actor_for
    from kernespor.foundation.organisation.models import Person

    reader = actor_for(Person.objects.get(code="budgetchef"), today)
    plans = (
        UnitPlan.objects.filter(status=PlanStatus.IN_FORCE, source__isnull=False)
        .select_related("source")
        .order_by("pk")
    )
    views = [(_file(view.plan), view) for view in plan_views(list(plans), today=today)]
    actions = [(file, part) for file, view in views for part in view.actions()]

    def in_state(state: Any) -> set[Key]:
        return {(file, part.number) for file, part in actions if part.shown and part.shown.state is state}

    # A deadline that has passed hurts more than silence, and an owner that is missing more than both.
    overdue, ownerless = _keys(truth["overdue"]), _owned_by_nobody(truth)
    silent = _actions(_keys(truth["stale"])) | _keys(truth["never_reported"])
    yield "ownerless", ownerless, in_state(State.OWNERLESS)
    yield (
        "overdue",
        overdue,
        {(file, part.number) for file, part in actions if part.shown and part.shown.overdue_days},
    )
    yield "stale", silent - overdue - ownerless, in_state(State.STALE)
    begun = {
        (file, goal.part.number)
        for file, view in views
        for goal in view.goals()
        if any(
            part.latest or (part.row.begins and part.row.begins > today) for part in goal.actions
        ) or not goal.actions
    }  # fmt: skip
    goals = {(file, goal.part.number) for file, view in views for goal in view.goals()}
    yield "never begun", _keys(truth["never_begun"]), goals - begun
    yield (
        "silent plans",
        {(row["file"], "") for row in truth["silent_plans"]},
        {
            (row.plan.source.name, "")
            for row in plan_rows(reader)
            if row.plan.source and row.stands_still(today)
        },
    )
    for name, kind in (
        ("no owner", "strategy.action_without_owner"),
        ("no action", "strategy.goal_without_action"),
        ("no successor", "strategy.no_successor"),
    ):
        planted = _keys(row for row in truth["breaks"] if row["kind"] == kind)
        yield f"break: {name}", planted, _breaks(reader, kind)


def _breaks(reader: Any, kind: str) -> set[Key]:
    """Return the breaks that the thread's own list shows, by file and number."""
    from kernespor.domains.strategy.models import Goal, UnitPlan
    from kernespor.foundation.thread.registry import Scope, break_kinds

    found = set()
    asked = next(one for one in break_kinds() if one.name == kind)
    for one in asked.find(reader, Scope()):
        row: Any = one.row
        if isinstance(row, UnitPlan):
            found.add((_file(row), ""))
        else:
            goal: Any = row if isinstance(row, Goal) else row.goal
            number = f"{goal.area.position}.{goal.position}"
            below = "" if isinstance(row, Goal) else f".{row.position}"
            found.add((_file(goal.area.plan), f"{number}{below}"))
    return {key for key in found if key[0]}  # the forty came from documents; MED's plans and others didn't


def _owned_by_nobody(truth: dict[str, Any]) -> set[Key]:
    return _actions(_keys(truth["ownerless"]) | _keys(truth["owner_left"]))


def _actions(keys: set[Key]) -> set[Key]:
    return {key for key in keys if key[1].count(".") > 1 and ".i" not in key[1]}


def _keys(rows: Iterable[dict[str, str]]) -> set[Key]:
    return {(row["file"], row["number"]) for row in rows}


def _file(plan: Any) -> str:
    return plan.source.name if plan.source else ""


def _held(name: str, planted: set[Key], found: set[Key]) -> dict[str, Any]:
    return {
        "name": name,
        "planted": len(planted),
        "found": len(planted & found),
        "missed": sorted(planted - found),
        "more": sorted(found - planted),
    }


if __name__ == "__main__":
    from kernespor.site.cli.manage import setup

    setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(json.dumps(measure()))
