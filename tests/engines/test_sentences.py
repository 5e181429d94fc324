"""Running text is taken apart where a Dane would say that a sentence ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernespor.engines.sentences import sentences

TEXTS = (
    ["Gælden må højst være 10 mio. kr. pr. år.", "Vi skal fx have 1,5 pct. i overskud."],
    ["Fra den 1. januar 2026 gælder det, jf. bl.a. § 17, stk. 4.", "Det er »godt.«", "Gør det!", "Nej"],
    ["1. Driften skal give overskud.", "Det er m.v.", "Vi"],
    ["Det koster 1.234.567 kr.", "Det er meget."],
    ["Mødet er den 3. marts kl. 9.14, og hr. Jensen leder det."],
)


@pytest.mark.parametrize("parts", TEXTS)
def test_a_text_is_its_sentences(parts: list[str]) -> None:
    assert [words for _at, words in sentences(" ".join(parts))] == parts


@given(st.text(alphabet="aB1. !?\n«»kr", max_size=80))
def test_no_letter_is_lost_and_each_stands_where_it_says(text: str) -> None:
    found = sentences(text)
    assert all(text[at : at + len(words)] == words for at, words in found)
    assert "".join("".join(words.split()) for _at, words in found) == "".join(text.split())
    assert [at for at, _words in found] == sorted({at for at, _words in found})
