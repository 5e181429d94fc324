"""Text files in the encodings that municipalities have, with the marks that people use."""

from __future__ import annotations

import pytest

from kernespor.connectors.documents.marks import parse_marks
from kernespor.connectors.documents.text import decode, text_lines

TEXT = "Mål på Ærø – én plan"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


def test_utf8_taken_for_windows_letters_is_read_once_more():
    assert decode("Mål og får".encode().decode("cp1252").encode()) == "Mål og får"


@pytest.mark.parametrize(
    ("raw", "text", "level", "bullet"),
    [
        ("## **1. Trivsel** ##", "1. Trivsel", 2, ""),
        ("- et punkt", "et punkt", 0, "-"),
        ("•et punkt", "et punkt", 0, "•"),
        ("-Et punkt", "Et punkt", 0, "-"),
        ("-5 procent", "-5 procent", 0, ""),
        ("a) et punkt", "et punkt", 0, "a)"),
        ("(1) et punkt", "et punkt", 0, "(1)"),
        ("1. Trivsel", "Trivsel", 0, "1."),
        ("3. december 2019", "3. december 2019", 0, ""),
        ("§ 17 i loven", "§ 17 i loven", 0, ""),
        ("<b>Mål:</b> mere &amp; bedre", "Mål: mere & bedre", 0, ""),
        ("snake_case_navn og 2*3*4", "snake_case_navn og 2*3*4", 0, ""),
        ("\u00a0Mål\u200b", "Mål", 0, ""),
        ("eﬀekt", "effekt", 0, ""),
    ],
)
def test_marks(raw, text, level, bullet):
    marks = parse_marks(raw)
    assert (marks.text, marks.level, marks.bullet) == (text, level, bullet)


def test_a_heading_that_is_underlined_and_a_page_break():
    lines = text_lines("Titel\n=====\n\nTekst\f\nMere")
    assert lines[0].level == 1
    assert [line.page for line in lines][-1] == 2
