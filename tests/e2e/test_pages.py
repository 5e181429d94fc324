"""Every page holds WCAG 2.2 AA, reflows, can be walked through by keyboard, and prints."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from e2e import rules
from e2e.conftest import Open
from e2e.pages import Drafts, Sample, file_samples, path_of, samples
from e2e.product import Product
from e2e.windows import Window

every_page = pytest.mark.parametrize("sample", samples(), ids=str)


@every_page
def test_it_holds_every_rule(sample: Sample, open_as: Open, product: Product, drafts: Drafts) -> None:
    """One window goes through them all: opening a page anew for each would take twice as long."""
    window = open_as(sample.person)
    page = window.go(path_of(sample, product, drafts))
    told = keyboard(page) | reflow(page) | print_out(page) | axe(window)
    assert {when: what for when, what in told.items() if what} == {}


def keyboard(page: Page) -> dict[str, list[str]]:
    """Return what is wrong where the Tab key stops, and what it doesn't get to."""
    page.evaluate("() => document.activeElement.blur()")
    stops, wrong = rules.walk(page)
    least = min(rules.focusable(page), rules.MOST_STOPS)
    return {"by keyboard": wrong + ([] if stops >= least > 0 else [f"{stops} stops of {least}"])}


def reflow(page: Page) -> dict[str, list[str]]:
    """Return what doesn't fit in small windows, with big text and with spaced text."""
    told = {}
    page.set_viewport_size({"width": 320, "height": 640})
    told["at 320 px"] = rules.sideways(page) + rules.cut(page) + rules.small_targets(page)
    rules.space_text(page)
    told["with spaced text at 320 px"] = rules.sideways(page) + rules.cut(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    told["with spaced text"] = rules.sideways(page) + rules.cut(page)
    rules.plain_text(page)
    page.set_viewport_size({"width": 640, "height": 480})  # 1280 px at 200 %
    told["at 200 %"] = rules.sideways(page) + rules.cut(page) + rules.small_targets(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    rules.double_text(page)
    told["with text of 200 %"] = rules.sideways(page) + rules.cut(page)
    rules.plain_text(page)
    return told


def print_out(page: Page) -> dict[str, list[str]]:
    """Return what is on paper and shouldn't be, and what isn't and should."""
    page.emulate_media(media="print")
    screen_only = (".skip-link", ".side", ".public-top nav", "nav.areas")
    wrong = [each for each in screen_only if page.locator(each).locator("visible=true").count()]
    wrong += [] if page.locator("h1").is_visible() else ["no heading"]
    wrong += [] if page.pdf(format="A4").count(b"/Type /Page") > 1 else ["no sheet"]
    page.emulate_media(media="screen")
    return {"on paper": wrong}


def axe(window: Window) -> dict[str, list[str]]:
    """Return what axe says of the page, of it on a telephone, and of its colours when a reader sets them."""
    told = {"axe": window.axe()}
    window.page.set_viewport_size({"width": 390, "height": 844})
    told["axe at 390 px"] = window.axe()
    window.page.emulate_media(forced_colors="active")
    told["axe with forced colours"] = window.axe()
    return told


@pytest.mark.parametrize("sample", file_samples(), ids=str)
def test_a_file_is_no_page(sample: Sample, open_as: Open, product: Product, drafts: Drafts) -> None:
    window = open_as(sample.person)
    answer = window.page.context.request.get(path_of(sample, product, drafts))
    assert answer.status == 200
    assert "html" not in answer.headers["content-type"]
    assert len(answer.body()) > 10
