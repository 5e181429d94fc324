"""What computed indicators show on a day, read from their measures; and what is needed to read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from django.core.cache import cache
from django.db.models import QuerySet, Subquery
from django.utils.translation import get_language

from kernespor.domains.strategy.calculations.indicators import Latest, value_read
from kernespor.domains.strategy.models import Indicator
from kernespor.foundation.access.actor import Actor, HeldRole
from kernespor.foundation.audit.models import AuditEvent
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

    The same measure over the same unit is read once, and again when anything at all was written since: one
    query where nothing was, none where the indicators are `stamped`.
    """
    indicators = list(indicators)
    wanted = {
        indicator.pk: (indicator.measure, indicator.measure_unit_id or plan_unit)
        for indicator, plan_unit in indicators
        if registry.of(indicator.measure)
    }
    if not wanted:
        return {}
    stamp = _last_written(indicators[0][0])
    keys = {place: f"live:{place[0]}:{place[1]}:{day}:{stamp}" for place in wanted.values()}
    kept = cache.get_many(keys.values())
    missing = [place for place, key in keys.items() if key not in kept]
    fresh = {keys[place]: reading for place, reading in _read(missing, day)}
    cache.set_many(fresh)
    found = {pk: (fresh | kept)[keys[place]] for pk, place in wanted.items()}
    return {pk: reading for pk, reading in found.items() if reading is not None}


def _read(
    places: Iterable[tuple[str, int]], day: dt.date
) -> Iterator[tuple[tuple[str, int], Reading | None]]:
    reader = anyone(day)
    for code, unit in places:
        measure = registry.of(code)
        if measure is not None:
            yield (code, unit), measure.read(reader, tree_on(day).with_below(unit), day)


def stamped(rows: QuerySet[Indicator]) -> QuerySet[Indicator]:
    """Return the indicators with the key and the moment of the last event that anyone wrote."""
    last = AuditEvent.objects.order_by("-pk")
    return rows.annotate(last_event=Subquery(last.values("pk")[:1]), last_at=Subquery(last.values("at")[:1]))


def _last_written(indicator: Indicator) -> str:
    """Return what is another as soon as anyone wrote anything, or read it in another language.

    One query, none for an indicator that is `stamped`.
    """
    if hasattr(indicator, "last_event"):
        last = (indicator.last_event, indicator.last_at) if indicator.last_event else None  # type: ignore[attr-defined]
    else:
        last = AuditEvent.objects.order_by("-pk").values_list("pk", "at").first()
    return f"{last[0]}:{last[1].timestamp()}:{get_language()}" if last else ""


def latest_read(indicator: Indicator, reading: Reading) -> Latest | None:
    """Return a measure's reading as what the indicator showed; None for a part of nothing."""
    value, measure = value_read(indicator, reading), registry.of(indicator.measure)
    if value is None or measure is None:
        return None
    told = ". ".join(part for part in (value_of(measure, reading), reading.note) if part)
    return Latest(reading.on, value=value, source=reading.source, evidence=told)
