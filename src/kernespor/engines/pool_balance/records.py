"""What happened to a pool, and what it comes to on a day.

Amounts are whole øre and never negative: the kind of an event says which way the money goes. All records are
frozen and checked at birth: a wrong one raises ValueError. Keys are opaque.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class EventKind(StrEnum):
    """What can happen to a pool."""

    FUNDED = "funded"  # the council puts money into the pool
    APPLIED = "applied"  # someone asks for a grant
    GRANTED = "granted"  # who may grants it
    RETURNED = "returned"  # a part of the grant that isn't needed is given up
    DRAWN = "drawn"  # money is used of the grant
    REPAID = "repaid"  # money that was drawn comes back to the pool


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened on a day. The key is its own: what is told twice counts once."""

    key: str
    kind: EventKind
    amount: int
    on: dt.date
    application: str = ""

    def __post_init__(self) -> None:
        if not self.key or self.amount < 0:
            raise ValueError(f"no event: {self.key!r}, {self.amount}")
        if (self.kind is EventKind.FUNDED) != (not self.application):
            raise ValueError(f"{self.key}: the pool is funded, and all else is of an application")


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one application, in all."""

    applied: int = 0
    granted: int = 0
    returned: int = 0
    drawn: int = 0
    repaid: int = 0

    @property
    def left(self) -> int:
        """What may still be drawn; below 0 when more was drawn than there was."""
        return self.granted - self.returned - self.drawn

    @property
    def owed(self) -> int:
        """What was drawn and hasn't come back; whether it shall is agreed with the grant."""
        return self.drawn - self.repaid


class Odd(StrEnum):
    """What doesn't go together."""

    POOL_OVERDRAWN = "pool_overdrawn"
    GRANT_OVERDRAWN = "grant_overdrawn"
    GRANTED_MORE_THAN_APPLIED = "granted_more_than_applied"
    REPAID_MORE_THAN_DRAWN = "repaid_more_than_drawn"


@dataclass(frozen=True, slots=True)
class Oddity:
    """One thing that doesn't go together: from which day until when it did again, and by how much at most.

    `until` is the first day on which it is in order; none while it isn't. Without an application it is the
    pool's own.
    """

    code: Odd
    application: str
    since: dt.date
    until: dt.date | None
    most: int


@dataclass(frozen=True, slots=True)
class Balance:
    """A pool on a day. `free` can still be granted, `held` is the money that hasn't been used."""

    funded: int
    accounts: tuple[tuple[str, Account], ...]
    oddities: tuple[Oddity, ...]

    @property
    def total(self) -> Account:
        """All applications together."""
        rows = [one for _, one in self.accounts]
        return Account(
            applied=sum(one.applied for one in rows),
            granted=sum(one.granted for one in rows),
            returned=sum(one.returned for one in rows),
            drawn=sum(one.drawn for one in rows),
            repaid=sum(one.repaid for one in rows),
        )

    @property
    def free(self) -> int:
        """What can still be granted: repaid money can be granted anew."""
        return self.funded - self.total.granted + self.total.returned + self.total.repaid

    @property
    def held(self) -> int:
        """What hasn't been used: the free and what is granted and not drawn."""
        return self.funded - self.total.drawn + self.total.repaid
