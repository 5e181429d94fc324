"""The menu: each part of the product registers what it built, and a page shows what its reader may open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.access.actor import Actor


def _everyone(_actor: Actor) -> bool:
    return True


# Headings of the menu, with the order from which each begins: a place stands under the last begun before it.
GROUPS: tuple[tuple[int, str | Promise], ...] = (
    (0, ""),
    (12, _("Strategi og planer")),
    (40, _("Følg op")),
    (60, _("Høring og udvalg")),
    (70, _("Kommunen")),
)


@dataclass(frozen=True, slots=True)
class NavItem:
    """One place in the menu. `icon` is an id in the icon sprite; `short` stands in the rail of work pages.

    `pages` are the address names under which it is marked as current, where that isn't its whole namespace.
    """

    label: str | Promise
    url_name: str
    icon: str
    order: int
    visible: Callable[[Actor], bool] = _everyone
    short: str | Promise = ""
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NavEntry:
    """A place in the menu of one page, ready to draw. `place` is its address name, `group` its heading."""

    label: str
    short: str
    url: str
    icon: str
    current: bool
    place: str = ""
    group: str = ""


_items: dict[str, NavItem] = {}


def register(item: NavItem) -> None:
    """Put an item in the menu. An item with the same address name replaces the one before."""
    _items[item.url_name] = item


def entries(actor: Actor, view_name: str) -> list[NavEntry]:
    """Return the menu for this person, in order, with at most one place marked as current.

    `view_name` is the resolver's full name of the page, empty when none was found.
    """
    shown = sorted((item for item in _items.values() if item.visible(actor)), key=lambda item: item.order)
    nearest = max(shown, key=lambda item: _near(item, view_name), default=None)
    return [
        NavEntry(
            label=str(item.label),
            short=str(item.short or item.label),
            url=reverse(item.url_name),
            icon=item.icon,
            current=item is nearest and _near(item, view_name) > 0,
            place=item.url_name,
            group=str(_group(item.order)),
        )
        for item in shown
    ]


def _group(order: int) -> str | Promise:
    return next(label for first, label in reversed(GROUPS) if order >= first)


def _near(item: NavItem, view_name: str) -> int:
    if item.pages and view_name not in {item.url_name, *item.pages}:
        return 0
    return _nearness(item.url_name, view_name)


def _nearness(item: str, view_name: str) -> int:
    """Grade how near a page lies to an item: the page itself, its first word ("import_"), its namespace."""
    if item == view_name:
        return 3
    place, _, name = item.rpartition(":")
    view_place, _, view = view_name.rpartition(":")
    if not place or place != view_place:
        return 0
    return 2 if name.partition("_")[0] == view.partition("_")[0] else 1
