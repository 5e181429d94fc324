"""A head hands the tasks to a deputy for a week; the deputy acts on behalf; the history shows it; it ends."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from e2e.conftest import Open
from e2e.keys import choose, follow, reach, write
from e2e.product import FINANCE_HEAD, Product

DEPUTY, DEPUTY_NAME, HEAD_NAME = "hrchef", "HR-chefen", "Økonomichefen"
BANNER = "Du handler på vegne af Økonomichefen til og med den 26. november 2026."


def said(page: Page, words: str) -> None:
    """Hold that the page confirms what was done."""
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


def test_a_week_in_anothers_place(open_as: Open, product: Product) -> None:
    head = open_as(FINANCE_HEAD).go("/")
    follow(head.get_by_role("link", name="Stedfortrædere").first)
    expect(head.get_by_text("Ingen handler på dine vegne i dag.")).to_be_visible()
    choose(head.get_by_label("Til hvem?"), DEPUTY_NAME)
    expect(head.get_by_label("Fra og med")).to_have_value("20-11-2026")
    write(head.get_by_label("Til og med"), "26-11-2026")
    write(head.get_by_label("Hvorfor?"), "Ferie")
    follow(head.get_by_role("button", name="Overdrag"))
    said(head, f"{DEPUTY_NAME} kan handle på vegne af {HEAD_NAME} fra den 20. november 2026")

    window = open_as(DEPUTY)
    deputy = window.go("/adgang/stedfortraedere/")
    follow(deputy.get_by_role("button", name=f"Handl på vegne af {HEAD_NAME}"))
    expect(deputy.get_by_text(BANNER)).to_be_visible()
    plan = product.plan()
    action = product.part("action", plan)
    deputy.goto(f"/virksomhedsplaner/{plan}/action/{action}/")
    expect(deputy.get_by_text(BANNER)).to_be_visible()
    reach(deputy.get_by_role("radio", name="Ikke begyndt"))
    deputy.keyboard.press("ArrowDown")
    write(deputy.get_by_label("Hvad er der sket?"), "Skrevet i ferien")
    follow(deputy.get_by_role("button", name="Gem status"))
    said(deputy, "Status er gemt.")
    both = f"{DEPUTY_NAME} på vegne af {HEAD_NAME}"
    expect(deputy.locator(".timeline", has_text="Skrevet i ferien")).to_contain_text(both)
    window.go("/adgangskode/", 403)

    head.goto(f"/virksomhedsplaner/{plan}/historik/")
    expect(head.locator("main")).to_contain_text(both)
    head.goto("/adgang/stedfortraedere/")
    follow(head.get_by_role("button", name="Afslut").first)
    said(head, f"{DEPUTY_NAME} handler ikke længere på vegne af {HEAD_NAME}.")

    window.expected.add(409)  # what the page sends by itself is not written in the wrong name either
    deputy.goto("/")
    expect(deputy.get_by_text(f"Du handler ikke længere på vegne af {HEAD_NAME}")).to_be_visible()
    follow(deputy.get_by_role("button", name="Fortsæt"))
    said(deputy, "Du handler igen i dit eget navn.")


def test_a_reader_is_invited_to_a_draft_and_the_page_says_why(open_as: Open, product: Product) -> None:
    plan = product.value("SELECT id FROM strategy_unitplan WHERE status = 'draft'")
    window = open_as(DEPUTY)
    reader = window.go(f"/virksomhedsplaner/{plan}/", 403)
    writer = open_as("budgetchef").go(f"/adgang/plan/{plan}/")
    choose(writer.get_by_label("En person (valgfrit)"), DEPUTY_NAME)
    write(writer.get_by_label("Hvorfor?"), "Læs med")
    follow(writer.get_by_role("button", name="Invitér"))
    said(writer, "Invitationen er givet.")
    reader.goto(f"/adgang/plan/{plan}/")
    expect(reader.get_by_text("Inviteret den 20. november 2026 af Budgetchefen").first).to_be_visible()
    writer.goto(f"/adgang/plan/{plan}/?soeg=HR-chefen")
    expect(writer.locator("main")).to_contain_text("Ja.")
    follow(writer.get_by_role("button", name="Træk tilbage").first)
    window.go(f"/adgang/plan/{plan}/", 403)
