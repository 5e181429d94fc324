"""Rules as they are written in TOML; the README tells how. legal.toml and own.toml stand beside this."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any, TypeVar

from kernespor.engines.annual_wheel.records import (
    Bound,
    ClosedDay,
    Gap,
    Moved,
    Moves,
    NthWeekday,
    OnDate,
    Relative,
    Rule,
    Rules,
    SchoolHoliday,
    Step,
    Unit,
    Verified,
)
from kernespor.engines.danish import WEEKDAYS

_BOUNDS = tuple(bound.value for bound in Bound)
_DEFAULTS = {Bound.ON: Moves.EARLIER, Bound.LATEST: Moves.EARLIER, Bound.EARLIEST: Moves.LATER}
_LEGAL, _OWN = "legal.toml", "own.toml"
Row = dict[str, Any]
Record = TypeVar("Record")


@cache
def load_rules() -> Rules:
    """Return the law's rules."""
    return read_rules(_text(_LEGAL), legal=True)


@cache
def load_own() -> Rules:
    """Return the rules of Sporkøbing, from which a municipality can begin its own."""
    return read_rules(_text(_OWN))


def own_rows() -> list[Row]:
    """Return the steps of Sporkøbing as they are written, each with its source: what `read_step` takes."""
    data = tomllib.loads(_text(_OWN))
    return [{"source": data["source"], **row} for row in data["step"]]


def load_school_holidays() -> tuple[SchoolHoliday, ...]:
    """Return the school holidays of Sporkøbing, as it decided them."""
    return tuple(SchoolHoliday(**row) for row in tomllib.loads(_text("school_holidays.toml"))["holiday"])


def load_roles() -> dict[str, list[str]]:
    """Return the parties that a role makes one of, by the role ("head")."""
    found: dict[str, list[str]] = tomllib.loads(_text("roles.toml"))
    return found


def load_bodies() -> dict[str, str]:
    """Return the party that a kind of body is ("finance"), for the kinds that meet on steps of the year."""
    found: dict[str, str] = tomllib.loads(_text("bodies.toml"))
    return found


def _text(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def read_rules(text: str, *, legal: bool = False) -> Rules:
    """Read rules from TOML: all the law's, or all a municipality's.

    Raises ValueError that says which row is wrong, and why.

    `source` at the top is that of every row without one of its own.
    """
    data = tomllib.loads(text)
    source = data.pop("source", "")

    def rows(table: str, make: Callable[[Row], Record]) -> tuple[Record, ...]:
        return tuple(_made(table, row, make) for row in data.pop(table, ()))

    def sourced(row: Row) -> Row:
        return {"source": source, **row}

    rules = Rules(
        steps=rows("step", lambda row: _step({**sourced(row), "legal": legal})),
        gaps=rows("gap", lambda row: Gap(**_verified(sourced(row)))),
        moved=rows("moved", lambda row: _moved(sourced(row))),
        closed=rows("closed", _closed),
    )
    if data:
        raise ValueError(f"no such table: {', '.join(data)}")
    return rules


def read_step(row: Row) -> Step:
    """Read one step of a municipality's own, written as in TOML. Raises ValueError that says why not."""
    return _made("step", row, _step)


def _made(table: str, row: Row, make: Callable[[Row], Record]) -> Record:
    try:
        return make(dict(row))
    except (ValueError, TypeError, KeyError) as error:
        name = row.get("code") or row.get("step") or row.get("name")
        raise ValueError(f"{table} {name}: {error}") from error


def _step(row: Row) -> Step:
    rule = row.pop("rule")
    bound = Bound(row.pop("bound", next((name for name in _BOUNDS if name in rule), Bound.ON)))
    return Step(
        **_verified(row)
        | {
            "rule": _rule(rule),
            "ends": _rule(row["ends"]) if "ends" in row else None,
            "bound": bound,
            "moves": Moves(row.get("moves", _DEFAULTS[bound])),
            "meets": tuple(WEEKDAYS.index(name) for name in row.get("meets", ())),
            "parties": tuple(row.get("parties", ())),
        }
    )


def _moved(row: Row) -> Moved:
    if not all(type(row[name]) is dt.date for name in ("on", "ends") if name in row):
        raise ValueError("a decided day is written 2019-11-05, without marks around it")
    return Moved(**_verified(row))


def _verified(row: Row) -> Row:
    return {**row, "verified": Verified(row.get("verified", Verified.YES))}


def _closed(row: Row) -> ClosedDay:
    month, day = _month_day(row.pop("on"))
    return ClosedDay(**row, month=month, day=day)


def _rule(row: Row) -> Rule:
    """Read one of: a day, the nth weekday of a month, a distance before or after a step."""
    match row:
        case {"on": day} | {"latest": day} | {"earliest": day} if len(row) == 1:
            return OnDate(*_month_day(day))
        case {"nth": nth, "weekday": weekday, "month": month, **rest} if not rest:
            return NthWeekday(nth, WEEKDAYS.index(weekday), month)
    ways = [name for name in ("before", "after") if name in row]
    units = [unit for unit in Unit if unit in row]
    if len(ways) != 1 or len(units) != 1 or len(row) != 2:  # noqa: PLR2004 - one way, one unit, no more
        raise ValueError(f"no rule that gives a day: {row}")
    return Relative(row[units[0]], units[0], row[ways[0]], ways[0] == "after")


def _month_day(text: str) -> tuple[int, int]:
    month, _, day = text.partition("-")
    return int(month), int(day)
