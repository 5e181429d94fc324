"""The pictures of README and user guide, taken of the demo.

They are written only when asked for:
    KERNESPOR_PICTURES=1 .venv/bin/python -m pytest tests/e2e/test_pictures.py
Without, the pages are opened all the same, and every picture must be there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

from e2e.conftest import Open
from e2e.product import (
    ADMINISTRATOR,
    CONTROLLER,
    COUNCILLOR,
    DAY_CARE_HEAD,
    FINANCE_HEAD,
    ROOT,
    Product,
    served,
)

PICTURES = ROOT / "docs" / "pictures"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@dataclass(frozen=True, slots=True)
class Picture:
    """Whom to be, where to go, how wide the window is, and whether the picture goes further than it."""

    person: str
    path: str
    narrow: bool = False
    whole: bool = False
    open: str = ""  # what is pressed first
    height: int = 0  # of the window, where the usual one isn't right


SHOTS = {
    "plan": Picture(FINANCE_HEAD, "/virksomhedsplaner/{plan}/"),
    "plan-390": Picture(FINANCE_HEAD, "/virksomhedsplaner/{plan}/", narrow=True),
    "plan-som-billede": Picture(COUNCILLOR, "/virksomhedsplaner/{plan}/billede/", whole=True),
    "plan-som-billede-390": Picture(COUNCILLOR, "/virksomhedsplaner/{plan}/billede/", narrow=True),
    "historik": Picture(COUNCILLOR, "/virksomhedsplaner/{plan}/historik/", height=660),
    "planer": Picture(CONTROLLER, "/virksomhedsplaner/"),
    "overblik": Picture(DAY_CARE_HEAD, "/"),
    "overblik-390": Picture(DAY_CARE_HEAD, "/", narrow=True),
    "handling": Picture(FINANCE_HEAD, "/virksomhedsplaner/{plan}/action/{action}/", height=1300),
    "handling-390": Picture(FINANCE_HEAD, "/virksomhedsplaner/{plan}/action/{action}/", narrow=True),
    "word-og-pdf": Picture(
        COUNCILLOR, "/virksomhedsplaner/{plan}/", open="details.files summary", height=560
    ),
    "organisation": Picture(COUNCILLOR, "/organisation/"),
    "organisation-390": Picture(COUNCILLOR, "/organisation/", narrow=True),
    "organisation-dengang": Picture(COUNCILLOR, "/organisation/?dato=1-2-2024"),
    "organisation-laes-ind": Picture(ADMINISTRATOR, "/organisation/laes-ind/"),
    "personer": Picture("", "/personer/"),
    "sprog": Picture(COUNCILLOR, "/", open="details.who summary", height=480),
}


@pytest.fixture(scope="session")
def shoot() -> Path | None:
    """Where pictures go, when they are wanted."""
    return PICTURES if os.environ.get("KERNESPOR_PICTURES") else None


@pytest.fixture(scope="module")
def studio(
    request: pytest.FixtureRequest,
    shoot: Path | None,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Product]:
    """A demo that nobody has written in; the one of all tests where no pictures are wanted."""
    if not shoot:
        yield request.getfixturevalue("product")
        return
    with served(tmp_path_factory.mktemp("studio")) as product:
        yield product


def test_the_pages_of_the_guide(open_as: Open, studio: Product, shoot: Path | None) -> None:
    plan = studio.plan()
    values = {"plan": plan, "action": studio.part("action", plan)}
    for name, picture in SHOTS.items():
        window = open_as(picture.person, at=studio, viewport=NARROW if picture.narrow else WIDE)
        page = window.go(picture.path.format(**values))
        if picture.height:
            page.set_viewport_size({"width": page.viewport_size["width"], "height": picture.height})
        if picture.open:
            page.locator(picture.open).first.click()
        _take(page, name, whole=picture.whole, shoot=shoot)


def test_the_document_beside_the_plan(
    open_as: Open,
    studio: Product,
    document: Path,
    shoot: Path | None,
) -> None:
    page = open_as(CONTROLLER, at=studio).go("/virksomhedsplaner/laes-ind/")
    page.locator("input[type=file]").set_input_files(document)
    page.get_by_role("button", name="Læs dokumentet").click()
    page.wait_for_url("**/laes-ind/*/")
    _take(page, "laes-ind", whole=True, shoot=shoot)
    page.set_viewport_size({"width": 390, "height": 844})
    _take(page, "laes-ind-390", shoot=shoot)


def test_every_picture_is_one_that_is_taken_here() -> None:
    assert {path.stem for path in PICTURES.glob("*.png")} == {*SHOTS, "laes-ind", "laes-ind-390"}


def _take(page: Page, name: str, *, whole: bool = False, shoot: Path | None) -> None:
    page.evaluate("() => document.fonts.ready.then(() => true)")
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    if shoot:
        page.screenshot(path=shoot / f"{name}.png", full_page=whole, animations="disabled", caret="hide")
