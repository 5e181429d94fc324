"""A resident answers a hearing without login: nothing is lost, counts twice or shows unmasked."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import factories
from foundation.bodies.public_world import MINUTE, NUMBER, WORDS, form, path, responses, signed_in
from foundation.bodies.world import facts
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.bodies.actions import answers, consultations, public
from kernespor.foundation.bodies.models import (
    Consultation,
    ConsultationParty,
    PublicSending,
    ResponseContact,
)
from kernespor.foundation.bodies.moments import now_on
from kernespor.foundation.bodies.policies import check_public_open
from kernespor.foundation.bodies.public_forms import letters_of
from kernespor.foundation.bodies.public_limits import mark_of, new_ticket, read_ticket, receipt_of
from kernespor.foundation.refusals import NotNow

HOSTILE = '<script>alert(1)</script> =HYPERLINK("x") \u202etxet\u202c ab\u200bcd {{ 7|add:7 }} \x00\x08 slut'


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Set the moment that the resident's pages stand at."""

    def at(moment: dt.datetime) -> None:
        monkeypatch.setattr("kernespor.foundation.bodies.views.public.now_on", lambda _today: moment)

    return at


def test_the_list_and_the_hearing_lead_to_the_form(hearing: Consultation, client: Client) -> None:
    listed = client.get("/raad-og-udvalg/hoeringer/").content.decode()
    assert listed.index("Du kan svare nu") < listed.index(hearing.title)
    assert path(hearing) in client.get(f"/raad-og-udvalg/hoeringer/{hearing.pk}/").content.decode()
    page = client.get(path(hearing))
    assert page["Cache-Control"] == "private, no-store"
    text = page.content.decode()
    assert "Sporkøbing Kommune er dataansvarlig" in text
    assert 'aria-hidden="true"' in text


def test_what_is_sent_is_kept_and_the_receipt_shows_it_without_personal_numbers(
    hearing: Consultation, client: Client
) -> None:
    told = form(
        hearing, behalf="Grundejerforeningen", email="anna@example.org", may_publish="on", show_name="on",
        documents=SimpleUploadedFile("bilag.txt", b"Bilag"),
    )  # fmt: skip
    sent = client.post(path(hearing), told)
    assert sent.status_code == 302
    (kept,) = responses(hearing)
    assert sent["Location"].endswith(f"/kvittering/{kept.receipt}/")
    assert (kept.text, kept.shown_name) == (WORDS, "Anna Holm på vegne af Grundejerforeningen")
    assert (kept.may_publish, kept.is_late, kept.party.kind) == (True, False, "public")
    (document,) = kept.files.all()
    assert bytes(document.file.content) == b"Bilag"
    receipt = client.get(sent["Location"].lower())
    shown = receipt.content.decode()
    assert kept.receipt in shown
    assert "Behold skolen." in shown
    assert NUMBER not in shown
    assert "anna@example.org" not in shown
    assert receipt["Cache-Control"] == "private, no-store"
    event = AuditEvent.objects.get(verb="bodies.answered")
    assert event.actor == public.RESIDENT
    assert "anna@example.org" not in str(event.rows)


def test_the_same_form_sent_twice_is_one_answer_and_another_text_is_another(
    hearing: Consultation, client: Client
) -> None:
    told = form(hearing)
    first, again = client.post(path(hearing), told), client.post(path(hearing), told)
    assert first["Location"] == again["Location"]
    other = client.post(path(hearing), told | {"text": "Behold også haven."})
    assert other["Location"] != first["Location"]
    assert [row.text for row in responses(hearing)] == [WORDS, "Behold også haven."]


def test_the_same_form_in_the_same_moment_is_one_answer(
    hearing: Consultation, monkeypatch: pytest.MonkeyPatch
) -> None:
    party = ConsultationParty.objects.select_related("consultation").get(consultation=hearing, kind="public")
    now = now_on(factories.DAY)
    ticket = read_ticket(new_ticket(hearing.pk, now), hearing.pk)
    assert ticket is not None
    told: dict[str, Any] = {
        "party": party, "ticket": ticket, "facts": public.PublicFacts("Anna", "Ja"), "now": now,
        "address": "",
    }  # fmt: skip
    first = public.send(**told)
    found = iter([None, first])
    monkeypatch.setattr(public, "_with", lambda _receipt: next(found))
    assert public.send(**told) == first
    assert len(responses(hearing)) == 1


def test_everything_wrong_is_said_at_once_and_nothing_is_lost(hearing: Consultation, client: Client) -> None:
    told = form(hearing, name="", email="anna", text="x" * 20_001, behalf="Foreningen", may_publish="on")
    page = client.post(path(hearing), told | {"documents": SimpleUploadedFile("virus.exe", b"MZ")})
    text = page.content.decode()
    assert page.status_code == 422
    for words in (
        "Skriv dit navn.", "navn@eksempel.dk", "20001 tegn", "filer af den slags", "Foreningen",
        "x" * 20_001, "checked", "Vælg filerne igen.",
    ):  # fmt: skip
        assert words in text.replace("20.001", "20001"), words
    assert told["ticket"] in text
    empty = client.post(path(hearing), form(hearing, name="", text=" ")).content.decode()
    assert "Skriv dit svar, eller vedlæg en fil med det." in empty
    assert "Skriv dit navn." in empty
    assert not responses(hearing)


def test_robots_are_slowed_and_a_person_sends_again(hearing: Consultation, client: Client) -> None:
    for wrong, words in (
        ({"homepage": "http://spam"}, "som ingen kan se"),
        ({"ticket": "forkert"}, "for gammel"),
        ({"ticket": new_ticket(hearing.pk + 1, now_on(factories.DAY) - MINUTE)}, "for gammel"),
    ):
        page = client.post(path(hearing), form(hearing, **wrong))
        text = page.content.decode()
        assert page.status_code == 422
        assert words in text
        assert "Behold skolen." in text
        assert "http://spam" not in text
        found = re.search(r'name="ticket" value="([^"]+)"', text)
        assert found
        assert read_ticket(found[1], hearing.pk) is not None
    fast = client.post(path(hearing), form(hearing, now_on(factories.DAY) + MINUTE))
    assert "for hurtigt" in fast.content.decode()
    assert not responses(hearing)


def test_after_the_deadline_the_page_is_closed_and_what_was_underway_is_taken(
    hearing: Consultation, client: Client, clock: Any
) -> None:
    opened = hearing.deadline - MINUTE
    clock(hearing.deadline + 30 * MINUTE)
    assert client.get(path(hearing)).status_code == 409
    late = client.post(path(hearing), form(hearing, hearing.deadline + MINUTE))
    text = late.content.decode()
    assert late.status_code == 409
    assert "Fristen er gået" in text
    assert "Behold skolen." in text
    assert "Send svaret" not in text
    told = form(hearing, opened)
    assert client.post(path(hearing), told).status_code == 302
    (kept,) = responses(hearing)
    assert (kept.underway, kept.is_late) == (True, False)
    assert (
        "mens du skrev"
        in client.get(f"/raad-og-udvalg/hoeringer/kvittering/{kept.receipt}/").content.decode()
    )
    clock(hearing.deadline + 61 * MINUTE)
    assert client.post(path(hearing), form(hearing, opened, text="For sent")).status_code == 409
    assert client.post(path(hearing), told).status_code == 302  # the receipt of what was taken
    assert len(responses(hearing)) == 1


def test_late_answers_are_taken_and_marked_where_the_municipality_says_so(
    keeper: Actor, client: Client, clock: Any
) -> None:
    row = consultations.begin(actor=keeper, facts=facts(late_answers=True), parties=[consultations.Heard()])
    row = consultations.move(actor=keeper, consultation=row, step="open", seen=row.version)
    row = consultations.move(actor=keeper, consultation=row, step="close", seen=row.version)
    clock(row.deadline + dt.timedelta(days=2))
    assert client.get(path(row)).status_code == 200
    sent = client.post(path(row), form(row, row.deadline + dt.timedelta(days=1)))
    assert sent.status_code == 302
    assert responses(row)[0].is_late
    assert "efter fristen" in client.get(sent["Location"]).content.decode()
    row = consultations.move(actor=keeper, consultation=row, step="conclude", seen=row.version, why="Intet.")
    with pytest.raises(NotNow, match="consultation_ended"):
        check_public_open(row, row.deadline, None)


def test_a_flood_from_one_place_waits_and_others_go_on(
    hearing: Consultation, client: Client, settings: Any
) -> None:
    settings.PUBLIC_PER_ADDRESS, settings.PUBLIC_PER_HEARING = 2, 3
    for number in range(2):
        assert client.post(path(hearing), form(hearing, text=f"Svar {number}")).status_code == 302
    flood = client.post(path(hearing), form(hearing))
    assert flood.status_code == 429
    assert "fra jeres netværk på en time" in flood.content.decode()
    assert "Behold skolen." in flood.content.decode()
    elsewhere = {"REMOTE_ADDR": "2001:db8::1"}
    assert client.post(path(hearing), form(hearing), **elsewhere).status_code == 302
    full = client.post(path(hearing), form(hearing), REMOTE_ADDR="192.0.2.7")
    assert full.status_code == 429
    assert "mange svar på høringen" in full.content.decode()
    assert len(responses(hearing)) == 3
    kept = str(list(PublicSending.objects.values_list("mark", flat=True)))
    assert "127.0.0.1" not in kept
    assert "2001" not in kept
    public.tell(now_on(factories.DAY) + dt.timedelta(minutes=61))
    assert not PublicSending.objects.exists()


def test_an_address_is_counted_by_its_net_and_day_and_none_is_not_counted() -> None:
    day = factories.DAY
    assert mark_of("2001:db8::1", day) == mark_of("2001:db8::ffff", day) != mark_of("2001:db8:0:1::1", day)
    assert mark_of("192.0.2.1", day) != mark_of("192.0.2.2", day)
    assert mark_of("192.0.2.1", day) != mark_of("192.0.2.1", day + dt.timedelta(days=1))
    assert not mark_of("", day)


def test_a_receipt_is_of_what_was_said() -> None:
    ticket = read_ticket(new_ticket(1, now_on(factories.DAY)), 1)
    assert ticket is not None
    assert re.fullmatch(r"(?:[0-9A-Z]{4}-){2}[0-9A-Z]{4}", receipt_of(ticket, "a", "b"))
    assert receipt_of(ticket, "a", "b") == receipt_of(ticket, "a", "b") != receipt_of(ticket, "ab", "")


def test_hostile_words_are_words(keeper: Actor, hearing: Consultation, client: Client) -> None:
    told = form(hearing, text=HOSTILE, name="<b>Anna</b>\u202e", may_publish="on", show_name="on")
    sent = client.post(path(hearing), told)
    assert sent.status_code == 302
    (kept,) = responses(hearing)
    assert kept.text == HOSTILE.replace("\x00", "").replace("\x08", "")
    answers.publish(actor=keeper, response=kept)
    for page in (sent["Location"], f"/raad-og-udvalg/hoeringer/{hearing.pk}/"):
        text = client.get(page).content.decode()
        assert "&lt;script&gt;alert(1)" in text
        assert "<script>alert" not in text
        assert "<bdi>&lt;b&gt;Anna" in text
        assert 'dir="auto"' in text
    inside = signed_in("politisk.sekretariat")
    for page in (f"hoeringer/{hearing.pk}/", f"svar/{kept.pk}/original/", f"svar/{kept.pk}/offentliggoer/"):
        assert "<script>alert" not in inside.get(f"/raad-og-udvalg/{page}").content.decode()
    for kind in ("word", "pdf"):
        assert inside.get(f"/raad-og-udvalg/hoeringer/{hearing.pk}/notat/{kind}/").status_code == 200
    huge = client.post(path(hearing), form(hearing, text="<b>å</b>" * 150_000))
    assert huge.status_code == 422
    assert letters_of("a\ud800\uffffb\r\x1b") == "ab"


def test_an_address_to_write_to_gets_a_receipt_and_the_end_and_is_forgotten(
    keeper: Actor, hearing: Consultation, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post(path(hearing), form(hearing, email="anna@example.org"))
    now, (kept,) = now_on(factories.DAY), responses(hearing)
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", _broken)
    assert public.tell(now) == 0
    monkeypatch.undo()
    assert (public.tell(now), public.tell(now)) == (1, 0)
    (receipt,) = mail.outbox
    assert receipt.to == ["anna@example.org"]
    assert kept.receipt in receipt.body
    assert "Behold skolen." not in receipt.body
    row = consultations.move(
        actor=keeper, consultation=Consultation.objects.get(pk=hearing.pk), step="close", seen=hearing.version
    )
    consultations.move(actor=keeper, consultation=row, step="conclude", seen=row.version, why="Intet.")
    assert public.tell(now) == 1
    assert "slettet din e-mailadresse" in mail.outbox[1].body
    assert not ResponseContact.objects.exists()
    assert public.tell(now) == 0


def test_an_address_that_never_works_is_given_up_and_forgotten(
    hearing: Consultation, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post(path(hearing), form(hearing, email="anna@example.org"))
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", _broken)
    now = now_on(factories.DAY)
    for _number in range(public.ATTEMPTS + 2):
        assert public.tell(now) == 0
    assert ResponseContact.objects.get().attempts == public.ATTEMPTS
    withdrawn = Consultation.objects.get(pk=hearing.pk)
    consultations.move(
        actor=factories.actor("politisk.sekretariat"), consultation=withdrawn, step="withdraw",
        seen=withdrawn.version, why="Droppet",
    )  # fmt: skip
    public.tell(now)
    assert not ResponseContact.objects.exists()


def _broken(*_all: Any, **_named: Any) -> int:
    raise OSError


def test_a_receipt_is_open_for_its_days_alone(hearing: Consultation, client: Client, clock: Any) -> None:
    sent = client.post(path(hearing), form(hearing))
    clock(now_on(factories.DAY) + dt.timedelta(days=31))
    assert client.get(sent["Location"]).status_code == 404
    assert client.get("/raad-og-udvalg/hoeringer/kvittering/0000-0000-0000/").status_code == 404


def test_where_residents_are_not_heard_there_is_no_form(keeper: Actor, hearing: Consultation) -> None:
    row = consultations.begin(
        actor=keeper, facts=facts(), parties=[consultations.Heard(unit=factories.unit("OS-IND"))]
    )
    row = consultations.move(actor=keeper, consultation=row, step="open", seen=row.version)
    assert Client().get(path(row)).status_code == 302
    assert signed_in("jurist").get(path(row)).status_code == 403
    assert hearing.pk != row.pk
