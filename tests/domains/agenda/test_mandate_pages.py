"""Pages of mandates: as people use them."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import factories
from domains.agenda.agenda_world import DAY, approved, body, browser, keeper, sent_form, shown
from domains.agenda.test_mandates import GROUP, SPECIAL, begun, days, decision, delivered, in_force
from kernespor.domains.agenda.actions import mandates
from kernespor.domains.agenda.models import Deliverable, Mandate
from kernespor.foundation.objects import card_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sporkoebing")]


def on(day: dt.date) -> str:
    return f"{day.day}-{day.month}-{day.year}"


def words(**more: Any) -> dict[str, Any]:
    return {
        "title": "Ny gruppe", "task": "At prøve noget", "set_by": body("direktion").pk,
        "tovholder": factories.person("leder.dagtilbud").pk, "starts": on(DAY), "ends": on(days(90)), **more,
    }  # fmt: skip


def test_a_secretary_sets_a_group_down_and_its_tovholder_brings_it_home() -> None:
    secretary, tovholder = browser("politisk.sekretariat"), browser("leder.dagtilbud")
    assert "Skriv et kommissorium" in secretary.get(reverse("bodies:body", args=[body(GROUP).pk])).text
    answer = sent_form(secretary, "mandate_new", **words(body=body(GROUP).pk, text_0="En rapport"))
    assert answer.status_code == 422
    assert "både en tekst og en dato" in answer.text
    assert (
        "Slutdatoen ligger før"
        in sent_form(secretary, "mandate_new", **words(body=body(GROUP).pk, ends=on(days(-1)))).text
    )
    sent_form(secretary, "mandate_new",
              **words(body=body(GROUP).pk, text_0="En rapport", due_0=on(days(10))))  # fmt: skip
    mandate = Mandate.objects.get(title="Ny gruppe")
    assert "Sæt kommissoriet i kraft" in shown(secretary, "mandate", mandate.pk)
    assert "Sæt kommissoriet i kraft" not in shown(tovholder, "mandate", mandate.pk)
    sent_form(secretary, "mandate_step", mandate.pk, "adopt", version=mandate.version)
    assert "Ny gruppe" in shown(browser("hrkonsulent"), "mandates")
    mandate.refresh_from_db()
    sent_form(tovholder, "mandate_change", mandate.pk, **words(task="At prøve mere"), version=mandate.version,
              why="Der var mere at prøve")  # fmt: skip
    text = shown(tovholder, "mandate_version", mandate.pk, 2)
    assert "<del>At prøve noget</del>" in text
    assert "<ins>At prøve mere</ins>" in text
    row = Deliverable.objects.get(mandate=mandate)
    sent_form(tovholder, "deliverable_change", row.pk, text="En kort rapport", due=on(days(20)),
              version=row.version, why="Den skal kunne læses")  # fmt: skip
    sent_form(tovholder, "deliverable_new", mandate.pk, text="Et kursus", due=on(days(30)), why="Bedt om det")
    settle(tovholder, mandate)
    mandate.refresh_from_db()
    sent_form(tovholder, "mandate_harvest", mandate.pk, version=mandate.version, ended_on=on(DAY),
              came_of_it="Det virkede", learned="Begynd før", what_0="Kurset",
              owner_0=factories.person("hrkonsulent").pk)  # fmt: skip
    text = shown(browser("hrkonsulent"), "mandate", mandate.pk)
    for word in ("Det virkede", "Begynd før", "Kurset", "Opgivet 20. november 2026"):
        assert word in text
    assert "Ny gruppe" in shown(browser("hrkonsulent"), "mandates", vis="hoestet")


def settle(client: Any, mandate: Mandate) -> None:
    """Settle both deliverables: one where its item is, one given up."""
    item = approved("Sagen om rapporten", "direktion")
    first, second = mandate.deliverables.order_by("due")
    told = {"state": "delivered", "on": on(DAY), "result": "Den er sendt", "version": 2}
    wrong = sent_form(client, "deliverable", first.pk, **told, leads_to="/ingen/vegne/")
    assert wrong.status_code == 422
    assert "Adressen er ikke en side" in wrong.text
    sent_form(client, "deliverable", first.pk, **told, leads_to=card_of(item).url)
    assert f'href="{card_of(item).url}"' in shown(browser("boerneogungechef"), "mandate", mandate.pk)
    told |= {"state": "given_up", "result": "Ingen kom", "version": 1}
    sent_form(client, "deliverable", second.pk, **told)


def test_a_harvest_opens_with_two_rows_and_shows_the_others_where_they_are_written_in() -> None:
    mandate, tovholder = in_force(), browser("leder.dagtilbud")
    page = shown(tovholder, "mandate_harvest", mandate.pk)
    more = page.index("Mere, der føres videre")
    assert page.index('name="what_1"') < more < page.index('name="what_2"')
    assert '<details class="opens gap-top-s">' in page
    again = sent_form(tovholder, "mandate_harvest", mandate.pk, version=mandate.version, what_4="Kurset")
    assert again.status_code == 422
    assert '<details class="opens gap-top-s" open>' in again.text


def test_what_the_rules_say_stands_on_the_page_with_its_source() -> None:
    mandate = begun(SPECIAL, set_by=body("byraad"), power=True)
    text = shown(browser("politisk.sekretariat"), "mandate", mandate.pk)
    assert "Der er ingen beslutning i kommunalbestyrelsen om at nedsætte udvalget." in text
    assert "Styrelsesloven § 17, stk. 4" in text
    assert "Kilden er ikke kontrolleret" in text
    client = browser("politisk.sekretariat")
    assert sent_form(client, "mandate_step", mandate.pk, "adopt", version=mandate.version).status_code == 409
    sent_form(client, "mandate_step", mandate.pk, "adopt", version=mandate.version, why="Beslutning på vej")
    assert "»Beslutning på vej«" in shown(client, "mandate", mandate.pk)


def test_a_stale_form_shows_both_texts_and_loses_neither() -> None:
    mandate = begun()
    client = browser("politisk.sekretariat")
    seen = mandate.version
    sent_form(client, "mandate_change", mandate.pk, **words(task="Den ene"), version=seen)
    answer = sent_form(client, "mandate_change", mandate.pk, **words(task="Den anden"), version=seen)
    assert answer.status_code == 409
    assert "Den ene" in answer.text
    assert "Den anden" in answer.text
    row = mandate.deliverables.get()
    mandates.change_deliverable(
        actor=keeper(), row=row, seen=1, facts=mandates.DeliverableFacts("Først", days(5))
    )
    late = sent_form(client, "deliverable_change", row.pk, text="Sidst", due=on(days(6)), version=1)
    assert late.status_code == 422
    assert "En anden har gemt" in late.text


def test_a_group_is_extended_and_its_closed_decision_is_nowhere_for_others() -> None:
    made = decision(openness="closed")
    mandate = in_force(SPECIAL, set_by=body("byraad"), decision=made)
    client, other = browser("politisk.sekretariat"), browser("hrkonsulent")
    sent_form(client, "mandate_extend", mandate.pk, version=mandate.version, ends=on(days(300)),
              why="Mere tid")  # fmt: skip
    assert str(days(300).year) in shown(other, "mandate", mandate.pk)
    assert "Nedsættelse" in shown(client, "mandate", mandate.pk)
    for name, args in (("mandate", ()), ("mandate_version", (1,)), ("mandates", None)):
        text = shown(other, name, *((mandate.pk, *args) if args is not None else ()))
        assert "Nedsættelse" not in text
    document = docx.Document(io.BytesIO(other.get(reverse("agenda:mandate_word", args=[mandate.pk])).content))
    assert "Nedsættelse" not in "\n".join(one.text for one in document.paragraphs)


def test_the_mandate_goes_out_as_word_and_pdf_and_the_list_as_excel() -> None:
    mandate = in_force()
    delivered(mandate)
    client = browser("hrkonsulent")
    content = client.get(reverse("agenda:mandate_word", args=[mandate.pk])).content
    text = "\n".join(one.text for one in docx.Document(io.BytesIO(content)).paragraphs)
    for word in ("Kommissorium", "At prøve noget", "En rapport, senest", "Medlemmer"):
        assert word in text
    assert client.get(reverse("agenda:mandate_pdf", args=[mandate.pk])).content.startswith(b"%PDF")
    assert client.get(reverse("agenda:mandates_excel")).content.startswith(b"PK")


def test_a_draft_is_in_no_list_search_or_file_of_others() -> None:
    mandate = begun(title="Zebragangen")
    other = browser("hrkonsulent")
    assert "Zebragangen" not in shown(other, "mandates", vis="alle")
    assert "Zebragangen" not in other.get(reverse("bodies:body", args=[mandate.body_id])).text
    assert "Zebragangen" not in other.get(reverse("search:page"), {"q": "zebragangen"}).text
    assert other.get(reverse("agenda:mandate_word", args=[mandate.pk])).status_code == 403
    row = mandate.deliverables.get()
    assert other.get(reverse("agenda:deliverable", args=[row.pk])).status_code == 404
    mandates.step(actor=keeper(), mandate=mandate, name="adopt", seen=mandate.version)
    assert "Zebragangen" in other.get(reverse("search:page"), {"q": "zebragangen"}).text


def test_lists_and_pages_ask_the_database_little() -> None:
    made = [in_force(title=f"Gruppe {number}") for number in range(5)]
    client = browser("politisk.sekretariat")
    for name, args, most in (("mandates", (), 8), ("mandate", (made[0].pk,), 20)):
        client.get(reverse(f"agenda:{name}", args=args))
        with CaptureQueriesContext(connection) as asked:
            shown(client, name, *args)
        own = [one["sql"] for one in asked.captured_queries if "session" not in one["sql"]]
        assert len(own) <= most, (name, len(own), own)
