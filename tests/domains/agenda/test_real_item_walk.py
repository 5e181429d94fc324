"""The whole way of a real item: read, routed, heard about, sent, its minutes read back, filed, followed up.

Once with an item of our own, and once with that of 2018 where it stands beside this clone.
"""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from docx import Document

import factories
from connectors.agenda.agendas import EXAMPLES, REAL
from domains.agenda.agenda_world import DAY, body, browser, sent_form, shown
from domains.agenda.test_minutes_in import answers
from kernespor.connectors.agenda.reader import read_agenda, read_lines
from kernespor.connectors.agenda.records import AgendaItem as ReadItem
from kernespor.connectors.agenda.records import AgendaReading
from kernespor.connectors.documents.uploads import opened
from kernespor.domains.agenda.models import AgendaItem, Deviation, FollowUp, ItemStop, Meeting
from kernespor.domains.strategy.models import UnitPlan
from kernespor.engines.danish import long_date
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.actions import answers as answering
from kernespor.foundation.bodies.actions import consultations
from kernespor.foundation.bodies.models import Consultation, Decision, Membership
from kernespor.foundation.bodies.moments import at_hour

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sporkoebing")]
OWN = EXAMPLES / "genbrug-sporkoebing.txt"
FILES = [OWN, *REAL.glob("*dagsordenspunkt*.txt")]
WAY = {"direktion": 14, "hovedudvalg": 28, "oekonomiudvalg": 42}  # days until each of them meets
SAID = {
    "direktion": ("Direktionen anbefaler forslaget.", "recommended"),
    "hovedudvalg": ("Udvalget bakker op om forslaget og tager det til efterretning.", "noted"),
    "oekonomiudvalg": ("Forvaltningens forslag blev godkendt.", "approved"),
}
NAMES = {
    "direktion": "Direktionen", "hovedudvalg": "Hovedudvalget", "oekonomiudvalg": "Økonomiudvalget",
}  # fmt: skip
ANSWER = "Medarbejderne bakker op, men vil høres igen om et år."
CAME = "Alle afdelinger har fået besked, og de første er i gang."
TASK = "Fortæl afdelingerne om beslutningen"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_item_goes_its_whole_way(path: Path) -> None:
    read = _read_in_full(path)
    plan = UnitPlan.objects.exclude(status="draft").order_by("pk")[0]
    item = _written(path, read, plan)
    consultation = _heard(item)
    for place, (code, days) in enumerate(WAY.items(), start=1):
        with override_settings(TODAY=DAY + dt.timedelta(days=days - 7)):
            made = _sent(item, code, days, read)
        with override_settings(TODAY=DAY + dt.timedelta(days=days)):
            _decided(item, code, made)
        item.refresh_from_db()
        assert item.status == ("decided" if place == len(WAY) else "under_way")
    assert not Deviation.objects.filter(stop__item=item, stops=True).exists()  # in order all the way
    stops = list(ItemStop.objects.filter(item=item).order_by("position").select_related("decision__current"))
    said = [(stop.decision.current.words, stop.decision.current.outcome) for stop in stops]  # type: ignore[union-attr]
    assert said == list(SAID.values())
    last = stops[-1].decision
    assert last is not None
    with override_settings(TODAY=DAY + dt.timedelta(days=50)):
        _followed_up(last)
        _filed(item)
        _walked(plan, consultation, item, last)


def _read_in_full(path: Path) -> ReadItem:
    """The item as it stands in the file, every part of it."""
    reading = read_agenda(path)
    (item,) = reading.items
    assert reading.body == "Økonomiudvalget"
    assert item.item_type == "Beslutning"
    assert item.attachments == ()
    ((section,), (decision,)) = (item.sections, item.decisions)
    assert decision.absent_said
    assert decision.absent == ()
    assert item.theme
    assert item.consultation
    if path == OWN:
        assert (item.case_number, reading.term) == ("23/4711", "2022–2025")
        assert item.title == "Genbrug af møbler i kommunens bygninger"
        words = (
            "Lageret er åbent for alle",
            "Nyt købes kun, når lageret er tomt",
            "Pedellen får en fast dag",
        )
        assert decision.date == dt.date(2023, 4, 18)
    else:
        assert (item.case_number, reading.term) == ("18/3003", "2018–2021")
        assert item.title.endswith("strategiske fokusområder")
        words = (
            "Værdi for borgeren", "Social kapital på arbejdspladsen", "Kompetenceudvikling tæt på",
        )  # fmt: skip
        assert decision.date == dt.date(2018, 4, 17)
    assert all(word in section.text for word in words)
    assert "foreslår, at Økonomiudvalget" in item.recommendation
    return item


def _written(path: Path, read: ReadItem, plan: UnitPlan) -> AgendaItem:
    """A head reads the file in, says which plan it comes of, and chooses the way; it is approved."""
    head = browser("leder.dagtilbud")
    form = sent_form(head, "item_read", document=_upload(path)).context["form"]
    told = {name: value for name, value in form.initial.items() if value}
    sent_form(head, "item_new", **told, om=f"plan-{plan.pk}")
    item = AgendaItem.objects.get(case_number=read.case_number)
    assert (item.title, item.theme, item.item_type) == (read.title, read.theme, read.item_type)
    assert item.sections == [[one.heading, one.text] for one in read.sections]
    assert (item.recommendation, item.consultation) == (read.recommendation, read.consultation)
    assert item.attachments == ""
    way = {f"body_{place}": body(code).pk for place, code in enumerate(WAY)}
    sent_form(head, "item_way", item.pk, version=item.version, **way)
    item.refresh_from_db()
    sent_form(browser("boerneogungechef"), "item_move", item.pk, "approve", version=item.version)
    item.refresh_from_db()
    assert item.status == "approved"
    return item


def _heard(item: AgendaItem) -> Consultation:
    """The MED main committee is heard, and answers before the committee meets; the item builds on it."""
    head = factories.actor("leder.dagtilbud")
    facts = consultations.ConsultationFacts(
        title=f"Høring: {item.title}"[:200], kind="med_discussion", unit=factories.unit("BU-DAG"),
        ground="local", ground_text="Hovedudvalget høres.", ground_source="MED-aftalen, § 4",
        proposal=item.recommendation, opens=DAY, deadline=at_hour(DAY + dt.timedelta(days=10), dt.time(12)),
    )  # fmt: skip
    made = consultations.begin(
        actor=head, facts=facts, parties=[consultations.Heard(body=body("hovedudvalg"))]
    )
    made = consultations.move(actor=head, consultation=made, step="open", seen=made.version)
    told = answering.AnswerFacts(text=ANSWER)
    answering.answer(actor=_chair("hovedudvalg"), party=made.parties.get(), facts=told)
    sent_form(browser("leder.dagtilbud"), "item_heard", item.pk, hoering=made.pk)
    assert made.title in shown(browser("leder.dagtilbud"), "item", item.pk)
    return made


def _chair(code: str) -> Actor:
    seats = Membership.objects.on(DAY).filter(body__code=code, function="chair", person__isnull=False)
    seat = seats.select_related("person")[0]
    assert seat.person is not None
    return factories.actor(seat.person.code)


def _sent(item: AgendaItem, code: str, days: int, read: ReadItem) -> Meeting:
    """The secretary puts it on the agenda, which leaves for the agenda system as Word."""
    secretary = browser("politisk.sekretariat")
    on = DAY + dt.timedelta(days=days)
    facts = {"body": body(code).pk, "on": f"{on.day}-{on.month}-{on.year}", "kind": "extraordinary"}
    sent_form(secretary, "meeting_new", **facts)
    made = Meeting.objects.get(body=body(code), on=on, kind="extraordinary")
    stop = ItemStop.objects.get(item=item, body=body(code))
    sent_form(secretary, "meeting_put_on", made.pk, stop=stop.pk, version=stop.version)
    page = sent_form(secretary, "meeting_send", made.pk, version=made.version)
    assert page.status_code == 302, page.content.decode()
    content = secretary.get(reverse("agenda:meeting_word", args=[made.pk])).content
    reading = _reading(content)
    (out,) = reading.items
    assert (reading.body, reading.meeting_date) == (NAMES[code], on)
    assert (out.title, out.case_number, out.item_type) == (read.title, read.case_number, read.item_type)
    assert (out.theme, out.recommendation) == (read.theme, read.recommendation)
    assert [one.text for one in out.sections] == [one.text for one in read.sections]
    assert out.consultation == read.consultation
    return made


def _decided(item: AgendaItem, code: str, made: Meeting) -> None:
    """The agenda system's minutes come back as Word, laid out as it does: each decision finds its item."""
    secretary = browser("politisk.sekretariat")
    page = sent_form(secretary, "minutes_read", made.pk, document=_minutes(item, code, made.on))
    (own, form), (other, unknown) = page.context["forms"]
    assert own.answer.certain is not None
    assert form["of"].value().startswith("vej-")
    assert form["outcome"].value() == SAID[code][1]
    assert other.answer.certain is None
    assert unknown["of"].value() == "nyt"
    sent_form(secretary, "minutes_read", made.pk, **answers(page, {}, {"of": "ingen"}))
    decision = ItemStop.objects.select_related("decision__current").get(item=item, body=body(code)).decision
    assert decision is not None
    assert decision.current is not None
    assert (decision.current.on, decision.current.words) == (made.on, SAID[code][0])
    assert decision.current.absences.count() == (0 if code == "oekonomiudvalg" else 1)
    made.refresh_from_db()
    sent_form(secretary, "meeting_step", made.pk, "hold", version=made.version)
    made.refresh_from_db()
    sent_form(secretary, "meeting_step", made.pk, "approve", version=made.version)
    made.refresh_from_db()
    assert made.status == "minutes_approved"


def _minutes(item: AgendaItem, code: str, on: dt.date) -> io.BytesIO:
    """Minutes as another system sets them: a table for each item, its labels to the left, no headings."""
    document = Document()
    document.add_paragraph(f"Referat af møde i {NAMES[code]}")
    document.add_paragraph(f"Mødedato: {long_date(on)}")
    absent = "Ingen" if code == "oekonomiudvalg" else "Bente Udefra"
    for number, (title, case, said) in enumerate(
        [(item.title, item.case_number, SAID[code][0]), ("Eventuelt", "", "Intet at bemærke.")], start=1
    ):
        document.add_paragraph(f"Punkt {number}: {title}")
        rows = [("Sagsnr.", case), ("Indstilling", item.recommendation if case else "Det indstilles.")]
        rows += [("Beslutning", said), ("Fraværende", absent)]
        grid = document.add_table(rows=0, cols=2)
        for label, text in rows:
            if text:
                left, right = grid.add_row().cells
                left.text, right.text = label, text
    content = io.BytesIO()
    document.save(content)
    content.seek(0)
    content.name = "referat.docx"
    return content


def _followed_up(decision: Decision) -> None:
    """Someone is asked to act on the decision, and says what came of it."""
    secretary, owner = browser("politisk.sekretariat"), browser("hrkonsulent")
    who = factories.person("hrkonsulent").pk
    sent_form(secretary, "follow_up_new", decision.pk, task=TASK, owner=who, due="1-3-2027")
    row = FollowUp.objects.get(task=TASK)
    assert TASK in owner.get("/").content.decode()
    data = {"came_of_it": CAME, "on": "9-1-2027", "version": row.version}
    assert sent_form(owner, "follow_up_report", row.pk, **data).status_code == 302
    page = secretary.get(reverse("bodies:body_decision", args=[decision.pk])).content.decode()
    assert CAME in page


def _filed(item: AgendaItem) -> None:
    """The finished item is on the list of what isn't filed, until it is."""
    secretary = browser("politisk.sekretariat")
    case = ["dagsordenspunkt", item.pk]
    assert reverse("filing:case", args=case) in secretary.get(reverse("filing:unfiled")).content.decode()
    package = secretary.get(reverse("filing:package", args=case))
    assert package.status_code == 200
    numbered = {"case_number": item.case_number, "version": 0}
    assert secretary.post(reverse("filing:number", args=case), numbered).status_code == 302
    data = {"system": "Sagssystemet", "record_number": "D26-1", "on": "9-1-2027", "version": 1}
    assert secretary.post(reverse("filing:file", args=case), data).status_code == 302
    assert reverse("filing:case", args=case) not in secretary.get(reverse("filing:unfiled")).content.decode()
    assert "D26-1" in secretary.get(reverse("filing:case", args=case)).content.decode()


def _walked(plan: UnitPlan, consultation: Consultation, item: AgendaItem, decision: Decision) -> None:
    """The thread leads from the plan down to the decision, and from the decision up to the plan."""
    client = browser("hrkonsulent")
    names = [plan.title, consultation.title, item.title, SAID["oekonomiudvalg"][0][:20]]
    assert _thread(client, "plan", plan.pk, item.title)
    text = _thread(client, "dagsordenspunkt", item.pk, item.title)
    assert all(name in text for name in names[:3])
    assert text.count(reverse("bodies:body_decision", args=[decision.pk])) >= 1
    text = _thread(client, "beslutning", decision.pk, item.title)
    assert all(name in text for name in names[:3])
    text = _thread(client, "hoering", consultation.pk, item.title)
    assert reverse("bodies:body_decision", args=[decision.pk]) in text


def _thread(client: Client, slug: str, pk: int, title: str) -> str:
    answer = client.get(reverse("thread:page", args=[slug, pk]))
    assert answer.status_code == 200
    text = answer.content.decode()
    assert title in text
    return text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_file_is_its_own_minutes_too(path: Path) -> None:
    """An item that was decided long ago in another system comes in whole, with its meeting and decision."""
    (read,) = read_agenda(path).items
    secretary = browser("politisk.sekretariat")
    page = sent_form(secretary, "minutes_in", document=_upload(path))
    assert page.status_code == 200, page.content.decode()
    assert (page.context["occasion"].body, page.context["occasion"].on) == (
        body("oekonomiudvalg"), read.decisions[0].date,
    )  # fmt: skip
    sent_form(secretary, "minutes_in", **answers(page))
    item = AgendaItem.objects.get(case_number=read.case_number)
    stop = item.stops.select_related("decision__current", "meeting").get()
    assert stop.decision is not None
    assert stop.decision.current is not None
    now = stop.decision.current
    assert (now.on, now.words, now.absences.count()) == (read.decisions[0].date, read.decisions[0].text, 0)
    assert (item.status, item.theme, item.consultation) == ("decided", read.theme, read.consultation)
    assert item.sections == [[one.heading, one.text] for one in read.sections]
    assert stop.meeting is not None
    assert (stop.meeting.on, stop.meeting.status) == (now.on, "held")
    again = sent_form(secretary, "minutes_in", document=_upload(path))
    assert (again.context["forms"], len(again.context["recorded"])) == ([], 1)


def _upload(path: Path) -> Any:
    file = io.BytesIO(path.read_bytes())
    file.name = path.name
    return file


def _reading(content: bytes) -> AgendaReading:
    return read_lines(opened("dagsorden.docx", content)[0])
