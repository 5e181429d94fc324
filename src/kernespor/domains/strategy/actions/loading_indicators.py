"""Indicators from files: how Sporkøbing's are followed, and what was read of them."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils import timezone

from kernespor.connectors.sporkoebing.indicators import WHY_MET
from kernespor.domains.strategy.actions.indicators import (
    Arrangement,
    Read,
    keep_readings,
    reading_fields,
    write_arrangement,
)
from kernespor.domains.strategy.models import Indicator, IndicatorReading, UnitPlan
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.accounts.selectors import actor_for
from kernespor.foundation.audit.writing import change
from kernespor.foundation.bodies.enums import Outcome
from kernespor.foundation.bodies.models import Decision
from kernespor.foundation.objects import ref_of
from kernespor.foundation.organisation.models import Person, Unit
from kernespor.foundation.thread.actions import tie

_MONTHS_KEPT = 12


def load_indicators(*, actor: Actor, files: Mapping[str, bytes]) -> int:
    """Load `indicators/` of Sporkøbing, each plan's in an act of its own; return how many are followed.

    A row of a plan or a number that isn't there is left out. Raises ValueError for a reading that is none.
    """
    if "indicators/indicators.csv" not in files:
        return 0
    units = {unit.code: unit for unit in Unit.objects.all()}
    persons = {person.code: person for person in Person.objects.all()}
    readings: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in _rows(files["indicators/readings.csv"]):
        readings.setdefault((row["file"], row["number"]), []).append(row)
    number = 0
    for plan, rows in _by_plan(files["indicators/indicators.csv"]):
        parts = _parts(plan)
        known = [(parts[row["number"]], row) for row in rows if row["number"] in parts]
        number += len(known)
        with change(actor=actor, verb="indicators.sporkoebing_loaded", about=plan) as act:
            kept: list[IndicatorReading] = []
            for indicator, row in known:
                facts = _arrangement(row, units)
                write_arrangement(act, indicator, facts, seen=None, day=plan.expected_from)
                said = readings.get((row["file"], row["number"]), ())
                kept += [_reading(indicator, one, persons) for one in said]
            act.create_many(IndicatorReading, kept)
            act.touch(plan)
        for indicator, row in known:
            if row["decision"]:
                _tie(actor, indicator, row["decision"], persons)
    for day in _months_before(actor.today):
        keep_readings(actor=actor, day=day)
    return number


def _by_plan(content: bytes) -> Iterator[tuple[UnitPlan, list[dict[str, str]]]]:
    plans = UnitPlan.objects.filter(source__isnull=False).select_related("source", "unit").order_by("pk")
    by_file = {plan.source.name: plan for plan in plans.defer("source__content") if plan.source}
    found: dict[str, list[dict[str, str]]] = {}
    for row in _rows(content):
        found.setdefault(row["file"], []).append(row)
    for file, rows in found.items():
        if file in by_file:
            yield by_file[file], rows


def _parts(plan: UnitPlan) -> dict[str, Indicator]:
    rows = Indicator.objects.filter(goal__area__plan=plan).select_related("goal__area")
    return {
        f"{row.goal.area.position}.{row.goal.position}.i{row.position}": row for row in rows.order_by("pk")
    }


def _arrangement(row: dict[str, str], units: Mapping[str, Unit]) -> Arrangement:
    return Arrangement(
        row["kind"],
        measure=row["measure"],
        measure_unit=units.get(row["unit_code"]),
        counts=row["counts"],
        direction=row["direction"],
        baseline=_figure(row["baseline"]),
        baseline_on=_day(row["baseline_on"]),
        target=_figure(row["target"]),
        tolerance=_figure(row["tolerance"]),
        deadline=_day(row["deadline"]),
        scale=tuple(word for word in row["scale"].split("/") if word),
        good_from=int(row["good_from"]) if row["good_from"] else None,
        source=row["source"],
        every_months=int(row["every_months"]) if row["every_months"] else None,
    )


def _reading(indicator: Indicator, row: dict[str, str], persons: Mapping[str, Person]) -> IndicatorReading:
    """Return a reading of the file, written on its own day; of two of a day the later one a minute later."""
    author, on = persons[row["author"]], dt.date.fromisoformat(row["date"])
    facts = Read(
        on,
        value=_figure(row["value"]),
        level=int(row["level"]) if row["level"] else None,
        met=row["met"] == "1" if row["met"] else None,
        source=row["source"],
        evidence=row["evidence"],
    )
    return IndicatorReading(
        **reading_fields(indicator, facts),
        author=author,
        author_label=author.name,
        recorded_at=dt.datetime.combine(on, dt.time(12), tzinfo=timezone.get_default_timezone()),
    )


def _tie(actor: Actor, indicator: Indicator, words: str, persons: Mapping[str, Person]) -> None:
    """Tie the last open decision whose case is called so below a milestone, as the secretariat does."""
    rows = Decision.objects.filter(current__case_title__contains=words, current__outcome=Outcome.APPROVED)
    decision = rows.filter(openness="open", current__on__lte=actor.today).order_by("current__on").last()
    keeper = persons.get("politisk.sekretariat")
    if decision and keeper:
        tie(
            actor=actor_for(keeper, actor.today),
            kind="leads_to",
            upper=ref_of(indicator),
            lower=ref_of(decision),
            why=WHY_MET,
        )


def _months_before(today: dt.date) -> list[dt.date]:
    """Return the last days of the twelve months before a day, oldest first."""
    days, day = [], today.replace(day=1)
    for _month in range(_MONTHS_KEPT):
        day -= dt.timedelta(days=1)
        days.append(day)
        day = day.replace(day=1)
    return days[::-1]


def _rows(content: bytes) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")


def _figure(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
