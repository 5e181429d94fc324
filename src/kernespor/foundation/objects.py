"""Kinds of objects: what a thing is called, where it stands, and who may read it.

All that attaches to any object (thread, files, comments, filing, tasks, search, invitations) goes through
this registry, so that each of them obeys the same rule of access. Domains register their kinds.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.functional import Promise

from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.memory import each_once
from kernespor.foundation.refusals import NotPermitted


class Stage(IntEnum):
    """A kind's place on the red thread, from direction to effect."""

    GOVERNING = 10
    FOCUS = 20
    PLAN = 30
    GOAL = 40
    ACTION = 50
    PROPOSAL = 60
    CONSULTATION = 70
    ITEM = 80
    DECISION = 90
    BUDGET = 100
    LEDGER = 110
    EFFECT = 120
    EVALUATION = 130
    BESIDE = 1000  # stands on no thread


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """An object by its kind (the model's label in small letters, "strategy.goal") and its key."""

    kind: str
    pk: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.pk}"


@dataclass(frozen=True, slots=True)
class Card:
    """An object as a list shows it. `who` is an office or a body; `amount` is whole øre a year."""

    ref: Ref
    title: str
    url: str
    unit_id: int | None = None
    on: dt.date | None = None
    who: str = ""
    status: str = ""
    amount: int | None = None

    @property
    def kind(self) -> Kind:
        """The object's kind."""
        return of(self.ref.kind)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of object.

    `slug` stands in addresses ("maal"), `label` and `plural` on pages. `rows` gives what an actor may read,
    with all that `card` needs. `ground` says why this actor may read this row, in Danish, and raises
    NotPermitted with the reason when not: the same rule as `rows`. `check_change` raises NotPermitted for
    those who may not attach anything to the row. Whatever these three answer, nobody without a role in the
    municipality is let in, unless the kind reaches `beyond_house` and then asks for the role itself.
    """

    model: type[Model]
    slug: str
    label: str | Promise
    plural: str | Promise
    rows: Callable[[Actor], QuerySet[Any]]
    card: Callable[[Any], Card]
    ground: Callable[[Actor, Any], str]
    check_change: Callable[[Actor, Any], None]
    stage: Stage = Stage.BESIDE
    beyond_house: bool = False

    @property
    def name(self) -> str:
        """The name in references: the model's label in small letters."""
        return self.model._meta.label_lower


_kinds: dict[str, Kind] = {}
_slugs: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind; one of the same name replaces the one before."""
    _kinds[kind.name] = _slugs[kind.slug] = kind if kind.beyond_house else _kept_in_house(kind)


def _kept_in_house(kind: Kind) -> Kind:
    """Return the kind with its rule of access preceded by that of the house."""

    def rows(actor: Actor) -> QuerySet[Any]:
        found = kind.rows(actor)
        return found if actor.in_house else found.none()

    def ground(actor: Actor, row: Any) -> str:
        _check_in_house(actor)
        return kind.ground(actor, row)

    def check(actor: Actor, row: Any) -> None:
        _check_in_house(actor)
        kind.check_change(actor, row)

    return replace(kind, rows=rows, ground=ground, check_change=check)


def _check_in_house(actor: Actor) -> None:
    if not actor.in_house:
        words = N_("Du har ingen rolle i kommunen i dag. Spørg jeres administrator.")
        raise NotPermitted("not_in_house", words)


def of(name: str) -> Kind:
    """Return the kind of a name; KeyError when nobody registered it."""
    return _kinds[name]


def known() -> list[Kind]:
    """Return every kind, in the order of the thread."""
    return sorted(_kinds.values(), key=lambda kind: (kind.stage, kind.name))


def is_known(row: Model) -> bool:
    """Say whether a row is of a registered kind."""
    return row._meta.label_lower in _kinds


def ref_of(row: Model) -> Ref:
    """Return the reference of a row."""
    return Ref(row._meta.label_lower, row.pk)


def card_of(row: Model) -> Card:
    """Return the card of a row that the caller has already been allowed to read."""
    return of(row._meta.label_lower).card(row)


def rows_of(actor: Actor, name: str, keys: Collection[int]) -> dict[int, Any]:
    """Return the rows of a kind that the actor may read, by key. One query at most; a page asks but once."""
    kind = of(name)

    def read(missing: Collection[int]) -> dict[int, Any]:
        return {row.pk: row for row in kind.rows(actor).filter(pk__in=missing)}

    return each_once((rows_of, actor, name), keys, read)


def keep_rows(actor: Actor, name: str, keys: Collection[int], rows: Iterable[Any]) -> None:
    """Let `rows_of` find what was read of the kind's own `rows(actor)`: all that there are under the keys."""
    found = {row.pk: row for row in rows}
    each_once((rows_of, actor, name), {*keys, *found}, lambda _missing: found)


def cards(actor: Actor, refs: Iterable[Ref]) -> dict[Ref, Card]:
    """Return the cards of those objects that the actor may read. One query for each kind."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for ref in refs:
        if ref.kind in _kinds:
            wanted[ref.kind].add(ref.pk)
    found = {}
    for name, keys in wanted.items():
        kind = _kinds[name]
        for pk, row in rows_of(actor, name, keys).items():
            found[Ref(name, pk)] = kind.card(row)
    return found


def fetch(actor: Actor, slug: str, pk: int) -> Any:
    """Return the row behind an address.

    Raises Http404 when there is no such kind or row, or none that is shown any longer (a comment that was
    taken back); NotPermitted when the actor may not read it.
    """
    kind = _slugs.get(slug)
    row = kind.rows(actor).filter(pk=pk).first() if kind else None
    if row is not None:
        return row
    hidden = kind.model._default_manager.filter(pk=pk).first() if kind else None
    if kind and hidden is not None:
        kind.ground(actor, hidden)
    raise Http404(f"{slug} {pk}")


def gone() -> NotPermitted:
    """Return the refusal for what stood on an object that is no more."""
    return NotPermitted("gone", N_("Det, siden handlede om, findes ikke længere."))


def check_change(actor: Actor, row: Model) -> None:
    """Raise NotPermitted when the actor may not attach anything to the row."""
    of(row._meta.label_lower).check_change(actor, row)
