"""Chair's meetings take up the agenda ahead; theme meetings have a programme, guests and notes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import factories
from domains.agenda.agenda_world import (
    DAY,
    MARK,
    approved,
    body,
    browser,
    keeper,
    on_agenda,
    sent,
    sent_form,
    shown,
    stop_of,
)
from kernespor.connectors.agenda.reader import read_lines
from kernespor.connectors.documents.uploads import opened
from kernespor.domains.agenda.actions import gatherings, items, meetings, minutes
from kernespor.domains.agenda.models import AgendaItem, Meeting, MeetingNote
from kernespor.foundation.bodies.actions.decisions import DecisionFacts
from kernespor.foundation.refusals import NotNow, NotPermitted, StaleWrite

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sporkoebing")]
COMMITTEE = "boern-skole"


def _meeting(kind: str, days: int = 2) -> Meeting:
    facts = meetings.MeetingFacts(DAY + dt.timedelta(days=days), kind=kind)
    return meetings.plan(actor=keeper(), body=body(COMMITTEE), meetings=[facts])[0]


def test_a_chairs_meeting_takes_up_the_agenda_ahead_and_notes_are_the_chairs() -> None:
    item = approved("Lukket sag", COMMITTEE, theme="x", openness="closed")
    stop, ahead = on_agenda(item, COMMITTEE, 2)
    made = _meeting("chair", 1)
    chair, secretary = browser("formand.boern"), browser("politisk.sekretariat")
    for client in (chair, secretary):
        text = shown(client, "meeting", made.pk)
        assert "Lukket sag" in text
        assert reverse("agenda:meeting", args=[ahead.pk]) in text
    sent_form(chair, "meeting_note", made.pk, stop=stop.pk, words=f"Spørg til {MARK}")
    sent_form(secretary, "meeting_note", made.pk, words="Husk kage")
    for client in (chair, secretary):
        text = shown(client, "meeting", made.pk)
        assert f"Spørg til {MARK}" in text
        assert "Husk kage" in text
        assert MeetingNote.objects.get(stop=stop).label in text
    for code in ("hrkonsulent", "leder.dagtilbud"):
        client = browser(code)
        text = shown(client, "meeting", made.pk)
        assert "Lukket sag" not in text
        assert MARK not in text
        assert "Husk kage" not in text
        for address in (reverse("audit:history", args=["moede", made.pk]), reverse("audit:search")):
            assert f"Spørg til {MARK}" not in client.get(address, {"ord": MARK}).content.decode()
        assert sent_form(client, "meeting_note", made.pk, words="Nej").status_code == 403
    assert MARK not in shown(secretary, "item", item.pk)
    assert sent_form(chair, "meeting_note", made.pk, words=" ").status_code == 409
    assert sent_form(chair, "meeting_note", made.pk, words="x", stop="y").status_code == 400


def test_a_chairs_meeting_has_no_agenda_of_its_own() -> None:
    item = approved("Ingen dagsorden", COMMITTEE)
    made, stop = _meeting("chair"), stop_of(item, COMMITTEE)
    with pytest.raises(NotNow) as refusal:
        items.place(actor=keeper(), stop=stop, meeting=made, seen=stop.version)
    assert refusal.value.code == "chair_decides_nothing"
    assert made.pk not in {one.pk for _view, choices, _late in _choices(item) for one in choices}
    other = approved("Et andet udvalg", "direktion")
    placed, _made = on_agenda(other, "direktion", 3)
    with pytest.raises(NotNow) as refusal:
        gatherings.note(actor=keeper(), meeting=made, words="Nej", stop=placed)
    assert refusal.value.code == "not_ahead"
    ordinary = _meeting("ordinary", 40)
    with pytest.raises(NotNow) as refusal:
        gatherings.note(actor=keeper(), meeting=ordinary, words="Nej")
    assert refusal.value.code == "minutes_instead"


@pytest.mark.parametrize("kind", ["chair", "theme"])
def test_a_meeting_that_sends_no_agenda_is_simply_held(kind: str) -> None:
    made = _meeting(kind)
    text = shown(browser("politisk.sekretariat"), "meeting", made.pk)
    assert "Mødet er afholdt" in text
    assert "uden udsendt dagsorden" not in text
    ordinary = shown(browser("politisk.sekretariat"), "meeting", _meeting("ordinary", 40).pk)
    assert "Mødet er afholdt uden udsendt dagsorden" in ordinary


def _choices(item: AgendaItem) -> list[tuple[object, list[Meeting], bool]]:
    page = browser("politisk.sekretariat").get(reverse("agenda:item", args=[item.pk]))
    found: list[tuple[object, list[Meeting], bool]] = page.context["meetings"]
    return found


def test_a_theme_meeting_has_a_programme_guests_and_notes_that_become_items() -> None:
    made = _meeting("theme")
    secretary, other = browser("politisk.sekretariat"), browser("hrkonsulent")
    assert "Programmet er ikke skrevet endnu." in shown(other, "meeting", made.pk)
    assert "Ret programmet" not in shown(other, "meeting", made.pk)
    assert "Program" in shown(secretary, "meeting_programme", made.pk)
    sent_form(
        secretary, "meeting_programme", made.pk, version=made.version,
        points="9.30 Velkomst – Formanden\nSådan arbejder skolerne\nkl. 11:15 Drøftelse",
        guests="Anne Lund, skoleleder\nBo Friis",
    )  # fmt: skip
    made.refresh_from_db()
    points = list(made.programme.values_list("position", "starts", "title", "who"))
    assert points == [
        (1, dt.time(9, 30), "Velkomst", "Formanden"),
        (2, None, "Sådan arbejder skolerne", ""),
        (3, dt.time(11, 15), "Drøftelse", ""),
    ]
    assert set(made.guests.values_list("name", "role")) == {("Anne Lund", "skoleleder"), ("Bo Friis", "")}
    text = shown(other, "meeting", made.pk)
    assert "Sådan arbejder skolerne" in text
    assert "skoleleder" in text
    assert 'id="dagsorden"' not in text
    bad = sent_form(
        secretary, "meeting_programme", made.pk, version=made.version, points="25.00 Nat", guests=""
    )
    assert bad.status_code == 422
    stale = sent_form(secretary, "meeting_programme", made.pk, version=1, points="8.00 Kaffe", guests="")
    assert stale.status_code == 409
    assert "8.00 Kaffe" in stale.content.decode()
    assert "9.30 Velkomst – Formanden" in stale.content.decode()
    sent_form(secretary, "meeting_note", made.pk, words="Flere læsetimer\nSkolerne bad om det.")
    note = MeetingNote.objects.get(meeting=made)
    assert "Flere læsetimer" in shown(other, "meeting", made.pk)
    form = secretary.get(reverse("agenda:item_new"), {"note": note.pk}).context["form"]
    assert (form.initial["title"], form.initial["text_0"]) == ("Flere læsetimer", note.words)
    words = {"unit": factories.unit("OS").pk, "title": "Flere læsetimer", "openness": "open", "note": note.pk}
    sent_form(secretary, "item_new", **words)
    note.refresh_from_db()
    item = AgendaItem.objects.get(title="Flere læsetimer")
    assert note.item_id == item.pk
    assert sent_form(secretary, "item_new", **words).status_code == 409  # once
    assert reverse("agenda:item", args=[item.pk]) in shown(secretary, "meeting", made.pk)
    assert reverse("agenda:item", args=[item.pk]) not in shown(other, "meeting", made.pk)
    assert other.get(reverse("agenda:item_new"), {"note": note.pk}).status_code == 404


def test_minutes_name_guests_deputies_absent_and_disqualified_as_the_page_does() -> None:
    item = approved("Habilitet", COMMITTEE)
    _stop, made = sent(item, COMMITTEE, 0)
    people = [
        meetings.Attended("Anna And"), meetings.Attended("Bo Bo", "absent"),
        meetings.Attended("Carl Carl", "deputy", stands_in_for="Bo Bo"),
    ]  # fmt: skip
    made.refresh_from_db()
    meetings.attend(actor=keeper(), meeting=made, seen=made.version, people=people, reported="")
    facts = DecisionFacts(DAY, item.title, "Godkendt.", "approved")
    left = [meetings.Attended("Anna And")]
    minutes.decide(actor=keeper(), stop=stop_of(item, COMMITTEE), facts=facts, disqualified=left)
    made.refresh_from_db()
    meetings.step(actor=keeper(), meeting=made, name="hold", seen=made.version)
    secretary = browser("politisk.sekretariat")
    for name, kind in (("meeting_word", "docx"), ("meeting_pdf", "pdf")):
        content = secretary.get(reverse(f"agenda:{name}", args=[made.pk])).content
        read = read_lines(opened(f"referat.{kind}", content)[0])
        assert (read.participants, read.deputies, read.absent) == (
            ("Anna And",), ("Carl Carl for Bo Bo",), ("Bo Bo",),
        )  # fmt: skip
        assert read.items[0].decisions[-1].disqualified == ("Anna And",)


def test_who_is_not_the_secretariat_or_the_chair_lays_no_programme() -> None:
    made = _meeting("theme")
    with pytest.raises(NotPermitted):
        gatherings.lay_programme(
            actor=factories.actor("hrkonsulent"), meeting=made, seen=1, points=[], guests=[]
        )
    with pytest.raises(StaleWrite):
        gatherings.lay_programme(actor=keeper(), meeting=made, seen=99, points=[], guests=[])
    chair = _meeting("chair")
    with pytest.raises(NotNow):
        gatherings.lay_programme(actor=keeper(), meeting=chair, seen=1, points=[], guests=[])
    meetings.step(actor=keeper(), meeting=made, name="cancel", seen=made.version, why="Sygdom")
    with pytest.raises(NotNow):
        gatherings.note(actor=keeper(), meeting=made, words="Nej")


@pytest.mark.parametrize("kind", ["chair", "theme"])
def test_a_meetings_page_asks_twenty_questions_at_most(kind: str) -> None:
    for number in range(3):
        on_agenda(approved(f"Punkt {number}", COMMITTEE), COMMITTEE, 3 + number)
    made = _meeting(kind)
    client = browser("politisk.sekretariat")
    sent_form(client, "meeting_note", made.pk, words="En note")
    shown(client, "meeting", made.pk)
    with CaptureQueriesContext(connection) as asked:
        shown(client, "meeting", made.pk)
    assert len(asked) <= 20, len(asked)
