from __future__ import annotations

import os

import pytest

from bench.crash import crashes
from bench.database import environments

ROUNDS = 5


@pytest.mark.crash
def test_killed_server_and_worker_lost_nothing_acknowledged_and_did_nothing_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As in `./start bench crash`, with fewer kills; on PostgreSQL too where one is at hand."""
    for name in [name for name in os.environ if name.startswith("KERNESPOR_") and "TEST" not in name]:
        monkeypatch.delenv(name)
    with environments() as databases:
        for environment in databases.values():
            answered, problems = crashes(environment, rounds=ROUNDS, seed=2)
            assert problems == []
            assert answered.statuses
            assert answered.plans
            assert answered.interrupted
            assert answered.rows
            assert answered.taken_up
