"""The page "Min konto": each part of the product registers what a person decides for themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from kernespor.foundation.access.actor import Actor


def _everyone(_actor: Actor) -> bool:
    return True


def _nothing(_actor: Actor) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class AccountItem:
    """One thing: what it is called, what it is for, where it is, and how it stands today for its owner."""

    label: str | Promise
    text: str | Promise
    url_name: str
    icon: str
    order: int
    visible: Callable[[Actor], bool] = _everyone
    state: Callable[[Actor], str] = _nothing


@dataclass(frozen=True, slots=True)
class AccountEntry:
    """One thing on one person's page."""

    label: str
    text: str
    url: str
    icon: str
    state: str


_items: dict[str, AccountItem] = {}


def register(item: AccountItem) -> None:
    """Put a thing on the page. One with the same address name replaces the one before."""
    _items[item.url_name] = item


def entries(actor: Actor) -> list[AccountEntry]:
    """Return what a person may decide, in order."""
    shown = sorted((item for item in _items.values() if item.visible(actor)), key=lambda item: item.order)
    return [
        AccountEntry(str(item.label), str(item.text), reverse(item.url_name), item.icon, item.state(actor))
        for item in shown
    ]
