"""A window of the browser that notes what must never happen on a page."""

from __future__ import annotations

from playwright.sync_api import ConsoleMessage, Page, Request

from e2e import rules
from e2e.product import Product


class Window:
    """A page with the complaints that came up in it.

    A complaint is an error or a warning in the console (a breach of the content security policy is one), an
    error in a script, or a request to another host. `expected` holds the statuses of answers that a test asks
    for itself: Chromium writes each of them in the console too.
    """

    def __init__(self, page: Page, product: Product) -> None:
        self.page = page
        self.product = product
        self.complaints: list[str] = []
        self.expected: set[int] = set()
        self.listening = True
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("request", self._request)

    def go(self, path: str, status: int = 200) -> Page:
        """Open an address and return the page; AssertionError for another status or another page."""
        if status != 200:
            self.expected.add(status)
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == status, f"{path}: {answer.status}"
        assert self.page.url.partition("#")[0] == self.product.url + path, f"{path} leads to {self.page.url}"
        return self.page

    def axe(self) -> list[str]:
        """Return what axe finds; it sets styles of its own, so the console is left alone from then on."""
        self.listening = False
        return rules.axe(self.page)

    def _console(self, message: ConsoleMessage) -> None:
        if not self.listening or message.type not in {"error", "warning"}:
            return
        if not any(f"status of {status}" in message.text for status in self.expected):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.product.url, "data:", "blob:", "about:")):
            self.complaints.append(f"{self.page.url} asked {request.url}")
