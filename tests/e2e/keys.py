"""A person with a keyboard and nothing else; `fingers` has the same for a person with a telephone."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Download, FileChooser, Locator, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

MOST_STOPS = 400
PRESSES = 3  # before a field is said not to open its window
_HAS_FOCUS = "(e) => e === document.activeElement"
# A group of radios is one stop of the Tab key: the one that is chosen, or the first or the last of them.
_GROUP_HAS_FOCUS = "(e) => e.form === document.activeElement.form && e.name === document.activeElement.name"


def reach(target: Locator, *, back: bool = False) -> Locator:
    """Press Tab until the element has the focus; AssertionError when the walk never comes by."""
    return _walk(target, _HAS_FOCUS, "Shift+Tab" if back else "Tab")


def press(target: Locator) -> Locator:
    """Reach what opens or closes something on the page, and press Enter."""
    reach(target).page.keyboard.press("Enter")
    return target


def follow(target: Locator) -> Page:
    """Reach a link or a button, press Enter, and wait for the page that comes."""
    reach(target)
    with target.page.expect_navigation():
        target.page.keyboard.press("Enter")
    return target.page


def fetch(target: Locator) -> Download:
    """Reach a link to a file, press Enter, and wait for the file."""
    reach(target)
    with target.page.expect_download() as coming:
        target.page.keyboard.press("Enter")
    return coming.value


def write(field: Locator, words: str) -> None:
    """Reach a field and write in it, over what stood there."""
    reach(field)
    field.page.keyboard.press("ControlOrMeta+A")
    field.page.keyboard.type(words)


def choose(field: Locator, words: str) -> None:
    """Reach a list and choose by typing the beginning of a line, in letters that a US keyboard has."""
    assert words.isascii()
    reach(field)
    field.page.keyboard.type(words)


def tick(choice: Locator) -> None:
    """Tick a box, or go to its group and choose a radio with the arrows."""
    keyboard = choice.page.keyboard
    if choice.get_attribute("type") == "checkbox":
        reach(choice)
        keyboard.press("Space")
    else:
        _walk(choice, _GROUP_HAS_FOCUS, "Tab")
        keyboard.press("Space")
        for _ in range(MOST_STOPS):
            if choice.is_checked():
                break
            keyboard.press("ArrowDown")
    assert choice.is_checked()


def lay(field: Locator, *files: Path) -> None:
    """Reach the field of a file, open the window that asks for it, and choose the files."""
    _window_of(field).set_files(files)


def _window_of(field: Locator) -> FileChooser:
    # A busy browser now and then lets a key fall: whoever sees no window presses again.
    for _ in range(PRESSES):
        reach(field)
        with suppress(PlaywrightTimeout):
            with field.page.expect_file_chooser(timeout=5_000) as asked:
                field.page.keyboard.press("Space")
            return asked.value
    focused = field.page.evaluate("document.activeElement.outerHTML")
    raise AssertionError(f"No window came from {field}; in focus was {focused}")


def _walk(target: Locator, there: str, key: str) -> Locator:
    page, element = target.page, target.element_handle()
    for _ in range(MOST_STOPS):
        if page.evaluate(there, element):
            return target
        page.keyboard.press(key)
    raise AssertionError(f"the Tab key doesn't reach {target}")
