"""Whether an item is put on an agenda after the meeting's deadline for items."""

from __future__ import annotations

import datetime as dt

from kernespor.engines.agenda_order.records import Deviation, Rule, Stop
from kernespor.engines.findings import N_

LATE = N_("Punktet er sat på dagsordenen efter fristen for punkter den {due}.")


def placed_late(
    stop: Stop, *, meeting: str, due: dt.date | None, rules: tuple[Rule, ...], today: dt.date
) -> tuple[Deviation, ...]:
    """Return what is out of order when an item is put on the agenda of a meeting today.

    `meeting` is the meeting's key: what was late for one says nothing of the next. The last day counts.
    """
    if due is None or today <= due:
        return ()
    return tuple(
        Deviation(
            rule.code, "late", LATE, {"due": due}, stop.position, stops=rule.stops, source=rule.source,
            where=f"{stop.body}@{meeting}",
        )
        for rule in rules
        if rule.kind == "placing" and stop.kind in rule.kinds and rule.holds(today)
    )  # fmt: skip
