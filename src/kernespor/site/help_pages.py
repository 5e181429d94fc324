"""Help in Danish, written in Markdown beside the pages that it explains."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

_SOURCE = Path(__file__).resolve().parents[1]


@cache
def _files() -> dict[str, Path]:
    return {file.stem: file for file in sorted(_SOURCE.glob("**/help/*.md"))}


@cache
def html(page: str) -> SafeString | None:
    """Return a help page as sanitised HTML, or nothing when there is none of that name."""
    file = _files().get(page)
    if file is None:
        return None
    return SafeString(nh3.clean(MarkdownIt().render(file.read_text(encoding="utf-8"))))


@cache
def contents() -> tuple[tuple[str, str], ...]:
    """Return (name, title) of every help page, the title being its first heading."""
    return tuple(
        (name, file.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# "))
        for name, file in _files().items()
    )


@cache
def texts() -> tuple[tuple[str, str, str], ...]:
    """Return (name, title, all that it says) of every help page, for the search."""
    return tuple((name, title, _files()[name].read_text(encoding="utf-8")) for name, title in contents())


def page_for(view_name: str) -> str:
    """Return the help page of a page, by the page's address name; the one for getting started by default."""
    name = view_name.replace(":", "-")
    return name if name in _files() else "kom-i-gang"
