"""A person with a telephone and nothing but fingers; `keys` has the same for a person with a keyboard."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Download, Locator, Page


def reach(target: Locator, *, back: bool = False) -> Locator:  # noqa: ARG001 - a finger goes either way
    """Scroll to the element."""
    target.scroll_into_view_if_needed()
    return target


def press(target: Locator) -> Locator:
    """Tap what opens or closes something on the page."""
    target.tap()
    return target


def follow(target: Locator) -> Page:
    """Tap a link or a button, and wait for the page that comes."""
    with target.page.expect_navigation():
        target.tap()
    return target.page


def fetch(target: Locator) -> Download:
    """Tap a link to a file, and wait for the file."""
    with target.page.expect_download() as coming:
        target.tap()
    return coming.value


def write(field: Locator, words: str) -> None:
    """Tap a field and write in it, over what stood there."""
    field.tap()
    field.fill(words)


def choose(field: Locator, words: str) -> None:
    """Choose the line of a list that begins with the words."""
    labels = [label.strip() for label in field.locator("option").all_text_contents()]
    field.select_option(label=next(label for label in labels if label.startswith(words)))


def tick(choice: Locator) -> None:
    """Tap the words beside a box or a radio."""
    choice.locator("xpath=ancestor::label").tap()
    assert choice.is_checked()


def lay(field: Locator, file: Path) -> None:
    """Tap the field of a file, and choose the file in the window that asks for it."""
    with field.page.expect_file_chooser() as asked:
        field.tap()
    asked.value.set_files(file)
