from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernespor.engines.danish_words.letters import fold, folded_text, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ålborg", "aalborg"),
        ("ÆRØ", "aeroe"),
        ("Ærø", "Aeroe"),
        ("idé", "ide"),
        ("A\u030alborg", "Ålborg"),
        ("MÜLLER", "muller"),
        ("Öresund", "Øresund"),
    ],
)
def test_letters_that_are_the_same_to_a_search(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("E-handel på skolerne", [("ehandel", "e", "handel"), ("paa",), ("skolerne",)]),
        ("MED–udvalget", [("medudvalget", "med", "udvalget")]),
        ("børne- og ungeudvalget", [("boerne",), ("og",), ("ungeudvalget",)]),
        ("høringssvar, 3.1 og 1.250 kr.", [("hoeringssvar",), ("3.1",), ("og",), ("1.250",), ("kr",)]),
        ("sam\u00adarbejde", [("samarbejde",)]),
        ("»citat«", [("citat",)]),
        ("… – ·", []),
    ],
)
def test_words_of_a_text(text: str, words: list[tuple[str, ...]]) -> None:
    assert [token.folded for token in tokens(text)] == words


def test_a_phrase_is_its_words_in_order() -> None:
    assert folded_text("Køb på  aftale.") == "koeb paa aftale"


@given(st.text(max_size=60))
def test_any_text_has_words_that_stand_where_they_say(text: str) -> None:
    for token in tokens(text):
        assert 0 <= token.start < token.end
        assert all(part == fold(part) for part in token.folded)


@given(st.text(max_size=20))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
