from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kernespor.engines.danish_words.reference import distance
from kernespor.engines.danish_words.slips import like, within_one

WORDS = st.text(alphabet="abcæ", max_size=7)


@given(WORDS, WORDS)
def test_the_fast_way_says_what_the_slow_one_says(one: str, other: str) -> None:
    assert within_one(one, other) == (distance(one, other) <= 1)


def test_one_slip() -> None:
    words = ["hoeringssvar", "hoering", "svaret"]
    for typed in ("hoeringsvar", "hoeringssvr", "hoeirngssvar", "heringssvar", "hoeringssvarr"):
        assert like(typed, words) == ["hoeringssvar"], typed


def test_short_words_have_no_slips() -> None:
    assert like("sagg", ["sag"]) == []


def test_a_word_is_not_like_itself() -> None:
    assert like("hoering", ["hoering"]) == []
