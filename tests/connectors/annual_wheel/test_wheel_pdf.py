"""The year on the wall: everything readable, nothing on top of another, as many steps as there are."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest

from kernespor.connectors.annual_wheel import drawing
from kernespor.connectors.annual_wheel.pdf import as_data, write_pdf
from kernespor.connectors.annual_wheel.records import Mark, WheelPaper
from kernespor.engines.annual_wheel.reading import load_own, load_rules, load_school_holidays
from kernespor.engines.annual_wheel.wheel import wheel

DAY = dt.date(2026, 11, 30)
A3 = (1190, 842)  # points, lying down


def paper(year: int = 2027) -> WheelPaper:
    made = wheel(load_rules(), load_own(), year, load_school_holidays(), ways_out=False)
    marks = tuple(
        Mark(one.on, one.title, one.step.process, one.ends, one.step.parties, one.legal)
        for one in made.moments
    )
    return WheelPaper(year, "Sporkøbing Kommune", marks, DAY, ("Vedtaget 30. november 2026",), ("Sidst.",))


def pages(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    assert all(tuple(round(side) for side in page.get_size()) in {A3, (1191, 842)} for page in document)
    return [page.get_textpage().get_text_range() for page in document]


def test_two_pages_of_a3_hold_every_step_twice() -> None:
    found = paper()
    assert len(found.marks) > 40
    drawn, listed = pages(write_pdf(found))
    for text in (drawn, listed):
        told = " ".join(text.replace("\xa0", " ").replace("\r\n", " ").split())
        for mark in found.marks:
            assert mark.title in told, mark.title
    assert "Årshjul 2027" in drawn
    assert "Lovens dage" in drawn
    assert "22.–30. sep." in drawn
    assert "Sidst." in listed


def test_the_same_year_is_the_same_file_and_says_in_words_what_it_shows() -> None:
    found = paper()
    content = write_pdf(found)
    assert content == write_pdf(found)
    assert b"pdfuaid" in content or b"StructTreeRoot" in content
    assert "47 trin" in as_data(found)["alt"]


@pytest.mark.parametrize("number", [0, 1, 2, 47, 90, 140])
def test_no_label_lies_on_another_or_off_the_page(number: int) -> None:
    base = paper().marks
    marks = tuple(sorted((base * 3)[:number], key=lambda one: one.on))
    found = drawing.labels(marks, 2027)
    assert len(found) == number
    data = as_data(replace(paper(), marks=marks))
    for right in (True, False):
        ys = [one.at[1] for one in found if one.right is right]
        assert ys == sorted(ys)
        gaps = [low - high for high, low in pairwise(ys)]
        assert all(gap >= data["label"]["height"] - 0.02 for gap in gaps)
        assert all(y - data["label"]["height"] / 2 > 0 and y + data["label"]["height"] / 2 < 285 for y in ys)
    assert data["size"] * 0.46 <= data["label"]["height"]
    centre = drawing.CENTRE
    for one in found:
        away = ((one.dot[0] - centre[0]) ** 2 + (one.dot[1] - centre[1]) ** 2) ** 0.5
        assert drawing.INNER < away < drawing.RIM
        assert len({one.dot for one in found}) == number or number > 47


def test_a_long_or_foreign_title_stays_in_its_place() -> None:
    long = Mark(dt.date(2027, 5, 3), "Meget " * 60 + "langt", "Budget", None, ("direktion",))
    strange = Mark(dt.date(2027, 6, 3), "Тест # [x] $y$ *z*", "MED", dt.date(2028, 2, 1))
    found = replace(paper(), marks=(long, strange), municipality="", facts=(), colophon=())
    data = as_data(found)
    assert data["labels"][0]["title"].endswith("…")
    assert all(found.year == 2027 and len(one["arc"]) != 1 for one in data["labels"])
    drawn, listed = pages(write_pdf(found))
    assert "# [x] $y$ *z*" in drawn
    assert long.title.split()[-1] in listed


def test_a_letter_that_no_typeface_has_is_told_as_a_box() -> None:
    nobodys = Mark(dt.date(2027, 5, 3), "Kode \U0010fffd her", "Budget")
    assert "Kode" in pages(write_pdf(replace(paper(), marks=(nobodys,))))[1]
