"""Whatever a document looks like: the reader answers, and every line of it stands in exactly one place."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.governing.documents import DOCUMENTS, REAL, read_text
from kernespor.connectors.documents.lines import Line
from kernespor.connectors.documents.marks import parse_marks
from kernespor.connectors.governing.reader import read_document
from kernespor.connectors.governing.records import DocumentReading

TEXTS = [path.read_text(encoding="utf-8") for path in DOCUMENTS]
if REAL.is_dir():
    TEXTS.extend(path.read_text(encoding="utf-8") for path in sorted(REAL.glob("*.txt")))
WORD = re.compile(r"[^\W_]+")
PIECES = st.sampled_from(
    (
        "Formål", "formål", "1.", "2.1", "a)", "-", "•", "\uf0b7", "–", "#", "##", "**fed**", "skal", "vi",
        "Vi", "byrådet", "følgende:", "tre", "pejlemærker:", "Figur 1.", "se bilag 2", "den 30. februar 2026",
        "budget-", "analyse", "Notat", "Sagsnr.: 24/1", "Ravnsø Kommune", "7", "Side 3 af 9", "....", "|",
        "|--|--|", "\f", "   ", "og", "mio. kr.", ".", ",", "Tema  Vi", "Bilag  Nej", "Sag  To", "<b>x</b>",
        "Måлиндikator", "&amp;", "o", "§ 17, stk. 4",
    )
)  # fmt: skip
LINES = st.lists(st.lists(PIECES, max_size=9).map(" ".join), max_size=40)


def places(reading: DocumentReading) -> dict[int, set[str]]:
    """Return for each source line the kinds of place in which it stands."""
    found: dict[int, set[str]] = {}
    for block in reading.blocks:
        for number in block.numbers:
            found.setdefault(number, set()).add("block")
    for part in reading.head:
        found.setdefault(part.line, set()).add("head")
    for thing in reading.furniture:
        found.setdefault(thing.line, set()).add("furniture")
    return found


def assert_nothing_lost(reading: DocumentReading) -> None:
    found = places(reading)
    filled = {
        number
        for number, raw in enumerate(reading.source, start=1)
        if raw.strip("\f\x00 \t\u200b\ufeff").strip()
    }
    assert filled <= set(found)
    twice = {number for number, kinds in found.items() if len(kinds) > 1}
    assert all(re.search(r"\S {2,}\S|\||\n", reading.source[number - 1]) for number in twice)
    held = Counter(number for block in reading.blocks for number in block.numbers)
    again = {number for number, count in held.items() if count > 1}
    assert all(re.search(r"\S {2,}\S|\||\n", reading.source[number - 1]) for number in again)


def assert_no_word_lost(reading: DocumentReading) -> None:
    """Compare the letters: joined words have no hyphen, mended ones other letters, but none goes missing."""
    texts = [f"{block.mark} {block.text}" for block in reading.blocks]
    texts += [part.text for part in (*reading.head, *reading.furniture)]
    there = Counter(letter for text in texts for letter in text.casefold() if letter.isalnum())
    source = Counter(
        letter
        for raw in reading.source
        for letter in parse_marks(raw.replace("\f", "")).text.casefold()
        if letter.isalnum()
    )
    foreign = {letter for letter in source if letter > "\u0250"}
    lost = {letter: count for letter, count in (source - there).items() if letter not in foreign}
    assert not lost


def wrapped(width: int) -> Callable[[str], str]:
    def change(text: str) -> str:
        lines: list[str] = []
        for line in text.split("\n"):
            lines.extend(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [line])
        return "\n".join(lines)

    return change


def pages(text: str) -> str:
    lines = text.split("\n")
    for place in range(20, len(lines), 20):
        lines[place] = f"{lines[place]}\n\f{place // 20 + 1}"
    return "\n".join(lines)


MANGLERS: tuple[Callable[[str], str], ...] = (
    wrapped(48),
    wrapped(90),
    wrapped(2),
    pages,
    lambda text: text.replace("\n", "\n\n"),
    lambda text: re.sub(r"\n\s*\n", "\n", text),
    lambda text: re.sub(r"^[-*•\uf0b7] ", "\uf0a7", text, flags=re.MULTILINE),
    lambda text: re.sub(r"^#+ ", "", text, flags=re.MULTILINE),
    lambda text: re.sub(r"^", "    ", text, flags=re.MULTILINE),
    lambda text: re.sub(r"([a-zæøå]{4})([a-zæøå]{4}) ", r"\1-\n\2 ", text, count=5),
)


@given(st.sampled_from(TEXTS), st.lists(st.sampled_from(MANGLERS), max_size=3, unique=True))
@settings(max_examples=80, deadline=None)
def test_nothing_is_lost_of_mangled_documents(text, manglers):
    for mangler in manglers:
        text = mangler(text)
    reading = read_text(text)
    assert_nothing_lost(reading)
    assert_no_word_lost(reading)


@given(LINES)
@settings(max_examples=300, deadline=None)
def test_nothing_is_lost_of_lines_like_a_documents(lines):
    reading = read_text("\n".join(lines))
    assert_nothing_lost(reading)


@given(
    st.lists(
        st.builds(
            Line,
            st.just(0),
            st.text(max_size=60),
            st.text(max_size=60),
            st.text(max_size=9),
            st.integers(-1, 12),
            st.text(max_size=3),
            st.none() | st.integers(1, 4),
        ),
        max_size=25,
    )
)
@settings(max_examples=200, deadline=None)
def test_no_line_makes_it_fail(lines):
    numbered = [
        Line(number, line.raw, line.text, line.style, line.level, line.bullet, line.page)
        for number, line in enumerate(lines, start=1)
    ]
    reading = read_document(numbered)
    assert len(reading.source) == len(lines)
    assert all(finding.message for finding in reading.findings)
