"""A person with a keyboard and nothing else."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

MOST_STOPS = 400


def reach(target: Locator, *, back: bool = False) -> Locator:
    """Press Tab until the element has the focus; AssertionError when the walk never comes by."""
    page = target.page
    for _ in range(MOST_STOPS):
        if target.evaluate("(e) => e === document.activeElement"):
            return target
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"the Tab key doesn't reach {target}")


def follow(target: Locator) -> Page:
    """Reach a link or a button, press Enter, and wait for the page that comes."""
    reach(target)
    with target.page.expect_navigation():
        target.page.keyboard.press("Enter")
    return target.page


def write(field: Locator, words: str) -> None:
    """Reach a field and write in it, over what stood there."""
    reach(field)
    field.page.keyboard.press("ControlOrMeta+A")
    field.page.keyboard.type(words)


def choose(field: Locator, words: str) -> None:
    """Reach a list and choose by typing the beginning of a line."""
    reach(field)
    field.page.keyboard.type(words)
