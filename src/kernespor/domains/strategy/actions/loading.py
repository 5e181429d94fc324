"""Plans from files: documents through the same reader as a person's, with owners and statuses beside them."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from django.utils import timezone

from kernespor.connectors.documents.uploads import opened
from kernespor.connectors.unit_plan.reader import read_lines
from kernespor.domains.strategy.actions.plans import write_plan
from kernespor.domains.strategy.enums import PlanStatus
from kernespor.domains.strategy.models import (
    Action,
    Goal,
    Indicator,
    OwnedRow,
    PriorityArea,
    Status,
    UnitPlan,
)
from kernespor.engines.findings import has_error
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.files.store import keep
from kernespor.foundation.organisation.models import Person, Unit


def load_plans(*, actor: Actor, files: Mapping[str, bytes]) -> int:
    """Load `plans/` of Sporkøbing, each plan in an act of its own; return how many.

    `files` maps paths to bytes: `plans/index.csv`, `items.csv`, `statuses.csv` and the documents. Raises
    ValueError when a document can't be read or a row points at nothing.
    """
    units = {unit.code: unit for unit in Unit.objects.all()}
    persons = {person.code: person for person in Person.objects.all()}
    items, statuses = _by_file(files["plans/items.csv"]), _by_file(files["plans/statuses.csv"])
    rows = list(_rows(files["plans/index.csv"]))
    for row in rows:
        with change(actor=actor, verb="strategy.sporkoebing_loaded") as act:
            plan = _load(act, actor, row["file"], files[f"plans/{row['file']}"], units[row["unit_code"]])
            act.subject = plan
            adopted = _day(row["adopted_on"])
            act.update(
                plan,
                status=row["lifecycle"],
                expected_from=max(plan.period_from, adopted or plan.period_from),
                concluded_on=_concluded_on(row, statuses.get(row["file"], [])),
            )
            parts = _parts(plan)
            for item in items.get(row["file"], []):
                _assign(act, parts[item["number"]], item, persons)
            act.create_many(
                Status,
                [
                    _status(plan, parts[said["number"]], said, persons)
                    for said in statuses.get(row["file"], [])
                ],
            )
            act.touch(plan)
    return len(rows)


def _concluded_on(row: dict[str, str], said: list[dict[str, str]]) -> dt.date | None:
    """Return the day of the last word on a plan that is concluded."""
    if row["lifecycle"] != PlanStatus.CONCLUDED:
        return None
    return max(dt.date.fromisoformat(status["date"]) for status in said)


def _load(act: Change, actor: Actor, name: str, content: bytes, unit: Unit) -> UnitPlan:
    document = opened(name, content)
    if has_error(document.findings):
        raise ValueError([finding.message for finding in document.findings])
    reading = read_lines(document.lines)
    return write_plan(
        act,
        reading=reading,
        unit=unit,
        source=keep(act, name=name, content=content, actor=actor),
        creator=None,
    )


def _parts(plan: UnitPlan) -> dict[str, OwnedRow]:
    parts: dict[str, OwnedRow] = {}
    goals: dict[int, str] = {}
    for area in PriorityArea.objects.filter(plan=plan):
        parts[f"{area.position}"] = area
    for goal in Goal.objects.filter(area__plan=plan).select_related("area"):
        goals[goal.pk] = f"{goal.area.position}.{goal.position}"
        parts[goals[goal.pk]] = goal
    for action in Action.objects.filter(goal__area__plan=plan):
        parts[f"{goals[action.goal_id]}.{action.position}"] = action
    for indicator in Indicator.objects.filter(goal__area__plan=plan):
        parts[f"{goals[indicator.goal_id]}.i{indicator.position}"] = indicator
    return parts


def _assign(act: Change, part: OwnedRow, row: dict[str, str], persons: dict[str, Person]) -> None:
    fields: dict[str, Any] = {
        "owner": persons[row["owner"]] if row["owner"] else None,
        "deputy": persons[row["deputy"]] if row["deputy"] else None,
        "deadline": _day(row["deadline"]),
    }
    if isinstance(part, Action):
        fields["begins"] = _day(row["begins"])
    act.update(part, **fields)


def _status(plan: UnitPlan, part: OwnedRow, row: dict[str, str], persons: dict[str, Person]) -> Status:
    """Return a status of the file, said and written on the same day: the file holds no other."""
    author, on = persons[row["author"]], dt.date.fromisoformat(row["date"])
    return Status(
        plan=plan,
        goal=part if isinstance(part, Goal) else None,
        action=part if isinstance(part, Action) else None,
        judgement=row["judgement"],
        text=row["text"],
        on=on,
        author=author,
        author_label=author.name,
        recorded_at=dt.datetime.combine(on, dt.time(12), tzinfo=timezone.get_default_timezone()),
    )


def _rows(content: bytes) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")


def _by_file(content: bytes) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in _rows(content):
        found.setdefault(str(PurePosixPath(row["file"])), []).append(row)
    return found


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
