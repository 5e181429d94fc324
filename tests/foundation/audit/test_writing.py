"""Every write and its event are one: both are there, or neither."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

import factories
from kernespor.domains.strategy.models import Goal, LastSeen, PriorityArea, UnitPlan
from kernespor.foundation.access.actor import system
from kernespor.foundation.audit import verbs, words
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.audit.words import by_words
from kernespor.foundation.audit.writing import change
from kernespor.foundation.files.store import keep
from kernespor.foundation.organisation.models import Person, Unit
from kernespor.foundation.refusals import StaleWrite

pytestmark = pytest.mark.django_db
WE = system("Prøven", factories.DAY)
VERB = "accounts.opened"


def act(**more: Any) -> Any:
    return change(actor=WE, verb=VERB, **more)


def add_plan(**fields: Any) -> UnitPlan:
    first = dt.date(2026, 1, 1)
    with act() as one:
        unit = one.create(Unit, code=fields.pop("code", "OS"))
        return one.create(
            UnitPlan, unit=unit, title="Plan", unit_name="OS", period_from=first, expected_from=first,
            period_to=dt.date(2026, 12, 31), **fields,
        )  # fmt: skip


def the_event() -> AuditEvent:
    return AuditEvent.objects.order_by("-id")[0]


def test_the_row_and_its_event_are_written_together() -> None:
    with act(why="Fordi") as one:
        row = one.create(Person, code="p", name="Mette Lund")
        one.subject = row
    event = AuditEvent.objects.get()
    assert (event.actor, event.verb, event.why, event.subject) == ("Prøven", VERB, "Fordi", "Mette Lund")
    assert (event.subject_type, event.subject_id, event.at) == ("organisation.person", row.pk, one.at)
    assert event.rows == [
        {
            "row": f"organisation.person:{row.pk}",
            "before": {},
            "after": {"code": "p", "name": "Mette Lund"},
        }
    ]
    assert str(event) == f"Hændelse {event.pk}"


def test_an_exception_takes_both_back() -> None:
    def fail() -> None:
        with act() as one:
            one.create(Person, code="p", name="Mette Lund")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not Person.objects.exists()
    assert not AuditEvent.objects.exists()


def test_an_event_that_cannot_be_written_takes_the_rows_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise IntegrityError

    monkeypatch.setattr(AuditEvent, "save", fail)
    with pytest.raises(IntegrityError), transaction.atomic(), act() as one:
        one.create(Person, code="p", name="Mette Lund")
    assert not Person.objects.exists()


def test_without_a_write_there_is_no_event() -> None:
    row = factories_person()
    before = AuditEvent.objects.count()
    with act(about=row) as one:
        one.update(row, name=row.name)
    assert AuditEvent.objects.count() == before
    assert factories.again(row).version == row.version == 1


def factories_person(**fields: Any) -> Person:
    with act() as one:
        return one.create(Person, code=fields.pop("code", "p"), name="Mette Lund", **fields)


def test_many_rows_are_one_event() -> None:
    with act() as one:
        rows = one.create_many(Person, [Person(code=f"p{number}", name="N") for number in range(700)])
    event = AuditEvent.objects.get()
    assert len(event.rows) == len(rows) == Person.objects.count() == 700
    assert [row["row"] for row in event.rows] == [f"organisation.person:{row.pk}" for row in rows]
    assert set(event.rows[0]["after"]) == {"version", "code", "name", "title", "email"}


def test_a_verb_without_a_word_is_refused_before_anything_is_written() -> None:
    with pytest.raises(KeyError), change(actor=WE, verb="accounts.unheard_of") as one:
        one.create(Person, code="p", name="Mette Lund")
    assert not Person.objects.exists()
    assert "accounts.unheard_of" not in verbs.known()
    assert {VERB, "strategy.status_given"} <= verbs.known()


def test_before_and_after_keep_the_labels_of_their_time() -> None:
    creator = factories_person()
    plan = add_plan(created_by=creator)
    assert the_event().rows[-1]["after"]["created_by"] == {"id": creator.pk, "label": "Mette Lund"}
    with act() as one:
        one.update(creator, name="Mette Holm")
    other = factories_person(code="q")
    with act(about=plan) as one:
        one.update(plan, created_by=other, title="Ny titel")
    row = the_event().rows[0]
    assert row["before"]["title"] == "Plan"
    assert row["after"] == {"created_by": {"id": other.pk, "label": "Mette Lund"}, "title": "Ny titel"}
    assert the_event().rows[0]["before"]["created_by"]["label"] == "Mette Holm"


def test_a_key_without_its_row_is_kept_as_a_key() -> None:
    creator = factories_person()
    plan = add_plan()
    with act() as one:
        one.create(LastSeen, plan=plan, person_id=creator.pk, on=factories.DAY, before=factories.DAY)
    after = the_event().rows[0]["after"]
    assert after["person_id"] == creator.pk
    assert after["on"] == "2026-11-20"


def test_a_file_is_named_in_the_event_but_its_bytes_are_not() -> None:
    with act() as one:
        stored = keep(one, name="plan.docx", content=b"\x00\xff" * 50, actor=WE)
    after = the_event().rows[0]["after"]
    assert after["content"] == "100 bytes"
    assert after["sha256"] == stored.sha256
    assert after["uploaded_by"] == "Prøven"


def test_an_update_raises_the_version_of_a_row_that_has_one() -> None:
    row = factories_person()
    with act(about=row) as one:
        assert one.update(row, seen=1, name="Ny", title="Chef") is row
    assert (row.version, factories.again(row).version, factories.again(row).name) == (2, 2, "Ny")
    assert the_event().rows[0]["before"] == {"name": "Mette Lund", "title": ""}


def test_whoever_saw_an_older_version_is_refused_and_gets_what_stands_there() -> None:
    row = factories_person()
    with act() as one:
        one.update(row, name="Min")
    with pytest.raises(StaleWrite) as refusal, act() as one:
        one.update(row, seen=1, name="Din")
    assert refusal.value.theirs.name == "Min"
    assert "En anden har gemt" in refusal.value.reason
    assert factories.again(row).name == "Min"


def test_a_row_read_before_another_saved_is_refused_even_if_nobody_says_what_they_saw() -> None:
    mine, theirs = factories_person(), None
    theirs = factories.again(mine)
    with act() as one:
        one.update(theirs, name="Deres")
    before = AuditEvent.objects.count()
    with pytest.raises(StaleWrite) as refusal, act() as one:
        one.update(mine, name="Min")
    assert refusal.value.theirs.name == "Deres"
    assert AuditEvent.objects.count() == before


def test_a_row_that_is_gone_is_said_to_be_gone() -> None:
    mine = factories_person()
    with act() as one:
        one.delete(factories.again(mine))
    with pytest.raises(StaleWrite) as refusal, act() as one:
        one.update(mine, name="Min")
    assert refusal.value.theirs is None


def test_a_transition_holds_only_from_the_status_it_leaves() -> None:
    plan = add_plan()
    UnitPlan.objects.filter(pk=plan.pk).update(status="concluded")
    with pytest.raises(StaleWrite) as refusal, act() as one:
        one.update(plan, where={"status": "draft"}, status="in_force")
    assert refusal.value.theirs.status == "concluded"
    assert factories.again(plan).status == "concluded"


def test_touching_raises_the_revision_and_is_no_event_of_its_own() -> None:
    plan = add_plan()
    before = AuditEvent.objects.count()
    with act(about=plan) as one:
        one.touch(plan)
        one.touch(plan)
    assert factories.again(plan).revision == plan.revision + 2
    assert AuditEvent.objects.count() == before


def test_what_is_removed_stays_in_the_event() -> None:
    row = factories_person(title="Chef")
    key = row.pk
    with act() as one:
        one.delete(row)
    assert not Person.objects.exists()
    assert the_event().rows == [
        {
            "row": f"organisation.person:{key}",
            "before": {"version": 1, "code": "p", "name": "Mette Lund", "title": "Chef", "email": ""},
            "after": {},
        }
    ]


def test_an_act_has_one_moment_for_all_it_writes() -> None:
    moment = dt.datetime(2026, 1, 2, 3, tzinfo=dt.UTC)
    with act(at=moment) as one:
        keep(one, name="a.md", content=b"a", actor=WE)
    assert the_event().at == moment
    assert the_event().rows[0]["after"]["uploaded_at"].startswith("2026-01-02T03:00")


def test_an_act_within_an_act_that_fails_takes_both_back() -> None:
    def fail() -> None:
        with act() as outer:
            row = outer.create(Person, code="p", name="Mette Lund")
            with act() as inner:
                inner.update(row, seen=7, name="Ny")

    with pytest.raises(StaleWrite):
        fail()
    assert not Person.objects.exists()
    assert not AuditEvent.objects.exists()


def test_who_acts_for_another_is_named_and_so_is_the_other() -> None:
    row = factories_person()
    doer = dataclasses.replace(WE, label="B på vegne af A" + "!" * 300, person_id=7, doer_id=9)
    with change(actor=doer, verb=VERB, about=row) as one:
        one.update(row, name="Ny")
    event = the_event()
    assert (event.person_id, event.doer_id, event.actor[:15]) == (7, 9, "B på vegne af A")
    with change(actor=dataclasses.replace(doer, doer_id=7), verb=VERB, about=row) as one:
        one.update(row, name="Nyere")
    assert the_event().doer_id is None


def test_an_event_keeps_the_unit_of_what_it_is_about() -> None:
    plan = add_plan()
    with act(about=plan) as one:
        one.update(plan, title="Ny")
    assert the_event().unit_id == plan.unit_id
    goal = None
    with act() as one:
        area = one.create(PriorityArea, plan=plan, position=1)
        goal = one.create(Goal, area=area, position=1, title="Mål")
        one.subject = goal
    assert the_event().unit_id == plan.unit_id
    with act() as one:
        one.subject = goal
        one.delete(goal)
    assert the_event().unit_id is None


@pytest.mark.parametrize("forms", [words.MOST_FORMS, 0])
def test_an_event_is_found_by_its_objects_and_by_its_words(
    forms: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "MOST_FORMS", forms)
    row = factories_person()
    with act(about=row, why="Ålborg-dækning: »æblegrød«") as one:
        one.update(row, name="Søren O'Neill_x")
    event = the_event()
    assert event.words.split()[0] == f"organisation.person:{row.pk}"
    for found in ("åLBORG", "dæk æbleg", "o'neill", "a" * 0, "«»"):
        assert event in by_words(AuditEvent.objects.all(), found)
    for missed in ("alborg", "æblegrøden", "ø"):
        assert event not in by_words(AuditEvent.objects.all(), missed)
    assert AuditEvent.objects.filter(words__has=f"organisation.person:{row.pk}").count() == 2
    assert not AuditEvent.objects.filter(words__has=f"organisation.person:{row.pk}1").exists()


def test_postgresql_is_asked_in_its_own_language() -> None:
    asked = by_words(AuditEvent.objects.all(), "kort plan").query.where.children[0]
    sql, values = asked.as_postgresql(None, None)
    assert (sql, values) == ("audit_auditevent.words_vector @@ %s::tsquery", ["'kort':* & 'plan':*"])
