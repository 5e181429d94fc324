from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.db.models import CheckConstraint, Q

import factories
from domains.strategy.import_help import address, client_of, laid_in
from kernespor.connectors.unit_plan.records import Period, PlanReading, PlanRecord
from kernespor.domains.strategy.actions.imports import check_saveable
from kernespor.domains.strategy.enums import ImportStatus
from kernespor.domains.strategy.models import Goal, Indicator, PlanImport, PriorityArea, UnitPlan
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.organisation.models import Unit
from kernespor.foundation.refusals import NotNow


@contextmanager
def refusing(text: str) -> Iterator[None]:
    """Let the database refuse an indicator with that text: areas and goals are written before it."""
    constraint = CheckConstraint(condition=~Q(text=text), name="strategy_indicator_refused")
    Indicator._meta.constraints.append(constraint)  # SQLite makes the table anew from what the model says
    with connection.schema_editor() as editor:
        editor.add_constraint(Indicator, constraint)
    try:
        yield
    finally:
        Indicator._meta.constraints.remove(constraint)
        with connection.schema_editor() as editor:
            editor.remove_constraint(Indicator, constraint)


@pytest.mark.django_db(transaction=True)
def test_an_error_in_the_middle_leaves_nothing_of_the_plan() -> None:
    factories.load_small()
    client = client_of()
    client.raise_request_exception = False
    draft = laid_in(client)
    rows = (UnitPlan, PriorityArea, Goal, Indicator, AuditEvent)
    before = [model.objects.count() for model in rows]
    with refusing("Der bruges ingen gift i 2027"):
        answer = client.post(address(draft, "import_accept"), {"version": draft.version})
    assert answer.status_code == 500
    assert [model.objects.count() for model in rows] == before
    kept = PlanImport.objects.get(pk=draft.pk)
    assert (kept.status, kept.version, kept.plan_id) == (ImportStatus.OPEN, draft.version, None)
    answer = client.post(address(draft, "import_accept"), {"version": draft.version})
    assert answer.status_code == 302
    assert Indicator.objects.filter(goal__area__plan__imports=draft).count() == 2


@pytest.mark.parametrize(
    ("title", "period", "code"),
    [
        ("", Period("2026", "2027"), "no_title"),
        ("Plan", Period("2027", "2026"), "period_order"),
        ("Plan", Period("2026-13-01", "2027"), "period_unknown"),
    ],
)
def test_what_a_reader_may_give_is_refused_before_the_database_does(
    title: str, period: Period, code: str
) -> None:
    draft = PlanImport(unit=Unit(pk=1))
    with pytest.raises(NotNow) as refused:
        check_saveable(draft, PlanReading(PlanRecord(title, "Enhed", period)))
    assert refused.value.code == code
