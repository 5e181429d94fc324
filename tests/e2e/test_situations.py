"""Pages in the states that nobody plans for: with errors, refused, missing, empty, closed, in English."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from e2e import rules
from e2e.conftest import Open
from e2e.product import ADMINISTRATOR, CONTROLLER, COUNCILLOR, DAY_CARE_HEAD, EMPLOYEE, Product
from e2e.windows import Window

Reach = Callable[[Open, Product, Path], Window]


def _filled(path: str, product: Product) -> str:
    plan = product.plan()
    return path.format(
        plan=plan,
        goal=product.part("goal", plan),
        action=product.part("action", plan),
        draft=product.plan("Krydsvejskolen", "draft"),
        concluded=product.plan("Børnehuset Mælkevejen", "concluded"),
    )


def _sent_empty(open_as: Open, product: Product, person: str, path: str, button: str, status: int) -> Window:
    window = open_as(person)
    window.expected.add(status)
    page = window.go(_filled(path, product))
    with page.expect_navigation() as answer:
        page.get_by_role("button", name=button, exact=True).click()
    assert answer.value.status == status
    return window


def _wrong_date(open_as: Open, product: Product, _: Path) -> Window:
    window = open_as(CONTROLLER)
    page = window.go(_filled("/virksomhedsplaner/{plan}/action/{action}/", product))
    page.get_by_role("textbox", name="Frist").fill("31-2-2027")
    window.expected.add(422)
    page.get_by_role("button", name="Gem", exact=True).click()
    page.get_by_role("alert").wait_for()
    return window


def _stale(open_as: Open, product: Product, _: Path) -> Window:
    window = open_as(CONTROLLER)
    window.expected.add(409)
    page = window.go(_filled("/virksomhedsplaner/{plan}/goal/{goal}/", product))
    page.locator('form[action$="/ret/"] input[name=version]').evaluate("(field) => { field.value = 99; }")
    page.get_by_role("button", name="Gem", exact=True).click()
    page.locator(".note-warn", has_text="Nu står der").wait_for()
    return window


def _hostile_file(open_as: Open, _: Product, folder: Path) -> Window:
    file = folder / "plan.docx"
    file.write_bytes(b"not a document")
    window = open_as(CONTROLLER)
    window.expected.add(422)
    page = window.go("/virksomhedsplaner/laes-ind/")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Læs dokumentet").click()
    page.get_by_role("alert").wait_for()
    return window


def _closed_in_between(open_as: Open, product: Product, _: Path) -> Window:
    """A step that was right when the page was opened, and no longer is."""
    window = open_as(CONTROLLER)
    window.expected.add(409)
    page = window.go(f"/virksomhedsplaner/{product.plan()}/")
    page.locator("summary", has_text="Afslut planen").click()
    page.locator(".conclude input[name=version]").evaluate("(field) => { field.value = 99; }")
    page.get_by_label("Hvorfor?").fill("For sent")
    with page.expect_navigation() as answer:
        page.get_by_role("button", name="Afslut planen").click()
    assert answer.value.status == 409
    return window


def _without_token(open_as: Open, _: Product, __: Path) -> Window:
    window = open_as(COUNCILLOR)
    window.expected.add(403)
    page = window.go("/")
    page.locator("input[name=csrfmiddlewaretoken]").evaluate_all(
        "(all) => all.forEach((one) => one.remove())"
    )
    page.locator("details.who summary").first.click()
    with page.expect_navigation() as answer:
        page.get_by_role("button", name="English").click()
    assert answer.value.status == 403
    return window


def _in_english(open_as: Open, _: Product, __: Path) -> Window:
    window = open_as("hrchef")
    page = window.go("/")
    page.locator("details.who summary").first.click()
    with page.expect_navigation():
        page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    return window


# Whom to be, the address, and the status of the answer.
OPENED = {
    "a page for others": (COUNCILLOR, "/virksomhedsplaner/laes-ind/", 403),
    "a draft of others": (EMPLOYEE, "/virksomhedsplaner/{draft}/", 403),
    "a page that isn't there": (COUNCILLOR, "/findes-ikke/", 404),
    "a plan that isn't there": (COUNCILLOR, "/virksomhedsplaner/987654/", 404),
    "a list without rows": (EMPLOYEE, "/virksomhedsplaner/?status=draft", 200),
    "nothing that waits": (COUNCILLOR, "/", 200),
    "a plan that is concluded": (DAY_CARE_HEAD, "/virksomhedsplaner/{concluded}/", 200),
    "a draft": (CONTROLLER, "/virksomhedsplaner/{draft}/", 200),
    "the picture of a draft": (CONTROLLER, "/virksomhedsplaner/{draft}/billede/", 200),
    "the history of a draft": (CONTROLLER, "/virksomhedsplaner/{draft}/historik/", 200),
    "a goal that one may only read": (COUNCILLOR, "/virksomhedsplaner/{plan}/goal/{goal}/", 200),
    "the plan since another day": (COUNCILLOR, "/virksomhedsplaner/{plan}/?siden=1-2-2026", 200),
    "the plan since no day": (COUNCILLOR, "/virksomhedsplaner/{plan}/?siden=engang", 200),
    "the organisation on another day": (COUNCILLOR, "/organisation/?dato=1-2-2024", 200),
    "the organisation before all of it": (COUNCILLOR, "/organisation/?dato=1-2-1950", 200),
    "the organisation on no day": (COUNCILLOR, "/organisation/?dato=engang", 200),
    "the organisation as a table": (COUNCILLOR, "/organisation/?vis=tabel", 200),
    "the organisation without what one looks for": (COUNCILLOR, "/organisation/?soeg=findes+ikke", 200),
}
# Whom to be, the page, the button that is pressed with nothing filled in, and the status of the answer.
SENT_EMPTY = {
    "the login without anything": ("", "/log-ind/", "Log ind", 200),
    "a password that isn't changed": (EMPLOYEE, "/adgangskode/", "Skift adgangskode", 200),
    "a status without a choice": (
        CONTROLLER, "/virksomhedsplaner/{plan}/action/{action}/", "Gem status", 422,
    ),
    "an action without words": (
        CONTROLLER, "/virksomhedsplaner/{plan}/goal/{goal}/", "Tilføj handlingen", 422,
    ),
    "no file": (CONTROLLER, "/virksomhedsplaner/laes-ind/", "Læs dokumentet", 422),
    "an organisation without files": (
        ADMINISTRATOR, "/organisation/laes-ind/", "Se, hvad de ændrer", 422,
    ),
}  # fmt: skip
REACHED: dict[str, Reach] = {
    "a date that isn't one": _wrong_date,
    "a later save": _stale,
    "a file that can't be read": _hostile_file,
    "a step out of time": _closed_in_between,
    "a page that was too old": _without_token,
    "in English": _in_english,
}


@pytest.mark.parametrize("name", [*OPENED, *SENT_EMPTY, *REACHED])
def test_it_is_as_good_as_the_others(name: str, open_as: Open, product: Product, tmp_path: Path) -> None:
    if name in OPENED:
        person, path, status = OPENED[name]
        window = open_as(person)
        window.go(_filled(path, product), status)
    elif name in SENT_EMPTY:
        window = _sent_empty(open_as, product, *SENT_EMPTY[name])
    else:
        window = REACHED[name](open_as, product, tmp_path)
    page = window.page
    assert page.get_by_role("heading", level=1).count() == 1
    assert window.axe() == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert window.axe() == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert rules.sideways(page) + rules.cut(page) + rules.small_targets(page) == []


def test_a_menu_that_is_open(open_as: Open) -> None:
    window = open_as(CONTROLLER, viewport={"width": 390, "height": 844})
    page: Page = window.go("/")
    page.locator("summary", has_text="Menu").click()
    page.get_by_role("link", name="Virksomhedsplaner").first.wait_for()
    assert window.axe() == []
    assert rules.small_targets(page) == []


def test_help_has_a_page_for_each_page_of_the_menu(open_as: Open) -> None:
    window = open_as(ADMINISTRATOR)
    page = window.go("/")
    addresses: list[Any] = page.locator(".side .nav a").evaluate_all(
        "(all) => all.map((a) => a.getAttribute('href'))"
    )
    titles = set()
    for address in addresses:
        window.go(address)
        page.locator(".side").get_by_role("link", name="Hjælp til denne side").click()
        titles.add(page.locator("h1").inner_text())
    assert len(titles) == len(addresses) > 2
    assert "Kom i gang" not in titles
