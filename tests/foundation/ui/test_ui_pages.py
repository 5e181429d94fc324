"""A long list is turned page by page, and the address holds which page it is."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from kernespor.foundation.ui.tables import PER_PAGE, pages

LONG = list(range(2 * PER_PAGE + 7))


def test_the_first_page_leads_on_and_keeps_the_filters() -> None:
    found = pages(LONG, QueryDict("status=stale"))
    assert found.rows == LONG[:PER_PAGE]
    assert (found.first, found.last, found.total) == (1, PER_PAGE, len(LONG))
    assert found.before == ""
    assert found.after == "?status=stale&side=2"


def test_the_last_page_leads_back_alone() -> None:
    found = pages(LONG, QueryDict("side=3"))
    assert found.rows == LONG[2 * PER_PAGE :]
    assert (found.before, found.after) == ("?side=2", "")


@pytest.mark.parametrize(("asked", "number"), [("99", 3), ("0", 3), ("-1", 3), ("a", 1), ("", 1)])
def test_an_old_link_opens_the_nearest_page(asked: str, number: int) -> None:
    assert pages(LONG, QueryDict(f"side={asked}")).number == number


def test_a_short_list_has_nothing_to_turn_and_a_long_one_says_where_one_is() -> None:
    short = render_to_string("ui/_pages.html", {"pages": pages([1], QueryDict())})
    assert short.strip() == ""
    text = render_to_string("ui/_pages.html", {"pages": pages(LONG, QueryDict("side=2&slags=a"))})
    assert f"Viser {PER_PAGE + 1}–{2 * PER_PAGE} af {len(LONG)}" in text
    assert 'href="?side=1&amp;slags=a"' in text
    assert 'href="?side=3&amp;slags=a"' in text
