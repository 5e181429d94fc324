"""Two people set the same advice aside at the same moment: it is set aside once, and the other is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

import factories
from kernespor.domains.strategy.actions import lint
from kernespor.domains.strategy.models import LintDismissal, UnitPlan
from kernespor.domains.strategy.selectors.lint.advice import seal
from kernespor.engines.plan_lint import rules
from kernespor.engines.plan_lint.records import Kind
from kernespor.foundation.refusals import NotNow

AT_ONCE = 4


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
