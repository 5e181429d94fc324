"""Bodies, terms and members: on any date, corrected without being forgotten."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

import factories
from foundation.bodies.world import START
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor, anonymous
from kernespor.foundation.bodies import permissions
from kernespor.foundation.bodies.actions import bodies as actions
from kernespor.foundation.bodies.models import Body, BodyVersion, Membership, Term
from kernespor.foundation.bodies.selectors import bodies_of, body_label, members_on, names_on, seats_of
from kernespor.foundation.bodies.selectors.bodies import body_page, body_rows_on
from kernespor.foundation.bodies.selectors.members import history_of
from kernespor.foundation.refusals import NotNow, NotPermitted, StaleWrite

TODAY = factories.DAY


@pytest.mark.usefixtures("sporkoebing")
def test_sporkoebing_has_its_bodies_with_the_members_of_two_terms():
    council = Body.objects.get(code="byraad")
    now, before = members_on(council.pk, TODAY), members_on(council.pk, dt.date(2025, 6, 1))
    for seats in (now, before):
        assert len([seat for seat in seats if seat.function not in {"substitute", "secretary"}]) == 21
        assert seats[0].function == "chair"
    assert {seat.name for seat in now} != {seat.name for seat in before}
    assert body_label(council.pk, TODAY) == "Byrådet 2026–2029"
    assert body_label(council.pk, dt.date(2025, 6, 1)) == "Byrådet 2022–2025"
    kinds = {row.kind for row in body_rows_on(TODAY)}
    assert kinds >= {"council", "finance", "committee", "special", "directorate", "chiefs", "med_main",
                     "med_area", "med_local", "elderly", "disabled", "user_board", "school_board",
                     "digitalisation", "steering", "project"}  # fmt: skip


def test_a_person_sits_in_their_bodies_on_a_day_but_not_as_a_substitute(group):
    steward, stand_in = factories.person("med.stab").pk, factories.person("jurist").pk
    assert group.pk in bodies_of(steward, TODAY)
    assert group.pk not in bodies_of(steward, START - dt.timedelta(days=1))
    assert group.pk not in bodies_of(stand_in, TODAY)
    assert [seat.function for seat in seats_of(stand_in, TODAY)] == ["substitute"]
    assert bodies_of(None, TODAY) == frozenset()
    found = [one for one in history_of(steward) if one.body_id == group.pk]
    assert [(one.body, one.function, one.last) for one in found] == [("Gruppen", "Næstformand", None)]


def test_a_new_name_holds_from_its_day_and_the_old_one_stays(keeper, group):
    version = BodyVersion.objects.get(body=group)
    turn = dt.date(2026, 6, 1)
    actions.rename_body(actor=keeper, body=group, seen=version.pk, name="Holdet", first=turn)
    assert names_on(dt.date(2026, 5, 31))[group.pk] == "Gruppen"
    assert names_on(turn)[group.pk] == "Holdet"
    with pytest.raises(StaleWrite):
        actions.rename_body(actor=keeper, body=group, seen=version.pk, name="Andet", first=turn)
    latest = body_page(group.pk, TODAY).latest
    end = dt.date(2026, 10, 31)
    actions.rename_body(actor=keeper, body=group, seen=latest.pk, name="Holdet", first=latest.first, last=end)
    assert group.pk not in names_on(TODAY)
    page = body_page(group.pk, TODAY)
    assert (page.exists, page.name) == (False, "Holdet")
    assert [one.name for one in page.chapters] == ["Gruppen", "Holdet"]


@pytest.mark.usefixtures("group")
def test_a_body_needs_its_own_code_and_one_who_keeps_it(keeper):
    made = {"kind": "project", "unit": factories.unit("OS"), "name": "X", "first": TODAY}
    with pytest.raises(NotNow) as refusal:
        actions.add_body(actor=keeper, code="gruppe", **made)
    assert "gruppe" in refusal.value.reason
    with pytest.raises(NotPermitted):
        actions.add_body(actor=factories.actor("oekonomichef"), code="x", **made)


def test_a_seat_is_corrected_with_a_reason_and_what_was_believed_stays(keeper, group):
    row = Membership.objects.get(body=group, person__code="hrchef")
    told = actions.SeatFacts(row.person, "", "safety", START, dt.date(2026, 3, 31))
    with pytest.raises(NotNow):
        actions.correct_seat(actor=keeper, row=row, facts=told, why=" ")
    actions.correct_seat(actor=keeper, row=row, facts=told, why="Skrevet forkert")
    assert "hrchef" not in {seat.person_id for seat in members_on(group.pk, TODAY)}
    assert Membership.objects.filter(body=group, person=row.person).count() == 2
    with pytest.raises(NotNow):
        actions.correct_seat(actor=keeper, row=factories.again(row), facts=told, why="Igen")
    now = Membership.objects.believed().get(body=group, person=row.person)
    with pytest.raises(NotNow):
        actions.correct_seat(actor=keeper, row=now, facts=replace(told, last=dt.date(2025, 1, 1)), why="x")
    actions.strike_seat(actor=keeper, row=now, why="Sad der aldrig")
    assert not Membership.objects.believed().filter(body=group, person=row.person).exists()


def test_a_seat_of_a_term_lies_within_it_and_ends_with_it(keeper, group):
    term = actions.add_term(
        actor=keeper, name="2026", starts=START, ends=dt.date(2026, 12, 31), bodies=[group]
    )
    late = actions.SeatFacts(None, "En udefra", "member", START, dt.date(2027, 1, 1), term=term)
    with pytest.raises(NotNow) as refusal:
        actions.seat(actor=keeper, body=group, facts=late)
    assert "31-12-2026" in refusal.value.reason
    seat = actions.seat(actor=keeper, body=group, facts=replace(late, last=None))
    assert seat.valid_to == term.ends
    assert str(seat) == "Medlem, En udefra"
    other = Body.objects.get(code="direktion")
    changed = actions.change_term(
        actor=keeper, term=term, seen=1, name="2026", starts=START, ends=term.ends, bodies=[other]
    )
    assert [row.body_id for row in changed.of_bodies.all()] == [other.pk]
    with pytest.raises(NotNow):
        actions.add_term(actor=keeper, name="x", starts=TODAY, ends=START, bodies=[])
    with pytest.raises(NotPermitted):
        actions.add_term(
            actor=factories.actor("sekretaer.boernunge"), name="x", starts=START, ends=TODAY, bodies=[]
        )
    assert Term.objects.filter(name="x").count() == 0


@pytest.mark.usefixtures("sporkoebing")
def test_who_keeps_what():
    unit = factories.unit("OS").pk
    for code, body, some, terms in (
        ("politisk.sekretariat", True, True, True), ("administrator", True, True, True),
        ("sekretaer.boernunge", False, True, False), ("oekonomichef", False, False, False),
        ("borger", False, False, False),
    ):  # fmt: skip
        actor = factories.actor(code)
        assert permissions.can_keep_body(actor, unit) is body, code
        assert permissions.can_keep_some(actor) is some, code
        assert permissions.can_keep_terms(actor) is terms, code


@pytest.mark.usefixtures("sporkoebing")
def test_bodies_are_for_the_house():
    body = Body.objects.get(code="direktion")
    kind = objects.of("bodies.body")
    assert "Alle" in kind.ground(factories.actor("jurist"), body)
    assert objects.card_of(body).title == "Direktionen"
    for actor in (factories.actor("borger"), anonymous(TODAY)):
        assert not kind.rows(actor).exists()
        with pytest.raises(NotPermitted):
            kind.ground(actor, body)


def test_who_acts_on_anothers_behalf_has_none_of_their_seats(group):
    steward = factories.actor("med.stab")
    assert group.pk in permissions.seats_in(steward)
    assert permissions.seats_in(replace(steward, doer_id=999_999)) == frozenset()
    assert permissions.seats_in(Actor(label="", today=TODAY)) == frozenset()
