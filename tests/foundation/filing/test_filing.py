"""Case numbers, what is filed, what is left to file, and the package for the case system."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import zipfile
from typing import Any
from xml.sax.saxutils import escape

import pytest
from django.test import Client

import factories
from kernespor.domains.strategy.models import UnitPlan
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.comments import actions as comments
from kernespor.foundation.files import actions as files
from kernespor.foundation.filing import actions, patterns
from kernespor.foundation.filing.enums import FilingStatus
from kernespor.foundation.filing.package import package_of
from kernespor.foundation.filing.permissions import can_file, can_set_pattern
from kernespor.foundation.filing.policies import can_number
from kernespor.foundation.filing.selectors import filing_of, last_system, masks_on, patterns_on, unfiled
from kernespor.foundation.memory import keeping
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.refusals import NotNow, StaleWrite
from kernespor.foundation.ui import tables

CONCLUDED = "oekonomi-stab-2024-2025.docx"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def plan(sporkoebing: dict[str, Any]) -> UnitPlan:
    del sporkoebing
    return factories.plan_of_file(CONCLUDED)


def file_it(plan: UnitPlan, **more: Any) -> Any:
    given = {
        "actor": factories.actor("oekonomichef"), "row": plan, "seen": filing_of(plan).version,
        "system": "Sagssystemet", "record_number": "17", "on": factories.DAY, **more,
    }  # fmt: skip
    return actions.file(**given)


@pytest.mark.parametrize(
    ("mask", "number", "fits"),
    [
        ("00/0…", "26/1234", True),
        ("00/0…", "26/1", True),
        ("00/0…", "26/", False),
        ("00/0…", "6/1", False),
        ("00/0…", "x26/1", False),
        ("00.00.00-X00-0…-00", "27.15.00-P22-17-26", True),
        ("00.00.00-X00-0…-00", "27.15.00-p22-17-26", True),
        ("00.00.00-X00-0…-00", "27.15.00-222-17-26", False),
        ("EMN-0000-00000", "EMN-2026-00123", True),
        ("X…", "ÆØ", True),
        ("(0)*", "(1)*", True),
        ("(0)*", "1", False),
    ],
)
def test_a_number_has_its_pattern_or_not(mask: str, number: str, fits: bool) -> None:  # noqa: FBT001 - a table
    assert patterns.fits(number, mask) is fits


@pytest.mark.parametrize("mask", ["00/0…", "00.00.00-X00-0…-00", "X…-0", "EMN-0000-00000"])
def test_the_example_of_a_pattern_has_it(mask: str) -> None:
    assert patterns.fits(patterns.example(mask), mask)


@pytest.mark.parametrize(
    ("mask", "bad"), [("", True), ("abc", True), ("…0", True), ("0-…", True), ("0…", False), ("0……", True)]
)
def test_what_is_no_pattern(mask: str, bad: bool) -> None:  # noqa: FBT001 - a table
    assert patterns.problem(mask) is bad


def test_a_number_is_held_against_the_patterns_of_the_day(plan: UnitPlan) -> None:
    head, secretary = factories.actor("oekonomichef"), factories.actor("politisk.sekretariat")
    assert can_number("hvad som helst", [])
    (own,) = patterns_on(factories.DAY)
    actions.end_pattern(actor=secretary, pattern=own, last=factories.DAY - dt.timedelta(days=1))
    pattern = actions.set_pattern(actor=secretary, mask="00/0…", source="Planen", first=factories.DAY)
    assert masks_on(factories.DAY) == ["00/0…"]
    with pytest.raises(NotNow, match="wrong_number") as refused:
        actions.number_case(actor=head, row=plan, seen=1, case_number="forkert")
    assert "12/345" in refused.value.reason
    assert actions.number_case(actor=head, row=plan, seen=1, case_number=" 26/77 ").case_number == "26/77"
    with pytest.raises(NotNow, match="ends_before"):
        actions.end_pattern(actor=secretary, pattern=pattern, last=factories.DAY.replace(year=2025))
    actions.end_pattern(actor=secretary, pattern=pattern, last=factories.DAY)
    assert masks_on(factories.DAY.replace(month=12)) == []
    with pytest.raises(NotNow, match="wrong_mask"):
        actions.set_pattern(actor=secretary, mask="abc", source="Planen", first=factories.DAY)


def test_filed_it_leaves_the_list_and_taken_back_it_returns(
    plan: UnitPlan, django_assert_max_num_queries: Any
) -> None:
    reader, tree = factories.actor("hrkonsulent"), tree_on(factories.DAY)

    def titles() -> list[str]:
        return [one.title for one in unfiled(reader, tree, kind="strategy.unitplan")]

    assert str(plan) in titles()
    filed = file_it(plan)
    assert filed.filed_by_label == factories.actor("oekonomichef").label
    with keeping(reads_only=True):
        tree_on(factories.DAY)  # as in every request: who is asking is known from it
        with django_assert_max_num_queries(2):
            assert str(plan) not in titles()
    assert last_system(reader) == "Sagssystemet"
    with pytest.raises(NotNow, match="wrong_status"):
        file_it(plan)
    head = factories.actor("oekonomichef")
    with pytest.raises(NotNow, match="reason_needed"):
        actions.undo(actor=head, row=plan, seen=filed.version, why="")
    undone = actions.undo(actor=head, row=plan, seen=filed.version, why="Forkert sag")
    assert (undone.status, undone.filed_on) == (FilingStatus.NOT_FILED, None)
    assert AuditEvent.objects.get(verb="filing.undone").why == "Forkert sag"
    assert str(plan) in titles()
    assert unfiled(reader, tree, under=frozenset()) == []


def test_a_long_list_is_turned_and_its_spreadsheet_is_whole(
    plan: UnitPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "PER_PAGE", 1)
    waiting = unfiled(factories.actor("oekonomichef"), tree_on(factories.DAY))
    assert plan.pk in {one.ref.pk for one in waiting}
    client = Client()
    client.force_login(factories.account("oekonomichef"), backend=BACKEND)
    seen = []
    for number, one in enumerate(waiting, start=1):
        page = client.get("/sager/", {"side": number})
        seen += page.context["pages"].rows
        assert f'href="{one.url}"' in page.content.decode()
    assert seen == waiting
    book = zipfile.ZipFile(io.BytesIO(client.get("/sager/excel/", {"side": 1}).content))
    words = book.read("xl/sharedStrings.xml").decode()
    assert all(f">{escape(one.title)}<" in words for one in waiting)


def test_nothing_is_filed_in_the_future(plan: UnitPlan) -> None:
    with pytest.raises(NotNow, match="filed_in_future"):
        file_it(plan, on=factories.DAY.replace(year=2027))


def test_two_who_number_the_same_case_lose_nothing(plan: UnitPlan) -> None:
    head, controller = factories.actor("oekonomichef"), factories.actor("controller.stab")
    seen = filing_of(plan).version
    actions.number_case(actor=head, row=plan, seen=seen, case_number="26/1")
    with pytest.raises(StaleWrite) as stale:
        actions.number_case(actor=controller, row=plan, seen=seen, case_number="26/2")
    assert stale.value.theirs.case_number == "26/1"
    assert filing_of(plan).case_number == "26/1"


def test_the_form_that_came_late_shows_both_numbers(plan: UnitPlan) -> None:
    client = Client()
    client.force_login(factories.account("oekonomichef"), backend=BACKEND)
    url = f"/sager/plan/{plan.pk}/"
    assert client.post(f"{url}nummer/", {"version": 1, "case_number": "26/1"}).status_code == 302
    late = client.post(f"{url}nummer/", {"version": 1, "case_number": "26/2"})
    text = late.content.decode()
    assert late.status_code == 422
    assert "En anden har gemt" in text
    assert "26/1" in text
    assert 'value="26/2"' in text
    again = late.context["number_form"]["version"].value()
    assert client.post(f"{url}nummer/", {"version": again, "case_number": "26/2"}).status_code == 302
    assert filing_of(plan).case_number == "26/2"


def test_who_may(plan: UnitPlan) -> None:
    assert can_file(factories.actor("controller.stab"), plan)
    assert not can_file(factories.actor("hrkonsulent"), plan)
    assert not can_file(factories.actor("borger"), plan)
    assert can_set_pattern(factories.actor("administrator"))
    assert not can_set_pattern(factories.actor("sekretaer.boernunge"))


def test_the_package_holds_every_document_and_says_what_each_is(plan: UnitPlan) -> None:
    head = factories.actor("oekonomichef")
    actions.number_case(actor=head, row=plan, seen=1, case_number="26/1234")
    files.attach(actor=head, row=plan, files=[("Høring.txt", "Svar på æ".encode())], note="Høringssvar")
    taken = files.attach(actor=head, row=plan, files=[("væk.txt", b"x")])[0]
    files.take_off(actor=head, attachment=taken, row=plan, why="Forkert")
    comments.comment(actor=head, row=plan, text="En kommentar")
    content = package_of(head, plan)
    assert content == package_of(head, plan)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = packed.namelist()
        described = json.loads(packed.read("sag.json"))
        index = list(
            csv.DictReader(io.StringIO(packed.read("indeks.csv").decode("utf-8-sig")), delimiter=";")
        )
        documents = {name: packed.read(name) for name in names if name.startswith("dokumenter/")}
    assert [name.rpartition(".")[2] for name in documents] == ["docx", "pdf", "docx", "txt"]
    assert described["filing"]["case_number"] == "26/1234"
    assert described["object"]["unit"]["code"] == "OS"
    assert [one["text"] for one in described["comments"]] == ["En kommentar"]
    for one, row in zip(described["documents"], index, strict=True):
        assert one["sha256"] == row["SHA-256"] == hashlib.sha256(documents[one["file"]]).hexdigest()
        assert one["bytes"] == len(documents[one["file"]])
    assert documents["dokumenter/04-Hoering.txt"].decode() == "Svar på æ"
    assert index[3]["Titel"] == "Høringssvar"


def test_patterns_are_kept_on_their_page(sporkoebing: dict[str, Any]) -> None:
    del sporkoebing
    client = Client()
    client.force_login(factories.account("politisk.sekretariat"), backend=BACKEND)
    data = {"mask": "0-0…", "source": "Journalplanen", "first": "1-1-2026"}
    assert client.post("/sager/sagsnumre/", {**data, "mask": "abc"}).status_code == 422
    assert client.post("/sager/sagsnumre/", data).status_code == 302
    page = client.get("/sager/sagsnumre/")
    assert "fx 1-234" in page.content.decode()
    pattern = page.context["patterns"][-1][0]
    end = f"/sager/sagsnumre/{pattern.pk}/slut/"
    assert client.post(end, {f"slut-{pattern.pk}-last": "1-1-2020"}).status_code == 422
    assert client.post(end, {f"slut-{pattern.pk}-last": "31-12-2026"}).status_code == 302
    assert "31. december 2026" in client.get("/sager/sagsnumre/").content.decode()
