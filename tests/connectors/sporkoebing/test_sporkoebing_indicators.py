"""Sporkøbing's indicators: of all four kinds, over three years, by people who worked there."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import Counter
from typing import Any

import pytest

from kernespor.connectors.sporkoebing import DEFAULT_UNTIL, Size, generate


def rows_of(files: Any, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[name].decode("utf-8-sig")), delimiter=";"))


@pytest.fixture(scope="module", params=list(Size))
def files(request: Any) -> Any:
    return generate(1, request.param, DEFAULT_UNTIL)


def test_each_kind_is_there_and_each_row_points_at_an_indicator(files: Any) -> None:
    followed = rows_of(files, "indicators/indicators.csv")
    assert {row["kind"] for row in followed} == {"computed", "measured", "assessed", "milestone"}
    items = {(row["file"], row["number"]): row for row in rows_of(files, "plans/items.csv")}
    keys = [(row["file"], row["number"]) for row in followed]
    assert len(set(keys)) == len(keys)
    assert set(keys) <= set(items)
    assert any(not items[key]["owner"] for key in keys)


def test_readings_are_of_their_kind_over_three_years_and_none_from_the_future(files: Any) -> None:
    kinds = {(row["file"], row["number"]): row for row in rows_of(files, "indicators/indicators.csv")}
    given = Counter[str]()
    for row in rows_of(files, "indicators/readings.csv"):
        kind = kinds[row["file"], row["number"]]["kind"]
        name = {"measured": "value", "assessed": "level", "milestone": "met"}[kind]
        assert [one for one in ("value", "level", "met") if row[one]] == [name]
        assert dt.date.fromisoformat(row["date"]) <= DEFAULT_UNTIL
        given[row["date"][:4]] += 1
    assert len(given) >= 3


def test_whoever_read_worked_there_on_the_day(files: Any) -> None:
    served: dict[str, list[tuple[str, str]]] = {}
    for role in rows_of(files, "organisation/roles.csv"):
        first, last = role["Gyldig fra"], role["Gyldig til"] or "9999-12-31"
        served.setdefault(role["Person"], []).append((first, last))
    for row in rows_of(files, "indicators/readings.csv"):
        assert any(first <= row["date"] <= last for first, last in served[row["author"]]), row


def test_the_same_seed_gives_the_same_readings() -> None:
    one, two = (generate(7, Size.SMALL, DEFAULT_UNTIL) for _ in range(2))
    assert one["indicators/readings.csv"] == two["indicators/readings.csv"]
    assert one["indicators/readings.csv"] != generate(8, Size.SMALL, DEFAULT_UNTIL)["indicators/readings.csv"]
