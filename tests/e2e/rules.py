"""What every page must hold, each as a question to a page that answers with what is wrong on it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

HERE = Path(__file__).parent
AXE = (HERE / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = (HERE / "rules.js").read_text(encoding="utf-8").strip().removesuffix(";")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Two frames: what watches its own size has answered to a new one.
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
MOST_STOPS = 400  # stops of the Tab key on the longest page


def axe(page: Page) -> list[str]:
    """Return the violations that axe finds, each with the first elements that have it."""
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate(
        "(tags) => axe.run(document, {runOnly: tags, resultTypes: ['violations'], iframes: false})", TAGS
    )
    return [
        f"{one['id']}: {one['help']}: " + " | ".join(node["html"][:160] for node in one["nodes"][:3])
        for one in found["violations"]
    ]


def sideways(page: Page) -> list[str]:
    """Return what is wider than the window, when the page can be scrolled sideways."""
    page.evaluate(SETTLED)
    return list(_ask(page, "sideways"))


def cut(page: Page) -> list[str]:
    """Return the text that is cut off or runs out of its box."""
    return list(_ask(page, "cut"))


def small_targets(page: Page) -> list[str]:
    """Return what is hard to hit: under 24 px with another target close by."""
    return list(_ask(page, "smallTargets"))


def focusable(page: Page) -> int:
    """Return how many elements the Tab key should stop at."""
    return int(_ask(page, "focusable"))


def double_text(page: Page) -> None:
    """Make the page's text twice as big in a window that stays as it is."""
    _ask(page, "doubleText")


def space_text(page: Page) -> None:
    """Space the page's text as a reader may."""
    _ask(page, "spaceText")


def plain_text(page: Page) -> None:
    """Give the page's text its own size and spacing back."""
    _ask(page, "plainText")


def walk(page: Page) -> tuple[int, list[str]]:
    """Walk through the page with the Tab key; return the number of stops and what is wrong with them.

    Every stop must be seen to have the focus, in the window and uncovered, and the walk must come to an end.
    """
    wrong: list[str] = []
    seen: set[int] = set()
    ended = False
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = _ask(page, "focused")
        if stop is None and not ended:
            ended = True  # the walk may have begun in the middle; the next press starts from the top
            continue
        if stop is None or stop["stop"] in seen:
            break
        seen.add(stop["stop"])
        wrong += [f"{stop['name']}: {fault}" for fault in ("hidden", "covered") if stop[fault]]
        if not stop["visible"]:
            wrong.append(f"{stop['name']}: the focus can't be seen")
    else:
        wrong.append("the walk doesn't end")
    return len(seen), wrong


def _ask(page: Page, question: str) -> Any:
    return page.evaluate(f"() => {RULES}.{question}()")
