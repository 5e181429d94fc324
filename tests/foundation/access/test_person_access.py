"""What a person may do, and since when: roles and their acts, deputies, seats, invitations."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import factories
from foundation.access.deputyships import DAY, browser, hand_on
from kernespor.foundation.access import actions, selectors
from kernespor.foundation.access.person import person_access
from kernespor.foundation.access.registry import all_capabilities
from kernespor.foundation.access.selectors import Seat, Seats
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.organisation.models import Person

pytestmark = pytest.mark.usefixtures("sporkoebing")


def test_roles_stand_with_their_days_and_the_act_that_brought_them() -> None:
    found = person_access(factories.actor("jurist"), factories.person("anlaegskonsulent"))
    roles = {(row.role, row.subject): row for row in found.now}
    role = roles["Økonomikonsulent", "anlæg"]
    assert role.unit == "Sporkøbing Kommune"
    assert role.includes_below
    assert role.first <= DAY
    assert role.last is None
    assert role.by == "Kernespor læste organisationen ind"
    assert ("Medarbejder", "") in roles
    assert [name for name, _ in found.allows] == ["Medarbejder", "Økonomikonsulent"]
    assert all(sentences for _, sentences in found.allows)


def test_who_has_left_has_roles_of_before_alone() -> None:
    found = person_access(factories.actor("jurist"), factories.person("tilsynskonsulent"))
    assert not found.now
    assert not found.allows
    assert found.earlier
    text = browser("jurist").get(f"/adgang/person/{found.person.pk}/").content.decode()
    assert "Har ingen rolle i dag, og kan derfor intet se eller gøre." in text
    assert "Tidligere roller" in text


def test_deputyships_stand_on_both_persons_pages() -> None:
    row = hand_on()
    over = hand_on("oekonomichef", "jurist")
    actions.end_deputyship(actor=factories.actor("oekonomichef"), deputyship=over)
    head = person_access(factories.actor("jurist"), factories.person("oekonomichef"))
    assert head.deputies == (row,)
    assert [one.pk for one in head.former] == [over.pk]
    deputy = person_access(factories.actor("jurist"), factories.person("hrkonsulent"))
    assert deputy.acts_for == (row,)
    text = browser("jurist").get(f"/adgang/person/{row.principal_id}/").content.decode()
    assert "kan handle på personens vegne fra den 20. november 2026 til og med den 26. november 2026." in text
    assert "kunne handle på vegne af Økonomichefen" in text
    other = browser("jurist").get(f"/adgang/person/{row.deputy_id}/").content.decode()
    assert "Kan handle på vegne af <b>Økonomichefen</b>" in other


def test_an_invitation_shows_to_those_who_may_read_its_object_alone() -> None:
    draft = factories.draft_plan(factories.actor("budgetchef"), "OS")
    jurist = factories.person("jurist")
    actions.invite(actor=factories.actor("oekonomichef"), row=draft, person=jurist, why="Læs med")
    for code, shows in (("oekonomichef", True), ("jurist", True), ("hrkonsulent", False)):
        found = person_access(factories.actor(code), jurist)
        assert bool(found.invited_to) is shows, code
        text = browser(code).get(f"/adgang/person/{jurist.pk}/").content.decode()
        assert (factories.SECRET in text) is shows, code
    assert person_access(factories.actor("jurist"), jurist).invited_to[0].by == "Økonomichefen"


def test_seats_stand_where_a_part_knows_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    seat = Seat(7, "Chefgruppen", "/raad-og-udvalg/7/", "Medlem", dt.date(2022, 1, 1), None)
    none = Person.objects.none().values("pk")
    seats = Seats(lambda _person: [seat], lambda _person, _day: none, lambda _body, _day: frozenset(), str)
    monkeypatch.setattr(selectors, "_seats", [seats])
    jurist = factories.person("jurist")
    assert person_access(factories.actor("jurist"), jurist).seats == (seat,)
    assert "Chefgruppen" in browser("jurist").get(f"/adgang/person/{jurist.pk}/").content.decode()
    monkeypatch.setattr(selectors, "_seats", [])
    assert person_access(factories.actor("jurist"), jurist).seats == ()


def test_every_role_of_the_house_allows_something_and_a_residents_nothing() -> None:
    found = all_capabilities()
    assert set(found) == set(RoleKind)
    assert not found[RoleKind.RESIDENT]
    assert all(found[kind] for kind in RoleKind if kind is not RoleKind.RESIDENT)
    assert all(sentence.endswith(".") for sentences in found.values() for sentence in sentences)


def test_the_page_takes_few_queries(django_assert_max_num_queries: Any) -> None:
    asker, person = factories.actor("jurist"), factories.person("oekonomichef")
    hand_on()
    with django_assert_max_num_queries(10):
        person_access(asker, person)


def test_a_role_for_one_subject_gives_nothing_for_the_rest() -> None:
    actor, unit = factories.actor("anlaegskonsulent"), factories.unit("BU").pk
    assert actor.holds(RoleKind.CONTROLLER)
    assert not actor.holds_over(unit, RoleKind.CONTROLLER)
    assert not actor.holds_over_all(RoleKind.CONTROLLER)
    assert not actor.units_under(RoleKind.CONTROLLER)
    for subject, counts in (("anlæg", True), ("anlæg.veje", True), ("anlægget", False), ("drift", False)):
        assert actor.holds_over(unit, RoleKind.CONTROLLER, subject=subject) is counts
        assert actor.holds_over_all(RoleKind.CONTROLLER, subject=subject) is counts
        assert (unit in actor.units_under(RoleKind.CONTROLLER, subject=subject)) is counts
    role = next(role for role in actor.roles if role.subject)
    assert role.covers(unit, "anlæg")
    assert not role.covers(unit)
