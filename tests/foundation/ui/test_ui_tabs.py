"""A list in parts is turned from one to the other, and what is filtered by stays."""

from __future__ import annotations

from django.http import QueryDict

from kernespor.foundation.ui.tables import Chosen, Tab, tabs, words

PARTS = (("", "Kommende"), ("afholdte", "Afholdte"))


def test_turning_to_another_part_keeps_the_filters_and_begins_at_its_first_page() -> None:
    assert tabs(QueryDict("udvalg=4&side=3"), PARTS, "") == [
        Tab("Kommende", "?udvalg=4", True),
        Tab("Afholdte", "?udvalg=4&vis=afholdte", False),
    ]


def test_the_part_that_opens_has_no_name_in_the_address() -> None:
    assert [tab.url for tab in tabs(QueryDict("vis=afholdte"), PARTS, "afholdte")] == ["?", "?vis=afholdte"]


def test_the_words_that_are_searched_for_are_a_filter_that_can_be_taken_away() -> None:
    assert words("vikar") == [Chosen("soeg", "vikar", "»vikar«")]
    assert words("") == []
