"""Whether an agenda is sent in good time, in weekdays without the days that the caller says are closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from kernespor.engines.agenda_order.records import Deviation, Rule
from kernespor.engines.agenda_order.seen import Seen
from kernespor.engines.findings import N_

LATE = N_("Der er {days} hverdage fra udsendelsen til mødet. Der skal så vidt muligt være {least}.")
UNSENT = N_("{body} har besluttet uden en udsendt dagsorden.")
_DAY = dt.timedelta(days=1)
_SATURDAY = 5


def weekdays(first: dt.date, meeting: dt.date, closed: AbstractSet[dt.date], most: int) -> int:
    """Return the weekdays from the first day, it included, to the day before a meeting; at most `most`."""
    days, day = 0, meeting - _DAY
    while day >= first and days < most:
        days += day.weekday() < _SATURDAY and day not in closed
        day -= _DAY
    return days


def dispatch(rule: Rule, seen: Seen) -> Iterator[Deviation]:
    """Say that there are too few weekdays, or that no agenda was sent. What is urgent isn't stopped."""
    stop, hurry = seen.stop, seen.way.urgent
    if seen.happened and stop.sent_on is None:
        if not hurry:
            yield seen.say(rule, "unsent", UNSENT, {}, stops=False)
    elif stop.on:
        days = weekdays(stop.sent_on or seen.day, stop.on, seen.closed, rule.least)
        if days < rule.least:
            over = not seen.happened and stop.on < seen.day  # a plan whose day has passed waits for another
            yield seen.say(
                rule, "late", LATE, {"days": days, "least": rule.least}, stops=not hurry, waits=over
            )
