"""Two people set the same advice aside at the same moment: it is set aside once, and the other is told."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections

import factories
from kernespor.domains.strategy.actions import lint
from kernespor.domains.strategy.models import LintDismissal, UnitPlan
from kernespor.domains.strategy.selectors.lint.advice import seal
from kernespor.engines.plan_lint import rules
from kernespor.engines.plan_lint.records import Kind
from kernespor.foundation.refusals import NotNow

AT_ONCE = 4


@pytest.fixture
def real_database(request: pytest.FixtureRequest, tmp_path: Any, transactional_db: None) -> Iterator[None]:
    """A database that several threads can be in: PostgreSQL's, or an SQLite file."""
    del transactional_db
    if "postgresql" in str(settings.DATABASES["default"]["ENGINE"]):
        yield
        return
    ours, databases = connections["default"], connections.settings
    in_memory = databases["default"]["NAME"]
    with request.getfixturevalue("django_db_blocker").unblock():
        databases["default"]["NAME"] = tmp_path / "kernespor.sqlite3"
        connections["default"] = connections.create_connection("default")
        try:
            call_command("migrate", verbosity=0)
            yield
        finally:
            connections["default"].close()
            databases["default"]["NAME"] = in_memory
            connections["default"] = ours


@pytest.mark.django_db(transaction=True)
def test_of_several_at_once_one_sets_it_aside_and_the_others_are_told(real_database: None) -> None:
    del real_database
    factories.house()
    head = factories.actor("head")
    plan = factories.plan_in_force(head)
    action = factories.first_action(plan)
    gate = Barrier(AT_ONCE)

    def work(number: int) -> str:
        mine = UnitPlan.objects.get(pk=plan.pk)
        gate.wait()
        try:
            lint.set_aside(
                actor=head,
                plan=mine,
                rule=rules.NO_OWNER,
                kind=Kind.ACTION,
                pk=action.pk,
                seen=seal(action.text),
                why=f"Grund {number}",
            )
        except NotNow as refusal:
            return refusal.code
        finally:
            connections.close_all()
        return "aside"

    with ThreadPoolExecutor(AT_ONCE) as threads:
        outcomes = list(threads.map(work, range(AT_ONCE)))
    assert sorted(outcomes) == ["already_aside"] * (AT_ONCE - 1) + ["aside"]
    assert LintDismissal.objects.filter(withdrawn_on=None).count() == 1
