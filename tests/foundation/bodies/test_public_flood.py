"""Three hundred answers to one hearing, sixty of them in its last hour, some hostile, several at once."""

from __future__ import annotations

import datetime as dt
import html
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import pytest
from django.db import connections
from django.test import Client

import factories
from engines.masking.planted_numbers import Answer
from engines.masking.planted_numbers import answers as planted
from foundation.bodies.world import facts
from kernespor.connectors.note.pdf import write_pdf
from kernespor.connectors.note.word import write_word
from kernespor.foundation.bodies.actions import answers, consultations
from kernespor.foundation.bodies.consultation_note import note_of
from kernespor.foundation.bodies.models import Consultation, ConsultationResponse
from kernespor.foundation.bodies.public_forms import letters_of
from kernespor.foundation.bodies.public_limits import new_ticket
from kernespor.foundation.bodies.selectors.consultations import consultation_page
from kernespor.foundation.bodies.selectors.points import led_to_openly

HOSTILE = (
    '<script>alert("x")</script>', '=cmd|"/C calc"!A1', "\u202eomvendt", "nul\x00tegn\x07",
    "{% debug %} {{ 7 }}",
    "'; DROP TABLE bodies_body; --", "z\u0300\u0301\u0302\u0303" * 50, "a\u200b\u200cb",
    "\ufeff\uffff", "å" * 15_000,
)  # fmt: skip
THREADS, LAST = 6, 60
FROM_ONE_PLACE = 40  # a library: more than one address may send in an hour


class Sent(NamedTuple):
    """An answer on its way: its form, when and from where it is sent, and whether it may be shown."""

    words: Answer
    form: dict[str, str]
    at: dt.datetime
    address: str


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> threading.local:
    """Give each thread a moment of its own."""
    own = threading.local()
    monkeypatch.setattr("kernespor.foundation.bodies.views.public.now_on", lambda _today: own.now)
    return own


@pytest.fixture
def hearing(real_database: None) -> Consultation:
    """A hearing of the residents in a small house."""
    del real_database
    factories.house()
    head = factories.actor("head")
    row = consultations.begin(actor=head, facts=facts(), parties=[consultations.Heard()])
    return consultations.move(actor=head, consultation=row, step="open", seen=row.version)


def on_their_way(hearing: Consultation) -> list[Sent]:
    """Return the 300: forty from one place within an hour, the last sixty within the hour of the deadline."""
    found = []
    for number, words in enumerate(planted()):
        text = f"{words.text}\n{HOSTILE[number % len(HOSTILE)]} {number}" if number % 5 == 0 else words.text
        before = (
            dt.timedelta(minutes=number * 59 // 300)
            if number >= 300 - LAST
            else dt.timedelta(hours=3 + number % 40)
        )
        at = hearing.deadline - before
        address = f"192.0.2.{number % 97}"
        if number < FROM_ONE_PLACE:
            at, address = hearing.deadline - dt.timedelta(days=3), "198.51.100.1"
        form = {
            "name": f"Borger {number}", "text": text, "may_publish": "on" if number % 3 else "",
            "show_name": "on" if number % 2 else "", "email": "", "behalf": "",
            "ticket": new_ticket(hearing.pk, at - dt.timedelta(minutes=5)),
        }  # fmt: skip
        found.append(Sent(words, form, at, address))
    return found


def send_all(hearing: Consultation, those: Sequence[Sent], clock: threading.local) -> list[Sent]:
    """Send each twice, several at once; return those who were told to wait, with their text before them."""
    path = f"/raad-og-udvalg/hoeringer/{hearing.pk}/skriv/"

    def send(one: Sent) -> Sent | None:
        try:
            clock.now = one.at
            first = Client(REMOTE_ADDR=one.address).post(path, one.form)
            if first.status_code == 429:
                kept = html.unescape(first.content.decode()).replace("\r\n", "\n")
                assert one.form["text"].replace("\r\n", "\n").splitlines()[0] in kept
                return one
            assert first.status_code == 302
            assert Client(REMOTE_ADDR=one.address).post(path, one.form)["Location"] == first["Location"]
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as threads:
        return [one for one in threads.map(send, those) if one]


def clean(text: str) -> str:
    return letters_of(text.strip().replace("\r\n", "\n").replace("\r", "\n")).strip()


@pytest.mark.django_db(transaction=True)
def test_none_is_lost_none_counts_twice_and_none_is_shown_unmasked(
    hearing: Consultation, clock: threading.local
) -> None:
    those = on_their_way(hearing)
    waiting = send_all(hearing, those, clock)
    assert 0 < len(waiting) <= FROM_ONE_PLACE - 30
    later = [one._replace(at=one.at + dt.timedelta(minutes=61)) for one in waiting]
    assert not send_all(hearing, later, clock)
    rows = list(ConsultationResponse.objects.select_related("consultation", "party").order_by("pk"))
    assert Counter(row.text for row in rows) == Counter(clean(one.form["text"]) for one in those)
    assert len({row.receipt for row in rows}) == len(rows) == 300
    assert not any(row.is_late for row in rows)

    head = factories.actor("head")
    page = f"/raad-og-udvalg/hoeringer/{hearing.pk}/"
    before = html.unescape(Client().get(page).content.decode())
    assert "Borger 1" not in before
    assert not any(row.text in before for row in rows)
    for row in rows:
        if row.may_publish:
            answers.publish(actor=head, response=row)
    numbers = [one.words.text[one.words.start : one.words.end] for one in those if one.words.form]
    began = time.perf_counter()
    found = consultation_page(head, hearing.pk)
    note = note_of(found, led_to_openly(head.today, found))
    word, pdf = write_word(note), write_pdf(note)
    took = time.perf_counter() - began
    assert word
    assert pdf
    assert took < 60
    text = "\n".join(part.text for part in note.parts)
    shown = html.unescape(Client().get(page).content.decode())
    seen = "\n".join(one.text for party in found.parties for one in party.responses)
    assert not [number for number in numbers for said in (text, shown, seen) if clean(number) in said]
    assert '<script>alert("x")' in shown  # as words: the page's source holds no tag of theirs
    assert "<script>alert(" not in Client().get(page).content.decode()
    print(f"\n300 answers, {len(waiting)} told to wait; the note as Word and PDF in {took:.1f} s")  # noqa: T201 - the figure
