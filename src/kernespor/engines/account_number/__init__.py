"""The authorised account number of municipalities: sixteen digits, parsed, checked and explained."""

from kernespor.engines.account_number.reading import (
    check,
    code_of,
    explain,
    find,
    layout,
    layout_source,
    parse,
    parse_function,
    written,
)
from kernespor.engines.account_number.records import (
    DIGITS,
    AccountNumber,
    Chart,
    Explained,
    Field,
    Found,
    Known,
    Parsed,
    Part,
)

__all__ = [
    "DIGITS",
    "AccountNumber",
    "Chart",
    "Explained",
    "Field",
    "Found",
    "Known",
    "Parsed",
    "Part",
    "check",
    "code_of",
    "explain",
    "find",
    "layout",
    "layout_source",
    "parse",
    "parse_function",
    "written",
]
