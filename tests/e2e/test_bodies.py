"""A decision with dissent, a MED answer on a telephone, a hearing read and answered without login."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from e2e import rules
from e2e.conftest import Open
from e2e.keys import follow, reach, tick, write
from e2e.product import SECRETARY, Product
from e2e.windows import Window

TELEPHONE, NARROW = {"width": 390, "height": 844}, {"width": 320, "height": 640}
FASTER_THAN_A_PERSON = 3_100  # milliseconds


def said(page: Page, words: str) -> None:
    """Hold that the page confirms what was done."""
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


def fits(page: Page) -> None:
    """Hold that the page doesn't scroll sideways."""
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_secretary_records_a_decision_with_absent_and_dissent(open_as: Open) -> None:
    page = open_as(SECRETARY).go("/raad-og-udvalg/")
    follow(page.get_by_role("link", name="Børne- og Skoleudvalget", exact=True))
    follow(page.get_by_role("link", name="Før en beslutning ind"))
    write(page.get_by_label("Sag", exact=True), "Fælles vikarer, anden behandling")
    write(page.get_by_label("Beslutningens ord"), "Godkendt med stemmerne 5-2.")
    reach(page.get_by_role("radio", name="Godkendt"))
    page.keyboard.press("Space")
    reach(page.get_by_role("checkbox", name="Byrådsmedlem nr. 17"))
    page.keyboard.press("Space")
    write(page.get_by_label("Hvem", exact=True).first, "Byrådsmedlem nr. 14")
    write(page.get_by_label("Ord til protokollen").first, "Liste C vil se en evaluering efter et år.")
    follow(page.get_by_role("button", name="Før beslutningen ind"))
    said(page, "Beslutningen er ført ind.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Fælles vikarer, anden behandling")
    expect(page.locator("blockquote").first).to_have_text("Godkendt med stemmerne 5-2.")
    expect(page.get_by_role("definition").filter(has_text="Byrådsmedlem nr. 17")).to_be_visible()
    expect(page.get_by_role("region", name="Ført til protokol")).to_contain_text("evaluering efter et år")


def test_a_med_representative_answers_on_a_telephone(open_as: Open) -> None:
    page = open_as("med.boernunge", viewport=TELEPHONE).go("/raad-og-udvalg/hoeringer/?vis=mine")
    fits(page)
    follow(page.get_by_role("link", name="Fælles faste vikarer i daginstitutionerne"))
    fits(page)
    follow(page.get_by_role("link", name="Skriv svaret"))
    fits(page)
    words = "Udvalget støtter forslaget. Vikarerne skal have fast arbejdssted."
    write(page.get_by_label("Svaret", exact=True), words)
    expect(page.locator(".saved")).to_contain_text("Kladde gemt kl.")
    page.reload()
    expect(page.get_by_label("Svaret", exact=True)).to_have_value(words)
    tick(page.get_by_role("radio", name="MED-udvalget i Børn & Unge", exact=True))
    follow(page.get_by_role("button", name="Send svaret"))
    said(page, "Tak. Dit svar er sendt.")
    expect(page.locator(".bodies-party", has_text="MED-udvalget i Børn & Unge")).to_contain_text(words)


def test_anyone_reads_a_public_hearing_and_what_is_published(open_as: Open, product: Product) -> None:
    number = product.value(
        "SELECT c.id FROM bodies_consultation c JOIN bodies_consultationparty p ON p.consultation_id = c.id "
        "WHERE p.kind = 'public' AND c.status = 'open'"
    )
    for size in (None, TELEPHONE):
        page = open_as(**({"viewport": size} if size else {})).go("/raad-og-udvalg/hoeringer/")
        follow(page.get_by_role("link", name="Hvordan skal legepladserne i Svellerup se ud?"))
        assert page.url.endswith(f"/raad-og-udvalg/hoeringer/{number}/")
        fits(page)
        expect(page.get_by_text("Svar senest onsdag den 2. december 2026 kl. 12.00")).to_be_visible()
        expect(page.get_by_role("region", name="Svarene")).to_contain_text("Bedstemor i Svellerup")
        expect(page.get_by_role("link", name="Skriv dit svar")).to_be_visible()
    page.goto("/raad-og-udvalg/beslutninger/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Log ind")


def test_a_resident_answers_without_login_and_gets_a_receipt(open_as: Open) -> None:
    window = open_as(viewport=NARROW)
    window.expected.add(422)
    page = window.go("/raad-og-udvalg/hoeringer/")
    right(window)
    follow(page.get_by_role("link", name="Hvordan skal legepladserne i Svellerup se ud?"))
    right(window)
    follow(page.get_by_role("link", name="Skriv dit svar"))
    expect(page.get_by_role("region", name="Sådan behandler vi dit svar")).to_contain_text("dataansvarlig")
    right(window)
    page.wait_for_timeout(FASTER_THAN_A_PERSON)
    follow(page.get_by_role("button", name="Send svaret"))
    problems = page.get_by_role("alert")
    expect(problems).to_contain_text("Skriv dit navn.")
    expect(problems).to_contain_text("Skriv dit svar, eller vedlæg en fil med det.")
    right(window)
    write(page.get_by_label("Dit svar", exact=True), "Mit nummer er 010190-1234. Husk skygge.")
    write(page.get_by_label("Dit navn"), "Anna Holm")
    tick(page.get_by_label("Ja, kommunen må offentliggøre mit svar"))
    follow(page.get_by_role("button", name="Send svaret"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak. Dit svar er modtaget")
    received = page.get_by_role("region", name="Det har vi modtaget")
    expect(received).to_contain_text("Husk skygge.")
    expect(received).not_to_contain_text("1234")
    right(window)
    follow(page.get_by_role("link", name="Til høringen"))
    expect(page.get_by_role("region", name="Svarene")).not_to_contain_text("Husk skygge.")


def right(window: Window) -> None:
    """Hold that a page is accessible, and that nothing on it is cut off or too wide."""
    page = window.page
    assert window.axe() + rules.sideways(page) + rules.cut(page) + rules.small_targets(page) == []
