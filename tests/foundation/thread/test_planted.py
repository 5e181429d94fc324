"""What was planted in the whole of Sporkøbing is what the page of breaks finds, and nothing else."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

import factories
from kernespor.connectors.sporkoebing import Size, generate
from kernespor.domains.strategy.models import Action, Goal, UnitPlan
from kernespor.foundation.thread.breaks import all_broken
from kernespor.foundation.thread.models import Link


@pytest.fixture(scope="module")
def whole(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, bytes]]:
    """All of Sporkøbing in the database; yields its files."""
    from kernespor.site.loading import load

    del django_db_setup
    with django_db_blocker.unblock(), transaction.atomic():
        load(seed=factories.SEED, password=None)
        yield dict(generate(factories.SEED, Size.FULL, factories.DAY))
        transaction.set_rollback(True)


def place(row: Any) -> tuple[str, str]:
    """Return an object's file and number, as the truth has them."""
    if isinstance(row, UnitPlan):
        return (row.source.name if row.source else "", "")
    goal = row.goal if isinstance(row, Action) else row
    number = f"{goal.area.position}.{goal.position}"
    if isinstance(row, Action):
        number += f".{row.position}"
    return (place(goal.area.plan)[0], number)


MODELS = {"strategy.unitplan": UnitPlan, "strategy.goal": Goal, "strategy.action": Action}


@pytest.mark.usefixtures("db")
def test_exactly_what_was_planted_is_found(whole: dict[str, bytes]) -> None:
    """Each kind of break is planted, and every one of them is found once."""
    planted = {(one["kind"], one["file"], one["number"]) for one in json.loads(whole["truth.json"])["breaks"]}
    assert {kind for kind, _file, _number in planted} == {
        "strategy.no_successor",
        "strategy.goal_without_action",
        "strategy.action_without_owner",
        "strategy.review_passed",
    }
    found = [one for one in all_broken(factories.actor("budgetchef")).shown if one.ref.kind in MODELS]
    told = [
        (one.kind.name, *place(MODELS[one.ref.kind]._default_manager.get(pk=one.ref.pk))) for one in found
    ]
    assert sorted(told) == sorted(planted)


@pytest.mark.usefixtures("db")
def test_the_plans_are_tied_across(whole: dict[str, bytes]) -> None:
    """Every row of the file is a link that says who and why."""
    rows = list(csv.DictReader(io.StringIO(whole["plans/ties.csv"].decode("utf-8-sig")), delimiter=";"))
    links = Link.objects.filter(structural=False, lower_kind="strategy.unitplan")
    assert sorted(row["why"] for row in rows) == sorted(link.why for link in links)
    assert all(link.by_id for link in links)
