"""Danish dates, counts and order."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernespor.engines import danish

days = st.dates(dt.date(1000, 1, 1), dt.date(9999, 12, 31))


@given(days)
def test_every_way_of_writing_a_date_is_read_back(day: dt.date) -> None:
    for written in (
        danish.long_date(day),
        danish.short_date(day),
        day.isoformat(),
        f"{day.day}-{day.month}-{day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
        f" {day.day}/{day.month}/{day.year} ",
        f"{day.day} {day.month} {day.year}",
        danish.long_date(day).upper(),
        danish.long_date(day).replace(". ", "  ", 1),
    ):
        assert danish.parse_date(written) == day, written


@given(st.text(max_size=20))
def test_other_texts_are_no_dates_and_raise_nothing_else(text: str) -> None:
    try:
        found = danish.parse_date(text)
    except ValueError:
        return
    assert danish.parse_date(found.isoformat()) == found


@pytest.mark.parametrize(
    "text",
    ["", "30-2-2026", "1-13-2026", "31. april 2026", "1. ja 2026", "1. oktobers 2026", "1-10-26", "i morgen"],
)
def test_what_is_no_day_of_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any of Python's own words
        danish.parse_date(text)


@pytest.mark.parametrize("text", ["1. sept 2026", "1. sep. 2026", "1 September 2026"])
def test_months_may_be_shortened(text: str) -> None:
    assert danish.parse_date(text) == dt.date(2026, 9, 1)


def test_words_stand_as_in_a_danish_dictionary() -> None:
    words = ["abe", "Ebbe", "Zebra", "Ægir", "ærlig", "ødelagt", "Østerbro", "Aalborg", "Åse"]
    backwards = words[::-1]
    assert sorted(backwards, key=danish.sort_key) == words
    assert danish.sort_key("Aase") == danish.sort_key("Åse") == danish.sort_key("AASE")
    assert danish.sort_key("Ö") == danish.sort_key("ø")
    assert danish.sort_key("ä") == danish.sort_key("Æ")


def test_other_accents_do_not_move_a_word() -> None:
    assert sorted(["idérig", "ide", "idb", "idf"], key=danish.sort_key) == ["idb", "ide", "idérig", "idf"]
    assert danish.sort_key("idé") == danish.sort_key("ide")


@given(st.text(max_size=12), st.text(max_size=12))
def test_the_order_is_one_for_all_texts(one: str, other: str) -> None:
    keys = danish.sort_key(one), danish.sort_key(other)
    assert (keys[0] < keys[1]) + (keys[0] == keys[1]) + (keys[0] > keys[1]) == 1
    assert danish.sort_key(one.upper()) == danish.sort_key(one.upper().lower())


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 ting"), (1, "1 ting én"), (2, "2 ting"), (1234567, "1.234.567 ting")]
)
def test_counts_are_worded(number: int, words: str) -> None:
    assert danish.count(number, "ting én", "ting") == words
