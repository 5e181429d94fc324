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
    stop = next((one for one in way.stops if one.position == position), None)
    if stop is None:
        raise ValueError(f"no stop has the position {position}")
    seen = seen_at(way, stop, today, closed_days, happened=False)
    found = list(_said(seen, rules, _AT_SENDING))
    for earlier in seen.earlier:
        found += _open(way, earlier, rules, today, closed_days)
    return tuple(dict.fromkeys(found))


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
    found: list[Deviation] = []
    for stop in way.stops:
        day = stop.happened_on
        if day is None or day > today:
            ahead = seen_at(way, stop, today, closed_days, happened=False)
            found += [one for one in _said(ahead, rules, _AT_SENDING) if not one.waits]
        else:
            found += _said(seen_at(way, stop, day, closed_days, happened=True), rules, _AT_SENDING)
            found += _open(way, stop, rules, today, closed_days)
    return tuple(dict.fromkeys(found))


def _open(
    way: Way, stop: Stop, rules: tuple[Rule, ...], today: dt.date, closed: AbstractSet[dt.date]
) -> Iterator[Deviation]:
    return _said(seen_at(way, stop, today, closed, happened=True), rules, _OPEN)


def _said(seen: Seen, rules: tuple[Rule, ...], checks: Mapping[str, Check]) -> Iterator[Deviation]:
    kind, subjects, day = seen.stop.kind, seen.way.subjects, seen.day
    for rule in rules:
        check = checks.get(rule.kind)
        if check and kind in rule.kinds and rule.about(subjects) and rule.holds(day):
            yield from check(rule, seen)
