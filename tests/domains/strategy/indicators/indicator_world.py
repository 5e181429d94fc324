"""A small house with one plan in force, and the ways to follow its indicator."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET

import factories
from kernespor.connectors.organisation import RoleRow
from kernespor.domains.strategy.actions import indicators as actions
from kernespor.domains.strategy.actions import plans
from kernespor.domains.strategy.actions.indicators import Arrangement, Read
from kernespor.domains.strategy.models import Indicator, IndicatorReading, UnitPlan
from kernespor.domains.strategy.selectors.indicators.seen import Seen, see
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.measures import registry
from kernespor.foundation.measures.registry import Direction, Measure, Reading

DAY = factories.DAY
SINCE = dt.date(2020, 1, 1)
SCALE = ("Ringe", "Nogenlunde", "God", "Meget god")
MEASURED = Arrangement(
    "measured", counts="procent", direction="up", baseline=Decimal(50), baseline_on=dt.date(2026, 1, 1),
    target=Decimal(70), tolerance=Decimal(1), deadline=dt.date(2027, 12, 31), source="Regnearket",
    every_months=3,
)  # fmt: skip
ASSESSED = Arrangement("assessed", scale=SCALE, good_from=2, every_months=6, deadline=dt.date(2027, 12, 31))
MILESTONE = Arrangement("milestone", deadline=dt.date(2027, 6, 1))


def house(deputy_until: dt.date | None = None) -> None:
    """Take in the small house; the deputy may leave on a day. A controller counts for OS."""
    factories.house(
        RoleRow("head", "head", "OS", includes_below=True, valid_from=SINCE),
        RoleRow("deputy", "employee", "OS", includes_below=False, valid_from=SINCE, valid_to=deputy_until),
        RoleRow("other", "head", "BU", includes_below=True, valid_from=SINCE),
    )


def head(day: dt.date = DAY) -> Actor:
    """Return the head of the unit whose plan it is."""
    return factories.actor("head", day)


def indicator_of(plan: UnitPlan) -> Indicator:
    """Return the plan's indicator, read anew."""
    rows = Indicator.objects.select_related("goal__area__plan__unit", "owner", "deputy")
    return rows.get(goal__area__plan=plan)


def own(plan: UnitPlan, owner: str | None, deputy: str | None = None, **fields: Any) -> Indicator:
    """Give the plan's indicator an owner and a deputy."""
    row = indicator_of(plan)
    people = {
        "owner": factories.person(owner) if owner else None,
        "deputy": factories.person(deputy) if deputy else None,
    }
    plans.change_item(actor=head(), item=row, seen=row.version, **people, **fields)
    return indicator_of(plan)


def follow(plan: UnitPlan, facts: Arrangement, day: dt.date = DAY) -> Indicator:
    """Follow the plan's indicator in a way, as its head."""
    row = indicator_of(plan)
    actions.arrange(actor=head(day), indicator=row, seen=row.version, facts=facts)
    return indicator_of(plan)


def say(plan: UnitPlan, on: dt.date, day: dt.date | None = None, **facts: Any) -> IndicatorReading:
    """Write what the plan's indicator showed, as its head."""
    given = {"source": "Regnearket", "evidence": "Talt op"} | facts
    return actions.read(actor=head(day or on), indicator=indicator_of(plan), facts=Read(on=on, **given))


def seen_of(plan: UnitPlan, day: dt.date = DAY, asking: Actor | None = None) -> Seen:
    """Return the plan's indicator as it stands on a day."""
    row = indicator_of(plan)
    return see([(row, row.goal.area.plan)], today=day, asking=asking)[row.pk]


def closed_measure(code: str = "test.closed", value: int = 4711, total: int | None = None) -> Measure:
    """Register a measure that heads alone may read. Take it out again by `forget`."""
    from kernespor.foundation.organisation.enums import RoleKind

    measure = Measure(
        code, "Lukket tal", "kroner", Direction.DOWN, "Lønsystemet",
        readable=lambda actor: actor.holds(RoleKind.HEAD),
        read=lambda _actor, _units, day: Reading(value, day, "Lønsystemet", total=total),
        missing="Intet at læse.",
    )  # fmt: skip
    registry.register(measure)
    return measure


def forget(code: str) -> None:
    """Take a measure of a test out of the registry, as when the program no longer has it."""
    registry._measures.pop(code, None)


def cells(content: bytes) -> list[list[Any]]:
    """Return the first sheet of a workbook row by row: texts, figures, and dates as their serial numbers."""
    space = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        shared = ET.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314 - our own file
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - our own file
    strings = ["".join(one.itertext()) for one in shared.iterfind("s:si", space)]
    rows = []
    for row in sheet.iterfind(".//s:row", space):
        found: dict[int, Any] = {}
        for cell in row.iterfind("s:c", space):
            place = ord(str(cell.get("r"))[0]) - ord("A")
            value = cell.findtext("s:v", default="0", namespaces=space)
            found[place] = strings[int(value)] if cell.get("t") == "s" else float(value)
        rows.append([found.get(place) for place in range(max(found, default=-1) + 1)])
    return rows
