"""Pages of the product that one may go to by name: the menu, and what else is registered (help)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from kernespor.engines.danish_words.compounds import Compounds
from kernespor.engines.danish_words.forms import word
from kernespor.engines.danish_words.letters import tokens
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.search.asking import Question
from kernespor.foundation.ui import navigation

_MOST = 4
_IN_A_FORM = 2


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the product; `label` says what it is ("Side", "Hjælp"), `text` what else it is found by."""

    title: str
    url: str
    label: str | Promise
    text: str = ""


_sources: dict[str, Callable[[Actor], Iterable[Page]]] = {}


def register(name: str, pages: Callable[[Actor], Iterable[Page]]) -> None:
    """Add pages; `pages` gives those that an actor may open. One of the same name replaces the one before."""
    _sources[name] = pages


def find(actor: Actor, asked: Question, label: str | Promise) -> list[Page]:
    """Return the pages that have all words asked for in their title, the nearest first; no query.

    `label` is what the pages of the menu are called.
    """
    menu = [Page(entry.label, entry.url, label) for entry in navigation.entries(actor, "")]
    graded = []
    for place, page in enumerate([*menu, *_registered(actor)]):
        titles = [_grade(one, page.title, is_last=one == asked.words[-1]) for one in asked.words]
        if all(titles):
            graded.append((-sum(titles), place, page))
    return [page for _, _, page in sorted(graded, key=lambda one: one[:2])[:_MOST]]


def told(actor: Actor, asked: Question) -> list[Page]:
    """Return the pages that say something with all words asked for, in any form, but not in their title."""
    return [
        page
        for page in _registered(actor)
        if page.text
        and all(_grade(one, f"{page.title} {page.text}", is_last=False) >= _IN_A_FORM for one in asked.words)
        and not all(_grade(one, page.title, is_last=True) for one in asked.words)
    ][:_MOST]


def _registered(actor: Actor) -> list[Page]:
    return [page for source in _sources.values() for page in source(actor)]


def _grade(asked: str, text: str, *, is_last: bool) -> int:
    """Say how near a text comes to a word: 3 itself, 2 in another form, 1 as a part or its beginning."""
    words = {one for token in tokens(text) for one in token.folded}
    if asked in words:
        return 3
    about = word(asked)
    if about.forms & words:
        return _IN_A_FORM
    if is_last and any(one.startswith(asked) for one in words):
        return 1
    return 1 if any(Compounds(words.__contains__).with_part(words, about)) else 0
