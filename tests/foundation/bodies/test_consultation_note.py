"""The consultation note: who said what, masked, late ones marked; ready while one waits."""

from __future__ import annotations

import datetime as dt
import io

import docx
import pytest
from django.test import Client
from django.urls import reverse

import factories
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.actions import answers, consultations
from kernespor.foundation.bodies.consultation_note import note_of
from kernespor.foundation.bodies.models import Consultation, ConsultationParty
from kernespor.foundation.bodies.selectors.consultations import consultation_page
from kernespor.foundation.bodies.selectors.points import led_to_openly

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NUMBER = "010190-1234"


def party(hearing: Consultation, kind: str) -> ConsultationParty:
    return ConsultationParty.objects.select_related("consultation", "body", "unit").get(
        consultation=hearing, kind=kind
    )


def text_of(actor: Actor, hearing: Consultation) -> str:
    page = consultation_page(actor, hearing.pk)
    note = note_of(page, led_to_openly(actor.today, page))
    return "\n".join([*note.facts, *(f"{one.heading}\n{one.text}\n{one.sources}" for one in note.parts)])


def browser(code: str) -> Client:
    client = Client()
    client.force_login(factories.account(code), backend=BACKEND)
    return client


def test_the_note_says_nothing_that_isnt_released(hearing: Consultation, keeper: Actor) -> None:
    resident = factories.actor("borger")
    facts = answers.AnswerFacts(
        f"Mit nummer er {NUMBER}. Husk skygge.", may_publish=True, shown_name="Far til to"
    )
    published = answers.answer(actor=resident, party=party(hearing, "public"), facts=facts)
    answers.answer(
        actor=factories.actor("jurist"),
        party=party(hearing, "public"),
        facts=answers.AnswerFacts("Hemmeligt svar"),
    )
    answers.record_answer(
        actor=keeper, party=party(hearing, "body"), facts=answers.AnswerFacts("Gruppen støtter forslaget."),
        received=hearing.deadline - dt.timedelta(days=30),
    )  # fmt: skip
    answers.publish(actor=keeper, response=published)
    for actor in (keeper, factories.actor("hrkonsulent")):
        text = text_of(actor, hearing)
        assert "Husk skygge." in text
        assert "Far til to, 20. nov. 2026" in text
        assert "Gruppen støtter forslaget." in text
        assert "Ét svar er ikke offentliggjort." in text
        assert "svarede ikke" in text
        assert NUMBER not in text
        assert "Hemmeligt svar" not in text
        assert "2 svar fra borgere" in text
    content = browser("hrkonsulent").get(reverse("bodies:consultation_note_word", args=[hearing.pk])).content
    said = "\n".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)
    assert "Høringsnotat" in said
    assert NUMBER not in said
    pdf = browser("hrkonsulent").get(reverse("bodies:consultation_note_pdf", args=[hearing.pk])).content
    assert pdf.startswith(b"%PDF")


def test_three_hundred_answers_are_all_in_the_note(hearing: Consultation, keeper: Actor) -> None:
    who, resident = party(hearing, "public"), factories.actor("borger")
    hostile = ("<script>alert(1)</script>", "=cmd|' /C calc'!A0", "{{ 7*7 }}", "x" * 400, "\u202e" + NUMBER)
    for number in range(300):
        words = f"Svar nr. {number}: {hostile[number % 5]} {NUMBER}"
        row = answers.answer(
            actor=resident,
            party=who,
            facts=answers.AnswerFacts(words, may_publish=True, shown_name=f"N {number}"),
        )
        if number % 3:
            answers.publish(actor=keeper, response=row)
    text = text_of(keeper, hearing)
    assert text.count("Svar nr. ") == 200
    assert "100 svar er ikke offentliggjort." in text
    assert NUMBER not in text
    assert "300 svar fra borgere" in text
    for name in ("word", "pdf"):
        content = (
            browser("hrkonsulent").get(reverse(f"bodies:consultation_note_{name}", args=[hearing.pk])).content
        )
        assert len(content) > 10_000
    consultations.move(actor=keeper, consultation=hearing, step="close", seen=hearing.version)
    assert "Det er ikke skrevet endnu, hvad høringen ændrede." in text_of(keeper, hearing)
