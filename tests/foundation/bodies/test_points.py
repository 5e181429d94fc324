"""Points that answers raise: who may write them, who sees what of them, what they changed, and the note."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from django.test import Client
from django.urls import reverse

import factories
from foundation.bodies.world import facts as consultation_facts
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor, anonymous
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.bodies.actions import answers, consultations, points
from kernespor.foundation.bodies.actions.points import PointFacts
from kernespor.foundation.bodies.breaks import unreplied
from kernespor.foundation.bodies.consultation_note import note_of
from kernespor.foundation.bodies.models import (
    Body,
    Consultation,
    ConsultationParty,
    ConsultationPoint,
    ConsultationResponse,
)
from kernespor.foundation.bodies.selectors.consultations import consultation_page
from kernespor.foundation.bodies.selectors.points import LedTo, changes_of, led_to, led_to_openly
from kernespor.foundation.objects import Ref, ref_of
from kernespor.foundation.refusals import NotNow, NotPermitted, StaleWrite
from kernespor.foundation.search.selectors import found_by
from kernespor.foundation.thread.models import Link
from kernespor.foundation.thread.registry import Scope

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NUMBER = "010190-1234"


def answer(hearing: Consultation, kind: str, by: str, text: str, **more: object) -> ConsultationResponse:
    party = ConsultationParty.objects.select_related("consultation").get(consultation=hearing, kind=kind)
    facts = answers.AnswerFacts(text, may_publish=True, **more)  # type: ignore[arg-type] # shown_name alone
    return answers.answer(actor=factories.actor(by), party=party, facts=facts)


def point(
    keeper: Actor, hearing: Consultation, *rows: ConsultationResponse, **more: object
) -> ConsultationPoint:
    told = {"heading": "Skygge", "said": "Der mangler skygge.", "responses": rows, **more}
    return points.add_point(actor=keeper, consultation=hearing, facts=PointFacts(**told))  # type: ignore[arg-type]


def seen_by(actor: Actor, hearing: Consultation, words: str = "", *, hears: bool = False) -> LedTo:
    return led_to(actor, consultation_page(actor, hearing.pk), hears=hears, words=words)


def browser(code: str) -> Client:
    client = Client()
    client.force_login(factories.account(code), backend=BACKEND)
    return client


CHANGED: dict[str, Any] = {"outcome": "changed", "reply": "Vi planter træer."}
UNCHANGED: dict[str, Any] = {"outcome": "unchanged", "reply": "Der er ikke penge til det."}


def test_only_those_who_hear_write_points_and_only_of_its_own_answers(
    hearing: Consultation, keeper: Actor, group: Body
) -> None:
    row = answer(hearing, "body", "oekonomichef", "Husk skygge.")
    for code in ("med.stab", "hrkonsulent", "borger"):
        with pytest.raises(NotPermitted):
            point(factories.actor(code), hearing, row)
    other = consultations.begin(
        actor=keeper, facts=consultation_facts(title="En anden"), parties=[consultations.Heard(body=group)]
    )
    with pytest.raises(NotNow, match="no_answers_here"):
        point(keeper, other, row)
    consultations.move(actor=keeper, consultation=other, step="open", seen=other.version)
    wrongs: tuple[Callable[[], ConsultationPoint], ...] = (
        lambda: point(keeper, other, row),
        lambda: point(keeper, hearing),
        lambda: point(keeper, hearing, row, reply="Ja."),
        lambda: point(keeper, hearing, row, outcome="changed"),
        lambda: point(keeper, hearing, row, said=f"Nummer {NUMBER}."),
        lambda: point(keeper, hearing, row, heading=" "),
    )
    for wrong in wrongs:
        with pytest.raises(NotNow):
            wrong()
    assert not hearing.points.exists()


def test_a_point_without_a_reply_is_for_those_who_hear_alone(hearing: Consultation, keeper: Actor) -> None:
    row = answer(hearing, "body", "oekonomichef", "Husk skygge.")
    made = point(keeper, hearing, row)
    reader = factories.actor("hrkonsulent")
    assert seen_by(reader, hearing).points == ()
    assert [one.row for one in seen_by(keeper, hearing, hears=True).points] == [made]
    page = browser("hrkonsulent").get(reverse("bodies:consultation_points", args=[hearing.pk]))
    assert "Der mangler skygge." not in page.content.decode()
    assert ref_of(hearing) not in {hit.ref for hit in found_by(reader, "mangler skygge")}
    facts = PointFacts("Skygge", "Der mangler skygge.", (row,), **CHANGED)
    points.change_point(actor=keeper, point=made, seen=made.version, facts=facts)
    assert ref_of(hearing) in {hit.ref for hit in found_by(reader, "mangler skygge")}
    found = seen_by(reader, hearing).points
    assert [one.row.reply for one in found] == ["Vi planter træer."]
    assert [said.who for said in found[0].raised_by] == ["Gruppen"]
    page = browser("hrkonsulent").get(reverse("bodies:consultation", args=[hearing.pk]))
    assert "Vi planter træer." in page.content.decode()
    public = Client().get(reverse("bodies:consultation_points", args=[hearing.pk])).content.decode()
    assert "Vi planter træer." in public


def test_who_answered_is_there_for_those_who_may_read_the_answer(
    hearing: Consultation, keeper: Actor
) -> None:
    one = answer(hearing, "public", "borger", f"Mit nummer er {NUMBER}. Skygge!", shown_name="Far til to")
    two = answer(hearing, "public", "jurist", "Hemmeligt om skygge", shown_name="Mor til tre")
    point(keeper, hearing, one, two, **CHANGED)
    answers.publish(actor=keeper, response=one)
    for actor in (factories.actor("hrkonsulent"), anonymous(factories.DAY)):
        (found,) = seen_by(actor, hearing).points
        assert [said.who for said in found.raised_by] == ["Far til to"]
        assert found.hidden == 1
        assert NUMBER not in found.raised_by[0].text
    (own,) = seen_by(factories.actor("jurist"), hearing).points
    assert {said.who for said in own.raised_by} == {"Far til to", "Mor til tre"}
    assert len(seen_by(factories.actor("hrkonsulent"), hearing, "hemmeligt").points) == 0
    assert len(seen_by(keeper, hearing, "hemmeligt skygge", hears=True).points) == 1


def test_what_was_changed_hangs_on_the_thread_and_on_the_object(hearing: Consultation, keeper: Actor) -> None:
    plan = ref_of(factories.draft_plan(factories.actor("politisk.sekretariat"), mark="Plan"))
    row = answer(hearing, "body", "oekonomichef", "Husk skygge.")
    made = point(keeper, hearing, row, changed=plan, place="Mål 2", **CHANGED)
    (link,) = Link.objects.believed().filter(kind=points.CHANGED_ABOVE)
    assert (link.upper, link.lower) == (plan, ref_of(hearing))
    reader = factories.actor("hrkonsulent")
    assert [one.place for one in changes_of(reader, plan)] == ["Mål 2"]
    # The plan is a draft: who may read the consultation alone is told that a plan was changed, not which.
    (found,) = seen_by(reader, hearing).points
    assert found.changed is None
    assert found.kind
    with pytest.raises(NotPermitted):
        points.add_point(
            actor=factories.actor("indkoebschef"), consultation=hearing,
            facts=PointFacts("A", "B", (row,), changed=Ref(plan.kind, plan.pk), **CHANGED),
        )  # fmt: skip
    facts = PointFacts("Skygge", "Mangler.", (row,), **UNCHANGED)
    points.change_point(actor=keeper, point=made, seen=made.version, facts=facts)
    assert not Link.objects.believed().filter(kind=points.CHANGED_ABOVE).exists()
    assert not changes_of(reader, plan)


def test_nobody_sees_through_the_panel_into_a_confidential_consultation(keeper: Actor, group: Body) -> None:
    row = consultations.begin(
        actor=keeper,
        facts=consultation_facts(title="Fortroligt", openness=Openness.CONFIDENTIAL),
        parties=[consultations.Heard(body=group)],
    )
    consultations.move(actor=keeper, consultation=row, step="open", seen=row.version)
    response = answer(row, "body", "oekonomichef", "Nej.")
    plan = ref_of(factories.plan_of_file("oekonomi-stab-2026-2027.docx"))
    point(keeper, row, response, changed=plan, **CHANGED)
    assert len(changes_of(factories.actor("oekonomichef"), plan)) == 1
    assert changes_of(factories.actor("souschef.maelkevejen"), plan) == []


def test_two_who_write_a_point_lose_nothing(hearing: Consultation, keeper: Actor) -> None:
    row = answer(hearing, "body", "oekonomichef", "Husk skygge.")
    made = point(keeper, hearing, row)
    client = browser("politisk.sekretariat")
    address = reverse("bodies:consultation_point", args=[made.pk])
    assert client.get(address).status_code == 200
    typed = {
        "heading": "Skygge",
        "said": "Min udgave",
        "responses": [row.pk],
        "outcome": "waiting",
        "version": 1,
    }
    facts = PointFacts("Skygge", "Den andens udgave", (row,))
    points.change_point(actor=keeper, point=ConsultationPoint.objects.get(pk=made.pk), seen=1, facts=facts)
    page = client.post(address, typed)
    assert page.status_code == 409
    assert "Den andens udgave" in page.content.decode()
    assert "Min udgave" in page.content.decode()
    with pytest.raises(StaleWrite):
        points.strike_point(actor=keeper, point=ConsultationPoint.objects.get(pk=made.pk), seen=1, why="Fejl")
    assert client.post(address, typed | {"version": 2}).status_code == 302
    points.strike_point(
        actor=keeper, point=ConsultationPoint.objects.get(pk=made.pk), seen=3, why="Den var skrevet to gange"
    )
    assert client.get(address).status_code == 404
    assert seen_by(keeper, hearing, hears=True).points == ()
    event = AuditEvent.objects.filter(verb="bodies.point_struck").get()
    assert event.why == "Den var skrevet to gange"
    assert event.subject_id == hearing.pk
    assert ConsultationPoint.objects.get(pk=made.pk).said == "Min udgave"


def test_the_note_says_who_said_what_about_what_and_what_it_led_to(
    hearing: Consultation, keeper: Actor
) -> None:
    row = answer(hearing, "body", "oekonomichef", "Vi vil have skygge.")
    hidden = answer(hearing, "public", "jurist", "Hemmeligt om skygge")
    plan = factories.plan_of_file("oekonomi-stab-2026-2027.docx")
    point(keeper, hearing, row, hidden, changed=ref_of(plan), place="Mål 2", **CHANGED)
    draft = ref_of(factories.draft_plan(factories.actor("politisk.sekretariat"), mark=factories.SECRET))
    point(keeper, hearing, row, heading="Vand", said="Der mangler vand.", changed=draft, **CHANGED)
    point(keeper, hearing, row, heading="Kun for os", said="Ikke besvaret endnu.")
    answer(hearing, "public", "borger", "Nok et svar")
    page = consultation_page(keeper, hearing.pk)
    note = note_of(page, led_to_openly(factories.DAY, page))
    text = "\n".join(f"{one.heading}\n{one.text}" for one in note.parts)
    assert "Hvad svarene førte til" in text
    assert "Gruppen, 20. nov. 2026" in text
    assert f"»{objects.card_of(plan).title}«, Mål 2)" in text
    assert "Ét svar er ikke offentliggjort." in text
    assert "Hvad svaret førte til: Skygge (Ændret), Vand (Ændret)" in text
    for secret in ("Hemmeligt", "Kun for os", "Ikke besvaret endnu.", factories.SECRET):
        assert secret not in text
    assert "Svar, som ingen har svaret på" in text
    content = browser("hrkonsulent").get(reverse("bodies:consultation_note_word", args=[hearing.pk])).content
    said = "\n".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)
    assert "Vi planter træer." in said
    pdf = browser("hrkonsulent").get(reverse("bodies:consultation_note_pdf", args=[hearing.pk])).content
    assert pdf.startswith(b"%PDF")


def test_answers_that_nobody_replied_to_are_a_break_once_it_is_concluded(
    hearing: Consultation, keeper: Actor
) -> None:
    row = answer(hearing, "body", "oekonomichef", "Skygge.")
    first = answer(hearing, "public", "borger", "Vand.")
    answer(hearing, "public", "jurist", "Sand.")
    reader = factories.actor("hrkonsulent")

    def broken() -> list[str]:
        return [one.sentence for one in unreplied(reader, Scope(frozenset({ref_of(hearing)})))]

    assert broken() == []
    row_now = consultations.move(actor=keeper, consultation=hearing, step="close", seen=hearing.version)
    consultations.move(actor=keeper, consultation=row_now, step="conclude", seen=row_now.version, why="Lidt.")
    assert broken() == ["3 af svarene har ikke fået et svar fra kommunen."]
    point(keeper, row_now, row, first)
    assert broken() == ["3 af svarene har ikke fået et svar fra kommunen."]
    point(keeper, row_now, row, first, **UNCHANGED)
    assert broken() == ["Ét af svarene har ikke fået et svar fra kommunen."]


def test_the_page_and_the_forms(hearing: Consultation) -> None:
    row = answer(hearing, "body", "oekonomichef", "Husk skygge.")
    client = browser("politisk.sekretariat")
    new = reverse("bodies:consultation_point_new", args=[hearing.pk])
    assert "Husk skygge." in client.get(new).content.decode()
    halfway = {"heading": "Skygge", "said": "x", "responses": [row.pk], "outcome": "changed"}
    assert client.post(new, halfway).status_code == 422
    assert client.post(new, halfway | {"reply": f"Nummer {NUMBER}"}).status_code == 422
    assert client.post(new, halfway | {"reply": "Vi planter træer."}).status_code == 302
    address = reverse("bodies:consultation_points", args=[hearing.pk])
    assert "Skygge" in client.get(address, {"soeg": "træer"}).content.decode()
    assert "Intet punkt" in client.get(address, {"soeg": "zebra"}).content.decode()
    (made,) = hearing.points.all()
    strike = reverse("bodies:consultation_point_strike", args=[made.pk])
    assert client.post(strike, {"version": made.version}).status_code == 400
    assert client.post(strike, {"version": made.version, "why": "Fejl"}).status_code == 302
