"""Who did what: an object's history, the administrator's search, and a draft that waits."""

from __future__ import annotations

from playwright.sync_api import expect

from e2e.conftest import Open
from e2e.keys import choose, follow, reach, write
from e2e.product import ADMINISTRATOR, CONTROLLER, FINANCE_HEAD, Product


def test_what_i_change_stands_in_the_history_before_and_after(open_as: Open, product: Product) -> None:
    plan = product.plan()
    action = product.part("action", plan)
    page = open_as(CONTROLLER).go(f"/virksomhedsplaner/{plan}/action/{action}/")
    deadline = page.get_by_label("Frist", exact=False).last
    write(deadline, "24-12-2026")
    follow(page.get_by_role("button", name="Gem", exact=True))
    page.goto(f"/haendelser/handling/{action}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Historik")
    newest = page.locator(".timeline > li").first
    expect(newest).to_contain_text("ændrede i planen")
    expect(newest.get_by_role("row", name="Frist")).to_contain_text("24. december 2026")
    follow(page.get_by_role("link", name="Søg i hændelserne"))
    expect(page.get_by_role("link", name="Fjern filteret")).to_be_visible()


def test_the_administrator_finds_an_act_by_word_and_verb(open_as: Open) -> None:
    page = open_as(ADMINISTRATOR).go("/haendelser/")
    write(page.get_by_label("Ord i navn, titel eller begrundelse"), "økonomi")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Fjern filteret Ord")).to_be_visible()
    choose(page.get_by_label("Hvad"), "udpegede")
    page.keyboard.press("Tab")
    expect(page.locator("#haendelser tbody tr").first).to_contain_text("udpegede en passus")
    follow(page.locator("#haendelser tbody th a").first)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hændelse")
    expect(page.get_by_role("table").first).to_be_visible()


def test_on_a_telephone_the_fields_stand_below_each_other(open_as: Open, product: Product) -> None:
    plan = product.plan()
    page = open_as(CONTROLLER, viewport={"width": 390, "height": 844}).go(f"/haendelser/plan/{plan}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Historik")
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    page.goto("/haendelser/")
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def test_what_i_write_is_kept_while_i_type_and_waits_for_me(open_as: Open, product: Product) -> None:
    plan = product.plan()
    page = open_as(FINANCE_HEAD).go(f"/virksomhedsplaner/{plan}/action/{product.part('action', plan)}/")
    field = page.get_by_label("Hvad er der sket?")
    write(field, "Vi mangler kun det sidste hold")
    expect(page.get_by_text("Kladde gemt kl.")).to_be_visible()
    reach(page.locator("details.who summary").first)
    page.keyboard.press("Enter")
    follow(page.get_by_role("link", name="Mine kladder"))
    expect(page.get_by_text("Vi mangler kun det sidste hold")).to_be_visible()
    follow(page.get_by_role("link", name="Fortsæt").first)
    expect(page.get_by_label("Hvad er der sket?")).to_have_value("Vi mangler kun det sidste hold")
    follow(page.get_by_role("button", name="Smid kladden væk"))
    expect(page.get_by_label("Hvad er der sket?")).to_have_value("")
