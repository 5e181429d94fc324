"""To find a thing by keyboard as one types; also on a telephone and without script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from e2e.conftest import Open
from e2e.product import DAY_CARE_HEAD


def typed(page: Page, words: str) -> None:
    """Go to the field by its key and type."""
    page.keyboard.press("Control+k")
    expect(page.get_by_label("Søg eller gå til")).to_be_focused()
    page.keyboard.type(words, delay=30)


def test_type_and_go_to_what_is_found(open_as: Open) -> None:
    page = open_as(DAY_CARE_HEAD).go("/")
    typed(page, "lavere syg")
    links = page.locator("#find-now a")
    expect(links.first).to_be_visible()
    before = page.locator("#find-now").inner_text()
    page.keyboard.type("efrav", delay=30)
    expect(page.locator("#find-now")).not_to_have_text(before)
    expect(links.filter(has_text="Lavere sygefravær").first).to_be_visible()
    expect(page.locator("[data-find-said]")).to_contain_text("handler om »lavere sygefrav«")
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("Søg eller gå til")).to_be_focused()
    page.keyboard.press("Escape")
    expect(links).to_have_count(0)


def test_enter_opens_what_has_the_focus(open_as: Open) -> None:
    page = open_as(DAY_CARE_HEAD).go("/")
    typed(page, "lavere sygefravær")
    first = page.locator("#find-now a").first
    expect(first).to_contain_text("Lavere sygefravær")
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lavere sygefravær")


def test_enter_in_the_field_shows_all_and_the_page_follows_what_is_typed(open_as: Open) -> None:
    page = open_as(DAY_CARE_HEAD).go("/")
    typed(page, "barn")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/soeg/\?q=barn"))
    expect(page.locator(".search-said")).to_contain_text("»barn«")
    field = page.get_by_label("Søg efter")
    field.fill("vikar")
    expect(page.locator(".search-said")).to_contain_text("»vikar«")
    expect(page).to_have_url(re.compile("q=vikar"))


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_keeps_the_rules_at_each_width(open_as: Open, width: int) -> None:
    window = open_as(DAY_CARE_HEAD)
    page = window.go("/soeg/?q=barn")
    page.set_viewport_size({"width": width, "height": 844})
    assert window.axe() == []
    page.goto(page.url.replace("/soeg/?q=barn", "/"))
    typed(page, "barn")
    expect(page.locator("#find-now a").first).to_be_visible()
    assert window.axe() == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_without_script_the_field_leads_to_the_page(open_as: Open) -> None:
    page = open_as(DAY_CARE_HEAD, java_script_enabled=False).go("/")
    page.get_by_label("Søg eller gå til").fill("lavere sygefravær")
    page.get_by_label("Søg eller gå til").press("Enter")
    page.locator(".found a", has_text="Lavere sygefravær").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lavere sygefravær")
