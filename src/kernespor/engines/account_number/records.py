"""The account number, its parts, and what is known of their codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kernespor.engines.findings import Finding

DIGITS = 16


class Part(StrEnum):
    """The parts of the number, first to last."""

    MAIN_ACCOUNT = "main_account"
    MAIN_FUNCTION = "main_function"
    FUNCTION = "function"
    DRANST = "dranst"
    OWNERSHIP = "ownership"
    COST_CENTRE = "cost_centre"
    GROUPING = "grouping"
    MAIN_TYPE = "main_type"
    ACCOUNT_TYPE = "account_type"


# What the authorised chart lists; the other two parts are the municipality's own, or not in our data.
LISTED = frozenset(Part) - {Part.COST_CENTRE, Part.GROUPING}


@dataclass(frozen=True, slots=True)
class Field:
    """Where a part stands: its first and last position, counted from 1, and whether that was seen."""

    part: Part
    first: int
    last: int
    verified: bool


@dataclass(frozen=True, slots=True)
class AccountNumber:
    """Sixteen digits. Raises ValueError for anything else."""

    digits: str

    def __post_init__(self) -> None:
        if len(self.digits) != DIGITS or not (self.digits.isascii() and self.digits.isdigit()):
            raise ValueError(self.digits)


@dataclass(frozen=True, slots=True)
class Known:
    """What the chart says of a code: its name, its source, and whether the row was seen there."""

    name: str
    source: str = ""
    verified: bool = True


Chart = Mapping[Part, Mapping[str, Known]]


@dataclass(frozen=True, slots=True)
class Explained:
    """One part of a number: where it stands, its code, and what the chart says of it, if anything."""

    field: Field
    digits: str
    code: str
    known: Known | None


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was read of a text: the number or nothing, and what is wrong with it."""

    number: AccountNumber | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A number in running text: from `start` up to `end`; a function by its code, else sixteen digits."""

    start: int
    end: int
    number: AccountNumber | None = None
    function: str = ""
