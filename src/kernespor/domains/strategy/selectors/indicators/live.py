"""What computed indicators show on a day, read from their measures; and what is needed to read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from kernespor.domains.strategy.calculations_indicators import Latest, value_read
from kernespor.domains.strategy.models import Indicator
from kernespor.foundation.access.actor import Actor, HeldRole
from kernespor.foundation.measures import registry
from kernespor.foundation.measures.registry import Reading
from kernespor.foundation.measures.words import value_of
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.organisation.tree import tree_on


def anyone(today: dt.date) -> Actor:
    """Return someone who works here and may read what the whole house may, and nothing more.

    Indicators are read as this one, so that each shows the same to all who may see it: on pages, in sums,
    in files and in what the night keeps.
    """
    role = HeldRole(RoleKind.EMPLOYEE, 0, "", frozenset(), today)
    return Actor(label="Kernespor", today=today, roles=(role,))


def read_live(indicators: Iterable[tuple[Indicator, int]], day: dt.date) -> dict[int, Reading]:
    """Return the reading of each computed indicator by its key; `indicators` come with their plans' units.

    The same measure over the same unit is read once.
    """
    wanted = list(indicators)
    reader, kept = anyone(day), dict[tuple[str, int], Reading | None]()
    tree = tree_on(day) if wanted else None
    found = {}
    for indicator, plan_unit in wanted:
        measure = registry.of(indicator.measure)
        if measure is None or tree is None:
            continue
        place = (indicator.measure, indicator.measure_unit_id or plan_unit)
        if place not in kept:
            kept[place] = measure.read(reader, tree.with_below(place[1]), day)
        reading = kept[place]
        if reading is not None:
            found[indicator.pk] = reading
    return found


def latest_read(indicator: Indicator, reading: Reading) -> Latest | None:
    """Return a measure's reading as what the indicator showed; None for a part of nothing."""
    value, measure = value_read(indicator, reading), registry.of(indicator.measure)
    if value is None or measure is None:
        return None
    told = ". ".join(part for part in (value_of(measure, reading), reading.note) if part)
    return Latest(reading.on, value=value, source=reading.source, evidence=told)
