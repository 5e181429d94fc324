"""Dates, figures, and the words for states."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from kernespor.engines.plan_state.records import State
from kernespor.foundation.ui import states
from kernespor.foundation.ui.fields import TypedDateField
from kernespor.foundation.ui.templatetags import danish, ui

DAY = dt.date(2026, 8, 24)
MOMENT = dt.datetime(2026, 8, 24, 7, 14, tzinfo=dt.UTC)


def test_dates_in_danish_and_english() -> None:
    assert danish.long_date(DAY) == "24. august 2026"
    assert danish.short_date(DAY) == "24. aug. 2026"
    assert danish.day_and_date(DAY) == "mandag den 24. august 2026"
    assert danish.moment(MOMENT) == "24. aug. 2026 kl. 9.14"
    with translation.override("en"):
        assert danish.long_date(DAY) == "24 August 2026"
        assert danish.short_date(DAY) == "24 Aug 2026"
        assert danish.day_and_date(DAY) == "Monday 24 August 2026"
        assert danish.clock(MOMENT) == "9:14"


def test_a_moment_near_midnight_falls_on_the_danish_day() -> None:
    assert danish.short_date(dt.datetime(2026, 8, 24, 22, 30, tzinfo=dt.UTC)) == "25. aug. 2026"
    assert danish.short_date(dt.datetime(2026, 8, 24, 22, 30)) == "24. aug. 2026"  # noqa: DTZ001 - naive is the point


def test_nothing_is_a_dash_and_zero_is_zero() -> None:
    assert [danish.long_date(None), danish.short_date(None), danish.number(None)] == ["–"] * 3
    assert danish.number(0) == "0"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234567, 0, "1.234.567"),
        (12.4, 1, "12,4"),
        (Decimal("-98111.5"), 2, "−98.111,50"),
        (-0.04, 1, "0,0"),
    ],
)
def test_figures(value: float | Decimal, decimals: int, text: str) -> None:
    assert danish.number(value, decimals) == text


def test_signs_and_counts() -> None:
    assert danish.count(1, "handling,handlinger") == "1 handling"
    assert danish.count(1200, "handling,handlinger") == "1.200 handlinger"
    assert danish.plain(2026) == "2026"


def test_every_state_has_a_word_and_a_mark_in_the_fixed_order() -> None:
    assert [str(state) for state in State] == list(states.LABELS)
    assert ui.state_label(State.OFF_TRACK) == "Af sporet"
    with pytest.raises(KeyError):
        states.label_of("green")


def test_shares_fill_the_bar_in_order() -> None:
    parts = states.shares({"closed": 1, State.REACHED: 3})
    assert [(part.state, part.start, part.width) for part in parts] == [
        ("reached", "0.000%", "75.000%"),
        ("closed", "75.000%", "25.000%"),
    ]
    assert states.shares({}) == []


def test_initials() -> None:
    assert [ui.initials(name) for name in ("Mette Lund", "Ea", "Anna Bo Ørn", "")] == ["ML", "E", "AØ", ""]


def test_dates_are_typed() -> None:
    field = TypedDateField(required=False)
    assert field.clean("1-10-2026") == field.clean("1. oktober 2026") == dt.date(2026, 10, 1)
    assert field.clean("") is None
    assert field.clean(DAY) == DAY
    assert field.prepare_value(DAY) == "24-8-2026"
    assert field.prepare_value("31-2-2026") == "31-2-2026"
    with pytest.raises(ValidationError, match="Skriv dag, måned og år"):
        field.clean("31-2-2026")
