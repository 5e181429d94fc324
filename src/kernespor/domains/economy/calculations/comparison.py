"""What lists say beside what is believed. Nothing here writes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from django.db import models

from kernespor.connectors.economy import KEYS, Key, Kind, ListRow, Span, Surroundings, value_names
from kernespor.connectors.tables import folded
from kernespor.domains.economy.models import (
    AccountMapping,
    Appropriation,
    AppropriationVersion,
    CostCentre,
    CostCentreVersion,
    LedgerAccount,
    LedgerAccountVersion,
    PolicyArea,
    PolicyAreaVersion,
)
from kernespor.domains.economy.selectors.chart import chart_ever
from kernespor.foundation.bodies.models import Body, BodyVersion
from kernespor.foundation.dated import DatedRow
from kernespor.foundation.organisation.models import Unit, UnitVersion

Facts = tuple[dt.date, dt.date, tuple[str, ...]]
Rows = Mapping[Key, Mapping[Facts, DatedRow]]


@dataclass(frozen=True, slots=True)
class Table:
    """Where a list is kept: what its codes name (a mapping names nothing of its own), and its dated rows.

    `owner` is the row's field for what the code names; `points` are the fields that hold another thing.
    """

    version: type[DatedRow]
    named: type[models.Model] | None = None
    owner: str = ""
    points: Mapping[str, type[models.Model]] = field(default_factory=dict)


TABLES: Mapping[Kind, Table] = MappingProxyType(
    {
        Kind.POLICY_AREAS: Table(PolicyAreaVersion, PolicyArea, "policy_area", {"committee": Body}),
        Kind.APPROPRIATIONS: Table(
            AppropriationVersion, Appropriation, "appropriation", {"policy_area": PolicyArea}
        ),
        Kind.COST_CENTRES: Table(
            CostCentreVersion, CostCentre, "cost_centre", {"unit": Unit, "appropriation": Appropriation}
        ),
        Kind.ACCOUNTS: Table(LedgerAccountVersion, LedgerAccount, "account"),
        Kind.MAPPINGS: Table(AccountMapping, points={"cost_centre": CostCentre, "account": LedgerAccount}),
    }
)


@dataclass(frozen=True, slots=True)
class Difference:
    """What taking lists in would change in one of them: rows that come, and rows that are superseded."""

    kind: Kind
    new: tuple[tuple[Key, Facts], ...]
    gone: tuple[tuple[Key, Facts, DatedRow], ...]


def believed(kinds: Iterable[Kind]) -> dict[Kind, Rows]:
    """Return what is believed of these lists, of all times, by the municipality's own codes. A query each."""
    return {kind: _believed(kind) for kind in kinds}


def difference(rows: Mapping[Kind, Iterable[ListRow]], known: Mapping[Kind, Rows]) -> list[Difference]:
    """Compare lists with what is believed; a code that a list doesn't mention stays as it is."""
    found = []
    for kind, told in rows.items():
        wanted: dict[Key, set[Facts]] = defaultdict(set)
        for row in told:
            wanted[row.key].add((row.valid_from, row.valid_to, row.values))
        held = known[kind]
        new = tuple(
            (key, one) for key, facts in wanted.items() for one in sorted(facts - set(held.get(key, ())))
        )
        gone = tuple(
            (key, one, row)
            for key, facts in wanted.items()
            for one, row in sorted(held.get(key, {}).items(), key=lambda pair: pair[0])
            if one not in facts
        )
        found.append(Difference(kind, new, gone))
    return found


def surroundings(known: Mapping[Kind, Rows]) -> Surroundings:
    """Return what lists may point at. Four queries."""
    units = defaultdict(list)
    versions = UnitVersion.objects.believed().order_by("valid_from")
    for code, first, last in versions.values_list("unit__code", "valid_from", "valid_to"):
        units[code].append((first, last))
    bodies: dict[str, str] = {}
    for code, name, short in (
        BodyVersion.objects.believed().order_by("valid_from").values_list("body__code", "name", "short_name")
    ):
        bodies |= {folded(word): code for word in (code, short, name) if word}
    lists: dict[Kind, dict[str, list[Span]]] = {
        kind: {key[0]: [(one[0], one[1]) for one in sorted(facts)] for key, facts in rows.items()}
        for kind, rows in known.items()
        if kind is not Kind.MAPPINGS
    }
    return Surroundings(units, bodies, lists, chart_ever())


def list_rows(kind: Kind) -> list[ListRow]:
    """Return what is believed of a list as the rows that its file holds."""
    return [ListRow(key, *one) for key, facts in sorted(_believed(kind).items()) for one in sorted(facts)]


def _believed(kind: Kind) -> Rows:
    table, found = TABLES[kind], defaultdict(dict)  # type: ignore[var-annotated]
    related = [name for name in (table.owner, *table.points) if name]
    for row in table.version.objects.believed().select_related(*related).order_by("pk"):
        key = tuple(_cell(row, table.owner or name) for name in KEYS[kind])
        values = tuple(_cell(row, name) for name in value_names(kind))
        found[key][row.valid_from, row.valid_to, values] = row
    return found


def _cell(row: DatedRow, name: str) -> str:
    value = getattr(row, name)
    return str(getattr(value, "code", value) if value is not None else "")
