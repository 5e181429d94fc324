"""Sporkøbing's trials: each step is taken by someone who may, and what was planted is what is found."""

from __future__ import annotations

import json
from typing import Any

import pytest

import factories
from kernespor.connectors.sporkoebing import Size, generate
from kernespor.domains.strategy.calculations.trials import state_of
from kernespor.domains.strategy.models import Trial
from kernespor.domains.strategy.selectors.trials.board import with_last
from kernespor.foundation.organisation.selectors import active_persons
from kernespor.foundation.thread.breaks import all_broken

BREAKS = ("over", "undecided", "unsettled", "exemption")


@pytest.mark.usefixtures("sporkoebing")
@pytest.mark.django_db
def test_what_was_planted_is_what_is_found() -> None:
    told = json.loads(factories.small()["trials/trials.json"])
    titles = {one["key"]: one["words"].get("title", "") for one in told}
    planted = {
        (f"strategy.trial_{word}", titles[one["key"]])
        for one in told
        for word in one["planted"]
        if word in BREAKS
    }
    assert len(planted) == len(BREAKS)
    found = [
        one for one in all_broken(factories.actor("budgetchef")).shown if one.ref.kind == "strategy.trial"
    ]
    assert {(one.kind.name, Trial.objects.get(pk=one.ref.pk).title) for one in found} == planted
    assert len(found) == len(planted)


@pytest.mark.usefixtures("sporkoebing")
@pytest.mark.django_db
def test_the_demo_has_every_kind_and_status() -> None:
    rows = list(with_last(Trial.objects.all(), factories.DAY))
    assert {row.kind for row in rows} == {"small", "decided", "exempt"}
    assert {row.status for row in rows} == {"idea", "running", "ended", "taken_over", "dropped"}
    active = active_persons(factories.DAY)
    states = {
        shown.state.value
        for row in rows
        if (shown := state_of(row, row.last, active=active, today=factories.DAY))
    }
    assert states >= {"on_track", "off_track"}
    assert Trial.objects.filter(copied_from__isnull=False).exists()


def test_the_whole_municipality_has_25_trials_over_three_years() -> None:
    files = generate(factories.SEED, Size.FULL, factories.DAY)
    told: list[dict[str, Any]] = json.loads(files["trials/trials.json"])
    days = sorted(step["on"] for one in told for step in one["steps"])
    assert len(told) >= 25
    assert days[0] < "2024-12-01"
    assert days[-1] <= factories.DAY.isoformat()
    assert {one["unit"] for one in told} >= {"BU-D01", "AS-P01", "SB-JOB", "KF-BIB", "TM-VEJ", "OS-HR"}
    outcomes = [step["outcome"] for one in told for step in one["steps"] if step["does"] == "end"]
    assert {"worked", "partly", "failed", "unknown"} == set(outcomes)
