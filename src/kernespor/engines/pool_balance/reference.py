"""A pool's balance on a day, and what didn't go together on any day until then.

Events are sorted by their day alone, and what happens on one day happens at once: the order in which they
were written down or read in makes no difference.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import groupby

from kernespor.engines.pool_balance.records import Account, Balance, Event, EventKind, Odd, Oddity


def balance(events: Iterable[Event], today: dt.date) -> Balance:
    """Return what a pool comes to at the end of a day; raises ValueError for two events with one key."""
    known: dict[str, Event] = {}
    for event in events:
        if known.setdefault(event.key, event) != event:
            raise ValueError(f"{event.key} is told in two ways")
    happened = sorted((event for event in known.values() if event.on <= today), key=lambda event: event.on)
    days = [(dt.date.min, Balance(0, (), ()))]
    for day, of_day in groupby(happened, key=lambda event: event.on):
        days.append((day, _after(days[-1][1], of_day)))
    return replace(days[-1][1], oddities=_oddities(days[1:]))


def _after(before: Balance, events: Iterable[Event]) -> Balance:
    """Return a balance after what happened on one day."""
    funded, accounts = before.funded, dict(before.accounts)
    for event in events:
        if event.kind is EventKind.FUNDED:
            funded += event.amount
        else:
            account = accounts.get(event.application, Account())
            added = getattr(account, event.kind) + event.amount
            accounts[event.application] = replace(account, **{event.kind: added})
    return Balance(funded, tuple(sorted(accounts.items())), ())


_OF_ACCOUNT: tuple[tuple[Odd, Callable[[Account], int]], ...] = (
    (Odd.GRANT_OVERDRAWN, lambda one: -one.left),
    (Odd.GRANTED_MORE_THAN_APPLIED, lambda one: one.granted - one.applied),
    (Odd.REPAID_MORE_THAN_DRAWN, lambda one: -one.owed),
)


def _oddities(days: list[tuple[dt.date, Balance]]) -> tuple[Oddity, ...]:
    """Return every stretch of days on which something didn't go together, the first first."""
    too_much: dict[tuple[Odd, str], list[tuple[dt.date, int]]] = {}
    for day, one in days:
        too_much.setdefault((Odd.POOL_OVERDRAWN, ""), []).append((day, -one.free))
        for application, account in one.accounts:
            for code, over in _OF_ACCOUNT:
                too_much.setdefault((code, application), []).append((day, over(account)))
    found = []
    for (code, application), overs in too_much.items():
        stretches = [(odd, list(rows)) for odd, rows in groupby(overs, key=lambda row: row[1] > 0)]
        for at, (odd, rows) in enumerate(stretches):
            if odd:
                until = stretches[at + 1][1][0][0] if at + 1 < len(stretches) else None
                most = max(over for _, over in rows)
                found.append(Oddity(code, application, rows[0][0], until, most))
    return tuple(sorted(found, key=lambda one: (one.since, one.code, one.application)))
