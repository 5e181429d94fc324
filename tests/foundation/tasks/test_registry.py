"""What awaits a person becomes one list."""

from __future__ import annotations

import datetime as dt

import pytest

from kernespor.foundation.access.actor import system
from kernespor.foundation.tasks import registry
from kernespor.foundation.tasks.registry import LATER, Source, Task, pain_of, waiting

DAY = dt.date(2026, 11, 20)
ME = system("Prøve", DAY)


def task(key: str, due: dt.date | None, pain: tuple[int, int] | None = None) -> Task:
    return Task(key, key, "Fordi.", "/", "Åbn", due, pain or pain_of(due, DAY))


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_sources", {})


def test_what_hurts_first_stands_first_whoever_knows_of_it() -> None:
    days = [DAY + dt.timedelta(days=days) for days in (-2, -9, 3)]
    registry.register(Source("a", "A", lambda _actor: [task("to", days[0]), task("snart", days[2])]))
    registry.register(Source("b", "B", lambda _actor: [task("ni", days[1]), task("aldrig", None)]))
    assert [(one.key, one.source) for one in waiting(ME)] == [
        ("ni", "b"),
        ("to", "a"),
        ("snart", "a"),
        ("aldrig", "b"),
    ]


def test_a_consultation_due_in_five_days_hurts_more_than_a_status_due_in_a_year() -> None:
    def due(days: int) -> dt.date:
        return DAY + dt.timedelta(days=days)

    order = [
        (due(-9), ""),
        (due(-1), "ownerless"),
        (DAY, ""),
        (due(5), ""),
        (due(7), "off_track"),
        (due(400), "ownerless"),
        (None, "stale"),
        (due(20), "off_track"),
        (due(8), "slipping"),
        (due(8), "on_track"),
        (due(400), ""),
        (None, ""),
    ]
    pains = [pain_of(day, DAY, state) for day, state in order]
    assert pains == sorted(pains)
    assert len(set(pains)) == len(pains)


def test_one_thing_stands_once_with_its_worst_pain() -> None:
    registry.register(Source("a", "A", lambda _actor: [task("x", DAY, (LATER, 0))]))
    registry.register(Source("b", "B", lambda _actor: [task("x", DAY, (1, 0))]))
    assert [(one.key, one.pain) for one in waiting(ME)] == [("x", (1, 0))]


@pytest.mark.parametrize(("days", "over"), [(-3, 3), (0, 0), (5, 0)])
def test_days_over_the_deadline(days: int, over: int) -> None:
    assert task("x", DAY + dt.timedelta(days=days)).overdue_days(DAY) == over


def test_what_has_no_deadline_is_never_over_it() -> None:
    assert task("x", None).overdue_days(DAY) == 0


def test_a_source_has_its_label_and_is_replaced_by_one_of_its_name() -> None:
    registry.register(Source("a", "Før", lambda _actor: []))
    registry.register(Source("a", "Nu", lambda _actor: []))
    assert registry.label_of("a") == "Nu"
