"""Who stands in for whom in Sporkøbing in the week of the day on which it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kernespor.connectors.sporkoebing.calendar import DAY
from kernespor.connectors.sporkoebing.people import People

DEPUTY_COLUMNS = ("principal", "deputy", "first", "last", "unit_code", "why")
_THIS_WEEK = (("leder.maelkevejen", "souschef.maelkevejen", "", "Lederen er på kursus i denne uge."),)


def deputies_of(people: People, day: dt.date) -> Iterator[tuple[str, ...]]:
    """Yield each deputyship of the week, Monday to Sunday, whose two persons there are."""
    monday = day - day.weekday() * DAY
    known = {person.id for person in people.persons}
    for principal, deputy, unit, why in _THIS_WEEK:
        if {principal, deputy} <= known:
            yield principal, deputy, monday.isoformat(), (monday + 6 * DAY).isoformat(), unit, why
