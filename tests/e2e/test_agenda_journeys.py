"""The secretary, the chair, a MED representative and a councillor, each on their way through the agenda."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from e2e.conftest import Open
from e2e.documents import minutes_in_word
from e2e.keys import follow, lay, tick
from e2e.product import COUNCILLOR, SECRETARY

STAFF_SIDE = "med.boernunge"
ITEM = "Fælles faste vikarer i dagtilbud"
HEARING = "Fælles faste vikarer i daginstitutionerne"


def test_the_secretary_reads_minutes_of_a_meeting_that_is_not_here(open_as: Open, tmp_path: Path) -> None:
    page = open_as(SECRETARY).go("/dagsordener/")
    follow(page.get_by_role("link", name="Læs et referat ind"))
    lay(page.get_by_label("Dokument"), minutes_in_word(tmp_path / "referat.docx"))
    follow(page.get_by_role("button", name="Læs referatet"))
    expect(page.get_by_text("Direktionen har intet møde den 10. november 2026.")).to_be_visible()
    plan = page.get_by_role("region", name="Virksomhedsplan 2026–2027 for Vej & Park")
    expect(plan.get_by_text("Fundet på sagsnummer eller overskrift.")).to_be_visible()
    expect(plan.get_by_role("radio", name="Vej & Park (Virksomhedsplan)")).to_be_checked()
    page_side = page.get_by_role("region", name="Fælles bytteside")
    tick(page_side.get_by_role("radio", name="lav et nyt punkt"))
    follow(page.get_by_role("button", name="Før beslutningerne ind"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Direktionen")
    expect(page.get_by_role("region", name="Dagsorden")).to_contain_text("Direktionen godkender planen.")
    follow(page.get_by_role("link", name="Fælles bytteside"))
    expect(page.locator("main")).to_contain_text("Afgjort")


def test_the_chair_goes_through_the_agenda_ahead_of_the_meeting(open_as: Open) -> None:
    page = open_as(COUNCILLOR).go("/raad-og-udvalg/")
    follow(page.get_by_role("link", name="Børne- og Skoleudvalget", exact=True))
    follow(page.get_by_role("link", name="1. december 2026").first)
    agenda = page.get_by_role("region", name="Dagsorden")
    lines = agenda.locator("ol.agenda-lines > li")
    first = lines.first.get_by_role("link").first.inner_text()
    follow(agenda.get_by_role("button", name="Ned").first)
    expect(lines.nth(1).get_by_role("link").first).to_have_text(first)
    follow(agenda.get_by_role("button", name="Op").first)
    expect(lines.first.get_by_role("link").first).to_have_text(first)
    follow(agenda.get_by_role("link", name=ITEM))
    expect(page.get_by_role("heading", level=1)).to_have_text(ITEM)


def test_a_med_representative_comes_from_the_hearing_to_the_item(open_as: Open) -> None:
    page = open_as(STAFF_SIDE).go("/raad-og-udvalg/hoeringer/")
    follow(page.get_by_role("link", name=HEARING))
    follow(page.get_by_role("link", name=ITEM).first)
    expect(page.get_by_role("heading", level=1)).to_have_text(ITEM)
    expect(page.get_by_role("region", name="Hvem er hørt?")).to_contain_text(HEARING)
    expect(page.get_by_role("link", name="Skriv på punktet")).to_have_count(0)


def test_a_councillor_reads_half_a_page_and_opens_what_stands_behind_it(open_as: Open) -> None:
    page = open_as(COUNCILLOR).go("/dagsordener/sager/?vis=afgjorte")
    follow(page.get_by_role("link", name="Budgetopfølgning efter tredje kvartal").first)
    follow(page.get_by_role("link", name="Kort fortalt"))
    brief = page.get_by_role("region", name="Kort fortalt")
    expect(brief).to_contain_text("Tillægsbevillingen på 1.200.000 kr.")
    follow(brief.get_by_role("link", name="Godkendt").last)
    expect(page.locator("blockquote").first).to_contain_text("Byrådet godkender opfølgningen")
