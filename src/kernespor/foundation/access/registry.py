"""What domains say of access: what each role allows, and how open their objects are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise

from kernespor.foundation.access.openness import RULES, GuardedRow, Openness
from kernespor.foundation.organisation.enums import RoleKind


@dataclass(frozen=True, slots=True)
class Guard:
    """How open the objects of a kind are.

    `rule` is the general rule of an object in one sentence, empty for that of its openness. `about` gives
    the object that carries the openness, where that is another one: of a goal its plan. With `invites` the
    kind's `ground` and `rows` let in those who are invited. To register a guard is to promise that the
    kind's `ground` asks the database nothing of an actor who carries their invitations.
    """

    kind: str
    openness: Callable[[Any], Openness]
    rule: Callable[[Any], str] = lambda _row: ""
    about: Callable[[Any], Any] = lambda row: row
    invites: bool = False


_guards: dict[str, Guard] = {}
_capabilities: dict[str, Mapping[RoleKind, Sequence[str | Promise]]] = {}


def register_guard(guard: Guard) -> None:
    """Add the guard of a kind; one of the same kind replaces the one before."""
    _guards[guard.kind] = guard


def guard_of(row: Model) -> Guard | None:
    """Return the guard of a row's kind, or none."""
    return _guards.get(row._meta.label_lower)


def openness_of(row: Model) -> Openness | None:
    """Return how open a row is, as its guard or the row itself says; None where neither does."""
    guard = guard_of(row)
    if guard:
        return guard.openness(guard.about(row))
    return Openness(row.openness) if isinstance(row, GuardedRow) else None


def rule_of(row: Model) -> str:
    """Return the general rule of a row in a sentence, empty where none is known."""
    guard, openness = guard_of(row), openness_of(row)
    said = guard.rule(guard.about(row)) if guard else ""
    return said or (str(RULES[openness]) if openness else "")


def register_capabilities(part: str, words: Mapping[RoleKind, Sequence[str | Promise]]) -> None:
    """Say in plain sentences what each role allows in a part of the product."""
    _capabilities[part] = words


def capabilities(kind: RoleKind) -> list[str]:
    """Return what a role allows, part by part."""
    return [str(sentence) for part in sorted(_capabilities) for sentence in _capabilities[part].get(kind, ())]


def all_capabilities() -> dict[RoleKind, list[str]]:
    """Return what every role allows."""
    found: dict[RoleKind, list[str]] = defaultdict(list)
    for kind in RoleKind:
        found[kind] = capabilities(kind)
    return dict(found)
