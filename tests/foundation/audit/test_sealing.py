"""Sealed events: whatever is changed in the database afterwards is found, and where."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

import factories
from kernespor.connectors.organisation import RoleRow
from kernespor.foundation.access.actor import Actor, system
from kernespor.foundation.audit import actions, heads
from kernespor.foundation.audit.digests import canonical, event_digest, head_of, leaves_of, payload_digest
from kernespor.foundation.audit.models import AuditEvent, AuditSeal
from kernespor.foundation.audit.verifying import MOST_FINDINGS, verify
from kernespor.foundation.audit.words import by_words
from kernespor.foundation.audit.writing import change
from kernespor.foundation.jobs.actions import enqueue, run_now
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.refusals import NotNow, NotPermitted, StaleWrite
from kernespor.site.cli import main

pytestmark = pytest.mark.django_db
EMPTIES = "UPDATE audit_auditevent SET erased_by = 2, why = '', actor = '', subject = '', words = ''"
WE = system("Prøven", factories.DAY)


@pytest.fixture(autouse=True)
def heads_file(tmp_path: Path, settings: Any) -> Path:
    settings.AUDIT_HEADS = tmp_path / "udenfor" / "heads.log"
    return settings.AUDIT_HEADS


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "BATCH", 4)


def happen(number: int, start: int = 0) -> list[int]:
    """Let something happen a number of times; return the numbers of the events."""
    for place in range(start, start + number):
        with change(actor=WE, verb="accounts.opened", why=f"Grund {place}") as act:
            act.subject = act.create(Person, code=f"p{place}", name=f"Navn {place}")
    return list(AuditEvent.objects.order_by("pk").values_list("pk", flat=True))[-number:]


class Intruder:
    """Someone who may do anything in the database, and first of all take away what hinders them."""

    EVENT = ("audit_event_stays", "audit_event_kept")
    SEAL = ("audit_seal_stays", "audit_seal_kept")

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            for table, names in (("audit_auditevent", self.EVENT), ("audit_auditseal", self.SEAL)):
                for name in names:
                    if connection.vendor == "postgresql":
                        cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
                    else:
                        cursor.execute(f"DROP TRIGGER IF EXISTS {name}")

    @staticmethod
    def do(statement: str, *values: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)


@pytest.fixture
def intruder(db: None) -> Iterator[Intruder]:
    """In a savepoint, after which the database has its triggers again (SQLite undoes that too)."""
    del db
    happen(10)
    actions.seal()
    with transaction.atomic():
        yield Intruder()
        transaction.set_rollback(True)


def said(after: int = 0) -> list[tuple[str, int | None]]:
    return [
        (finding.code, finding.params.get("event", finding.params.get("number")))  # type: ignore[misc]
        for finding in verify(after=after).findings
    ]


def reseal(first: int) -> None:
    """Compute the chain anew from a seal on, as an intruder would who knows how it is made."""
    previous = AuditSeal.objects.filter(number=first - 1).values_list("head", flat=True).first() or ""
    for seal in AuditSeal.objects.filter(number__gte=first).order_by("number"):
        events = list(AuditEvent.objects.filter(pk__gte=seal.first_id, pk__lte=seal.last_id).order_by("pk"))
        for event in events:
            event.payload_digest = payload_digest(event)
            Intruder.do(
                "UPDATE audit_auditevent SET payload_digest = %s WHERE id = %s",
                event.payload_digest,
                event.pk,
            )
        seal.leaves = leaves_of((event.pk, event_digest(event)) for event in events)
        seal.count, seal.previous = len(events), previous
        seal.head = previous = head_of(seal)
        AuditSeal.objects.filter(pk=seal.pk).update(
            leaves=seal.leaves, count=seal.count, previous=seal.previous, head=seal.head
        )


def test_events_are_sealed_in_batches_and_the_heads_stand_outside(heads_file: Path) -> None:
    numbers = happen(10)
    told: list[tuple[int, int]] = []
    assert actions.seal(told=lambda done, total: told.append((done, total))) == 10
    assert told == [(4, 10), (8, 10), (10, 10)]
    seals = list(AuditSeal.objects.all())
    assert [seal.count for seal in seals] == [4, 4, 2]
    assert (seals[0].first_id, seals[-1].last_id, seals[1].previous) == (1, numbers[-1], seals[0].head)
    assert str(seals[2]) == "3"
    lines = [json.loads(line) for line in heads_file.read_text(encoding="utf-8").splitlines()]
    assert [line["head"] for line in lines] == [seal.head for seal in seals]
    verdict = verify()
    assert (verdict.seals, verdict.events, verdict.unsealed, verdict.findings) == (3, 10, 0, ())
    happen(2, 10)
    assert verify().unsealed == 2
    assert (verify(after=2).events, verify(after=2).findings) == (2, ())
    assert actions.seal() == 2
    assert actions.seal() == 0


def test_a_changed_word_is_found(intruder: Intruder) -> None:
    changed = list(AuditEvent.objects.order_by("pk").values_list("pk", flat=True))
    intruder.do("UPDATE audit_auditevent SET why = %s WHERE id = %s", "En anden grund", changed[1])
    assert said() == [("event_changed", changed[1])]
    intruder.do("UPDATE audit_auditevent SET person_id = 7 WHERE id = %s", changed[6])
    assert said() == [("event_changed", changed[1]), ("event_changed", changed[6])]
    assert said(after=1) == [("event_changed", changed[6])]


def test_a_changed_word_with_its_digest_is_found(intruder: Intruder) -> None:
    event = AuditEvent.objects.order_by("pk")[2]
    event.rows[0]["after"]["name"] = "En anden"
    intruder.do(
        "UPDATE audit_auditevent SET rows = %s, payload_digest = %s WHERE id = %s",
        json.dumps(event.rows),
        payload_digest(event),
        event.pk,
    )
    assert said() == [("event_changed", event.pk)]


def test_a_removed_event_is_found(intruder: Intruder) -> None:
    gone = AuditEvent.objects.order_by("pk")[5].pk
    intruder.do("DELETE FROM audit_auditevent WHERE id = %s", gone)
    assert said() == [("event_removed", gone)]


def test_an_inserted_event_is_found(intruder: Intruder) -> None:
    first, second = AuditEvent.objects.order_by("pk")[:2]
    intruder.do("DELETE FROM audit_auditevent WHERE id = %s", second.pk)
    reseal(1)
    for head in AuditSeal.objects.all():  # an honest file for a gap between two numbers
        assert head.head
    heads.path().write_text("", encoding="utf-8")
    heads.append(
        heads.Head(one.number, one.head, one.last_id, one.sealed_at.isoformat())
        for one in AuditSeal.objects.all()
    )
    assert said() == []
    AuditEvent(
        pk=second.pk, at=first.at, actor="Ingen", verb="accounts.opened", payload_digest="0" * 64
    ).save(force_insert=True)
    assert said() == [("event_inserted", second.pk)]


def test_two_events_that_changed_places_are_found(intruder: Intruder) -> None:
    one, other = list(AuditEvent.objects.order_by("pk").values_list("pk", flat=True))[:2]
    for old, new in ((one, 900_000), (other, one), (900_000, other)):
        intruder.do("UPDATE audit_auditevent SET id = %s WHERE id = %s", new, old)
    assert said() == [("event_moved", one), ("event_moved", other)]


def test_a_removed_tail_is_found_by_the_file_alone(intruder: Intruder) -> None:
    last = AuditSeal.objects.order_by("number").last()
    assert last is not None
    intruder.do("DELETE FROM audit_auditevent WHERE id >= %s", last.first_id)
    intruder.do("DELETE FROM audit_auditseal WHERE number = 3")
    assert said() == [("seal_removed", last.last_id)]
    with pytest.raises(NotNow, match="heads_differ"):
        actions.seal()


def test_a_chain_that_is_computed_anew_is_found_by_the_file_alone(intruder: Intruder) -> None:
    event = AuditEvent.objects.order_by("pk")[5]
    intruder.do("UPDATE audit_auditevent SET why = 'Løgn' WHERE id = %s", event.pk)
    reseal(2)
    assert said() == [("head_differs", 2), ("head_differs", 3)]
    kept = heads.path().read_text(encoding="utf-8")
    heads.path().write_text("", encoding="utf-8")
    assert said() == [("head_missing", 1), ("head_missing", 2), ("head_missing", 3)]
    heads.path().write_text(kept, encoding="utf-8")
    with pytest.raises(NotNow):
        actions.seal()


def test_a_seal_that_is_changed_or_gone_is_found(intruder: Intruder) -> None:
    intruder.do("UPDATE audit_auditseal SET count = 3 WHERE number = 2")
    assert said() == [("seal_changed", 2)]
    intruder.do("DELETE FROM audit_auditseal WHERE number = 2")
    assert said() == [("seal_missing", 2), ("chain_broken", 3)]


def test_a_line_of_the_file_that_is_none_or_says_something_else_is_found(heads_file: Path) -> None:
    happen(2)
    actions.seal()
    good = heads_file.read_text(encoding="utf-8")
    heads_file.write_text(f"{good}ikke en linje\n{good.replace('head', 'hoved')}", encoding="utf-8")
    assert [finding.place.line for finding in verify().findings] == [2, 3]
    other = json.loads(good) | {"head": "0" * 64}
    heads_file.write_text(good + json.dumps(other) + "\n", encoding="utf-8")
    assert [finding.code for finding in verify().findings] == ["heads_unreadable"]
    with pytest.raises(NotNow):
        actions.seal()


def test_no_more_is_listed_than_one_can_read(intruder: Intruder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kernespor.foundation.audit.verifying.MOST_FINDINGS", 3)
    intruder.do("UPDATE audit_auditevent SET why = 'x'")
    assert MOST_FINDINGS > 3
    assert len(said()) == 3


def test_a_seal_made_when_the_machine_stopped_gets_its_head_next_time(
    heads_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    happen(4)
    with monkeypatch.context() as stopped:
        stopped.setattr(heads, "append", lambda _lines: None)
        actions.seal()
    assert not heads_file.exists()
    assert said() == [("head_missing", 1)]
    assert actions.seal() == 0
    assert said() == []


def test_the_job_seals_and_the_command_verifies(capsys: pytest.CaptureFixture[str]) -> None:
    happen(5)
    run_now(enqueue(actor=WE, job="audit.seal"))
    assert AuditSeal.objects.exists()
    happen(1, 5)
    assert main(["audit", "seal"]) == 0
    assert "Forseglede hændelser" in capsys.readouterr().out
    assert main(["audit", "verify"]) == 0
    assert "Intet er ændret" in capsys.readouterr().out
    heads.path().write_text("", encoding="utf-8")
    assert main(["audit", "verify", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["findings"][0]["code"] == "head_missing"
    heads.path().write_text("x\n", encoding="utf-8")
    assert main(["audit", "verify"]) == 1
    assert "[heads_unreadable] Linje 1" in capsys.readouterr().out
    assert main(["audit", "seal"]) == 1
    assert main(["audit", "verify", "--after", "99"]) == 2
    assert "Der er ingen forsegling 99" in capsys.readouterr().err


def test_the_database_itself_refuses_to_change_or_remove_an_event() -> None:
    (number,) = happen(1)
    actions.seal()
    for statement in (
        "UPDATE audit_auditevent SET why = 'x' WHERE id = %s",
        f"{EMPTIES} WHERE id = %s",  # with its rows: that is no erasure
        f"{EMPTIES}, rows = '[]', verb = 'x' WHERE id = %s",
        "DELETE FROM audit_auditevent WHERE id = %s",
        "UPDATE audit_auditseal SET count = 0 WHERE last_id = %s",
        "DELETE FROM audit_auditseal WHERE last_id = %s",
    ):
        with pytest.raises(DatabaseError, match="only added"), transaction.atomic():
            Intruder.do(statement, number)
    assert AuditEvent.objects.get(pk=number).why == "Grund 0"


@pytest.fixture
def admin() -> Actor:
    since = dt.date(2020, 1, 1)
    factories.house(RoleRow("head", "administrator", "SK", includes_below=True, valid_from=since))
    return factories.actor("head")


def test_a_payload_is_erased_and_the_chain_still_holds(admin: Actor) -> None:
    numbers = happen(5)
    actions.seal()
    event = AuditEvent.objects.get(pk=numbers[1])
    assert list(by_words(AuditEvent.objects, "navn 1").values_list("pk", flat=True)) == [event.pk]
    digest = event.payload_digest
    actions.erase(actor=admin, event=event, why=" Bad om det ")
    event = AuditEvent.objects.get(pk=event.pk)
    assert (event.actor, event.subject, event.why, event.rows) == ("", "", "", [])
    assert event.words == f"organisation.person:{event.subject_id}"
    assert event.payload_digest == digest
    by = AuditEvent.objects.get(pk=event.erased_by)
    assert (by.verb, by.subject_id, by.why, by.subject) == (
        "audit.erased", event.pk, "Bad om det", f"Hændelse {event.pk}",
    )  # fmt: skip
    assert "Navn 1" not in json.dumps(by.rows)
    assert not by_words(AuditEvent.objects, "navn 1").exists()
    assert said() == []
    actions.seal()
    assert said() == []


def test_who_may_erase_and_when(admin: Actor) -> None:
    (number,) = happen(1)
    event = AuditEvent.objects.get(pk=number)
    with pytest.raises(NotPermitted):
        actions.erase(actor=WE, event=event, why="x")
    with pytest.raises(NotNow, match="reason_needed"):
        actions.erase(actor=admin, event=event, why=" ")
    actions.erase(actor=admin, event=event, why="Bad om det")
    with pytest.raises(StaleWrite):  # read before somebody else erased it
        actions.erase(actor=admin, event=event, why="Bad om det")
    with pytest.raises(NotNow, match="erased_already"):
        actions.erase(actor=admin, event=factories.again(event), why="Bad om det")


def test_an_event_that_was_emptied_without_a_word_is_found(intruder: Intruder) -> None:
    event = AuditEvent.objects.order_by("pk")[0]
    intruder.do(
        f"{EMPTIES}, rows = '[]' WHERE id = %s",
        event.pk,
    )
    assert said() == [("erased_unsaid", event.pk)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ({"a": 1.0}, {"a": 1}),
        ({"a": [1e16, True, None]}, {"a": [10**16, True, None]}),
        ({"a": 0.1}, {"a": 0.10}),
    ],
)
def test_the_same_has_the_same_digest_whatever_a_database_makes_of_it(one: Any, other: Any) -> None:
    assert canonical(one) == canonical(other)
    assert canonical(one) != canonical({"a": "1"})
