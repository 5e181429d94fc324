"""The organisation's files as tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kernespor.connectors import tables
from kernespor.connectors.organisation.vocabulary import COLUMNS
from kernespor.connectors.tables import Row, Table

__all__ = ["Row", "Table", "read_table", "write_table"]


def read_table(file: str, content: bytes) -> Table:
    """Read one of the files by its name; every oddity becomes a finding."""
    return tables.read_table(file, content, COLUMNS[file], prefix="organisation")


def write_table(file: str, rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return rows of text by field as one of the files."""
    return tables.write_table(COLUMNS[file], rows)
