"""Pictures of the demo for README and user guide: taken when they are asked for by KERNESPOR_PICTURES."""

from __future__ import annotations

import os

from playwright.sync_api import Locator, Page

from e2e.product import ROOT

PICTURES = ROOT / "docs" / "pictures"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def asked() -> bool:
    """Say whether pictures are wanted at all."""
    return bool(os.environ.get("KERNESPOR_PICTURES"))


def wanted(name: str) -> bool:
    """Say whether a picture is among those that are asked for; all are where none are named."""
    names = os.environ.get("KERNESPOR_PICTURES", "1")
    return names in {"", "1"} or name in names.split(",")


def take(page: Page, name: str, *, height: int = 0, whole: bool = False, at: Locator | None = None) -> None:
    """Take a picture of a page in a window of this height: from its top, or from an element downwards."""
    if height:
        page.set_viewport_size({"width": page.viewport_size["width"], "height": height})
    page.evaluate("() => document.fonts.ready.then(() => true)")
    page.evaluate("() => document.activeElement?.blur()")
    page.evaluate("(at) => at ? at.scrollIntoView() : scrollTo(0, 0)", at and at.element_handle())
    if asked() and wanted(name):
        path = PICTURES / f"{name}.png"
        page.screenshot(path=path, full_page=whole, animations="disabled", caret="hide")
