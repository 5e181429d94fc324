"""The rules that pages are held to find what they are there to find."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from e2e import rules
from e2e.conftest import Open

SOUND = "<!DOCTYPE html><html lang=da><title>Prøve</title><body><main><h1>Prøve</h1>{}</main>"


@pytest.fixture
def page(open_as: Open) -> Page:
    window = open_as()
    return window.page


def test_axe_finds_a_field_without_a_label(page: Page) -> None:
    page.set_content(SOUND.format("<input>"))
    assert [line.partition(":")[0] for line in rules.axe(page)] == ["label"]


def test_a_sound_page_is_left_alone(page: Page) -> None:
    page.set_content(SOUND.format("<p>Alt vel. <a href=/>Et link</a></p><button>Gem</button>"))
    assert rules.axe(page) == rules.sideways(page) == rules.cut(page) == rules.small_targets(page) == []
    page.add_style_tag(content=":focus { outline: 3px solid; }")
    assert rules.walk(page) == (2, [])
    assert rules.focusable(page) == 2


def test_what_is_too_wide_is_found(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.set_content(SOUND.format("<div style='width: 400px'>Bred</div>"))
    assert rules.sideways(page)[0] == "scrolls sideways"


@pytest.mark.parametrize(
    "style",
    ["overflow: hidden; height: 8px", "overflow: hidden; white-space: nowrap; width: 20px", "width: 20px"],
)
def test_cut_text_is_found(page: Page, style: str) -> None:
    page.set_content(SOUND.format(f"<p style='{style}'>Virksomhedsplanernes overskrifter</p>"))
    assert rules.cut(page) != []


def test_small_targets_close_by_are_found(page: Page) -> None:
    small = "<button style='all: unset; display: block; width: 12px; height: 12px'>x</button>"
    page.set_content(SOUND.format(small + small))
    assert len(rules.small_targets(page)) == 2


def test_a_focus_that_nobody_sees_is_found(page: Page) -> None:
    page.set_content(SOUND.format("<style>:focus { outline: none; }</style><button>Gem</button>"))
    assert rules.walk(page)[1] == ["BUTTON. Gem: the focus can't be seen"]


def test_a_covered_focus_is_found(page: Page) -> None:
    bar = "<div style='position: fixed; inset: 0 0 auto 0; height: 200px; background: white'></div>"
    page.set_content(
        SOUND.format(f"<style>:focus {{ outline: 3px solid; }}</style>{bar}<button>Gem</button>")
    )
    assert rules.walk(page)[1] == ["BUTTON. Gem: covered"]


def test_a_keyboard_trap_is_found(page: Page) -> None:
    page.set_content(
        SOUND.format("<style>:focus { outline: 3px solid; }</style><button>A</button><button>B</button>")
    )
    page.evaluate("""() => { document.querySelector('button').addEventListener('keydown',
      (event) => { if (event.key === 'Tab') event.preventDefault(); }); }""")
    stops, _ = rules.walk(page)
    assert stops < rules.focusable(page)


def test_text_is_doubled(page: Page) -> None:
    page.set_content(SOUND.format("<style>p { font-size: 1rem; }</style><p>Tekst</p>"))
    size = "() => getComputedStyle(document.querySelector('p')).fontSize"
    before = float(page.evaluate(size).removesuffix("px"))
    rules.double_text(page)
    assert float(page.evaluate(size).removesuffix("px")) == 2 * before
    rules.space_text(page)
    assert page.evaluate("() => getComputedStyle(document.querySelector('p')).letterSpacing") != "normal"
