"""Pages of items and meetings: as people use them, and what of closed items nobody else meets anywhere."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import factories
from domains.agenda.agenda_world import (
    DAY,
    approved,
    begun,
    body,
    browser,
    decided,
    keeper,
    meeting,
    on_agenda,
    sent,
    sent_form,
    shown,
    stop_of,
)
from kernespor.connectors.agenda.reader import read_lines
from kernespor.connectors.documents.uploads import opened
from kernespor.domains.agenda.actions import items
from kernespor.domains.agenda.models import AgendaItem, Deviation, FollowUp, ItemStop, Meeting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sporkoebing")]


def test_a_head_writes_an_item_and_a_secretary_leads_it_to_its_decision() -> None:
    head, chief, secretary = (
        browser(code) for code in ("leder.dagtilbud", "boerneogungechef", "politisk.sekretariat")
    )
    words = {
        "unit": factories.unit("BU-DAG").pk, "title": "Ny legeplads", "recommendation": "At den bygges.",
        "heading_0": "Baggrund", "text_0": "Den gamle er slidt.", "openness": "open", "case_number": "26/77",
    }  # fmt: skip
    answer = sent_form(head, "item_new", **words)
    item = AgendaItem.objects.get(title="Ny legeplads")
    assert answer["Location"] == reverse("agenda:item_way", args=[item.pk])
    assert item.sections == [["Baggrund", "Den gamle er slidt."]]
    sent_form(
        head,
        "item_way",
        item.pk,
        version=item.version,
        body_0=body("direktion").pk,
        body_1=body("boern-skole").pk,
    )
    item.refresh_from_db()
    assert "Godkend" in shown(chief, "item", item.pk)
    assert browser("hrkonsulent").get(reverse("agenda:item", args=[item.pk])).status_code == 403
    sent_form(chief, "item_move", item.pk, "approve", version=item.version)
    sent_form(secretary, "meeting_new", body=body("direktion").pk, on="20-11-2026", kind="theme", starts="9")
    made = Meeting.objects.get(body=body("direktion"), kind="theme")
    assert "Ny legeplads" in shown(secretary, "meeting", made.pk)
    stop = stop_of(item, "direktion")
    sent_form(secretary, "meeting_put_on", made.pk, stop=stop.pk, version=stop.version)
    assert "Rækkefølgen er holdt" in shown(secretary, "meeting_send", made.pk)
    sent_form(secretary, "meeting_send", made.pk, version=made.version)
    made.refresh_from_db()
    assert made.status == "sent"
    sent_form(secretary, "minutes", made.pk, version=made.version, presence_0="absent", presence_1="present",
              presence_2="present", deputy_0="En suppleant", others="En gæst",
              reported="Mødet sluttede kl. 10.")  # fmt: skip
    text = shown(secretary, "meeting", made.pk)
    assert "En suppleant" in text
    assert "Mødet sluttede kl. 10." in text
    page = secretary.get(reverse("agenda:decide", args=[stop.pk]))
    assert len(page.context["form"]["absent"].value()) == 1  # who was absent from the meeting
    sent_form(secretary, "decide", stop.pk, on="20-11-2026", case_title="Ny legeplads", words="Anbefales.",
              outcome="recommended", disqualified=list(page.context["form"].members)[:1])  # fmt: skip
    made.refresh_from_db()
    assert ItemStop.objects.get(pk=stop.pk).disqualified.count() == 1
    sent_form(secretary, "meeting_step", made.pk, "hold", version=made.version)
    made.refresh_from_db()
    sent_form(secretary, "meeting_step", made.pk, "approve", version=made.version)
    made.refresh_from_db()
    assert made.status == "minutes_approved"
    assert "Børne- og Skoleudvalget" in shown(browser("formand.boern"), "item_brief", item.pk)


def test_what_stops_an_agenda_is_shown_beside_a_field_and_nothing_typed_is_lost() -> None:
    item = approved("Stoppet", "direktion", "boern-skole")
    stop, made = on_agenda(item, "boern-skole")
    secretary = browser("politisk.sekretariat")
    text = shown(secretary, "meeting_send", made.pk)
    assert "Direktionen har ikke behandlet sagen før Børne- og Skoleudvalget." in text
    answer = sent_form(secretary, "meeting_send", made.pk, version=made.version)
    assert answer.status_code == 422
    assert not Deviation.objects.filter(stop=stop).exists()
    sent_form(
        secretary,
        "meeting_send",
        made.pk,
        version=made.version,
        **{f"why-{stop.pk}-0": "Det haster for børnene"},
    )
    assert "Det haster for børnene" in shown(browser("hrkonsulent"), "deviations")
    assert "Det haster for børnene" in shown(browser("hrkonsulent"), "item", item.pk)


def test_an_item_is_read_from_a_document_and_goes_out_as_it_is() -> None:
    head = browser("leder.dagtilbud")
    item = approved("Sproget i børnehaven", "boern-skole", case_number="26/9", theme="Om sproget",
                    sections=(("Baggrund", "Første afsnit.\n\nAndet afsnit."),), economy="Koster 10.000 kr.",
                    attachments="Notat")  # fmt: skip
    content = head.get(reverse("agenda:item_word", args=[item.pk])).content
    reading = read_lines(opened("punkt.docx", content)[0])
    (read,) = reading.items
    assert (read.title, read.case_number, read.theme) == (item.title, "26/9", "Om sproget")
    assert [(one.heading, one.text) for one in read.sections] == [
        ("Baggrund", "Første afsnit.\n\nAndet afsnit.")
    ]
    assert (read.recommendation, read.economy, read.attachments) == (
        item.recommendation,
        "Koster 10.000 kr.",
        ("Notat",),
    )
    file = io.BytesIO(content)
    file.name = "punkt.docx"
    form = sent_form(head, "item_read", document=file).context["form"]
    assert form.initial["title"] == item.title
    assert form.initial["text_0"] == "Første afsnit.\n\nAndet afsnit."
    assert head.get(reverse("agenda:item_pdf", args=[item.pk])).content.startswith(b"%PDF")
    empty = io.BytesIO(b"   \n")
    empty.name = "tom.md"
    assert sent_form(head, "item_read", document=empty).status_code == 422


def test_a_file_with_several_items_asks_which() -> None:
    text = "# Dagsorden\n\n" + "\n\n".join(
        f"## Punkt {number}: Sag {number}\n\n### Indstilling\n\nDet indstilles, at {number}."
        for number in (1, 2)
    )
    file = io.BytesIO(text.encode())
    file.name = "dagsorden.md"
    head = browser("leder.dagtilbud")
    page = sent_form(head, "item_read", document=file)
    assert [one.title for one, _form in page.context["found"]] == ["Sag 1", "Sag 2"]
    form = page.context["found"][1][1]
    told = {name: value for name, value in form.initial.items() if value}
    filled = sent_form(head, "item_new", udfyld="1", **told).context["form"]
    assert filled.initial["title"] == "Sag 2"
    assert not AgendaItem.objects.filter(title="Sag 2").exists()


def test_two_editors_see_both_texts() -> None:
    item = begun("To udgaver", "direktion")
    head = browser("leder.dagtilbud")
    words = {"title": "Min", "recommendation": "Mit", "openness": "open", "version": item.version}
    sent_form(head, "item_change", item.pk, **words | {"title": "Deres"})
    answer = sent_form(head, "item_change", item.pk, **words)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Deres" in text
    assert 'value="Min"' in text


def test_a_remark_is_set_aside_with_a_reason() -> None:
    item = begun("Uden økonomi", "direktion", sections=(("Sagen", "Fordelingen fremgår af bilag 3."),))
    head = browser("leder.dagtilbud")
    remarks = head.get(reverse("agenda:item", args=[item.pk])).context["found"].remarks
    assert remarks
    assert remarks[0].rule.name in shown(head, "item_change", item.pk)
    assert sent_form(head, "item_dismiss", item.pk, key="intet", why="x").status_code == 404
    sent_form(head, "item_dismiss", item.pk, key=remarks[0].key, why="Det er en orientering")
    found = head.get(reverse("agenda:item", args=[item.pk])).context["found"]
    assert remarks[0].key not in {one.key for one in found.remarks}
    assert [one.why for one in found.dismissed] == ["Det er en orientering"]


def test_versions_say_what_was_changed() -> None:
    item = approved("Udgaver", "direktion", economy="Koster 10 kr.")
    head = browser("leder.dagtilbud")
    sent_form(head, "item_change", item.pk, version=item.version, title="Udgaver", economy="Koster 20 kr.",
              recommendation=item.recommendation, openness="open", why="Prisen er rettet")  # fmt: skip
    page = head.get(reverse("agenda:item_version", args=[item.pk, 2]))
    assert page.context["changes"] == [("Økonomi", ["Koster 10 kr."], ["Koster 20 kr."])]
    assert head.get(reverse("agenda:item_version", args=[item.pk, 9])).status_code == 404


def test_a_decision_is_followed_up_where_it_awaits_its_owner() -> None:
    item = approved("Følges op", "direktion")
    decision = decided(item, "direktion", "approved")
    secretary, owner = browser("politisk.sekretariat"), browser("hrkonsulent")
    assert sent_form(secretary, "follow_up_new", decision.pk, task="", owner="", due="").status_code == 422
    sent_form(secretary, "follow_up_new", decision.pk, task="Skriv det ind", due="1-12-2026",
              owner=factories.person("hrkonsulent").pk)  # fmt: skip
    row = FollowUp.objects.get(task="Skriv det ind")
    assert "Skriv det ind" in owner.get("/").content.decode()
    assert "Skriv det ind" in shown(owner, "follow_ups")
    sent_form(
        owner, "follow_up_report", row.pk, came_of_it="Det er gjort", on="20-11-2026", version=row.version
    )
    assert "Det er gjort" in shown(owner, "follow_ups", vis="gjort")
    assert (
        "Det er gjort" in secretary.get(reverse("bodies:body_decision", args=[decision.pk])).content.decode()
    )
    again = sent_form(
        owner, "follow_up_report", row.pk, came_of_it="Igen", on="20-11-2026", version=row.version
    )
    assert again.status_code == 422


def test_a_decision_of_which_nothing_came_for_half_a_year_is_on_the_list() -> None:
    item = approved("Intet skete", "direktion")
    decided(item, "direktion", "approved", on=DAY - dt.timedelta(days=200))
    text = shown(browser("politisk.sekretariat"), "follow_ups")
    assert "Intet skete" in text
    breaks = browser("politisk.sekretariat").get("/roed-traad/brud/").content.decode()
    assert "Besluttet for et halvt år siden, og intet er sket" in breaks


def test_a_series_of_meetings_is_planned_at_once() -> None:
    secretary = browser("politisk.sekretariat")
    facts = {"body": body("chefgruppe").pk, "on": "4-1-2027", "kind": "ordinary", "drafts_due": "28-12-2026"}
    answer = sent_form(secretary, "meeting_new", **facts, weeks="2", until="1-3-2027")
    assert answer.status_code == 302
    days = list(
        Meeting.objects.filter(body=body("chefgruppe")).order_by("on").values_list("on", "drafts_due")
    )
    assert len(days) == 5
    assert days[1] == (dt.date(2027, 1, 18), dt.date(2027, 1, 11))
    for wrong in ({"weeks": "2"}, {"weeks": "1", "until": "1-1-2029"}, {"weeks": "1", "until": "1-1-2027"},
                  {"drafts_due": "5-1-2027"}, {}):  # fmt: skip
        assert sent_form(secretary, "meeting_new", **facts | wrong).status_code == 422, wrong
    made = Meeting.objects.filter(body=body("chefgruppe")).order_by("on")[0]
    sent_form(
        secretary,
        "meeting_change",
        made.pk,
        on="5-1-2027",
        kind="ordinary",
        starts="9.30",
        version=made.version,
    )
    made.refresh_from_db()
    assert (made.on, made.starts) == (dt.date(2027, 1, 5), dt.time(9, 30))
    stale = sent_form(secretary, "meeting_change", made.pk, on="6-1-2027", kind="ordinary", version=1)
    assert stale.status_code == 409


def test_an_agenda_is_put_in_order() -> None:
    made = meeting("direktion")
    secretary = browser("politisk.sekretariat")
    stops = []
    for title in ("Første", "Andet"):
        stop = stop_of(approved(title, "direktion"), "direktion")
        sent_form(secretary, "stop_place", stop.pk, moede=made.pk, version=stop.version)
        stops.append(stop)
    made.refresh_from_db()
    sent_form(secretary, "meeting_order", made.pk, stop=stops[1].pk, vej="op", version=made.version)
    lines = secretary.get(reverse("agenda:meeting", args=[made.pk])).context["found"].lines
    assert [line.item.title for line in lines] == ["Andet", "Første"]
    stop = ItemStop.objects.get(pk=stops[0].pk)
    sent_form(secretary, "stop_recommend", stop.pk, words="Tag det til efterretning", version=stop.version)
    assert "Tag det til efterretning" in shown(secretary, "meeting", made.pk)
    stop.refresh_from_db()
    sent_form(secretary, "stop_lift", stop.pk, version=stop.version, tilbage="moede")
    stop.refresh_from_db()
    sent_form(secretary, "stop_skip", stop.pk, version=stop.version, why="Ikke nødvendigt")
    assert "Sprunget over" in shown(secretary, "item", stop.item_id)
    assert sent_form(secretary, "meeting_order", made.pk, stop="x", version="1").status_code == 400


def test_the_year_follows_the_law_and_one_sees_ones_own() -> None:
    client = browser("leder.dagtilbud")
    text = shown(client, "wheel", aar="2027")
    assert "15. sep. 2027" in text
    assert "15. okt. 2027" in text
    assert "5. nov. 2019" in shown(client, "wheel", aar="2019")
    mine = client.get(reverse("agenda:wheel"), {"hvem": "mig"}).context["moments"]
    whole = client.get(reverse("agenda:wheel")).context["moments"]
    assert 0 < len(mine) < len(whole)
    assert b"BEGIN:VEVENT" in client.get(reverse("agenda:wheel_calendar"), {"aar": "2027"}).content
    assert client.get(reverse("agenda:wheel_excel")).content.startswith(b"PK")
    assert client.get(reverse("agenda:wheel"), {"aar": "99999", "hvem": "ingen"}).status_code == 200


@pytest.mark.parametrize(
    ("name", "most"), [("meetings", 10), ("items", 10), ("deviations", 10), ("follow_ups", 12), ("wheel", 8)]
)
def test_lists_cost_no_more_the_more_there_is(name: str, most: int) -> None:
    client = browser("politisk.sekretariat")
    client.get(reverse(f"agenda:{name}"))

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(f"agenda:{name}"))
        return len(captured)

    before = cost()
    for number in range(3):
        sent(approved(f"Sag {number}", "direktion"), "direktion", 40 + number)
    assert cost() == before <= most


def test_an_agenda_costs_no_more_the_more_items_it_has() -> None:
    made = meeting("direktion")
    client = browser("politisk.sekretariat")

    def with_another(title: str) -> int:
        stop = stop_of(approved(title, "boern-skole", "direktion"), "direktion")
        items.place(actor=keeper(), stop=stop, meeting=made, seen=stop.version)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("agenda:meeting", args=[made.pk]))
        return len(captured)

    with_another("Første")
    before = with_another("Anden")
    assert [with_another(title) for title in ("Tredje", "Fjerde", "Femte")] == [before] * 3
