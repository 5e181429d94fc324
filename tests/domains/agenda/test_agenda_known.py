"""Texts held against what they speak of, the half page whose figures open their sources, and drafts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import factories
from domains.agenda.agenda_world import (
    DAY,
    approved,
    begun,
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
from kernespor.domains.agenda.actions import items
from kernespor.domains.agenda.models import AgendaItem
from kernespor.domains.agenda.selectors.items import ItemPage, item_page
from kernespor.domains.strategy.actions import indicators, plans
from kernespor.domains.strategy.models import Indicator
from kernespor.foundation.bodies.actions import consultations
from kernespor.foundation.bodies.moments import at_hour
from kernespor.foundation.drafts.models import Draft
from kernespor.foundation.facts import named_in
from kernespor.foundation.objects import ref_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sporkoebing")]
NAME = "Andelen af børn med sprogvurdering"
MOST_ASKED = 23  # of a writer whose item was decided once and waits for two things


def _indicator() -> Indicator:
    head = factories.actor("oekonomichef")
    plan = factories.plan_in_force(head, "OS")
    row = Indicator.objects.select_related("goal__area__plan__unit").get(goal__area__plan=plan)
    plans.change_item(actor=head, item=row, seen=row.version, text=NAME)
    facts = indicators.Arrangement(
        "measured", counts="procent", direction="up", target=Decimal(60), source="Regnearket", every_months=3
    )
    row = Indicator.objects.select_related("goal__area__plan__unit").get(pk=row.pk)
    indicators.arrange(actor=head, indicator=row, seen=row.version, facts=facts)
    read = indicators.Read(on=dt.date(2026, 10, 1), value=Decimal(45), source="Regnearket", evidence="Talt")
    indicators.read(actor=head, indicator=Indicator.objects.get(pk=row.pk), facts=read)
    return Indicator.objects.select_related("goal").get(pk=row.pk)


def _item(about: Any = None, **facts: Any) -> AgendaItem:
    told = items.ItemFacts(title="Sproget", recommendation="At det godkendes", **facts)
    refs = [ref_of(about)] if about is not None else []
    writer = factories.actor("leder.dagtilbud")
    return items.begin(actor=writer, unit=factories.unit("BU-DAG"), facts=told, about=refs)


def _messages(found: ItemPage) -> list[str]:
    return [
        one.message for remark in found.remarks if remark.rule.code == "figures" for one in remark.noticed
    ]


def test_a_figure_is_held_against_the_indicator_that_the_item_is_about() -> None:
    indicator = _indicator()
    writer = factories.actor("leder.dagtilbud")
    for about in (indicator, indicator.goal, indicator.goal.area.plan):
        item = _item(about, sections=(("Baggrund", f"{NAME} er 42 pct."),))
        (message,) = _messages(item_page(writer, item.pk))
        assert message.startswith(
            f"Teksten siger 42 pct. »{NAME}«: Indikatoren viser 45 % pr. 1. oktober 2026"
        )
    text = shown(browser("leder.dagtilbud"), "item", item.pk)
    assert f"{reverse('agenda:item', args=[item.pk])}#afsnit-0-0-0" in text
    assert 'id="afsnit-0-0-0"' in text
    plan = indicator.goal.area.plan
    url = reverse("strategy:item", args=[plan.pk, "indicator", indicator.pk])
    assert url in text


def test_an_indicator_that_is_named_needs_no_link_unless_several_have_that_name() -> None:
    indicator = _indicator()
    writer = factories.actor("leder.dagtilbud")
    named = _item(None, sections=(("Baggrund", f"{NAME} er 42 pct."),))
    (message,) = _messages(item_page(writer, named.pk))
    assert "Indikatoren viser 45 %" in message
    other = _item(None, sections=(("Baggrund", "Andelen af børn der har fået sprogvurdering er 42 pct."),))
    assert _messages(item_page(writer, other.pk)) == []
    Indicator.objects.create(goal=indicator.goal, text=NAME, position=9)
    assert _messages(item_page(writer, named.pk)) == []


def test_a_name_within_a_longer_one_is_not_what_the_text_names() -> None:
    indicator = _indicator()
    writer = factories.actor("leder.dagtilbud")
    longer = Indicator.objects.create(goal=indicator.goal, text=f"{NAME} i byen", position=9)
    item = _item(None, sections=(("Baggrund", f"{NAME} i byen er 42 pct."),))
    assert named_in(writer, str(item.sections)) == [ref_of(longer)]
    assert _messages(item_page(writer, item.pk)) == []


def test_what_is_no_longer_or_not_yet_in_force_is_not_named() -> None:
    head = factories.actor("oekonomichef")
    draft = factories.draft_plan(head, "OS")
    assert named_in(head, f"{draft.title} har 3 mål.") == []


def test_dates_and_answers_are_held_against_the_consultation_and_the_way() -> None:
    asks = factories.actor("politisk.sekretariat")
    facts = consultations.ConsultationFacts(
        title="Høring om sprog", kind="administrative", unit=factories.unit("OS"), ground="local",
        ground_text="Aftale", ground_source="Aftalen", proposal="Forslag", opens=DAY,
        deadline=at_hour(dt.date(2026, 12, 1), dt.time(12)),
    )  # fmt: skip
    parties = [consultations.Heard(unit=factories.unit("OS-IND"))]
    row = consultations.begin(actor=asks, facts=facts, parties=parties)
    row = consultations.move(actor=asks, consultation=row, step="open", seen=row.version)
    item = begun(
        "Sproget", "direktion", sections=(("", "Direktionen behandler sagen den 3. december 2026."),),
        consultation="Høringsfristen er den 2. december 2026. Der er modtaget 3 høringssvar.",
    )  # fmt: skip
    items.build_on(actor=keeper(), item=item, consultation=row)
    on_agenda(item, "direktion", 14)
    told = "\n".join(_messages(item_page(factories.actor("leder.dagtilbud"), item.pk)))
    assert "Svarfristen er 1. december 2026" in told
    assert "Der er 0 svar" in told
    assert "Mødet er den 4. december 2026" in told


def test_every_figure_of_the_half_page_opens_its_source() -> None:
    item = _item(
        _indicator(),
        theme="Der søges 250.000 kr. til sproget.",
        sections=(
            ("Baggrund", f"{NAME} er 45 pct. Der er 7 huse. Det begynder 1. maj 2027.\n\nMere."),
        ),
        economy="Udgiften er 250.000 kr.",
    )  # fmt: skip
    text = shown(browser("leder.dagtilbud"), "item_brief", item.pk)
    page = reverse("agenda:item", args=[item.pk])
    assert f'href="{page}#oekonomi-0-0">250.000 kr.</a>' in text
    assert f'href="{page}#afsnit-0-0-1">7</a>' in text
    assert f'href="{page}#afsnit-0-0-2">1. maj 2027</a>' in text
    assert "/maalindikator" in text or "/indicator/" in text
    assert "Mere." not in text
    for anchor in ("oekonomi-0-0", "afsnit-0-0-1", "afsnit-0-0-2"):
        assert f'id="{anchor}"' in shown(browser("leder.dagtilbud"), "item", item.pk)


def test_nobody_is_told_of_what_they_may_not_read() -> None:
    from kernespor.domains.agenda.selectors.known import known_to, linked_to

    head = factories.actor("oekonomichef")
    draft = factories.draft_plan(head, "OS")
    item = _item(draft)
    linked = linked_to(item)
    assert known_to(head, item, [], linked)
    assert known_to(factories.actor("leder.dagtilbud"), item, [], linked) == []


def test_an_items_page_asks_few_questions() -> None:
    item = approved("Vejen", "direktion", "boern-skole", sections=(("", "En. To."),))
    sent(item, "direktion", 0)
    decided(item, "direktion")
    on_agenda(item, "boern-skole")
    for code in ("leder.dagtilbud", "politisk.sekretariat", "hrkonsulent"):
        client = browser(code)
        shown(client, "item", item.pk)
        with CaptureQueriesContext(connection) as asked:
            shown(client, "item", item.pk)
        assert len(asked) <= MOST_ASKED, (code, len(asked))


def test_a_form_keeps_what_is_written_and_good_advice_follows_along() -> None:
    head = browser("leder.dagtilbud")
    item = _item(sections=(("Baggrund", "Gammel tekst."),), subjects=("budget",), urgent=True)
    text = shown(head, "item_change", item.pk)
    assert 'name="draft_form" value="agenda.item_change"' in text
    written = {
        "draft_form": "agenda.item_change", "draft_ref": str(ref_of(item)), "draft_seen": "0",
        "version": item.version,
        "title": "Sproget", "heading_0": "Baggrund", "text_0": "Ny tekst.", "heading_1": "", "text_1": "",
        "recommendation": "At det godkendes", "openness": "open", "other": "not kept",
    }  # fmt: skip
    head.post(reverse("drafts:keep"), written)
    row = Draft.objects.get(form="agenda.item_change")
    assert row.fields["text_0"] == "Ny tekst."
    assert "other" not in row.fields
    form = head.get(reverse("agenda:item_change", args=[item.pk])).context["form"]
    assert form["text_0"].value() == "Ny tekst."
    assert (form["urgent"].value(), form["subjects"].value()) == (None, None)  # what was taken off stays off
    assert len(form.section_rows()) == 2
    advice = sent_form(head, "item_review", **written | {"punkt": item.pk, "text_0": "Frist: 31. juni 2026."})
    assert "findes ikke i kalenderen" in advice.content.decode()
    assert AgendaItem.objects.get(pk=item.pk).sections == [["Baggrund", "Gammel tekst."]]
    assert browser("hrkonsulent").post(reverse("agenda:item_review"), {"punkt": item.pk}).status_code == 403
    other = factories.actor("leder.dagtilbud")
    items.change_item(actor=other, item=item, seen=item.version, facts=items.ItemFacts(title="En andens"))
    stale = sent_form(head, "item_change", item.pk, **written)
    assert stale.status_code == 409
    assert "En andens" in stale.content.decode()
    assert Draft.objects.filter(pk=row.pk).exists()
    item.refresh_from_db()
    sent_form(head, "item_change", item.pk, **written | {"version": item.version})
    assert not Draft.objects.filter(pk=row.pk).exists()


def test_a_new_item_keeps_a_draft_for_what_it_is_about_and_a_document_overwrites_none() -> None:
    head = browser("leder.dagtilbud")
    kept = {"draft_form": "agenda.item_new", "draft_ref": "", "draft_seen": "0", "title": "Begyndt på"}
    head.post(reverse("drafts:keep"), kept)
    assert "Begyndt på" in shown(head, "item_new")
    assert "Begyndt på" in head.get(reverse("drafts:page")).content.decode()
    filled = sent_form(head, "item_new", udfyld="1", title="Fra et dokument").content.decode()
    assert "Fra et dokument" in filled
    assert "draft_form" not in filled
    words = {"unit": factories.unit("BU-DAG").pk, "title": "Fra et dokument", "openness": "open"}
    sent_form(head, "item_new", **words)
    assert Draft.objects.filter(form="agenda.item_new").exists()
    sent_form(head, "item_new", **words | {"draft_form": "agenda.item_new"})
    assert not Draft.objects.filter(form="agenda.item_new").exists()


def test_after_the_deadline_an_item_needs_a_reason_that_stays_on_it() -> None:
    secretary = browser("politisk.sekretariat")
    item = approved("For sent", "direktion")
    made = meeting("direktion", 14, drafts_due=DAY - dt.timedelta(days=1))
    stop = stop_of(item, "direktion")
    assert "Hvorfor sættes punktet på efter fristen?" in shown(secretary, "item", item.pk)
    assert "Fristen er overskredet" in shown(secretary, "meeting", made.pk)
    refused = sent_form(secretary, "stop_place", stop.pk, moede=made.pk, version=stop.version)
    assert refused.status_code == 409
    assert "kan vente til et senere møde" in refused.content.decode()
    assert stop_of(item, "direktion").meeting_id is None
    sent_form(
        secretary, "stop_place", stop.pk, moede=made.pk, version=stop.version, why="Hastesag: taget falder"
    )
    for name, key in (("item", item.pk), ("meeting", made.pk)):
        text = shown(secretary, name, key)
        assert "efter fristen for punkter den 19. november 2026" in text
        assert "Hastesag: taget falder" in text
    assert "Hastesag: taget falder" not in shown(secretary, "meeting_send", made.pk).split("<textarea", 1)[-1]
    sent_form(secretary, "meeting_send", made.pk, version=made.version)
    made.refresh_from_db()
    assert made.status == "sent"
    assert "Hastesag: taget falder" in shown(browser("hrkonsulent"), "deviations")


def test_before_the_deadline_those_whose_items_are_drafts_have_a_task() -> None:
    from kernespor.domains.agenda.registrations.tasks import tasks_of

    item = begun("Endnu en kladde", "direktion")
    due = DAY + dt.timedelta(days=3)
    made = meeting("direktion", 14, drafts_due=due)
    stop = stop_of(item, "direktion")
    items.place(actor=keeper(), stop=stop, meeting=made, seen=stop.version)
    for code in ("leder.dagtilbud", "boerneogungechef"):
        own = [one for one in tasks_of(factories.actor(code)) if one.title == "Endnu en kladde"]
        assert [one.due for one in own] == [due], code
