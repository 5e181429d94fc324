"""What is shown of an answer: never a personal number, and of a resident's what a person released."""

from __future__ import annotations

import datetime as dt
import hashlib
import html
import importlib
import io
import zipfile
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import docx
import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

import factories
from engines.masking.planted_numbers import FORMS, Number
from foundation.access.deputyships import BACKEND
from kernespor.foundation.access.actor import Actor, anonymous
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.bodies import permissions
from kernespor.foundation.bodies.actions import answers
from kernespor.foundation.bodies.models import Consultation, ConsultationParty, ConsultationResponse
from kernespor.foundation.bodies.selectors.answers import Offer, offer
from kernespor.foundation.bodies.selectors.consultations import consultation_page
from kernespor.foundation.filing.package import package_of
from kernespor.foundation.refusals import NotNow, NotPermitted

ROOT = "/raad-og-udvalg/"
ODD = (
    "one run", "dash", "space", "en dash", "plus", "soft hyphen", "no-break space", "zero-width space",
    "right-to-left mark", "combining mark on each", "all pairs", "dotted date", "long year", "year first",
    "month in words", "digits by spaces", "brackets", "full-width", "Arabic", "mathematical", "circled",
    "a tag between", "entity for a dash", "per cent", "letters for digits, cpr", "løbenummer",
)  # fmt: skip
WRITTEN = {form: FORMS[form](Number("17", "04", "83", f"{4711 + at}")) for at, form in enumerate(ODD)}
NUMBERS = "\n\n".join(
    f"Barn {chr(65 + at)} har {words} i skolen." for at, words in enumerate(WRITTEN.values())
)
NAMED = "Min nabo Karen Hansen er enig. Ring 20 34 56 78.\n\nHilsen Ida"


def browser(code: str = "") -> Client:
    client = Client()
    if code:
        client.force_login(factories.account(code), backend=BACKEND)
    return client


def shown(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    content = answer.getvalue()
    return "\n".join(_packed(content)) if content.startswith(b"PK") else html.unescape(content.decode())


def _packed(content: bytes) -> list[str]:
    """Return every text in a package or a workbook, and the names of its files."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        found = list(packed.namelist())
        for name in packed.namelist():
            inner = packed.read(name)
            if name.endswith(".docx"):
                found += [part.text for part in docx.Document(io.BytesIO(inner)).paragraphs]
            found.append(html.unescape(inner.decode("utf-8", "replace")))
    return found


def leaks(text: str) -> list[str]:
    return [form for form, words in WRITTEN.items() if words in text]


def answered(
    hearing: Consultation, words: str, *, code: str = "borger", kind: str = "public", **more: Any
) -> ConsultationResponse:
    party = ConsultationParty.objects.select_related("consultation").get(consultation=hearing, kind=kind)
    facts = answers.AnswerFacts(words, **{"may_publish": True, **more})
    return answers.answer(actor=factories.actor(code), party=party, facts=facts)


def release_page(response: ConsultationResponse, client: Client | None = None) -> tuple[str, Offer]:
    answer = (client or browser("politisk.sekretariat")).get(_release(response))
    assert answer.status_code == 200
    return html.unescape(answer.content.decode()), answer.context["offered"]


def released(response: ConsultationResponse, *numbers: int, **more: Any) -> int:
    data = {"seen": release_page(response)[1].seen, "hidden": [str(number) for number in numbers], **more}
    status: int = browser("politisk.sekretariat").post(_release(response), data).status_code
    response.refresh_from_db()
    return status


def _release(response: ConsultationResponse) -> str:
    return f"{ROOT}svar/{response.pk}/offentliggoer/"


def _public(hearing: Consultation, actor: Actor | None = None) -> Any:
    page = consultation_page(actor or anonymous(factories.DAY), hearing.pk)
    assert page.residents is not None
    return page.residents


def test_a_personal_number_is_on_no_page_but_the_originals(hearing: Consultation, keeper: Actor) -> None:
    name = f"Hilsen {WRITTEN['dash']}"
    own = answered(hearing, NUMBERS, shown_name=name, files=((f"{WRITTEN['dash']}.txt", b"Et brev"),))
    theirs = answered(hearing, NUMBERS, code="oekonomichef", kind="body")
    page, history = f"{ROOT}hoeringer/{hearing.pk}/", f"/haendelser/hoering/{hearing.pk}/"
    events = [
        f"/haendelser/nummer/{event.pk}/" for event in AuditEvent.objects.filter(verb="bodies.answered")
    ]
    elsewhere = (
        f"{ROOT}hoeringer/excel/", "/soeg/?q=Barn+skolen", "/haendelser/?ord=skolen", "/haendelser/som/csv/",
        f"/sager/hoering/{hearing.pk}/",
    )  # fmt: skip
    for of in (own, theirs):
        assert leaks(shown(browser("politisk.sekretariat"), f"{ROOT}svar/{of.pk}/original/")) == list(ODD)
        assert leaks(release_page(of)[0]) == []
    for published in (False, True):
        for code, paths in {
            "politisk.sekretariat": (page, history, *events, *elsewhere),
            "jurist": (page, history),
            "oekonomichef": (page, history),
            "borger": (page,),
            "": (page,) if published else (),
        }.items():
            for path in paths:
                text = shown(browser(code), path)
                assert leaks(text) == [], (code, path)
                assert "[CPR-nummer skjult]" in text or path in elsewhere
        assert leaks("\n".join(_packed(package_of(keeper, hearing)))) == []
        if not published:
            assert released(own) == released(theirs) == 302
    assert "[CPR-nummer skjult]" in "\n".join(_packed(package_of(keeper, hearing)))
    assert leaks(str(own)) == leaks(own.published_text) == []
    assert own.text == NUMBERS


def test_the_original_is_for_those_who_hear_alone(hearing: Consultation) -> None:
    response = answered(hearing, f"Jeg hedder {WRITTEN['dash']}", code="jurist")
    address = f"{ROOT}svar/{response.pk}/original/"
    for code in ("jurist", "hrchef", "oekonomichef", "kommunaldirektoer", "politisk.sekretariat"):
        may = permissions.can_hear(factories.actor(code), hearing.unit_id)
        answer = browser(code).get(address)
        assert (answer.status_code == 200, leaks(answer.content.decode()) == ["dash"]) == (may, may), code
        assert (address in browser(code).get(f"{ROOT}hoeringer/{hearing.pk}/").content.decode()) is may, code
    assert browser().get(address)["Location"].startswith("/log-ind/")


def test_what_is_ticked_is_hidden_and_what_is_not_stays(hearing: Consultation) -> None:
    response = answered(hearing, NAMED, shown_name="Ida")
    text, offered = release_page(response)
    told = {one.suggestion.text: (one.number, one.hidden) for one in offered.places}
    assert told == {"Karen Hansen": (1, True), "20 34 56 78": (2, True), "Ida": (3, False)}
    assert all(one.suggestion.why in text for one in offered.places)
    assert "".join(piece for piece, _ in offered.pieces) == NAMED
    assert released(response, 1, 2) == 302
    others = "Min nabo [navn skjult] er enig. Ring [telefonnummer skjult].\n\nHilsen Ida"
    assert _public(hearing).last.text == response.published_text == others
    assert "Karen Hansen" not in shown(browser(), f"{ROOT}hoeringer/{hearing.pk}/")
    writer = _public(hearing, factories.actor("borger")).last
    assert (writer.text, writer.published) == (NAMED, others)
    assert response.text == NAMED


def test_a_correction_is_a_version_of_its_own_and_the_old_one_stays_in_its_event(
    hearing: Consultation,
) -> None:
    response = answered(hearing, NAMED, shown_name="Ida")
    released(response, 1, 2)
    first = response.published_digest
    offered = release_page(response)[1]
    assert [one.number for one in offered.places if one.hidden] == [1, 2]
    assert released(response, 1, 2) == 422  # nothing else than what stands
    assert released(response, 1, 3) == 302
    assert (
        _public(hearing).last.text
        == "Min nabo [navn skjult] er enig. Ring 20 34 56 78.\n\nHilsen [navn skjult]"
    )
    assert [one.number for one in release_page(response)[1].places if one.hidden] == [1, 3]
    one, other = AuditEvent.objects.filter(
        verb__in=("bodies.answer_published", "bodies.answer_corrected")
    ).order_by("pk")
    assert (one.verb, other.verb) == ("bodies.answer_published", "bodies.answer_corrected")
    assert one.rows[0]["after"]["published_digest"] == other.rows[0]["before"]["published_digest"] == first
    assert other.rows[0]["after"]["published_digest"] == response.published_digest != first
    assert other.payload_digest != one.payload_digest


def test_the_version_is_the_digest_of_what_others_read(hearing: Consultation) -> None:
    response = answered(hearing, f"{NAMED} {WRITTEN['dash']}", shown_name="Ida")
    assert "Version " not in shown(browser(), f"{ROOT}hoeringer/{hearing.pk}/")
    released(response, 1)
    last = _public(hearing).last
    assert last.version == response.published_digest == hashlib.sha256(last.text.encode()).hexdigest()
    for code in ("", "borger", "jurist", "politisk.sekretariat"):
        assert f"Version {last.version[:12]}<" in shown(browser(code), f"{ROOT}hoeringer/{hearing.pk}/")


def test_without_consent_nothing_is_released(hearing: Consultation, keeper: Actor) -> None:
    private = answered(hearing, NAMED, may_publish=False)
    secretary = browser("politisk.sekretariat")
    assert secretary.get(_release(private)).status_code == 409
    assert secretary.post(_release(private), {"seen": offer(private).seen}).status_code == 409
    with pytest.raises(NotNow, match="no_consent"):
        answers.publish(actor=keeper, response=private)
    other = answered(hearing, NAMED)
    with pytest.raises(NotPermitted, match="not_hearer"):
        answers.publish(actor=factories.actor("jurist"), response=other)
    assert browser("jurist").get(_release(other)).status_code == 403
    assert _public(hearing).responses == []
    assert not ConsultationResponse.objects.exclude(published_digest="").filter(consultation=hearing).exists()


def test_what_was_not_seen_is_not_released(hearing: Consultation) -> None:
    response = answered(hearing, NAMED, shown_name="Ida")
    before = release_page(response)[1].seen
    assert released(response, seen="x") == 409
    assert released(response, 9) == 422
    assert (response.published_on, response.published_digest) == (None, "")
    assert released(response, 1) == 302
    assert released(response, 2, seen=before) == 409
    assert "Karen Hansen" not in response.published_text


def test_a_file_is_shown_as_it_is_and_only_when_released(hearing: Consultation) -> None:
    response = answered(hearing, "", files=(("brev.txt", b"Et brev"),))
    address = f"{ROOT}svar/fil/{response.files.get().pk}/"
    assert browser("jurist").get(address).status_code == 403
    page = release_page(response)[0]
    assert "bliver vist, som det er" in page
    assert "Skjul, før svaret vises" not in page
    assert released(response) == 302
    assert browser("jurist").get(address).getvalue() == b"Et brev"
    assert response.published_digest == hashlib.sha256(b"").hexdigest()


def test_of_a_bodys_answer_others_read_it_at_once_and_then_what_was_released(hearing: Consultation) -> None:
    response = answered(hearing, f"{NAMED} {WRITTEN['dash']}", code="oekonomichef", kind="body")
    other = factories.actor("jurist")

    def text() -> str:
        (party,) = [one for one in consultation_page(other, hearing.pk).parties if one.row.kind == "body"]
        assert party.last is not None
        return party.last.text

    assert text() == f"{NAMED} [CPR-nummer skjult]"
    assert "<b><bdi>Gruppen</bdi></b>" in release_page(response)[0]
    released(response, 1)
    assert text() == f"{NAMED} [CPR-nummer skjult]".replace("Karen Hansen", "[navn skjult]")


def test_two_who_release_at_once_are_told(hearing: Consultation, keeper: Actor) -> None:
    mine = answered(hearing, NAMED)
    theirs = ConsultationResponse.objects.select_related("consultation", "party").get(pk=mine.pk)
    answers.publish(actor=keeper, response=mine)
    place = offer(theirs).places[0].suggestion.span
    with pytest.raises(NotNow, match="stale_write"):
        answers.publish(actor=keeper, response=theirs, hidden=[place])


def test_a_correction_is_shown_from_its_own_day(keeper: Actor, hearing: Consultation) -> None:
    response = answered(hearing, NAMED)
    answers.publish(actor=keeper, response=response)
    later = replace(keeper, today=factories.DAY + dt.timedelta(days=3))
    place = offer(response).places[0].suggestion.span
    assert answers.publish(actor=later, response=response, hidden=[place]).published_on == later.today


@pytest.mark.usefixtures("sporkoebing")
def test_what_was_published_before_has_its_version() -> None:
    rows = ConsultationResponse.objects.all()
    published = rows.filter(published_on__isnull=False)
    assert published.exists()
    assert not rows.filter(published_on__isnull=True).exclude(published_digest="").exists()
    loaded = {row.pk: (row.published_text, row.published_digest) for row in published}
    assert all(digest == hashlib.sha256(text.encode()).hexdigest() for text, digest in loaded.values())
    rows.update(published_text="", published_digest="")
    migration = importlib.import_module("kernespor.foundation.bodies.migrations.0003_released")
    migration.released(apps, SimpleNamespace(connection=connection))
    assert {row.pk: (row.published_text, row.published_digest) for row in published.all()} == loaded
    assert not rows.filter(published_on__isnull=True).exclude(published_digest="").exists()
