"""Pages of indicators: how many questions they ask, what they keep typed, and what nobody else may see."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import factories
from domains.strategy.indicators.indicator_world import (
    ASSESSED,
    DAY,
    MEASURED,
    MILESTONE,
    cells,
    closed_measure,
    follow,
    forget,
    head,
    house,
    indicator_of,
    own,
)
from kernespor.domains.strategy.actions import indicators as actions
from kernespor.domains.strategy.actions.indicators import Arrangement
from kernespor.domains.strategy.models import Indicator, IndicatorReading, UnitPlan
from kernespor.foundation.access.actor import system
from kernespor.foundation.ui import tables

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FILE = "oekonomi-stab-2026-2027.docx"
MARK = "4.711"  # what the closed measure shows


def logged_in(code: str) -> Client:
    client = Client()
    client.force_login(factories.account(code), backend=BACKEND)
    return client


@pytest.fixture
def plan() -> UnitPlan:
    house()
    made = factories.plan_in_force(head())
    own(made, "deputy", "head")
    return made


@pytest.fixture
def closed() -> Iterator[str]:
    yield closed_measure().code
    forget("test.closed")


def page_of(plan: UnitPlan, client: Client, *, status: int = 200) -> str:
    answer = client.get(f"/virksomhedsplaner/{plan.pk}/indicator/{indicator_of(plan).pk}/")
    assert answer.status_code == status
    return answer.content.decode()


def test_an_indicator_in_words_alone_says_what_to_do(plan: UnitPlan) -> None:
    text = page_of(plan, logged_in("head"))
    assert "Ingen har sagt, hvordan den følges" in text
    assert f"/indikatorer/{indicator_of(plan).pk}/foelges/" in text
    assert "Kun enhedens leder" in page_of(plan, logged_in("deputy"))


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        ("computed", {"measure": "strategy.goals", "share": "procent", "direction": "up", "target": "80"}),
        ("measured", {"counts": "timer", "direction": "down", "baseline": "1.200,5",
                      "baseline_on": "1-1-2026", "target": "900", "tolerance": "2,5",
                      "deadline": "31-12-2027", "every_months": "3"}),
        ("assessed", {"scale": "Ringe\r\n God \r\nMeget god\r\n", "good_from": "god", "every_months": "6"}),
        ("milestone", {"deadline": "1. juni 2027"}),
    ],
)  # fmt: skip
def test_each_kind_is_chosen_on_a_page_of_its_own(plan: UnitPlan, kind: str, sent: dict[str, str]) -> None:
    client, row = logged_in("head"), indicator_of(plan)
    place = f"/indikatorer/{row.pk}/foelges/"
    assert client.get(f"{place}?kind={kind}").status_code == 200
    answer = client.post(place, {**sent, "kind": kind, "version": row.version})
    assert answer.status_code == 302, answer.content.decode()
    row = indicator_of(plan)
    assert row.kind == kind
    if kind == "measured":
        assert (row.baseline, row.tolerance) == (Decimal("1200.5"), Decimal("2.5"))
    if kind == "assessed":
        assert (row.scale, row.good_from) == (["Ringe", "God", "Meget god"], 1)
    page_of(plan, client)


def test_what_was_typed_stands_when_something_is_wrong(plan: UnitPlan) -> None:
    client, row = logged_in("head"), indicator_of(plan)
    sent = {
        "kind": "measured",
        "counts": "timer",
        "direction": "up",
        "target": "mange",
        "version": row.version,
    }
    answer = client.post(f"/indikatorer/{row.pk}/foelges/", sent)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="mange"' in text
    assert "Skriv et tal, fx 61,4" in text
    assert "Skriv et antal måneder." in text


def test_a_stale_save_shows_both(plan: UnitPlan) -> None:
    client, row = logged_in("head"), indicator_of(plan)
    sent = {"kind": "milestone", "deadline": "1-6-2027", "version": row.version}
    follow(plan, MEASURED)
    answer = client.post(f"/indikatorer/{row.pk}/foelges/", sent)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Nu står der:" in text
    assert "70 %" in text
    assert 'value="1-6-2027"' in text
    assert indicator_of(plan).kind == "measured"


def test_a_reading_is_written_and_drawn(plan: UnitPlan) -> None:
    follow(plan, MEASURED)
    client, row = logged_in("deputy"), indicator_of(plan)
    sent = {"value": "60,5", "on": "20-11-2026", "source": "Regnearket"}
    assert client.post(f"/indikatorer/{row.pk}/laes/", sent).status_code == 302
    text = page_of(plan, client)
    assert "60,5 %" in text
    assert "Tallet følger vejen mod målet, 70 %" in text
    assert "<svg" in text
    assert 'role="img"' in text
    answer = client.post(f"/indikatorer/{row.pk}/laes/", sent | {"value": "mange"})
    assert answer.status_code == 422
    assert 'value="mange"' in answer.content.decode()
    answer = client.post(f"/indikatorer/{row.pk}/laes/", sent | {"value": "61"})
    assert "Skriv, hvorfor det rettes." in answer.content.decode()
    book = cells(client.get(f"/indikatorer/{row.pk}/excel/").content)
    assert book[1][1:3] == ["60,5 %", 60.5]


@pytest.mark.parametrize(
    ("facts", "sent", "shows"),
    [
        (ASSESSED, {"level": "2", "evidence": "To møder"}, "God"),
        (MILESTONE, {"met": "1", "evidence": "Står i referatet"}, "Milepælen blev nået"),
        (MILESTONE, {"met": "0", "evidence": ""}, "Ikke nået endnu"),
    ],
)
def test_judgements_and_milestones_are_written(
    plan: UnitPlan, facts: Arrangement, sent: dict[str, str], shows: str
) -> None:
    follow(plan, facts)
    client, row = logged_in("deputy"), indicator_of(plan)
    answer = client.post(f"/indikatorer/{row.pk}/laes/", {**sent, "on": "20-11-2026"})
    assert answer.status_code == 302, answer.content.decode()
    assert shows in page_of(plan, client)


def everywhere(client: Client, plan: UnitPlan) -> dict[str, str]:
    """Return all that a person can read of a plan's indicator, page by page and file by file."""
    row = indicator_of(plan)
    pages = {
        place: client.get(place).content.decode()
        for place in (
            f"/virksomhedsplaner/{plan.pk}/indicator/{row.pk}/", f"/virksomhedsplaner/{plan.pk}/",
            f"/virksomhedsplaner/{plan.pk}/billede/", f"/virksomhedsplaner/{plan.pk}/historik/",
            "/indikatorer/", f"/indikatorer/?plan={plan.pk}", "/", "/opgaver/", "/soeg/?q=kroner",
            f"/historik/plan/{plan.pk}/", f"/historik/maalindikator/{row.pk}/",
        )
    }  # fmt: skip
    for place in (
        f"/virksomhedsplaner/{plan.pk}/excel/",
        "/indikatorer/excel/",
        f"/indikatorer/{row.pk}/excel/",
    ):
        pages[place] = str(cells(client.get(place).content))
    return pages


def test_what_a_closed_measure_showed_is_nowhere_for_others(plan: UnitPlan, closed: str) -> None:
    follow(plan, Arrangement("computed", measure=closed, direction="down", target=Decimal(5000)))
    actions.keep_readings(actor=system("Kernespor", DAY), day=DAY)
    own(plan, "deputy")
    marks = (MARK, "4711")
    seen = everywhere(logged_in("head"), plan)
    row = indicator_of(plan).pk
    for place in (f"/virksomhedsplaner/{plan.pk}/indicator/{row}/", "/indikatorer/excel/"):
        assert any(mark in seen[place] for mark in marks), place
    for place, text in everywhere(logged_in("deputy"), plan).items():
        assert not any(mark in text for mark in marks), place
    assert "for andre roller end din" in page_of(plan, logged_in("deputy"))


def test_another_measure_does_not_open_what_the_closed_one_showed(plan: UnitPlan, closed: str) -> None:
    follow(plan, Arrangement("computed", measure=closed, direction="down"))
    actions.keep_readings(actor=system("Kernespor", DAY), day=DAY)
    follow(plan, Arrangement("computed", measure="strategy.goals", direction="up"))
    for place, text in everywhere(logged_in("deputy"), plan).items():
        assert MARK not in text, place
        assert "4711" not in text, place
    assert MARK in page_of(plan, logged_in("head"))
    forget(closed)
    assert MARK not in page_of(plan, logged_in("head"))


def test_a_measure_that_is_gone_is_said_plainly(plan: UnitPlan, closed: str) -> None:
    follow(plan, Arrangement("computed", measure=closed, direction="down"))
    forget(closed)
    text = page_of(plan, logged_in("deputy"))
    assert "findes ikke længere" in text
    assert "Forældet" in text


def test_the_night_s_rows_are_many_and_the_page_short(plan: UnitPlan) -> None:
    follow(plan, Arrangement("computed", measure="strategy.goals", direction="up"))
    for back in range(100):
        day = DAY - dt.timedelta(days=back)
        actions.keep_readings(actor=system("Kernespor", day), day=day)
    row = indicator_of(plan)
    answer = logged_in("head").get(f"/virksomhedsplaner/{plan.pk}/indicator/{row.pk}/")
    assert len(answer.context["lines"]) == 4
    assert len(cells(logged_in("head").get(f"/indikatorer/{row.pk}/excel/").content)) == 101


# ---- Sporkøbing


def _cost(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    assert not [one for one in asked.captured_queries if re.match("INSERT|UPDATE|DELETE", one["sql"])]
    return len(asked)


@pytest.mark.usefixtures("sporkoebing")
def test_the_list_asks_at_most_eight_questions_and_the_pages_twenty() -> None:
    client = logged_in("controller.stab")
    assert _cost(client, "/indikatorer/") <= 8
    assert _cost(client, "/indikatorer/excel/") <= 8
    plan = factories.plan_of_file(FILE)
    assert _cost(client, f"/indikatorer/?plan={plan.pk}") <= 9
    for row in Indicator.objects.filter(goal__area__plan=plan).exclude(kind="words"):
        assert _cost(client, f"/virksomhedsplaner/{plan.pk}/indicator/{row.pk}/") <= 28, row.kind
    assert _cost(client, f"/indikatorer/{row.pk}/foelges/") <= 20


@pytest.mark.usefixtures("sporkoebing")
def test_filters_and_order_and_the_file_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "PER_PAGE", 10)
    client = logged_in("controller.stab")
    whole = client.get("/indikatorer/").context
    assert whole["followed"] == sum(whole["counts"].values()) > 15
    for state, number in whole["counts"].items():
        found = client.get(f"/indikatorer/?status={state.value}").context["rows"]
        assert len(found) == number
        assert {row.seen.state for row in found} <= {state.value}
    for kind in ("computed", "measured", "assessed", "milestone", "words"):
        found = client.get(f"/indikatorer/?slags={kind}").context["rows"]
        assert found
        assert {row.seen.row.kind for row in found} == {kind}
    keys = sorted(row.seen.row.pk for row in whole["rows"])
    for sort in ("state", "-state", "due", "-due", "unit", "-unit"):
        first = client.get(f"/indikatorer/?sort={sort}").context
        turned = [
            client.get(f"/indikatorer/?sort={sort}&side={number}").context["pages"].rows
            for number in range(1, first["pages"].pages + 1)
        ]
        assert len(turned) > 3
        assert [row for page in turned for row in page] == list(first["rows"])
        assert sorted(row.seen.row.pk for row in first["rows"]) == keys
        in_words = [row.seen.row.kind == "words" for row in first["rows"]]
        assert in_words == sorted(in_words, reverse=sort.startswith("-"))
    book = cells(client.get("/indikatorer/excel/").content)
    assert len(book) == len(whole["rows"]) + 1
    assert client.get("/indikatorer/?status=vrøvl&slags=x&enhed=æ&sort=q").status_code == 200
    fragment = client.get("/indikatorer/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert IndicatorReading.objects.filter(computed=True).exists()


@pytest.mark.usefixtures("sporkoebing")
def test_who_is_late_is_named_to_those_concerned_alone() -> None:
    plan = factories.plan_of_file(FILE)
    rows = {
        row.pk: row.owner.name for row in Indicator.objects.filter(goal__area__plan=plan, owner__isnull=False)
    }
    late = [
        row for row in logged_in("controller.stab").get("/indikatorer/?status=stale").context["rows"]
        if row.seen.plan.pk == plan.pk
    ]  # fmt: skip
    assert late
    assert all(row.owner == rows[row.seen.row.pk] for row in late)
    others = logged_in("souschef.maelkevejen")
    for row in others.get(f"/indikatorer/?plan={plan.pk}&status=stale").context["rows"]:
        assert row.owner == "Enhedens ledelse"
    view = others.get(f"/virksomhedsplaner/{plan.pk}/").context["view"]
    parts = {part.pk: part for goal in view.goals() for part in goal.indicators}
    assert all(parts[row.seen.row.pk].owner == "Enhedens ledelse" for row in late)
