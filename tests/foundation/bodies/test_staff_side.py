"""The staff side of a MED committee answers for itself, beside its committee."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

import factories
from foundation.access.deputyships import BACKEND, acting, actor_in, hand_on
from foundation.bodies.world import START, facts
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.actions import answers, bodies, consultations
from kernespor.foundation.bodies.breaks import unanswered
from kernespor.foundation.bodies.consultation_note import note_of
from kernespor.foundation.bodies.models import Body, Consultation, ConsultationParty, ConsultationResponse
from kernespor.foundation.bodies.permissions import answers_for_staff
from kernespor.foundation.bodies.selectors.consultations import consultation_page, recordable
from kernespor.foundation.bodies.selectors.consultations import consultations as listed
from kernespor.foundation.bodies.selectors.points import led_to_openly
from kernespor.foundation.bodies.selectors.tasks import tasks_of
from kernespor.foundation.refusals import NotNow, NotPermitted
from kernespor.foundation.thread.registry import Scope

STAFF, WHOLE = "Medarbejderne er imod.", "Udvalget er for."


@pytest.fixture
def committee(keeper: Actor) -> Body:
    """A MED committee with a side each."""
    body = bodies.add_body(
        actor=keeper, code="med", kind="med_local", unit=factories.unit("OS"), name="MED Stab", first=START
    )
    for code, function, side in (
        ("oekonomichef", "chair", "management"), ("med.stab", "vice_chair", "staff"),
        ("hrchef", "member", "staff"), ("jurist", "substitute", "staff"),
    ):  # fmt: skip
        seat = bodies.SeatFacts(factories.person(code), "", function, START, None, side=side)
        bodies.seat(actor=keeper, body=body, facts=seat)
    return body


@pytest.fixture
def heard(keeper: Actor, committee: Body) -> Consultation:
    """An open consultation in which the committee is heard."""
    row = consultations.begin(actor=keeper, facts=facts(), parties=[consultations.Heard(body=committee)])
    return consultations.move(actor=keeper, consultation=row, step="open", seen=row.version)


def party(row: Consultation) -> ConsultationParty:
    return ConsultationParty.objects.select_related("consultation").get(consultation=row)


def say(code: str, row: Consultation, words: str, side: str = "") -> ConsultationResponse:
    told = answers.AnswerFacts(words, side=side)
    return answers.answer(actor=factories.actor(code), party=party(row), facts=told)


def test_those_on_the_staff_side_alone_answer_for_it(heard: Consultation, committee: Body) -> None:
    assert say("hrchef", heard, STAFF, "staff").side == "staff"
    for code, side in (
        ("oekonomichef", "staff"),
        ("jurist", "staff"),
        ("hrchef", ""),
        ("hrchef", "management"),
    ):
        with pytest.raises(NotPermitted):
            say(code, heard, WHOLE, side)
    assert answers_for_staff(factories.actor("hrchef")) == {committee.pk}
    deputy = actor_in(acting(hand_on("hrchef", "hrkonsulent")))
    assert answers_for_staff(deputy) == frozenset()


def test_where_no_med_committee_is_heard_there_are_no_sides(hearing: Consultation) -> None:
    with pytest.raises(NotPermitted):
        answers.answer(
            actor=factories.actor("hrchef"),
            party=ConsultationParty.objects.select_related("consultation").get(
                consultation=hearing, kind="unit"
            ),
            facts=answers.AnswerFacts(STAFF, side="staff"),
        )


def test_the_sides_answer_takes_not_the_committees_place(keeper: Actor, heard: Consultation) -> None:
    say("med.stab", heard, STAFF, "staff")
    page = consultation_page(keeper, heard.pk)
    assert [(one.name, one.number) for one in page.parties] == [
        ("MED Stab", 0), ("MED Stab, medarbejdersiden", 1),
    ]  # fmt: skip
    assert (page.answered, len(page.named)) == (0, 1)
    assert [(row.heard, row.answered) for row in listed(keeper) if row.pk == heard.pk] == [(1, 0)]
    assert any(heard.title in task.title for task in tasks_of(factories.actor("oekonomichef")))
    row = Consultation.objects.get(pk=heard.pk)
    consultations.move(actor=keeper, consultation=row, step="close", seen=row.version)
    assert any("MED Stab" in one.sentence for one in unanswered(keeper, Scope()))
    say("oekonomichef", heard, WHOLE)
    page = consultation_page(keeper, heard.pk)
    assert [one.last.text for one in page.parties if one.last] == [WHOLE, STAFF]
    assert page.answered == 1
    note = note_of(page, led_to_openly(keeper.today, page))
    text = "\n".join(f"{part.heading}\n{part.text}" for part in note.parts)
    assert "MED Stab, medarbejdersiden: svarede" in text
    assert STAFF in text
    assert "1 af 1" in note.facts[2]


def test_a_steward_in_both_places_chooses_on_the_page(heard: Consultation) -> None:
    client = Client()
    client.force_login(factories.account("med.stab"), backend=BACKEND)
    page = f"/raad-og-udvalg/hoeringer/{heard.pk}/svar/"
    text = client.get(page).content.decode()
    assert "MED Stab, medarbejdersiden" in text
    assert client.post(page, {"text": STAFF}).status_code == 422
    key = f"{party(heard).pk}-staff"
    assert client.post(page, {"text": STAFF, "party": key}).status_code == 302
    (kept,) = ConsultationResponse.objects.filter(consultation=heard)
    assert (kept.side, kept.may_publish) == ("staff", True)
    member = Client()
    member.force_login(factories.account("hrchef"), backend=BACKEND)
    assert member.post(page, {"text": "Også imod."}).status_code == 302
    assert ConsultationResponse.objects.filter(consultation=heard, side="staff").count() == 2
    shown = member.get(f"/raad-og-udvalg/hoeringer/{heard.pk}/").content.decode()
    assert "MED Stab, medarbejdersiden" in shown


def test_a_letter_of_the_staff_side_is_recorded_for_it_and_who_did_it_stands_beside(
    keeper: Actor, heard: Consultation
) -> None:
    page, record = f"/raad-og-udvalg/hoeringer/{heard.pk}/", f"/raad-og-udvalg/hoeringer/{heard.pk}/modtaget/"
    client = browser("politisk.sekretariat")
    assert "MED Stab, medarbejdersiden" in client.get(record).content.decode()
    letter = SimpleUploadedFile("brev.txt", STAFF.encode())
    told = {"party": f"{party(heard).pk}-staff", "day": "20-11-2026", "hour": "0.01", "documents": letter}
    assert client.post(record, told | {"party": f"{party(heard).pk}-management"}).status_code == 422
    letter.seek(0)
    assert client.post(record, told).status_code == 302
    (kept,) = ConsultationResponse.objects.filter(consultation=heard)
    assert (kept.side, kept.recorded, kept.sent_label) == ("staff", True, keeper.label)
    assert timezone.localtime(kept.received_at).strftime("%d.%m %H.%M") == "20.11 00.01"
    assert bytes(kept.files.get().file.content) == STAFF.encode()
    for code in ("politisk.sekretariat", "hrchef"):
        assert f"ført ind af {keeper.label}" in browser(code).get(page).content.decode()
    original = client.get(f"/raad-og-udvalg/svar/{kept.pk}/original/").content.decode()
    assert f"ført ind af {keeper.label}" in original
    assert any(heard.title in task.title for task in tasks_of(factories.actor("oekonomichef")))


def test_nothing_is_recorded_for_a_side_that_answers_not_for_itself(
    keeper: Actor, heard: Consultation, hearing: Consultation
) -> None:
    unit = ConsultationParty.objects.select_related("consultation").get(consultation=hearing, kind="unit")
    for one, side in ((party(heard), "management"), (unit, "staff")):
        with pytest.raises(NotNow, match="no_such_side"):
            answers.record_answer(
                actor=keeper, party=one, facts=answers.AnswerFacts(STAFF, side=side),
                received=heard.deadline - dt.timedelta(days=20),
            )  # fmt: skip
    assert [one.side for one in recordable(consultation_page(keeper, hearing.pk))] == [
        "",
        "staff",
        "",
        "",
        "",
    ]


def browser(code: str) -> Client:
    client = Client()
    client.force_login(factories.account(code), backend=BACKEND)
    return client
