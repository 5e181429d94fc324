"""The ledger's own lists as CSV or Excel: policy areas, appropriations, cost centres, accounts, mappings."""

from kernespor.connectors.economy.reading import kind_of, read_lists, write_list
from kernespor.connectors.economy.records import (
    Key,
    ListRow,
    ListsReading,
    Span,
    Surroundings,
    value_names,
)
from kernespor.connectors.economy.vocabulary import FILES, KEYS, STEERING_WORDS, Kind

__all__ = [
    "FILES",
    "KEYS",
    "STEERING_WORDS",
    "Key",
    "Kind",
    "ListRow",
    "ListsReading",
    "Span",
    "Surroundings",
    "kind_of",
    "read_lists",
    "value_names",
    "write_list",
]
