"""Drafts are read by invitation: by name, through a unit, through a body; withdrawn from that moment."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import factories
from foundation.access.deputyships import DAY, acting, actor_in, browser, hand_on
from kernespor.domains.strategy.models import UnitPlan
from kernespor.domains.strategy.permissions.plans import can_read_plan, ground_of_plan, readable
from kernespor.foundation import objects
from kernespor.foundation.access import actions, permissions, policies, selectors
from kernespor.foundation.access.actor import anonymous
from kernespor.foundation.access.models import Invitation
from kernespor.foundation.access.openness import RULES, GuardedRow, Openness, invitation_ground
from kernespor.foundation.access.registry import Guard, guard_of, openness_of, register_guard, rule_of
from kernespor.foundation.access.selectors import Seats, register_seats
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.organisation.models import Person, Unit
from kernespor.foundation.refusals import NotNow, NotPermitted, StaleWrite

pytestmark = pytest.mark.usefixtures("sporkoebing")
ONE = dt.timedelta(days=1)
KIND = "strategy.unitplan"


@pytest.fixture
def draft() -> UnitPlan:
    return factories.draft_plan(factories.actor("budgetchef"), "OS")


def invite(plan: Any, by: str = "oekonomichef", **whom: Any) -> Invitation:
    return actions.invite(actor=factories.actor(by), row=plan, why="Læs med", **whom)


def reads(code: str, plan: UnitPlan, day: dt.date = DAY) -> bool:
    """Say whether someone may read a draft, and hold that both forms of the rule say the same."""
    actor = factories.actor(code, day)
    listed = UnitPlan.objects.filter(readable(actor), pk=plan.pk).exists()
    assert can_read_plan(actor, plan) is listed
    assert bool(ground_of_plan(actor, plan)) is listed
    return listed


def test_an_invitation_by_name_lets_one_person_read(draft: UnitPlan) -> None:
    assert not reads("jurist", draft)
    row = invite(draft, person=factories.person("jurist"))
    assert str(row) == f"{KIND}:{draft.pk}"
    assert reads("jurist", draft)
    assert not reads("hrkonsulent", draft)
    assert not reads("jurist", draft, DAY - ONE)
    ground = ground_of_plan(factories.actor("jurist"), draft)
    assert ground == "Inviteret den 20. november 2026 af Økonomichefen"
    event = AuditEvent.objects.latest("id")
    assert (event.verb, event.subject_id, event.why) == ("access.invited", draft.pk, "Læs med")


def test_an_invitation_ends_with_its_last_day(draft: UnitPlan) -> None:
    invite(draft, person=factories.person("jurist"), last=DAY + ONE)
    assert reads("jurist", draft, DAY + ONE)
    assert not reads("jurist", draft, DAY + 2 * ONE)
    with pytest.raises(NotNow) as refusal:
        invite(draft, person=factories.person("hrkonsulent"), last=DAY - ONE)
    assert refusal.value.code == "invitation_in_past"


def test_an_invitation_to_a_unit_reaches_its_own_roles_alone(draft: UnitPlan) -> None:
    invite(draft, unit=factories.unit("OS-POL"))
    assert reads("jurist", draft)
    assert not reads("hrkonsulent", draft)
    assert "gennem" in ground_of_plan(factories.actor("jurist"), draft)


def test_an_invitation_to_a_body_reaches_those_who_sit_in_it(
    draft: UnitPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    jurist = factories.person("jurist").pk
    monkeypatch.setattr(selectors, "_seats", [])
    invite(draft, body_id=7)
    assert selectors.seats() is None
    assert not reads("jurist", draft)
    register_seats(
        Seats(
            of_person=lambda _person: [],
            bodies=lambda person, _day: Unit.objects.filter(pk__in=[7] if person == jurist else []).values(
                "pk"
            ),
            members=lambda _body, _day: frozenset({jurist}),
            name=lambda _body: "Chefgruppen",
        )
    )
    Unit.objects.get_or_create(pk=7, defaults={"code": "syv"})
    assert reads("jurist", draft)
    assert not reads("hrkonsulent", draft)
    ground = ground_of_plan(factories.actor("jurist"), draft)
    assert ground == "Inviteret gennem Chefgruppen den 20. november 2026 af Økonomichefen"


def test_a_withdrawn_invitation_is_over_at_once(draft: UnitPlan) -> None:
    row = invite(draft, person=factories.person("jurist"))
    other = factories.again(row)
    with pytest.raises(NotPermitted):
        actions.withdraw(actor=factories.actor("jurist"), row=draft, invitation=row)
    actions.withdraw(actor=factories.actor("oekonomichef"), row=draft, invitation=row)
    assert not reads("jurist", draft)
    with pytest.raises(NotNow) as refusal:
        actions.withdraw(actor=factories.actor("oekonomichef"), row=draft, invitation=factories.again(row))
    assert refusal.value.code == "invitation_over"
    with pytest.raises(StaleWrite):
        actions.withdraw(actor=factories.actor("oekonomichef"), row=draft, invitation=other)
    invite(draft, person=factories.person("jurist"))
    assert reads("jurist", draft)


def test_only_those_who_may_change_it_invite_and_only_to_drafts(draft: UnitPlan) -> None:
    jurist = factories.person("jurist")
    invite(draft, person=jurist)
    with pytest.raises(NotPermitted):
        invite(draft, by="jurist", person=factories.person("hrkonsulent"))
    with pytest.raises(NotNow) as refusal:
        invite(draft, person=jurist)
    assert refusal.value.code == "invited_already"
    plan = factories.plan_in_force(factories.actor("oekonomichef"))
    with pytest.raises(NotNow) as refusal:
        invite(plan, person=jurist)
    assert refusal.value.code == "open_already"
    with pytest.raises(NotNow) as refusal:
        invite(factories.first_goal(draft), person=jurist)
    assert refusal.value.code == "no_invitations"
    assert permissions.can_invite(factories.actor("oekonomichef"), draft)
    assert not permissions.can_invite(factories.actor("jurist"), draft)
    assert policies.can_take_invitations(draft)


def test_an_invitation_by_name_is_not_lent_to_a_deputy(draft: UnitPlan) -> None:
    invite(draft, person=factories.person("boerneogungechef"))
    actor = actor_in(acting(hand_on("boerneogungechef")))
    assert reads("boerneogungechef", draft)
    assert not can_read_plan(actor, draft)
    assert not UnitPlan.objects.filter(readable(actor), pk=draft.pk).exists()


def test_what_one_made_oneself_is_not_lent_either() -> None:
    draft = factories.draft_plan(factories.actor("controller.stab"), "OS")
    UnitPlan.objects.filter(pk=draft.pk).update(created_by=factories.person("boerneogungechef"))
    draft.refresh_from_db()
    assert ground_of_plan(factories.actor("boerneogungechef"), draft) == "Den, der lagde planen ind"
    actor = actor_in(acting(hand_on("boerneogungechef")))
    assert not can_read_plan(actor, draft)
    assert not UnitPlan.objects.filter(readable(actor), pk=draft.pk).exists()


def test_a_unit_invitation_reaches_the_deputy_where_the_role_itself_is(draft: UnitPlan) -> None:
    invite(draft, unit=factories.unit("BU"))
    whole = actor_in(acting(hand_on("boerneogungechef")))
    assert can_read_plan(whole, draft)
    invite(draft, unit=factories.unit("BU-D01"))
    limited = actor_in(acting(hand_on("velfaerdsdirektoer", "jurist", unit="BU-D01")))
    assert limited.unit_name == "Børnehuset Mælkevejen"
    assert not can_read_plan(limited, draft)


def test_the_grounds_are_the_real_ones(draft: UnitPlan) -> None:
    grounds = {
        "oekonomichef": "Leder af enheden",
        "kommunaldirektoer": "Direktør for Sporkøbing Kommune, som er over enheden",
        "controller.stab": "Økonomikonsulent for enheden",
    }
    kind = objects.of(KIND)
    for code, ground in grounds.items():
        assert kind.ground(factories.actor(code), draft) == ground
    with pytest.raises(NotPermitted):
        kind.ground(factories.actor("jurist"), draft)
    assert not ground_of_plan(anonymous(DAY), draft)
    assert not invitation_ground(anonymous(DAY), KIND, draft.pk)


def test_openness_is_a_state_with_a_label_and_a_rule(draft: UnitPlan) -> None:
    assert set(RULES) == set(Openness)
    assert openness_of(draft) is Openness.DRAFT
    assert "de inviterede" in rule_of(draft)
    goal = factories.first_goal(draft)
    guard = guard_of(goal)
    assert guard is not None
    assert guard.about(goal) == draft
    assert openness_of(goal) is Openness.DRAFT
    assert openness_of(factories.person("jurist")) is None
    assert rule_of(factories.person("jurist")) == ""
    plan = factories.plan_in_force(factories.actor("oekonomichef"))
    assert openness_of(plan) is Openness.OPEN
    assert rule_of(plan).startswith("Alle i kommunen")
    assert GuardedRow._meta.get_field("openness").default is Openness.OPEN


def test_a_guard_without_a_rule_of_its_own_says_that_of_the_state(monkeypatch: pytest.MonkeyPatch) -> None:
    from kernespor.foundation.access import registry

    monkeypatch.setattr(registry, "_guards", {})
    register_guard(Guard(Person._meta.label_lower, lambda _row: Openness.CLOSED))
    person = factories.person("jurist")
    assert rule_of(person) == str(RULES[Openness.CLOSED])
    guard = guard_of(person)
    assert guard is not None
    assert guard.about(person) is person


def test_a_form_invites_and_a_button_withdraws(draft: UnitPlan) -> None:
    client = browser("oekonomichef")
    page = f"/adgang/plan/{draft.pk}/"
    text = client.get(page).content.decode()
    assert "Ingen er inviteret endnu." in text
    jurist = factories.person("jurist")
    answer = client.post(f"{page}inviter/", {"person": jurist.pk, "why": "Læs med"}, follow=True)
    text = answer.content.decode()
    assert "Invitationen er givet." in text
    assert "inviteret den 20. november 2026 af Økonomichefen" in text
    reader = browser("jurist")
    seen = reader.get(f"/virksomhedsplaner/{draft.pk}/")
    assert seen.status_code == 200
    assert reader.post(f"{page}inviter/", {"person": jurist.pk, "why": "x"}).status_code == 403
    assert reader.post(f"{page}inviter/", {}).status_code == 403
    row = Invitation.objects.get()
    twice = client.post(f"{page}inviter/", {"person": jurist.pk, "why": "Læs med"})
    assert twice.status_code == 422
    unit = client.post(
        f"{page}inviter/", {"unit": factories.unit("OS-POL").pk, "why": "Læs med"}, follow=True
    )
    assert "Alle med en rolle i" in unit.content.decode()
    both = client.post(
        f"{page}inviter/", {"person": jurist.pk, "unit": factories.unit("OS").pk, "last": "i går"}
    )
    for words in ("Vælg enten en person eller en enhed.", "Skriv hvorfor.", "Skriv dag, måned og år"):
        assert words in both.content.decode()
    answer = client.post(f"{page}invitation/{row.pk}/slut/", follow=True)
    assert "Invitationen er trukket tilbage." in answer.content.decode()
    assert reader.get(f"/virksomhedsplaner/{draft.pk}/").status_code == 200  # through the unit
    other = factories.draft_plan(factories.actor("budgetchef"), "OS", mark="En anden")
    assert client.post(f"/adgang/plan/{other.pk}/invitation/{row.pk}/slut/").status_code == 404
