"""The ledger's lists as their files have them: each row for a stretch of days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kernespor.connectors.economy.vocabulary import COLUMNS, KEYS, Kind
from kernespor.engines.account_number import Chart
from kernespor.engines.findings import Finding

Key = tuple[str, ...]
Span = tuple[dt.date, dt.date]


def value_names(kind: Kind) -> tuple[str, ...]:
    """Return the fields of a list's rows beside its key and its days, in their order."""
    apart = {*KEYS[kind], "valid_from", "valid_to"}
    return tuple(column.field for column in COLUMNS[kind] if column.field not in apart)


@dataclass(frozen=True, slots=True)
class ListRow:
    """One stretch of a cost centre, an account …: its key, its days, both inclusive, its values by name.

    `row` is the file's row, from 1 with the header.
    """

    key: Key
    valid_from: dt.date
    valid_to: dt.date
    values: tuple[str, ...]
    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the lists may point at beside each other: codes with the days on which each exists.

    `lists` holds what is known of the lists themselves, `bodies` each body's code by its folded names. `read`
    keeps what numbers were read as: a chart has few, and each stands in many rows.
    """

    units: Mapping[str, Sequence[Span]] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[Kind, Mapping[str, Sequence[Span]]] = field(default_factory=dict)
    chart: Chart = field(default_factory=dict)
    read: dict[str, tuple[str, tuple[Finding, ...]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListsReading:
    """What reading the files gave. With a finding of severity error the rows must not be taken in."""

    rows: Mapping[Kind, tuple[ListRow, ...]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
