"""Chair, secretary, MED representative, councillor and resident go their way, as the user guide tells it.

Each begins where they log in (the resident doesn't) and ends when they are done. The pictures of their
chapters are taken on the way: KERNESPOR_PICTURES=1 .venv/bin/python -m pytest tests/e2e/test_guide.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from e2e.conftest import Open
from e2e.documents import minutes_in_word
from e2e.pictures import NARROW, take
from e2e.product import COUNCILLOR, SECRETARY, Product, laid_out, served
from e2e.test_pictures import STAFF_SIDE

A_COUNCILLOR = "viceborgmester.1"
COMMITTEE = "Børne- og Skoleudvalget"
ITEM = "Fælles faste vikarer i dagtilbud"
MED_HEARING = "Fælles faste vikarer i daginstitutionerne"
PUBLIC_HEARING = "Hvordan skal legepladserne i Svellerup se ud?"
FASTER_THAN_A_PERSON = 3_100  # milliseconds


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """A demo of their own: what they send and approve can't be done again."""
    with served(laid_out(tmp_path_factory, "stage")) as product:
        yield product


def log_in(page: Page, stage: Product, person: str) -> None:
    """Log in by the page that everyone meets first."""
    page.goto("/")
    take(page, "log-ind", height=560) if page.viewport_size["width"] > NARROW["width"] else None
    page.get_by_label("E-mail").fill(f"{person}@sporkoebing.example")
    page.get_by_label("Adgangskode").fill(stage.password)
    press(page, "Log ind")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mit overblik")


def go(page: Page, place: str) -> None:
    """Go to a place of the menu."""
    if page.viewport_size["width"] <= NARROW["width"]:
        page.locator("summary", has_text="Menu").click()
    open_link(page, place)


def open_link(page: Page, words: str) -> None:
    """Press the first link of these words, and wait for the page that comes."""
    follow(page.get_by_role("link", name=words, exact=True).first)


def press(page: Page, words: str) -> None:
    """Press the first button of these words, and wait for the page that comes."""
    follow(page.get_by_role("button", name=words).first)


def follow(target: Locator) -> None:
    """Press what leads to another page, and wait for it."""
    with target.page.expect_navigation():
        target.click()


def said(page: Page, words: str) -> None:
    """Hold that the page confirms what was done."""
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


def test_a_resident_answers_and_sees_what_came_of_another_hearing(open_as: Open, stage: Product) -> None:
    page = open_as(at=stage, viewport=NARROW).go("/raad-og-udvalg/hoeringer/")
    take(page, "borger-hoeringer-390")
    open_link(page, PUBLIC_HEARING)
    open_link(page, "Skriv dit svar")
    page.wait_for_timeout(FASTER_THAN_A_PERSON)
    answer = page.get_by_label("Dit svar", exact=True)
    answer.fill("Husk skygge og et sted at fylde en vandflaske. Der skal være plads til cykler.")
    page.get_by_label("Dit navn").fill("Anna Holm")
    page.get_by_label("Ja, kommunen må offentliggøre mit svar").check()
    take(page, "borger-svar-390", at=page.locator("label", has_text="Dit navn"))
    press(page, "Send svaret")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak. Dit svar er modtaget")
    take(page, "borger-kvittering-390")
    page.goto("/raad-og-udvalg/hoeringer/")
    open_link(page, "Hvor er skolevejen farlig?")
    expect(page.get_by_role("region", name="Det ændrede høringen")).to_be_visible()
    expect(page.get_by_role("region", name="Hvad svarene førte til")).to_be_visible()
    take(page, "borger-foerte-til-390", at=page.locator("#aendret"))


def test_a_med_representative_answers_and_follows_the_case(open_as: Open, stage: Product) -> None:
    page = open_as(at=stage).page
    log_in(page, stage, STAFF_SIDE)
    take(page, "med-overblik", height=760)
    follow(page.locator(".tasks .task", has_text=MED_HEARING).get_by_role("link").first)
    expect(page.get_by_role("heading", level=1)).to_have_text(MED_HEARING)
    if page.get_by_role("link", name="Skriv svaret").count():
        open_link(page, "Skriv svaret")
    page.get_by_label("Svaret", exact=True).fill(
        "Medarbejdersiden støtter forslaget. Vikarerne skal have et fast arbejdssted og en kollega at spørge."
    )
    page.get_by_role("radio", name="medarbejdersiden").check()
    take(page, "med-svar", height=880)
    press(page, "Send svaret")
    said(page, "Tak. Dit svar er sendt.")
    follow(page.get_by_role("link", name=ITEM).first)
    expect(page.get_by_role("region", name="Hvem er hørt?")).to_contain_text(MED_HEARING)
    take(page, "med-punkt")
    page.goto("/raad-og-udvalg/hoeringer/?vis=mine")
    open_link(page, "Retningslinjer for stress og trivsel")
    expect(page.get_by_role("region", name="Hvad svarene førte til")).to_be_visible()
    take(page, "med-foerte-til", height=760)


def test_the_chair_goes_through_what_is_coming(open_as: Open, stage: Product) -> None:
    page = open_as(at=stage).page
    log_in(page, stage, COUNCILLOR)
    take(page, "formand-overblik", height=760)
    go(page, "Råd og udvalg")
    open_link(page, COMMITTEE)
    take(page, "formand-udvalg")
    follow(page.get_by_role("region", name="Møder").get_by_role("link", name="23. november 2026"))
    page.locator("summary", has_text="Skriv en note").first.click()
    page.get_by_label("Note").first.fill("Spørg lederen af dagtilbud, hvordan de yderste huse får en vikar.")
    take(page, "formand-formandsmoede")
    press(page, "Gem noten")
    expect(page.locator(".agenda-note").first).to_contain_text("de yderste huse")
    open_link(page, "Se mødet")
    take(page, "formand-dagsorden")
    open_link(page, ITEM)
    open_link(page, "Kort fortalt")
    take(page, "formand-kort-fortalt", height=760)


def test_a_councillor_reads_what_is_coming_on_a_telephone(open_as: Open, stage: Product) -> None:
    page = open_as(at=stage, viewport=NARROW).page
    log_in(page, stage, A_COUNCILLOR)
    take(page, "byraadsmedlem-overblik-390")
    go(page, "Møder og sager")
    with page.expect_response("**/dagsordener/?**"):
        page.get_by_label("Udvalg", exact=True).select_option(label=COMMITTEE)
    meeting = page.locator("#moeder tbody tr", has_text="1. dec")
    expect(meeting).to_have_count(1)
    take(page, "byraadsmedlem-moeder-390")
    follow(meeting.get_by_role("link"))
    take(page, "byraadsmedlem-dagsorden-390")
    open_link(page, ITEM)
    open_link(page, "Kort fortalt")
    take(page, "byraadsmedlem-kort-390")
    follow(page.get_by_role("region", name="Kort fortalt").get_by_role("link", name="3.360.000 kr.").first)
    page.wait_for_url("**#**")
    take(page, "byraadsmedlem-tal-390", at=page.locator(":target"))
    go(page, "Råd og udvalg")
    open_link(page, "Beslutninger")
    page.get_by_label("Ord").fill("tillægsbevillingen")
    follow(page.get_by_role("button", name="Vis", exact=True))
    follow(page.get_by_role("link", name="Budgetopfølgning efter tredje kvartal").first)
    expect(page.get_by_role("region", name="Hvad kom der ud af det?")).to_contain_text(
        "Skriv tillægsbevillingen"
    )
    take(page, "byraadsmedlem-beslutning-390")


def test_the_secretary_sends_an_agenda(open_as: Open, stage: Product) -> None:
    page = open_as(at=stage).page
    log_in(page, stage, SECRETARY)
    take(page, "sekretaer-overblik", height=760)
    follow(page.locator(".tasks .task", has_text=COMMITTEE).get_by_role("link").first)
    take(page, "sekretaer-moede")
    open_link(page, "Send dagsordenen")
    reasons = page.get_by_label("Hvorfor sendes punktet alligevel?")
    assert reasons.count() > 0
    for reason in reasons.all():
        reason.fill("Svaret ligger klar til mødet. Formanden er spurgt.")
    take(page, "sekretaer-send", height=1100)
    press(page, "Send dagsordenen")
    said(page, "Dagsordenen er sendt.")


def test_the_secretary_reads_minutes_in_and_has_a_decision_followed_up(
    open_as: Open, stage: Product, tmp_path: Path
) -> None:
    page = open_as(SECRETARY, at=stage).go("/dagsordener/")
    open_link(page, "Læs et referat ind")
    page.get_by_label("Dokument").set_input_files(minutes_in_word(tmp_path / "referat.docx"))
    press(page, "Læs referatet")
    page.get_by_role("radio", name="lav et nyt punkt").last.check()
    take(page, "sekretaer-referat", height=1300)
    press(page, "Før beslutningerne ind")
    open_link(page, "Deltagere")
    page.get_by_role("radio", name="Fraværende").first.check()
    page.get_by_label("Stedfortræder").first.fill("Økonomichefen")
    take(page, "sekretaer-deltagere")
    follow(page.get_by_role("button", name="Gem", exact=True))
    said(page, "Gemt.")
    page.locator("summary", has_text="Godkend referatet").click()
    press(page, "Godkend referatet")
    expect(page.locator("main")).to_contain_text("Referat godkendt")
    take(page, "sekretaer-afholdt")
    follow(page.get_by_role("region", name="Dagsorden").get_by_role("link", name="Direktionen godkender"))
    open_link(page, "Bed nogen om at følge op")
    page.get_by_label("Hvad skal der ske?").fill("Læg planen frem for medarbejderne")
    page.get_by_label("Hvem").select_option(index=3)
    page.get_by_label("Senest").fill("18-12-2026")
    take(page, "sekretaer-foelg-op", height=760)
    follow(page.get_by_role("button", name="Gem", exact=True))
    said(page, "Gemt. Den, der skal gøre det, får det på sit overblik.")
    go(page, "Opfølgning på beslutninger")
    expect(page.get_by_role("row", name="Læg planen frem for medarbejderne")).to_be_visible()
    take(page, "sekretaer-opfoelgning")
