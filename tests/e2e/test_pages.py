"""Every page holds WCAG 2.2 AA, reflows, can be walked through by keyboard, and prints."""

from __future__ import annotations

import pytest

from e2e import rules
from e2e.conftest import Open
from e2e.pages import Drafts, Sample, file_samples, path_of, samples
from e2e.product import Product

every_page = pytest.mark.parametrize("sample", samples(), ids=str)


@every_page
def test_axe_has_nothing_to_say(sample: Sample, open_as: Open, product: Product, drafts: Drafts) -> None:
    window = open_as(sample.person)
    page = window.go(path_of(sample, product, drafts))
    assert window.axe() == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert window.axe() == []


@every_page
def test_it_reflows(sample: Sample, open_as: Open, product: Product, drafts: Drafts) -> None:
    page = open_as(sample.person, viewport={"width": 320, "height": 640}).go(path_of(sample, product, drafts))
    told = {
        "at 320 px": rules.sideways(page) + rules.cut(page) + rules.small_targets(page),
    }
    page.set_viewport_size({"width": 640, "height": 480})  # 1280 px at 200 %
    told["at 200 %"] = rules.sideways(page) + rules.cut(page) + rules.small_targets(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    rules.double_text(page)
    told["with text of 200 %"] = rules.sideways(page) + rules.cut(page)
    page.reload()
    rules.space_text(page)
    told["with spaced text"] = rules.sideways(page) + rules.cut(page)
    page.set_viewport_size({"width": 320, "height": 640})
    told["with spaced text at 320 px"] = rules.sideways(page) + rules.cut(page)
    assert {when: what for when, what in told.items() if what} == {}


@every_page
def test_the_keyboard_gets_everywhere(
    sample: Sample, open_as: Open, product: Product, drafts: Drafts
) -> None:
    page = open_as(sample.person).go(path_of(sample, product, drafts))
    page.evaluate("() => document.activeElement.blur()")
    stops, wrong = rules.walk(page)
    assert wrong == []
    assert stops >= min(rules.focusable(page), rules.MOST_STOPS) > 0


@every_page
def test_it_prints_and_lives_with_forced_colours(
    sample: Sample, open_as: Open, product: Product, drafts: Drafts
) -> None:
    window = open_as(sample.person, forced_colors="active")
    page = window.go(path_of(sample, product, drafts))
    assert window.axe() == []
    heading = page.locator("h1")
    page.emulate_media(media="print", forced_colors="none")
    assert heading.is_visible()
    for screen_only in (".skip-link", ".side", ".public-top nav", "nav.areas"):
        assert not page.locator(screen_only).locator("visible=true").count(), screen_only
    assert page.pdf(format="A4").count(b"/Type /Page") > 1


@pytest.mark.parametrize("sample", file_samples(), ids=str)
def test_a_file_is_no_page(sample: Sample, open_as: Open, product: Product, drafts: Drafts) -> None:
    window = open_as(sample.person)
    answer = window.page.context.request.get(path_of(sample, product, drafts))
    assert answer.status == 200
    assert "html" not in answer.headers["content-type"]
    assert len(answer.body()) > 10
