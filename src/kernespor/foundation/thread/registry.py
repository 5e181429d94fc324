"""Kinds of links, structures that are links already, and kinds of breaks. Domains register theirs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import Card, Ref

Pair = tuple[Ref, Ref]  # the upper, the lower


@dataclass(frozen=True, slots=True)
class LinkKind:
    """A kind of link. `down` says what the upper is to the lower ("fører til"), `up` the other way.

    A structural link is made by an action alone. `pairs` names the kinds of objects that it may tie, upper
    first; none given: any two that stand on the thread.
    """

    name: str
    down: str | Promise
    up: str | Promise
    structural: bool = False
    pairs: frozenset[tuple[str, str]] = frozenset()

    def fits(self, upper: Ref, lower: Ref) -> bool:
        """Say whether the kind may tie two objects, as far as their own kinds go."""
        return not self.pairs or (upper.kind, lower.kind) in self.pairs


@dataclass(frozen=True, slots=True)
class Structure:
    """Links that are foreign keys already, and so are asked for instead of copied.

    `above` returns every pair on the way from these objects to the top of the structure, `below` every pair
    under them, however many levels: whole, so that nobody asks twice. `line` returns the rows above a row,
    from the top, without a query where the row brings them; whoever may read the row may read these. `cards`
    returns the cards of those parts that the actor may read, the same as their kinds would, in one query.
    """

    name: str
    kinds: frozenset[str]
    above: Callable[[Collection[Ref]], Iterable[Pair]]
    below: Callable[[Collection[Ref]], Iterable[Pair]]
    line: Callable[[Any], Sequence[Model]]
    cards: Callable[[Actor, Collection[Ref]], Mapping[Ref, Card]]
    down: str | Promise
    up: str | Promise


@dataclass(frozen=True, slots=True)
class Scope:
    """What to look through for breaks: these objects, or (None) everything that the actor may read."""

    refs: frozenset[Ref] | None = None

    def keys(self, kind: str) -> frozenset[int] | None:
        """Return the keys of a kind of objects to look through; None for all of them."""
        if self.refs is None:
            return None
        return frozenset(ref.pk for ref in self.refs if ref.kind == kind)


@dataclass(frozen=True, slots=True)
class Break:
    """One place where the thread is broken.

    `sentence` says what is missing, `remedy` what would mend it, `url` leads to where it can be mended;
    `since` is the day from which it has been so, where that is known; `row` the object, where it was read
    as its kind reads what the actor may see.
    """

    ref: Ref
    sentence: str
    remedy: str
    url: str
    since: dt.date | None = None
    row: Model | None = None


@dataclass(frozen=True, slots=True)
class BreakKind:
    """A kind of break in objects of the kind `of`. `find` returns those the actor may read, no others.

    `button` is the word on the way to where it can be mended. `unless` names a kind of objects: where one of
    them hangs right below, there is no such break, and nobody needs to ask.
    """

    name: str
    label: str | Promise
    remedy: str | Promise
    of: str
    find: Callable[[Actor, Scope], Iterable[Break]]
    button: str | Promise
    unless: str = ""


@dataclass(slots=True)
class _Registry:
    links: dict[str, LinkKind] = field(default_factory=dict)
    structures: dict[str, Structure] = field(default_factory=dict)
    breaks: dict[str, BreakKind] = field(default_factory=dict)


_registry = _Registry()


def register_link(kind: LinkKind) -> None:
    """Add a kind of link; one of the same name replaces the one before."""
    _registry.links[kind.name] = kind


def register_structure(structure: Structure) -> None:
    """Add a structure; one of the same name replaces the one before."""
    _registry.structures[structure.name] = structure


def register_break(kind: BreakKind) -> None:
    """Add a kind of break; one of the same name replaces the one before."""
    _registry.breaks[kind.name] = kind


def link_kind(name: str) -> LinkKind:
    """Return a kind of link; KeyError when nobody registered it."""
    return _registry.links[name]


def link_kinds() -> list[LinkKind]:
    """Return every kind of link, in the order of their registration."""
    return list(_registry.links.values())


def structures() -> list[Structure]:
    """Return every structure."""
    return list(_registry.structures.values())


def break_kinds() -> list[BreakKind]:
    """Return every kind of break, in the order of their registration."""
    return list(_registry.breaks.values())
