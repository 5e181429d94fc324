"""What is out of order when an agenda is about to be sent, and all that stands on the whole way.

A stop is held against what was known on the day its agenda was sent: what is made good afterwards
takes nothing away. Give all rules, old ones too: those in force on each day are found here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from kernespor.engines.agenda_order import hearing, order
from kernespor.engines.agenda_order.dispatch import dispatch
from kernespor.engines.agenda_order.records import Deviation, Rule, Stop, Way
from kernespor.engines.agenda_order.seen import Seen, seen_at

Check = Callable[[Rule, Seen], Iterator[Deviation]]
_NONE: frozenset[dt.date] = frozenset()
# What is true of a stop on the day it is sent, and for good.
_AT_SENDING: Mapping[str, Check] = {
    "before": order.before,
    "way": order.way,
    "must_be_heard": hearing.must_be_heard,
    "answer": hearing.answer,
    "dispatch": dispatch,
    "apart": order.apart,
}
# What stays open at a stop until it is mended.
_OPEN: Mapping[str, Check] = {"suspended": order.suspended, "urgent": order.urgent}


def deviations(
    way: Way,
    position: int,
    *,
    rules: tuple[Rule, ...],
    today: dt.date,
    closed_days: AbstractSet[dt.date] = _NONE,
) -> tuple[Deviation, ...]:
    """Return what is out of order if the agenda of the stop at a position is sent today, in the rules' order.

    The sending stops while any of them has `stops` and no override. Raises ValueError where no stop is.
    """
    at = next((at for at, stop in enumerate(way.stops) if stop.position == position), None)
    if at is None:
        raise ValueError(f"no stop has the position {position}")
    here = seen_at(way, at, today, closed_days, happened=False)
    found = _said(here, _about(way, rules, _AT_SENDING))
    open_before = [before for before in range(at) if _may_be_open(way, way.stops[before])]
    if open_before:
        still_open = _about(way, rules, _OPEN)
        for before in open_before:
            found += _said(seen_at(way, before, today, closed_days, happened=True), still_open)
    return tuple(found)


def standing(
    way: Way,
    *,
    rules: tuple[Rule, ...],
    today: dt.date,
    closed_days: AbstractSet[dt.date] = _NONE,
) -> tuple[Deviation, ...]:
    """Return all that is out of order on a way, stop by stop.

    Of what happened: what was so on the day of it, and what is open today. Of what is ahead: what the plan
    itself has wrong, not what only waits for its turn.
    """
    at_sending, still_open = _about(way, rules, _AT_SENDING), _about(way, rules, _OPEN)
    found: list[Deviation] = []
    for at, stop in enumerate(way.stops):
        day = stop.happened_on
        if day is None or day > today:
            ahead = _said(seen_at(way, at, today, closed_days, happened=False), at_sending)
            found += [one for one in ahead if not one.waits]
        else:
            seen = seen_at(way, at, day, closed_days, happened=True)
            found += _said(seen, at_sending)
            if _may_be_open(way, stop):
                now = seen_at(way, at, today, closed_days, happened=True)
                found += _said(now, still_open)
    return tuple(found)


def _may_be_open(way: Way, stop: Stop) -> bool:
    return stop.suspended_on is not None or (way.urgent and stop.decided_on is not None)


def _about(way: Way, rules: tuple[Rule, ...], checks: Mapping[str, Check]) -> list[tuple[Rule, Check]]:
    """Return the rules that are about an item, each with what it asks of a stop."""
    subjects = way.subjects
    return [
        (rule, checks[rule.kind])
        for rule in rules
        if rule.kind in checks and (not rule.subjects or not rule.subjects.isdisjoint(subjects))
    ]


def _said(seen: Seen, rules: list[tuple[Rule, Check]]) -> list[Deviation]:
    kind, day = seen.stop.kind, seen.day
    found: list[Deviation] = []
    for rule, check in rules:
        if kind in rule.kinds and rule.holds(day):
            found += check(rule, seen)
    return found
