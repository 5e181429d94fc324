"""The files that the chart of accounts is read from and written to."""

from __future__ import annotations

from kernespor.connectors.economy import FILES, Kind, write_list
from kernespor.domains.economy.calculations.comparison import list_rows

BIGGEST = 20 * 1024 * 1024


def as_csv(kind: Kind) -> tuple[str, bytes]:
    """Return a list with its name as a file that can be read in again."""
    return f"{FILES[kind]}.csv", write_list(kind, list_rows(kind))
