"""Tasks are handed on by oneself or by one's head, taken back by those whom it concerns, and shown."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import factories
from foundation.access.deputyships import DAY, WEEK, acting, actor_in, browser, hand_on
from kernespor.foundation.access import actions, permissions, policies
from kernespor.foundation.access.actor import Actor, HeldRole, anonymous
from kernespor.foundation.access.deputies import deputies_page
from kernespor.foundation.access.models import Deputyship
from kernespor.foundation.access.selectors import deputies_of, principals_of
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.refusals import NotNow, NotPermitted, StaleWrite

pytestmark = pytest.mark.usefixtures("sporkoebing")
ONE = dt.timedelta(days=1)
PAGE = "/adgang/stedfortraedere/"


def refused(kind: type[Exception], code: str, **told: Any) -> None:
    with pytest.raises(kind) as refusal:
        hand_on(**told)
    assert refusal.value.code == code  # type: ignore[attr-defined]
    assert not Deputyship.objects.filter(deputy=factories.person("hrkonsulent")).exists()


def test_one_hands_on_ones_own_tasks() -> None:
    row = hand_on()
    assert principals_of(row.deputy_id, DAY) == [row]
    assert deputies_of(row.principal_id, DAY) == [row]
    assert not principals_of(row.deputy_id, DAY - ONE)
    assert not deputies_of(row.principal_id, DAY + WEEK + ONE)
    event = AuditEvent.objects.latest("id")
    assert (event.verb, event.actor, event.why) == ("access.deputy_set", "Økonomichefen", "Ferie")


def test_a_head_chooses_for_their_own_people_within_their_own_units() -> None:
    row = hand_on("indkoebschef", by="oekonomichef", unit="OS-IND")
    assert row.set_by == factories.person("oekonomichef")
    for told, code in (
        ({"unit": ""}, "not_their_unit"),
        ({"unit": "BU"}, "not_their_unit"),
        ({"unit": "OS-IND", "by": "boerneogungechef"}, "not_their_head"),
        ({"unit": "OS-IND", "by": "jurist"}, "not_their_head"),
    ):
        given: dict[str, Any] = {
            "principal": "indkoebschef",
            "deputy": "jurist",
            "by": "oekonomichef",
            **told,
        }
        with pytest.raises(NotPermitted) as refusal:
            hand_on(**given)
        assert refusal.value.code == code
    with pytest.raises(NotPermitted):
        hand_on("kommunaldirektoer", "jurist", by="oekonomichef", unit="OS")  # one's own head


def test_the_days_the_deputy_and_the_reason_are_asked_for() -> None:
    refused(NotNow, "deputy_in_past", first=DAY - ONE)
    refused(NotNow, "deputy_days_order", first=DAY + ONE, last=DAY)
    with pytest.raises(NotNow) as refusal:
        hand_on(deputy="oekonomichef")
    assert refusal.value.code == "deputy_is_principal"
    with pytest.raises(NotNow) as refusal:
        hand_on(deputy="tilsynskonsulent")  # left
    assert refusal.value.code == "deputy_without_role"
    with pytest.raises(NotNow) as refusal:
        hand_on(deputy="borger")
    assert refusal.value.code == "deputy_without_role"
    with pytest.raises(NotNow) as refusal:
        actions.set_deputy(
            actor=factories.actor("oekonomichef"),
            principal=factories.person("oekonomichef"),
            deputy=factories.person("jurist"),
            first=DAY,
            last=DAY,
            unit=None,
            why=" ",
        )
    assert refusal.value.code == "reason_needed"


def test_the_same_tasks_are_handed_to_the_same_person_once_at_a_time() -> None:
    row = hand_on()
    with pytest.raises(NotNow) as refusal:
        hand_on(first=DAY + WEEK, last=DAY + 2 * WEEK)
    assert refusal.value.code == "deputy_already"
    hand_on(first=DAY + WEEK + ONE, last=DAY + 2 * WEEK)
    hand_on(unit="OS")
    actions.end_deputyship(actor=factories.actor("oekonomichef"), deputyship=row)
    hand_on(last=DAY)


def test_a_deputy_hands_nothing_on_and_ends_nothing() -> None:
    row = hand_on()
    actor = actor_in(acting(row))
    with pytest.raises(NotPermitted):
        actions.end_deputyship(actor=actor, deputyship=row)
    with pytest.raises(NotPermitted) as refusal:
        actions.set_deputy(
            actor=actor,
            principal=factories.person("oekonomichef"),
            deputy=factories.person("jurist"),
            first=DAY,
            last=DAY,
            unit=None,
            why="Videre",
        )
    assert refusal.value.code == "own_name_alone"


@pytest.mark.parametrize("code", ["oekonomichef", "hrkonsulent", "kommunaldirektoer"])
def test_both_and_the_head_end_it_from_that_moment(code: str) -> None:
    row = hand_on()
    actions.end_deputyship(actor=factories.actor(code), deputyship=row)
    ended = factories.again(row)
    assert ended.ended_at is not None
    assert ended.valid_to == DAY
    assert not principals_of(row.deputy_id, DAY)
    with pytest.raises(NotNow):
        actions.end_deputyship(actor=factories.actor(code), deputyship=ended)


def test_others_dont_end_it_and_two_windows_end_it_once() -> None:
    row = hand_on(first=DAY + ONE)
    for code in ("jurist", "boerneogungechef"):
        with pytest.raises(NotPermitted) as refusal:
            actions.end_deputyship(actor=factories.actor(code), deputyship=row)
        assert refusal.value.code == "not_in_deputyship"
    other = factories.again(row)
    actions.end_deputyship(actor=factories.actor("oekonomichef"), deputyship=row)
    assert factories.again(row).valid_to == DAY + ONE  # it never began
    with pytest.raises(StaleWrite):
        actions.end_deputyship(actor=factories.actor("oekonomichef"), deputyship=other)


def test_the_twins_answer_as_the_checks_do() -> None:
    row = hand_on()
    head, jurist = factories.actor("oekonomichef"), factories.actor("jurist")
    units = actions.units_of(factories.person("oekonomichef"), DAY)
    assert permissions.can_set_deputy(head, row.principal_id, units)
    assert not permissions.can_set_deputy(jurist, row.principal_id, units)
    assert permissions.can_end_deputy(head, row, units)
    assert not permissions.can_end_deputy(jurist, row, units)
    assert permissions.can_act(factories.actor("hrkonsulent"), row)
    assert not permissions.can_act(jurist, row)
    assert not permissions.can_act(anonymous(DAY), row)
    assert policies.can_act_now(row, DAY)
    assert not policies.can_act_now(row, DAY - ONE)
    assert not policies.can_act_now(row, DAY + WEEK + ONE)


def test_who_has_left_hands_nothing_on() -> None:
    gone = Actor(label="Nogen", today=DAY, user_id=1, person_id=7, doer_id=7)
    with pytest.raises(NotPermitted):
        permissions.check_set_deputy(gone, 7, {1}, 1)
    resident = HeldRole(RoleKind.RESIDENT, 1, "", frozenset({1}), DAY)
    with pytest.raises(NotPermitted):
        permissions.check_set_deputy(Actor("Nogen", DAY, 1, 7, roles=(resident,), doer_id=7), 7, {1}, 1)


def test_the_page_shows_what_is_mine_and_what_my_units_have(django_assert_max_num_queries: Any) -> None:
    hand_on()
    hand_on("indkoebschef", "jurist")
    hand_on("kommunaldirektoer", "oekonomichef", first=DAY + ONE)
    actor = factories.actor("oekonomichef")
    with django_assert_max_num_queries(5):
        found = deputies_page(actor)
    assert [one.row.deputy.name for one in found.mine] == ["HR-konsulenten"]
    assert [one.row.principal.name for one in found.of_my_units] == ["Indkøbschefen"]
    assert [(one.row.principal.name, one.is_now) for one in found.acts_for] == [("Kommunaldirektøren", False)]
    assert found.today[0].unit == ""
    assert found.principals[0][1] == "Økonomichefen"
    assert "Indkøbschefen" in dict(found.principals).values()
    assert "Lederen af Børnehuset Mælkevejen" not in dict(found.principals).values()
    own = deputies_page(factories.actor("hrkonsulent"))
    assert len(own.principals) == 1
    assert [one.row.principal.name for one in own.acts_for] == ["Økonomichefen"]
    assert not own.former


def test_a_form_hands_on_and_a_button_takes_back() -> None:
    client = browser("oekonomichef")
    sent = {
        "principal": factories.person("oekonomichef").pk,
        "deputy": factories.person("hrkonsulent").pk,
        "first": "20-11-2026",
        "last": "26-11-2026",
        "unit": factories.unit("OS").pk,
        "why": "Ferie",
    }
    answer = client.post(PAGE, sent, follow=True)
    text = answer.content.decode()
    assert "HR-konsulenten kan handle på vegne af Økonomichefen fra den 20. november 2026 til og med" in text
    assert "HR-konsulenten kan handle på dine vegne til og med den 26. november 2026." in text
    row = Deputyship.objects.get(deputy__code="hrkonsulent")
    assert row.unit == factories.unit("OS")
    twice = client.post(PAGE, sent)
    assert twice.status_code == 422
    assert "allerede stedfortræder" in twice.content.decode()
    ended = client.post(f"{PAGE}{row.pk}/slut/", follow=True).content.decode()
    assert "HR-konsulenten handler ikke længere på vegne af Økonomichefen." in ended
    assert "afsluttet før tid" in ended
    assert "Ingen handler på dine vegne i dag." in ended


def test_all_that_is_wrong_with_a_form_is_said_at_once() -> None:
    client = browser("oekonomichef")
    me = factories.person("oekonomichef").pk
    sent = {"principal": me, "deputy": me, "first": "2-12-2026", "last": "1-12-2026", "why": ""}
    text = client.post(PAGE, sent).content.decode()
    for words in (
        "Stedfortræderen skal være en anden",
        "Den sidste dag skal ligge efter den første.",
        "Skriv hvorfor.",
    ):
        assert words in text
    empty = client.post(PAGE, {})
    assert empty.status_code == 422


def test_who_acts_for_another_sees_their_own_deputies_and_no_form() -> None:
    text = acting(hand_on()).get(PAGE).content.decode()
    assert "Det kan du kun gøre i dit eget navn." in text
    assert 'name="deputy"' not in text
    assert "Du er stedfortræder for" in text
