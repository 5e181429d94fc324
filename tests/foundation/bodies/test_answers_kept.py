"""Who answered a consultation, and in which words, is in no history before those may read it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

import factories
from foundation.access.deputyships import BACKEND, acting, actor_in, hand_on
from foundation.bodies.world import facts
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.audit.panel import latest
from kernespor.foundation.audit.selectors import Asked, event_for, history, search
from kernespor.foundation.bodies import permissions
from kernespor.foundation.bodies.actions import answers, consultations
from kernespor.foundation.bodies.models import Consultation, ConsultationParty, ConsultationResponse
from kernespor.foundation.refusals import NotPermitted

WORDS = "Zebrastribe ved skolen"


def party(hearing: Consultation, kind: str) -> ConsultationParty:
    return ConsultationParty.objects.select_related("consultation").get(consultation=hearing, kind=kind)


def said_by(actor: Actor, hearing: Consultation, kind: str = "public") -> ConsultationResponse:
    return answers.answer(
        actor=actor, party=party(hearing, kind), facts=answers.AnswerFacts(WORDS, may_publish=True)
    )


def browser(code: str) -> Client:
    client = Client()
    client.force_login(factories.account(code), backend=BACKEND)
    return client


@pytest.fixture
def resident(hearing: Consultation) -> Actor:
    """Someone who answers for themselves alone, and holds no role."""
    del hearing
    return factories.actor("borger")


def test_a_residents_answer_is_in_no_history_but_that_of_those_who_ask(
    hearing: Consultation, resident: Actor, keeper: Actor
) -> None:
    response = said_by(resident, hearing)
    event = AuditEvent.objects.get(verb="bodies.answered")
    other = factories.actor("jurist")
    pages = (f"/haendelser/hoering/{hearing.pk}/", f"/raad-og-udvalg/hoeringer/{hearing.pk}/")
    for published in (False, True):
        assert "bodies.answered" not in [row.verb for row in history(other, hearing).rows]
        assert resident.label not in str(latest(other, hearing))
        assert event_for(other, event.pk) is None
        assert resident.label not in str(search(other, Asked(words="svarede")).rows)
        for page in pages:
            answer = browser("jurist").get(page)
            assert answer.status_code == 200
            assert resident.label not in answer.content.decode(), page
        assert WORDS not in browser("jurist").get(pages[0]).content.decode()
        assert WORDS in str(history(keeper, hearing).rows)
        assert resident.label in str(latest(keeper, hearing)) or published
        if not published:
            answers.publish(actor=keeper, response=response)
    assert latest(other, hearing)["events"][0].verb == "bodies.consultation_opened"  # type: ignore[index]


def test_of_an_event_whose_words_are_cut_off_the_rows_are_read(
    hearing: Consultation, resident: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    said_by(resident, hearing)
    event = AuditEvent.objects.get(verb="bodies.answered")
    monkeypatch.setattr("kernespor.foundation.audit.reading.MOST_ROWS", 1)
    assert event_for(factories.actor("jurist"), event.pk) is None
    assert resident.label not in str(search(factories.actor("jurist"), Asked(words="svarede")).rows)
    assert event_for(resident, event.pk) is not None


def test_who_answered_reads_their_own_and_an_administrator_can_still_erase_it(
    hearing: Consultation, resident: Actor
) -> None:
    said_by(resident, hearing)
    event = AuditEvent.objects.get(verb="bodies.answered")
    own = event_for(resident, event.pk)
    assert own is not None
    assert own[1].actor == resident.label
    found = event_for(factories.actor("administrator"), event.pk)
    assert found is not None
    assert found[1].hidden
    assert WORDS not in str(found[1])


def test_what_a_body_answers_stands_in_the_history_for_all_in_the_house(hearing: Consultation) -> None:
    said_by(factories.actor("oekonomichef"), hearing, "body")
    rows = history(factories.actor("jurist"), hearing).rows
    assert rows[0].verb == "bodies.answered"
    assert WORDS in str(rows)


def test_a_deputy_reads_not_what_the_principal_wrote_as_a_resident(hearing: Consultation) -> None:
    principal = factories.actor("indkoebschef")
    response = said_by(principal, hearing)
    assert permissions.can_read_response(principal, response)
    deputy = actor_in(acting(hand_on("indkoebschef", "hrkonsulent")))
    assert deputy.person_id == principal.person_id
    assert not permissions.can_read_response(deputy, response)


def test_a_deputy_for_one_unit_heads_no_unit_that_the_principal_does_not(
    keeper: Actor, hearing: Consultation
) -> None:
    row = consultations.begin(
        actor=keeper,
        facts=facts(openness="confidential"),
        parties=[consultations.Heard(unit=factories.unit("OS-IND"))],
    )
    consultations.move(actor=keeper, consultation=row, step="open", seen=row.version)
    principal = factories.actor("oekonomichef")
    assert permissions.answers_for_units(principal) == {factories.unit("OS").pk}
    deputy = actor_in(acting(hand_on("oekonomichef", "hrkonsulent", unit="OS-IND")))
    assert permissions.answers_for_units(deputy) == frozenset()
    with pytest.raises(NotPermitted):
        answers.answer(actor=deputy, party=party(hearing, "unit"), facts=answers.AnswerFacts("Ja"))


def test_many_answers_leave_the_latest_event_that_one_may_read(
    hearing: Consultation, resident: Actor, django_assert_max_num_queries: Any
) -> None:
    for _number in range(25):
        said_by(resident, hearing)
    other = factories.actor("jurist")
    with django_assert_max_num_queries(6):
        shown = latest(other, hearing)
    assert shown is not None
    assert [row.verb for row in shown["events"]] == ["bodies.consultation_opened"]
