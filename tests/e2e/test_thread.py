"""The red thread by keyboard: from a goal to the decision and back, a tie, a break that is mended."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from e2e.conftest import Open
from e2e.keys import follow, reach, write
from e2e.product import CONTROLLER, FINANCE_HEAD, Product

NARROW = {"width": 390, "height": 844}


def goal_of(product: Product) -> tuple[int, int]:
    """Return finance's plan and its first goal."""
    plan = product.plan()
    return plan, product.part("goal", plan)


def no_sideways(page: Page) -> None:
    """Hold that the page doesn't scroll to the side."""
    assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def test_from_a_goal_to_the_decision_and_back(open_as: Open, product: Product) -> None:
    plan, goal = goal_of(product)
    page = open_as(FINANCE_HEAD).go(f"/virksomhedsplaner/{plan}/goal/{goal}/")
    follow(page.get_by_role("link", name="Se hele tråden"))
    picture = page.locator("svg.thread")
    expect(picture).to_be_visible()
    expect(page.locator(".lead")).to_contain_text("Den røde tråd fra virksomhedsplan til")
    stops = picture.locator("a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert stops[0] == f"/virksomhedsplaner/{plan}/"
    reach(picture.locator("a").filter(has_text="beslutninger").first)
    page.keyboard.press("Enter")
    decision = page.locator("#led-beslutning a").first
    expect(decision).to_be_in_viewport()
    title = decision.inner_text()
    follow(decision)
    expect(page.get_by_role("heading", level=1)).to_contain_text(title[:20])
    follow(page.locator(".strip a").first)
    expect(page).to_have_url(f"{product.url}/virksomhedsplaner/{plan}/")


def test_two_plans_are_tied_and_untied(open_as: Open, product: Product) -> None:
    window = open_as(CONTROLLER)
    window.expected.add(422)
    page = window.go(f"/roed-traad/plan/{product.plan()}/")
    follow(page.get_by_role("link", name="Knyt et led til"))
    write(page.get_by_label("Ord i navnet"), "jobcenter")
    follow(page.get_by_role("button", name="Find"))
    page.get_by_role("radio", name="Virksomhedsplan 2026–2027, Jobcenter Sporkøbing").check()
    page.get_by_role("radio", name="Det her led støttes af det andet").check()
    follow(page.get_by_role("button", name="Knyt sammen"))
    expect(page.get_by_role("alert")).to_contain_text("Skriv, hvorfor de to hænger sammen")
    write(page.get_by_label("Hvorfor?"), "Fælles indkøb")
    follow(page.get_by_role("button", name="Knyt sammen"))
    expect(page.get_by_role("status").filter(has_text="De to led er knyttet sammen")).to_be_visible()
    row = page.locator("#led tr", has_text="Jobcenter Sporkøbing")
    follow(row.locator(".second a"))
    expect(page.get_by_text("Fælles indkøb")).to_be_visible()
    write(page.get_by_label("Hvorfor hænger de ikke længere sammen?"), "Aftalen er udløbet")
    follow(page.get_by_role("button", name="Løs forbindelsen"))
    expect(page.get_by_role("status").filter(has_text="Forbindelsen er løst")).to_be_visible()


def test_a_break_is_mended(open_as: Open) -> None:
    page = open_as(CONTROLLER).go("/roed-traad/brud/?slags=strategy.goal_without_action")
    rows = page.locator("#brud tbody tr")
    before = rows.count()
    assert before
    name = rows.first.locator("th a").inner_text()
    follow(rows.first.get_by_role("link", name="Skriv en handling"))
    form = page.locator("section", has=page.get_by_role("heading", name="Skriv en handling"))
    write(form.locator("textarea"), "Vi måler huset igennem")
    follow(page.get_by_role("button", name="Tilføj handlingen"))
    page.goto("/roed-traad/brud/?slags=strategy.goal_without_action")
    expect(page.locator("#brud th a", has_text=name)).to_have_count(0)


@pytest.mark.parametrize(
    "path", ["/roed-traad/plan/{plan}/", "/roed-traad/maal/{goal}/", "/roed-traad/brud/", "/maaltal/"]
)
def test_on_a_telephone(open_as: Open, product: Product, path: str) -> None:
    plan, goal = goal_of(product)
    window = open_as(FINANCE_HEAD, viewport=NARROW)
    page = window.go(path.format(plan=plan, goal=goal))
    no_sideways(page)
    if "brud" not in path and "maaltal" not in path:
        expect(page.locator("svg.thread")).to_be_hidden()
        expect(page.locator(".thread-list")).to_be_visible()
    assert window.axe() == []


def test_a_figure_opens_in_its_sentence(open_as: Open) -> None:
    window = open_as(FINANCE_HEAD)
    page = window.go("/maaltal/")
    reach(page.locator(".figure summary"))
    page.keyboard.press("Enter")
    expect(page.locator(".figure .meta")).to_contain_text("Kilde: Virksomhedsplanerne")
    assert window.axe() == []
