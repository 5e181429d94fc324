"""What of an answer without login is open, to whom, and from when."""

from __future__ import annotations

import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import factories
from foundation.bodies.public_world import NUMBER, WORDS, form, path, responses, signed_in
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.actions import answers, consultations
from kernespor.foundation.bodies.models import Consultation, ConsultationParty
from kernespor.foundation.refusals import NotNow


def test_nothing_of_a_residents_answer_is_open_before_a_person_released_it(
    keeper: Actor, hearing: Consultation, client: Client
) -> None:
    client.post(path(hearing), form(hearing, may_publish="on"))
    client.post(path(hearing), form(hearing, text="Uden samtykke", name="Bo"))
    page = f"/raad-og-udvalg/hoeringer/{hearing.pk}/"
    before = client.get(page).content.decode()
    for words in ("Behold skolen.", "Uden samtykke", "Anna Holm", NUMBER):
        assert words not in before
        assert words not in signed_in("jurist").get(page).content.decode()
    (consented, kept) = responses(hearing)
    answers.publish(actor=keeper, response=consented)
    with pytest.raises(NotNow, match="no_consent"):
        answers.publish(actor=keeper, response=kept)
    after = client.get(page).content.decode()
    assert "Behold skolen." in after
    assert "En borger" in after
    assert "Uden samtykke" not in after
    assert "Anna Holm" not in after
    assert NUMBER not in after
    inside = signed_in("politisk.sekretariat").get(f"/raad-og-udvalg/svar/{consented.pk}/original/")
    assert NUMBER in inside.content.decode()
    assert "Anna Holm" in inside.content.decode()
    assert "uden navn" in inside.content.decode()


def test_a_file_can_be_kept_back_when_its_answer_is_released(hearing: Consultation, client: Client) -> None:
    file = SimpleUploadedFile("bilag.txt", NUMBER.encode())
    client.post(path(hearing), form(hearing, may_publish="on", documents=file))
    (kept,) = responses(hearing)
    inside, page = signed_in("politisk.sekretariat"), f"/raad-og-udvalg/svar/{kept.pk}/offentliggoer/"
    seen = inside.get(page).context["offered"].seen
    (document,) = kept.files.all()
    assert inside.post(page, {"seen": seen, "hidden_files": [document.pk]}).status_code == 302
    shown, fetched = f"/raad-og-udvalg/hoeringer/{hearing.pk}/", f"/raad-og-udvalg/svar/fil/{document.pk}/"
    assert "Behold skolen." in client.get(shown).content.decode()
    assert "bilag.txt" not in client.get(shown).content.decode()
    assert client.get(fetched)["Location"].startswith("/log-ind/")
    assert signed_in("jurist").get(fetched).status_code == 403
    assert "vises ikke for andre" in inside.get(shown).content.decode()
    assert inside.get(fetched).getvalue() == NUMBER.encode()
    seen = inside.get(page).context["offered"].seen
    assert inside.post(page, {"seen": seen}).status_code == 302
    assert client.get(fetched).status_code == 200


def test_consent_taken_back_takes_the_answer_off_the_page(
    keeper: Actor, hearing: Consultation, client: Client
) -> None:
    client.post(path(hearing), form(hearing, may_publish="on"))
    (kept,) = responses(hearing)
    answers.publish(actor=keeper, response=kept)
    page = f"/raad-og-udvalg/svar/{kept.pk}/samtykke/"
    inside = signed_in("politisk.sekretariat")
    assert inside.get(page).status_code == 200
    assert inside.post(page, {"why": ""}).status_code == 422
    assert inside.post(page, {"why": "Ringede i dag"}).status_code == 302
    assert "Behold skolen." not in client.get(f"/raad-og-udvalg/hoeringer/{hearing.pk}/").content.decode()
    assert inside.get(page).status_code == 409
    kept.refresh_from_db()
    assert (kept.text, kept.published_text, kept.may_publish) == (WORDS, "", False)


def test_the_note_is_open_to_all_when_the_hearing_is_concluded_and_says_what_is_released(
    keeper: Actor, hearing: Consultation, client: Client
) -> None:
    client.post(path(hearing), form(hearing, may_publish="on"))
    client.post(path(hearing), form(hearing, text="Uden samtykke"))
    group = ConsultationParty.objects.select_related("consultation").get(consultation=hearing, kind="body")
    told = answers.AnswerFacts("Gruppens ord")
    answers.answer(actor=factories.actor("oekonomichef"), party=group, facts=told)
    answers.publish(actor=keeper, response=responses(hearing)[0])
    note = f"/raad-og-udvalg/hoeringer/{hearing.pk}/notat/word/"
    assert client.get(note).status_code == 409
    row = Consultation.objects.get(pk=hearing.pk)
    row = consultations.move(actor=keeper, consultation=row, step="close", seen=row.version)
    row = consultations.move(actor=keeper, consultation=row, step="conclude", seen=row.version, why="Intet.")
    assert "notat/pdf/" in client.get(f"/raad-og-udvalg/hoeringer/{hearing.pk}/").content.decode()
    assert client.get(note.replace("word", "pdf")).status_code == 200
    text = _words(client.get(note).getvalue())
    assert "Behold skolen." in text
    assert "Gruppen: svarede" in text
    for words in ("Uden samtykke", "Gruppens ord", NUMBER, "Gruppen: svarede ikke", "Anna Holm"):
        assert words not in text
    assert "Gruppens ord" in _words(signed_in("jurist").get(note).getvalue())
    listed = client.get("/raad-og-udvalg/hoeringer/").content.decode()
    assert listed.index("Lukket for svar") < listed.index(hearing.title)


def _words(content: bytes) -> str:
    return "\n".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)
