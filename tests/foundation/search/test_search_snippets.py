from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kernespor.foundation.search.snippets import marked, number_found, snippet


def text_of(pieces: list) -> str:  # type: ignore[type-arg]
    return "".join(piece.text for piece in pieces)


@given(st.text(max_size=400), st.sets(st.sampled_from(["a", "ab", "aa", "svar"])))
def test_a_text_is_whole_with_its_words_marked(text: str, words: set[str]) -> None:
    import unicodedata

    normal = unicodedata.normalize("NFC", text)
    if normal == text:
        assert text_of(marked(text, words)) == text


def test_a_piece_is_cut_around_what_was_found() -> None:
    text = "Ord " * 100 + "her kommer svaret på det hele " + "og så mere " * 50
    pieces = snippet(text, {"svaret"})
    assert text_of(pieces).startswith("… ")
    assert text_of(pieces).endswith(" …")
    assert [piece.text for piece in pieces if piece.found] == ["svaret"]
    assert len(text_of(pieces)) < 200


def test_a_long_word_is_cut_too() -> None:
    assert len(text_of(snippet("x" * 1000, set()))) < 200


def test_markup_is_text() -> None:
    pieces = marked("<b>svar</b>", {"svar"})
    assert [piece.text for piece in pieces] == ["<b>", "svar", "</b>"]


def test_how_many_of_the_words_stand_there() -> None:
    assert number_found("Svar og høring, svar", {"svar", "hoering", "andet"}) == 2
