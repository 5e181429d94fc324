"""What is swapped into a page is what a fresh page shows; and the main journeys do without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from e2e.conftest import Open
from e2e.product import CONTROLLER, COUNCILLOR, DAY_CARE_HEAD, Product

# The page's own words without what a script leaves behind: tokens, classes of a swap, and white space.
_NORMAL = """(part) => {
  const copy = part.cloneNode(true);
  for (const e of [copy, ...copy.querySelectorAll('*')]) {
    for (const name of [...e.classList]) {
      const left = name.startsWith('htmx-') || name === 'is-shown' || name === 'table-sticky';
      if (left) e.classList.remove(name);
    }
    if (!e.getAttribute('class')) e.removeAttribute('class');
    if (e.getAttribute('style') === '') e.removeAttribute('style');
    if (e.matches('.table-wrap')) e.removeAttribute('tabindex');  // set by what fits
    if (e.name === 'csrfmiddlewaretoken') e.removeAttribute('value');
  }
  return copy.outerHTML.replace(/>\\s+/g, '>').replace(/\\s+</g, '<').replace(/\\s+/g, ' ')
    .replaceAll('><', '>\\n<');
}"""


def shown(page: Page, part: str) -> list[str]:
    """Return a part of the page in a form that two pages can be compared in."""
    return str(page.locator(part).evaluate(_NORMAL)).splitlines()


def swapped(page: Page, act: str, target: str) -> None:
    """Do something to an element that HTMX answers, and wait until the answer has settled."""
    page.wait_for_load_state("networkidle")  # the number beside the bell comes by itself, and settles too
    page.evaluate("""() => { window.stays = true;
      window.settled = new Promise((done) => addEventListener('htmx:afterSettle', done, {once: true})); }""")
    element = page.locator(target).first
    if act == "click":
        element.click()
    elif act == "enter":
        element.press("Enter")
    else:
        element.select_option(label=act)
    page.evaluate("() => window.settled.then(() => true)")
    assert page.evaluate("() => window.stays === true"), "the whole page was fetched"


@pytest.mark.parametrize(
    ("start", "act", "target", "part"),
    [
        ("/virksomhedsplaner/", "click", "a.sort >> text=Over fristen", "#planer"),
        ("/virksomhedsplaner/?sort=overdue", "click", "a.sort >> text=Enhed og plan", "#planer"),
        ("/virksomhedsplaner/", "Afsluttet", "#f-status", "#planer"),
        ("/virksomhedsplaner/", "Børn & Unge", "#f-enhed", "#planer"),
        ("/virksomhedsplaner/?status=in_force", "click", "a.chip", "#planer"),
        ("/organisation/?dato=1-2-2024", "enter", "#id_soeg", "#organisation"),
        ("/organisation/?soeg=bibliotek", "click", "a.chip", "#organisation"),
    ],
)
def test_a_swap_is_a_fresh_page(start: str, act: str, target: str, part: str, open_as: Open) -> None:
    page = open_as(COUNCILLOR).go(start)
    before = shown(page, part)
    swapped(page, act, target)
    after, address = shown(page, part), page.url
    if act != "enter":
        assert after != before
        assert address != page.context.pages[0].evaluate("(start) => new URL(start, location).href", start)
    page.goto(address)
    assert shown(page, part) == after
    page.go_back()
    page.wait_for_load_state()
    assert shown(page, part)


def test_a_correction_of_a_plan_on_its_way_in(open_as: Open, document: Path) -> None:
    page = open_as(CONTROLLER).go("/virksomhedsplaner/laes-ind/")
    page.locator("input[type=file]").set_input_files(document)
    page.get_by_role("button", name="Læs dokumentet").click()
    page.wait_for_url("**/laes-ind/*/")
    address = page.url
    swapped(page, "click", ".piece-edit")
    opened = shown(page, ".piece:has(form)")
    page.locator(".piece textarea").fill("Et bedre overblik")
    swapped(page, "click", ".piece button >> text=Gem teksten")
    parts = ("#import-head", "#import-about", "#import-document", "#import-plan", "#import-findings")
    corrected = {part: shown(page, part) for part in parts}
    page.goto(address)
    assert {part: shown(page, part) for part in parts} == corrected
    assert opened
    assert "Et bedre overblik" in page.locator("#import-plan").inner_text()


def test_the_density_stays(open_as: Open) -> None:
    page = open_as(DAY_CARE_HEAD).go("/virksomhedsplaner/")
    page.get_by_role("button", name="Tæt").click()
    expect(page.get_by_role("button", name="Tæt")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#planer")).to_have_attribute("data-density", "dense")
    page.get_by_role("button", name="Luftig").click()
    expect(page.locator("#planer")).not_to_have_attribute("data-density", "dense")


def test_status_and_owner_without_scripts(open_as: Open, product: Product) -> None:
    plan = product.plan()
    page = open_as(CONTROLLER, java_script_enabled=False).go(f"/virksomhedsplaner/{plan}/")
    page.locator(".actions-table th a").nth(4).click()
    page.get_by_label("Skrider").check()
    page.get_by_label("Hvad er der sket?").fill("Vi venter på en leverandør.")
    page.get_by_role("button", name="Gem status").click()
    expect(page.locator(".messages")).to_contain_text("Status er gemt.")
    page.get_by_label("Stedfortræder").select_option(label="Ingen")
    page.get_by_role("textbox", name="Frist").fill("1-12-2027")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("Gemt.")
    expect(page.get_by_role("textbox", name="Frist")).to_have_value("1-12-2027")


def test_the_list_without_scripts(open_as: Open) -> None:
    page = open_as(COUNCILLOR, java_script_enabled=False).go("/virksomhedsplaner/")
    page.get_by_label("Stadie").select_option("concluded")
    page.get_by_role("search").get_by_role("button", name="Vis").click()
    expect(page.locator("a.chip")).to_contain_text("Afsluttet")
    page.locator("a.sort", has_text="Periode").click()
    expect(page.locator("th[aria-sort]")).to_contain_text("Periode")


def test_a_plan_is_read_in_without_scripts(open_as: Open, document: Path) -> None:
    page = open_as(CONTROLLER, java_script_enabled=False).go("/virksomhedsplaner/laes-ind/")
    page.locator("input[type=file]").set_input_files(document)
    page.get_by_role("button", name="Læs dokumentet").click()
    page.locator(".piece", has_text="[indsæt navn]").last.get_by_role("link", name="Ret").click()
    page.locator("form.editor textarea").fill("Vi begynder med det skema, som flest nævner.")
    page.get_by_role("button", name="Gem teksten").click()
    expect(page.locator("#import-plan")).not_to_contain_text("[indsæt navn]")
    page.get_by_role("button", name="Gem planen").click()
    expect(page.locator(".messages")).to_contain_text("Planen er gemt som kladde.")


def test_a_line_that_is_down_is_said(open_as: Open) -> None:
    window = open_as(COUNCILLOR)
    page = window.go("/virksomhedsplaner/")
    window.listening = False
    page.context.set_offline(True)
    page.locator("a.sort").first.click()
    expect(page.locator("#connection")).to_be_visible(timeout=30_000)
    page.context.set_offline(False)
    page.locator("a.sort").first.click()
    expect(page.locator("#connection")).to_be_hidden()
