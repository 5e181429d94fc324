"""Several documents come with one answer: a few, each shown as it came or kept back, each with its mark."""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import factories
from foundation.bodies.public_world import NUMBER, form, path, responses, signed_in
from kernespor.connectors.documents.danger import LARGEST_FILE
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.audit.selectors import history
from kernespor.foundation.bodies.actions import answers, consultations
from kernespor.foundation.bodies.documents import _consultation
from kernespor.foundation.bodies.models import Consultation, ConsultationParty, ConsultationResponse
from kernespor.foundation.bodies.policies import MOST_DOCUMENTS
from kernespor.foundation.refusals import NotNow

ROOT = "/raad-og-udvalg/"


def files(*names: str) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, f"Indhold af {name}".encode()) for name in names]


def group_of(hearing: Consultation) -> ConsultationParty:
    return ConsultationParty.objects.select_related("consultation").get(consultation=hearing, kind="body")


def digest(name: str) -> str:
    return hashlib.sha256(f"Indhold af {name}".encode()).hexdigest()[:12]


def conclude(keeper: Actor, hearing: Consultation) -> Consultation:
    row = Consultation.objects.get(pk=hearing.pk)
    row = consultations.move(actor=keeper, consultation=row, step="close", seen=row.version)
    return consultations.move(actor=keeper, consultation=row, step="conclude", seen=row.version, why="Lidt.")


def test_a_resident_sends_several_and_each_is_released_or_kept_back(
    hearing: Consultation, client: Client
) -> None:
    sent = client.post(
        path(hearing), form(hearing, may_publish="on", documents=files("a.txt", f"{NUMBER}.txt"))
    )
    (kept,) = responses(hearing)
    receipt = client.get(sent["Location"]).content.decode()
    assert "a.txt" in receipt
    assert NUMBER not in receipt
    assert kept.documents == 2
    one, two = kept.files.order_by("pk")
    page, fetch = f"{ROOT}hoeringer/{hearing.pk}/", f"{ROOT}svar/fil/%s/"
    inside = signed_in("politisk.sekretariat")
    release = f"{ROOT}svar/{kept.pk}/offentliggoer/"
    assert digest("a.txt") in inside.get(release).content.decode()
    seen = inside.get(release).context["offered"].seen
    assert inside.post(release, {"seen": seen, "hidden_files": [two.pk]}).status_code == 302
    shown = client.get(page).content.decode()
    assert f"Version {digest('a.txt')}" in shown
    assert client.get(fetch % one.pk).getvalue() == b"Indhold af a.txt"
    assert client.get(fetch % two.pk)["Location"].startswith("/log-ind/")
    assert signed_in("jurist").get(fetch % two.pk).status_code == 403
    assert inside.get(fetch % two.pk).status_code == 200
    assert shown.count("/svar/fil/") == 1
    assert NUMBER not in inside.get(page).content.decode()
    stale = inside.post(release, {"seen": seen, "hidden_files": []})
    assert stale.status_code == 409
    (event,) = AuditEvent.objects.filter(verb="bodies.answer_published")
    assert f"bodies.responsedocument:{two.pk}" in str(event.rows)


def test_the_same_documents_again_are_the_same_answer_and_other_ones_another(
    hearing: Consultation, client: Client
) -> None:
    told = form(hearing)
    first = client.post(path(hearing), told | {"documents": files("a.txt", "b.txt")})
    again = client.post(path(hearing), told | {"documents": files("a.txt", "b.txt")})
    other = client.post(path(hearing), told | {"documents": files("a.txt")})
    assert first["Location"] == again["Location"] != other["Location"]
    assert [row.documents for row in responses(hearing)] == [2, 1]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (files(*"abcdef"), "Vælg højst 5 dokumenter."),
        ([*files("a.txt"), SimpleUploadedFile("b.txt", bytes(LARGEST_FILE))], "20 MB i alt"),
        ([*files("a.txt"), SimpleUploadedFile("b.exe", b"MZ")], "»b.exe«"),
        ([SimpleUploadedFile("tom.txt", b"")], "»tom.txt« er tom"),
    ],
)
def test_too_many_too_large_and_of_a_wrong_kind_are_said_and_nothing_is_kept(
    hearing: Consultation, given: list[Any], words: str
) -> None:
    client = signed_in("oekonomichef")
    for one in given:
        one.seek(0)
    page = client.post(f"{ROOT}hoeringer/{hearing.pk}/svar/", {"text": "Se her", "documents": given})
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not ConsultationResponse.objects.filter(consultation=hearing).exists()


def test_what_a_form_refuses_the_answer_itself_refuses_too(hearing: Consultation) -> None:
    chair = factories.actor("oekonomichef")
    many = tuple((f"{number}.txt", b"a") for number in range(MOST_DOCUMENTS + 1))
    for told, code in ((many, "too_many_documents"), ((("a.txt", bytes(LARGEST_FILE + 1)),), "too_large")):
        with pytest.raises(NotNow, match=code):
            answers.answer(actor=chair, party=group_of(hearing), facts=answers.AnswerFacts("", told))
    with pytest.raises(NotNow, match="empty_answer"):
        answers.answer(actor=chair, party=group_of(hearing), facts=answers.AnswerFacts(" "))


def test_all_of_them_go_into_the_package_and_the_note_names_those_that_are_open(
    keeper: Actor, hearing: Consultation, client: Client
) -> None:
    chair = factories.actor("oekonomichef")
    told = answers.AnswerFacts("", (("brev.txt", b"Brev"), ("kort.txt", b"Kort")))
    answers.answer(actor=chair, party=group_of(hearing), facts=told)
    client.post(path(hearing), form(hearing, may_publish="on", documents=files("skjult.txt", "vist.txt")))
    (kept,) = [row for row in responses(hearing) if row.receipt]
    hidden = kept.files.order_by("pk")[0]
    answers.publish(actor=keeper, response=kept, hidden_files=[hidden.pk])
    row = conclude(keeper, hearing)
    names = [document.name for document in _consultation(keeper, row)]
    assert names[1:] == ["brev.txt", "kort.txt", "skjult.txt", "vist.txt"]
    content = signed_in("politisk.sekretariat").get(f"{ROOT}hoeringer/{row.pk}/notat/word/").content
    note = "\n".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)
    assert "Svaret er givet med »brev.txt«, »kort.txt«." in note
    assert "Med svaret kom »vist.txt«." in note
    assert "skjult.txt" not in note
    assert zipfile.is_zipfile(io.BytesIO(content))


def test_what_a_resident_sent_is_in_no_history_of_others(keeper: Actor, hearing: Consultation) -> None:
    party = ConsultationParty.objects.select_related("consultation").get(consultation=hearing, kind="public")
    told = answers.AnswerFacts("Hej", (("zebra.txt", b"Z"),), may_publish=True)
    row = answers.answer(actor=factories.actor("borger"), party=party, facts=told)
    answers.publish(actor=keeper, response=row, hidden_files=[row.files.get().pk])
    assert "zebra.txt" in str(history(keeper, hearing).rows)
    assert "zebra.txt" not in str(history(factories.actor("jurist"), hearing).rows)
    with pytest.raises(NotNow, match="no_change"):
        answers.publish(actor=keeper, response=row, hidden_files=[row.files.get().pk])
