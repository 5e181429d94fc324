"""Acting on behalf of someone: with their roles, in both names, on the days of the deputyship alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

import factories
from foundation.access.deputyships import DAY, WEEK, acting, actor_in, browser, hand_on
from kernespor.domains.strategy.models import Status
from kernespor.foundation.access import actions
from kernespor.foundation.access.acting import KEY, standing_of
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.organisation.models import RoleAssignment

pytestmark = pytest.mark.usefixtures("sporkoebing")
ONE = dt.timedelta(days=1)


def test_a_deputy_stands_in_the_principals_place_in_both_names() -> None:
    actor = actor_in(acting(hand_on()))
    own = factories.actor("hrkonsulent")
    principal = factories.actor("oekonomichef")
    assert actor.on_behalf
    assert actor.label == "HR-konsulenten på vegne af Økonomichefen"
    assert (actor.person_id, actor.doer_id, actor.hand) == (principal.person_id, own.person_id, own.person_id)
    assert actor.user_id == own.user_id
    assert actor.roles == principal.roles
    assert actor.oneself.label == "HR-konsulenten"
    assert actor.oneself.roles == own.roles
    assert actor.limit is None
    assert not actor.is_oneself(principal.person_id)
    assert actor.answers_in(factories.unit("BU").pk, principal.person_id)


def test_one_unit_limits_what_a_deputy_may() -> None:
    actor = actor_in(acting(hand_on("kommunaldirektoer", unit="OS")))
    everywhere = factories.unit("OS").pk
    assert actor.holds_over(everywhere, RoleKind.DIRECTOR)
    assert not actor.holds_over(factories.unit("BU").pk, RoleKind.DIRECTOR)
    assert not actor.holds_over_all(RoleKind.DIRECTOR)
    assert actor.unit_name == "Økonomi & Stab"
    assert all(role.unit_ids <= actor.limit for role in actor.roles)
    assert not actor.answers_in(factories.unit("BU").pk, actor.person_id)
    assert not any(role.kind is RoleKind.HEAD and not role.narrowed for role in actor.roles)  # of the top


def test_the_own_unit_of_a_role_stays_whole_within_the_limit() -> None:
    actor = actor_in(acting(hand_on("oekonomichef", unit="OS")))
    assert actor.roles == factories.actor("oekonomichef").roles


def test_it_holds_on_its_days_alone(settings: Any) -> None:
    row = hand_on(first=DAY + ONE, last=DAY + WEEK)
    client = browser("hrkonsulent")
    assert client.post(f"/adgang/paa-vegne-af/{row.pk}/").status_code == 409  # not begun
    for day, holds in ((DAY + ONE, True), (DAY + WEEK, True), (DAY + WEEK + ONE, False)):
        settings.TODAY = day
        session = client.session
        session[KEY] = row.pk
        session.save()
        assert actor_in(client).on_behalf is holds, day


def test_it_is_over_the_moment_it_is_ended_and_said_on_the_page() -> None:
    row = hand_on()
    client = acting(row)
    actions.end_deputyship(actor=factories.actor("oekonomichef"), deputyship=row)
    answer = client.get("/organisation/")
    assert answer.wsgi_request.actor.label == "HR-konsulenten"
    assert not answer.wsgi_request.actor.on_behalf
    text = answer.content.decode()
    assert "Du handler ikke længere på vegne af Økonomichefen" in text
    assert "Fortsæt" in text


def test_what_was_begun_on_behalf_is_not_written_in_ones_own_name() -> None:
    row = hand_on()
    client = acting(row)
    actions.end_deputyship(actor=factories.actor("oekonomichef"), deputyship=row)
    before = AuditEvent.objects.count()
    answer = client.post("/sprog/", {"language": "en"})
    assert answer.status_code == 409
    assert "Du handler ikke længere på vegne af Økonomichefen. Intet er gemt." in answer.content.decode()
    assert AuditEvent.objects.count() == before
    assert client.post("/adgang/paa-vegne-af/slut/").status_code == 302
    assert client.post("/sprog/", {"language": "en"}).status_code == 302


def test_it_is_over_when_either_of_the_two_has_no_role() -> None:
    row = hand_on()
    client = acting(row)
    roles = RoleAssignment.objects.believed()
    for code in ("oekonomichef", "hrkonsulent"):
        held = roles.filter(person__code=code)
        keys = list(held.values_list("pk", flat=True))
        held.update(superseded_at=timezone.now())
        standing = standing_of(factories.account("hrkonsulent"), DAY, row.pk)
        assert standing.lapsed, code
        assert not standing.on_behalf
        RoleAssignment.objects.filter(pk__in=keys).update(superseded_at=row.superseded_at)
    assert actor_in(client).on_behalf


def test_a_session_that_names_anothers_deputyship_is_oneself() -> None:
    row = hand_on()
    client = browser("jurist")
    assert client.post(f"/adgang/paa-vegne-af/{row.pk}/").status_code == 403
    session = client.session
    for key in (row.pk, 999_999, "ja", None):
        session[KEY] = key
        session.save()
        actor = actor_in(client)
        assert (actor.label, actor.on_behalf) == ("Kommunens jurist", False)
        assert actor.oneself == actor
    assert standing_of(AnonymousUser(), DAY, row.pk).actor.label == ""


def test_what_others_handed_to_the_principal_goes_no_further() -> None:
    hand_on("kommunaldirektoer", "oekonomichef")
    actor = actor_in(acting(hand_on("oekonomichef", "hrkonsulent")))
    assert not actor.holds(RoleKind.DIRECTOR)


def test_switching_to_another_principal_asks_who_one_is_oneself() -> None:
    client = acting(hand_on())
    other = hand_on("indkoebschef")
    assert client.post(f"/adgang/paa-vegne-af/{other.pk}/").status_code == 302
    assert actor_in(client).label == "HR-konsulenten på vegne af Indkøbschefen"


def test_every_page_says_it_and_one_press_stops_it() -> None:
    client = acting(hand_on())
    for address in ("/organisation/", "/virksomhedsplaner/", "/adgang/stedfortraedere/"):
        text = client.get(address).content.decode()
        assert "Du handler på vegne af Økonomichefen til og med den 26. november 2026." in text, address
        assert 'action="/adgang/paa-vegne-af/slut/"' in text
    answer = client.post("/adgang/paa-vegne-af/slut/", follow=True)
    assert "Du handler igen i dit eget navn." in answer.content.decode()
    assert not actor_in(client).on_behalf
    again = client.post("/adgang/paa-vegne-af/slut/", follow=True)
    assert "Du handler igen" not in again.content.decode()


def test_the_banner_names_the_unit_where_there_is_one() -> None:
    text = acting(hand_on(unit="OS")).get("/organisation/").content.decode()
    assert "Det gælder Økonomi &amp; Stab." in text


def test_the_account_and_the_deputyship_are_nobody_elses() -> None:
    row = hand_on()
    client = acting(row)
    before = AuditEvent.objects.count()
    for address in ("/adgangskode/", f"/adgang/stedfortraedere/{row.pk}/slut/", "/adgang/stedfortraedere/"):
        answer = client.post(address, {})
        assert answer.status_code == 403, address
        assert "i dit eget navn" in answer.content.decode()
    assert client.get("/adgangskode/").status_code == 403
    assert AuditEvent.objects.count() == before
    assert client.post("/log-ud/").status_code == 302


def test_a_choice_of_language_is_the_deputys_own() -> None:
    client = acting(hand_on())
    client.post("/sprog/", {"language": "en"})
    event = AuditEvent.objects.latest("id")
    assert (event.verb, event.actor) == ("accounts.language_chosen", "HR-konsulenten")


def test_a_status_is_never_said_to_be_the_principals() -> None:
    row = hand_on()
    actor = actor_in(acting(row))
    from kernespor.domains.strategy.actions.plans import give_status

    plan = factories.plan_in_force(factories.actor("oekonomichef"))
    said = give_status(
        actor=actor, item=factories.first_action(plan), judgement="slipping", text="Trægt", on=DAY
    )
    assert said.author_id == row.deputy_id
    assert said.author_label == "HR-konsulenten på vegne af Økonomichefen"
    assert not Status.objects.filter(plan=plan, author_id=row.principal_id).exists()
    event = AuditEvent.objects.latest("id")
    assert event.actor == "HR-konsulenten på vegne af Økonomichefen"
    assert event.person_id == row.principal_id


def test_the_principals_private_drafts_stay_their_own() -> None:
    mine = factories.lay_in(factories.actor("oekonomichef"), mark="Lederens dokument")
    client = acting(hand_on())
    assert client.get(f"/virksomhedsplaner/laes-ind/{mine.pk}/").status_code == 403
    assert "Lederens dokument" not in client.get("/").content.decode()
    actor = actor_in(client)
    own = factories.lay_in(actor, mark="Stedfortræderens dokument")
    assert own.created_by_id == actor.hand
    assert client.get(f"/virksomhedsplaner/laes-ind/{own.pk}/").status_code == 200


def test_asking_who_one_is_takes_four_queries(django_assert_num_queries: Any) -> None:
    row, user = hand_on(), factories.account("hrkonsulent")
    user.refresh_from_db()
    with django_assert_num_queries(4):  # person, tree, deputyship with principal, roles of both
        assert standing_of(user, DAY, row.pk).on_behalf
