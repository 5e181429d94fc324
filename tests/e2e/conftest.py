"""The product, the browser, and windows of it that watch what goes wrong in them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from e2e.documents import ORGANISATION, plan_in_word
from e2e.pages import Drafts
from e2e.product import ADMINISTRATOR, CONTROLLER, Product, laid_out, served
from e2e.windows import Window

Open = Callable[..., Window]


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The demo that all browser tests of this worker use; they only add to it."""
    with served(laid_out(tmp_path_factory, "product")) as product:
        yield product


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """One Chromium for all tests of this worker."""
    # Playwright keeps an event loop in this thread, which Django's ORM in the other tests would refuse.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    arguments = ["--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb"]
    if os.name == "posix" and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def logins() -> dict[tuple[str, str], Any]:
    """The cookies of persons who are logged in, so that each logs in once."""
    return {}


@pytest.fixture
def open_as(product: Product, browser: Browser, logins: dict[tuple[str, str], Any]) -> Iterator[Open]:
    """Open a window as a person of the demo (or as nobody); closed, and its complaints read, at the end."""
    windows: list[Window] = []

    def open_window(person: str = "", *, at: Product = product, **options: Any) -> Window:
        context = browser.new_context(
            base_url=at.url,
            locale="da-DK",
            timezone_id="Europe/Copenhagen",
            reduced_motion="reduce",
            storage_state=_state(browser, at, logins, person),
            **{"viewport": {"width": 1280, "height": 900}} | options,
        )
        context.set_default_timeout(10_000)
        windows.append(Window(context.new_page(), at))
        return windows[-1]

    yield open_window
    complaints = [complaint for window in windows for complaint in window.complaints]
    for window in windows:
        window.page.context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def drafts(
    product: Product,
    browser: Browser,
    logins: dict[tuple[str, str], Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Drafts:
    """Lay in a plan and an organisation, and leave them half-way."""
    document = plan_in_word(tmp_path_factory.mktemp("drafts") / "halvvejs.docx")
    plan = _lay_in(
        browser, product, logins, CONTROLLER, "/virksomhedsplaner/laes-ind/", {"document": document}
    )
    units = document.with_name("units.csv")
    units.write_text(ORGANISATION[units.name], encoding="utf-8")
    organisation = _lay_in(browser, product, logins, ADMINISTRATOR, "/organisation/laes-ind/", {"csv": units})
    accounts = document.with_name("konti.csv")
    accounts.write_text("Konto;Navn;Gyldig fra\n499990;Prøvekonto;1-1-2026\n", encoding="utf-8")
    _lay_in(browser, product, logins, ADMINISTRATOR, "/kontoplan/laes-ind/", {"lister": accounts})
    return Drafts(plan, organisation)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A plan in Word as someone may have written it, with one word that the reading can't place."""
    return plan_in_word(tmp_path / "virksomhedsplan.docx")


def _state(browser: Browser, at: Product, logins: dict[tuple[str, str], Any], person: str) -> Any:
    if person and (at.url, person) not in logins:
        logins[at.url, person] = _log_in(browser, at, person)
    return logins.get((at.url, person))


def _log_in(browser: Browser, at: Product, person: str) -> Any:
    context = browser.new_context(base_url=at.url)
    _post(context, "/personer/", f"/personer/{at.person(person)}/", {})
    state = context.storage_state()
    context.close()
    return state


def _lay_in(
    browser: Browser,
    at: Product,
    logins: dict[tuple[str, str], Any],
    person: str,
    path: str,
    files: dict[str, Any],
) -> int:
    context = browser.new_context(base_url=at.url, storage_state=_state(browser, at, logins, person))
    answer = _post(context, path, path, files)
    context.close()
    return int(answer.rstrip("/").rpartition("/")[2])


def _post(context: BrowserContext, page: str, path: str, given: dict[str, Any]) -> str:
    """Send a form from a page as a browser would, and return where the answer leads."""
    address = context.request.get(page).url
    token = next(cookie["value"] for cookie in context.cookies() if cookie["name"] == "csrftoken")
    answer = context.request.post(
        path, multipart={"csrfmiddlewaretoken": token, **given}, headers={"Referer": address}
    )
    assert answer.ok, f"{path}: {answer.status} {answer.text()[:2000]}"
    return answer.url
