"""Who may see an object, and why: the rule asked of everyone, in few queries however many they are."""

from __future__ import annotations

import datetime as dt
import io
import time
import zipfile
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import factories
from foundation.access.deputyships import DAY, browser, hand_on
from kernespor.connectors.organisation import Organisation, PersonRow, RoleRow
from kernespor.domains.strategy.models import UnitPlan
from kernespor.domains.strategy.permissions.plans import can_read_plan
from kernespor.foundation import objects
from kernespor.foundation.access import actions, panel, selectors
from kernespor.foundation.access.actor import system
from kernespor.foundation.access.selectors import Seats
from kernespor.foundation.access.who import MOST_FOUND, readers_of
from kernespor.foundation.accounts.selectors import actor_for, actors_on
from kernespor.foundation.organisation.actions import take_in
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.refusals import NotPermitted

pytestmark = pytest.mark.usefixtures("sporkoebing")


@pytest.fixture
def draft() -> UnitPlan:
    return factories.draft_plan(factories.actor("budgetchef"), "OS")


def many(number: int) -> None:
    """Give this many more people a role somewhere."""
    codes = ("OS", "BU", "BU-D01", "OS-IND", "OS-POL")
    since = dt.date(2020, 1, 1)
    persons = tuple(PersonRow(f"n{key}", f"Person {key}", "Medarbejder") for key in range(number))
    roles = tuple(
        RoleRow(f"n{key}", "employee", codes[key % 5], includes_below=False, valid_from=since)
        for key in range(number)
    )
    take_in(actor=system("Prøve", DAY), records=Organisation((), persons, roles))


def test_everyone_of_a_day_is_who_they_would_be_alone() -> None:
    for actor in actors_on(DAY):
        person = Person.objects.get(pk=actor.person_id)
        assert actor == actor_for(person, DAY)
    assert actors_on(dt.date(1950, 1, 1)) == []


def test_the_rule_says_of_each_what_it_says_when_they_ask(draft: UnitPlan) -> None:
    head = factories.actor("oekonomichef")
    actions.invite(actor=head, row=draft, person=factories.person("jurist"), why="Læs")
    actions.invite(actor=head, row=draft, unit=factories.unit("BU"), why="Læs")
    found = readers_of(draft, DAY)
    assert found is not None
    by_code = {person.pk: person.code for person in Person.objects.all()}
    may = {by_code[reader.person_id] for reader in found.who_may}
    assert may == {
        code
        for code in (by_code[actor.person_id] for actor in actors_on(DAY))  # type: ignore[index]
        if can_read_plan(factories.actor(code), draft)
    }
    assert {"jurist", "oekonomichef", "boerneogungechef"} <= may
    kind = objects.of("strategy.unitplan")
    for reader in found.all:
        actor = factories.actor(by_code[reader.person_id])
        if reader.ground:
            assert reader.ground == kind.ground(actor, draft)
        elif actor.in_house:
            with pytest.raises(NotPermitted) as refusal:
                kind.ground(actor, draft)
            assert reader.against == refusal.value.reason
        else:
            assert reader.against == "Har ingen rolle i kommunen i dag."


def test_a_body_that_is_invited_brings_its_members(draft: UnitPlan, monkeypatch: pytest.MonkeyPatch) -> None:
    jurist = factories.person("jurist").pk
    seats = Seats(
        of_person=lambda _person: [],
        bodies=lambda _person, _day: Person.objects.none().values("pk"),
        members=lambda _body, _day: frozenset({jurist}),
        name=lambda _body: "Chefgruppen",
    )
    monkeypatch.setattr(selectors, "_seats", [seats])
    actions.invite(actor=factories.actor("oekonomichef"), row=draft, body_id=7, why="Læs")
    found = readers_of(draft, DAY)
    assert found is not None
    reader = next(one for one in found.who_may if one.person_id == jurist)
    assert reader.ground == "Inviteret gennem Chefgruppen den 20. november 2026 af Økonomichefen"
    text = browser("oekonomichef").get(f"/adgang/plan/{draft.pk}/").content.decode()
    assert "<b>Chefgruppen</b>" in text


def test_groups_stand_by_ground_and_a_person_is_found(draft: UnitPlan) -> None:
    found = readers_of(draft, DAY)
    assert found is not None
    grounds = [group.ground for group in found.groups]
    assert "Leder af enheden" in grounds
    assert "Direktør for Sporkøbing Kommune, som er over enheden" in grounds
    assert sum(len(group.readers) for group in found.groups) == len(found.who_may)
    assert [one.name for one in found.find("  økonomiCHEFEN ")] == ["Økonomichefen"]
    assert found.find(" ") == []
    many(60)
    wide = readers_of(draft, DAY)
    assert wide is not None
    assert len(wide.find("person")) == MOST_FOUND


def test_of_a_plan_in_force_everyone_in_the_house_may_read() -> None:
    plan = factories.plan_in_force(factories.actor("oekonomichef"))
    found = readers_of(plan, DAY)
    assert found is not None
    assert len(found.who_may) == sum(actor.in_house for actor in actors_on(DAY))
    assert len(found.groups) == 1


def test_a_part_follows_its_plan(draft: UnitPlan) -> None:
    goal = factories.first_goal(draft)
    actions.invite(
        actor=factories.actor("oekonomichef"), row=draft, person=factories.person("jurist"), why="L"
    )
    whole, part = readers_of(draft, DAY), readers_of(goal, DAY)
    assert whole == part
    text = browser("jurist").get(f"/adgang/maal/{goal.pk}/").content.decode()
    assert f"/adgang/plan/{draft.pk}/" in text
    assert "Inviteret den 20. november 2026" in text
    assert 'name="why"' not in text


def test_fifteen_hundred_people_take_no_more_queries(draft: UnitPlan) -> None:
    for key in ("jurist", "hrkonsulent", "itchef"):
        actions.invite(
            actor=factories.actor("oekonomichef"), row=draft, person=factories.person(key), why="Læs"
        )
    row = objects.fetch(factories.actor("oekonomichef"), "plan", draft.pk)
    with CaptureQueriesContext(
        connection,
    ) as few:
        readers_of(row, DAY)
    many(1500)
    with CaptureQueriesContext(connection) as asked:
        begun = time.perf_counter()
        found = readers_of(row, DAY)
        took = time.perf_counter() - begun
    assert found is not None
    assert len(found.all) > 1500
    assert len(asked) == len(few) <= 4
    assert took < 5, took  # seconds; about a tenth of that on a quiet machine
    client = browser("oekonomichef")
    client.get(f"/adgang/plan/{draft.pk}/?soeg=jurist")
    with CaptureQueriesContext(connection) as page:
        answer = client.get(f"/adgang/plan/{draft.pk}/?soeg=jurist")
    assert answer.status_code == 200
    of_ours = [one for one in page.captured_queries if "django_session" not in one["sql"]]
    assert len(of_ours) <= 20, [one["sql"][:100] for one in of_ours]


def test_a_kind_without_a_guard_says_its_rule_alone(monkeypatch: pytest.MonkeyPatch, draft: UnitPlan) -> None:
    from kernespor.foundation.access import registry

    monkeypatch.setattr(registry, "_guards", {})
    assert readers_of(draft, DAY) is None
    answer = browser("oekonomichef").get(f"/adgang/plan/{draft.pk}/")
    text = answer.content.decode()
    assert "Leder af enheden" in text
    assert "Spørg om en person" not in text
    workbook = browser("oekonomichef").get(f"/adgang/plan/{draft.pk}/excel/")
    assert workbook.status_code == 200


def test_the_page_answers_of_a_person_and_the_workbook_holds_all(draft: UnitPlan) -> None:
    client = browser("oekonomichef")
    text = client.get(f"/adgang/plan/{draft.pk}/?soeg=jurist").content.decode()
    assert "Nej." in text
    assert "Planen er en kladde." in text
    text = client.get(f"/adgang/plan/{draft.pk}/?soeg=kommunaldirekt").content.decode()
    assert "Ja." in text
    assert "Ingen med en rolle i dag hedder sådan." in (
        client.get(f"/adgang/plan/{draft.pk}/?soeg=zzz").content.decode()
    )
    answer = client.get(f"/adgang/plan/{draft.pk}/excel/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        texts = book.read("xl/sharedStrings.xml").decode()
        rows = book.read("xl/worksheets/sheet1.xml").decode().count("<row ")
    found = readers_of(draft, DAY)
    assert found is not None
    for word in ("Navn", "Titel", "Enhed", "Grund", "Leder af enheden", "Økonomichefen"):
        assert f">{word}<" in texts
    assert rows == 1 + len(found.who_may)


def test_the_panel_says_why_in_one_line(draft: UnitPlan, django_assert_max_num_queries: Any) -> None:
    actor = factories.actor("oekonomichef")
    with django_assert_max_num_queries(1):
        found = panel.context(actor, draft)
    assert found == {"ground": "Leder af enheden", "slug": "plan"}
    assert panel.context(actor, hand_on()) is None
