"""Every page of the plans: how many questions it asks, that a look writes nothing, and what a fragment is."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client

import factories
from kernespor.domains.strategy.models import UnitPlan

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HTMX = {"HX-Request": "true"}
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


@pytest.fixture
def plan(sporkoebing: dict[str, Any]) -> UnitPlan:
    del sporkoebing
    return factories.plan_of_file("oekonomi-stab-2026-2027.docx")


@pytest.fixture
def reader(client: Client, plan: UnitPlan) -> Client:
    del plan
    client.force_login(factories.account("oekonomichef"), backend=BACKEND)
    return client


def places(plan: UnitPlan) -> dict[str, tuple[str, int]]:
    """Return every page of the plans with the number of questions that it may ask of the database."""
    goal = factories.first_goal(plan)
    action, indicator = goal.actions.all()[0], goal.indicators.all()[:1]
    root = f"/virksomhedsplaner/{plan.pk}/"
    kinds = {"area": goal.area.pk, "goal": goal.pk, "action": action.pk}
    kinds |= {"indicator": indicator[0].pk} if indicator else {}
    return {
        "list": ("/virksomhedsplaner/", 8),
        "list_excel": ("/virksomhedsplaner/excel/", 8),
        "home": ("/", 20),
        "plan": (root, 24),
        "picture": (f"{root}billede/", 14),
        "history": (f"{root}historik/", 18),
        "facts": (f"{root}ret/", 6),
        "word": (f"{root}word/", 15),
        "pdf": (f"{root}pdf/", 15),
        "markdown": (f"{root}markdown/", 13),
        "excel": (f"{root}excel/", 13),
        "source": (f"{root}kilde/", 7),
        "import_new": ("/virksomhedsplaner/laes-ind/", 6),
        **{kind: (f"{root}{kind}/{key}/", 24) for kind, key in kinds.items()},
    }


def counted(reader: Client, place: str) -> int:
    """Ask for a page and return the number of questions; none may write."""
    asked: list[str] = []

    def hold(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's hook
        assert not sql.lstrip().upper().startswith(WRITES), sql
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(hold):
        assert reader.get(place).status_code == 200, place
    return len(asked)


def test_no_page_asks_more_than_it_must_and_none_writes(reader: Client, plan: UnitPlan) -> None:
    measured = {}
    for name, (place, most) in places(plan).items():
        reader.get(place)
        number = counted(reader, place)
        if number > most:
            measured[name] = (number, most)
    assert measured == {}


def test_a_longer_plan_asks_no_more(reader: Client, plan: UnitPlan) -> None:
    from kernespor.domains.strategy.actions import plans

    head = factories.actor("oekonomichef")
    before = {name: counted(reader, place) for name, (place, _) in places(plan).items() if name != "list"}
    goal = factories.first_goal(plan)
    for number in range(15):
        action = plans.add_action(actor=head, goal=goal, text=f"Mere {number}")
        plans.give_status(actor=head, item=action, judgement="on_track", text="Godt", on=factories.DAY)
    after = {name: counted(reader, place) for name, (place, _) in places(plan).items() if name != "list"}
    assert after == before


def test_more_plans_ask_no_more(reader: Client, plan: UnitPlan) -> None:
    del plan
    reader.get("/virksomhedsplaner/")
    before = counted(reader, "/virksomhedsplaner/")
    for number in range(4):
        factories.plan_in_force(factories.actor("oekonomichef"), mark=f"Plan {number}")
    reader.get("/virksomhedsplaner/")
    assert counted(reader, "/virksomhedsplaner/") == before <= 8


@pytest.mark.parametrize(
    "query",
    ["", "?status=in_force", "?enhed={unit}&sort=-overdue", "?status=draft", "?sort=nonsense&enhed=x"],
)
def test_the_fragment_is_what_a_fresh_page_holds(reader: Client, plan: UnitPlan, query: str) -> None:
    place = "/virksomhedsplaner/" + query.format(unit=plan.unit_id)
    page, fragment = reader.get(place), reader.get(place, headers=HTMX)
    assert fragment.status_code == 200
    assert "<html" not in fragment.content.decode()
    assert plain(fragment) in plain(page)
    assert len(plain(fragment)) > 500


def plain(answer: Any) -> str:
    """Return an answer's words and marks without what changes from one request to the next."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return " ".join(text.split())


def test_a_list_says_what_to_do_when_nothing_fits(reader: Client) -> None:
    page = reader.get("/virksomhedsplaner/?status=draft").content.decode()
    assert "Ingen planer passer til dit valg" in page
    assert "Vis alle planer" in page


def test_pages_come_in_english_too(reader: Client, plan: UnitPlan) -> None:
    from kernespor.foundation.accounts.actions import choose_language

    choose_language(
        actor=factories.actor("oekonomichef"), user=factories.account("oekonomichef"), language="en"
    )
    answer = reader.get(f"/virksomhedsplaner/{plan.pk}/")
    assert '<html lang="en"' in answer.content.decode()
    assert plan.title in answer.content.decode()


def test_a_plan_that_was_never_followed_up_has_no_chart_of_quarters(reader: Client) -> None:
    made = factories.plan_in_force(factories.actor("oekonomichef"))
    answer = reader.get(f"/virksomhedsplaner/{made.pk}/historik/")
    assert "chart" not in answer.context
    assert "Ingen har skrevet status endnu" in answer.content.decode()
