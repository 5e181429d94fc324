"""The page of the search and what shows as one types."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

import factories
from kernespor.domains.strategy.actions import plans

pytestmark = pytest.mark.usefixtures("sporkoebing")
MOST_QUERIES = 20


@pytest.fixture
def browser(client: Client) -> Client:
    client.force_login(
        factories.account("kommunaldirektoer"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def body(client: Client, path: str, **query: str) -> str:
    answer = client.get(path, query)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize("text", ["plan", "børn", "vi", "økonomi & stab", "borgersamlng", "qwertyuiop", ""])
def test_the_page_asks_few_queries(browser: Client, text: str, django_assert_max_num_queries: Any) -> None:
    body(browser, "/soeg/", q=text)
    with django_assert_max_num_queries(MOST_QUERIES):
        body(browser, "/soeg/", q=text)
    with django_assert_max_num_queries(MOST_QUERIES):
        body(browser, "/soeg/straks/", q=text)


def test_each_kind_is_a_link_with_its_number(browser: Client) -> None:
    page = body(browser, "/soeg/", q="barn")
    assert "slags=maal" in page
    assert "steder handler om »barn«." in page
    assert "<mark>Børn</mark> med to sprog" in page


def test_what_is_typed_and_what_is_found_are_escaped(browser: Client) -> None:
    director = factories.actor("kommunaldirektoer")
    action = factories.first_action(factories.plan_of_file("oekonomi-stab-2026-2027.docx"))
    plans.give_status(
        actor=director,
        item=action,
        judgement="on_track",
        text="<script>kornblomst</script>",
        on=factories.DAY,
    )
    page = body(browser, "/soeg/", q="<script>kornblomst")
    assert "<script>kornblomst" not in page
    assert escape("<script>") in page
    assert "&lt;<mark>script</mark>&gt;<mark>kornblomst</mark>" in page


def test_the_part_that_is_swapped_in_is_that_of_the_page(browser: Client) -> None:
    whole = body(browser, "/soeg/", q="barn")
    part = browser.get("/soeg/", {"q": "barn"}, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div id="fund"')
    assert part.strip() in whole


def test_the_empty_page_says_what_to_do(browser: Client) -> None:
    assert "Hvad leder du efter?" in body(browser, "/soeg/")
    assert "Vi fandt ikke noget om »qwertyuiop«." in body(browser, "/soeg/", q="qwertyuiop")


def test_a_slip_is_said_with_a_way_on(browser: Client) -> None:
    page = body(browser, "/soeg/", q="borgersamlng")
    assert "Vi fandt ikke noget om »borgersamlng«." in page
    assert "?q=borgersamling" in page


def test_a_wrong_period_is_said_and_narrows_nothing(browser: Client) -> None:
    page = body(browser, "/soeg/", q="barn", fra="den 40.", til="1-1-2020", enhed="x", slags="?", side="nej")
    assert "Skriv dag, måned og år, fx 1-10-2026" in page
    later = body(browser, "/soeg/", q="barn", fra="1-1-2027", til="1-1-2026")
    assert "Perioden slutter, før den begynder." in later


def test_one_may_leaf_through_a_kind(browser: Client) -> None:
    first = body(browser, "/soeg/", q="vi", slags="handling")
    assert "Side 1 af" in first
    assert "side=2" in first
    assert "Side 2 af" in body(browser, "/soeg/", q="vi", slags="handling", side="2")


def test_a_unit_and_what_lies_under_it(browser: Client) -> None:
    unit = factories.unit("BU")
    page = body(browser, "/soeg/", q="barn", enhed=str(unit.pk), til="1-1-2030", slags="maal")
    assert "<mark>Børn</mark> med to sprog" in page


def test_what_shows_as_one_types(browser: Client) -> None:
    part = body(browser, "/soeg/straks/", q="borgersaml")
    assert "Kommunens første <mark>borgersamling</mark> gennemføres" in part
    assert "/soeg/?q=borgersaml" in part
    assert body(browser, "/soeg/straks/", q="").strip() == ""
    assert "Vi fandt ikke noget" in body(browser, "/soeg/straks/", q="qwertyuiop")
    assert "/hjaelp/search-page/" in body(browser, "/soeg/straks/", q="søg")


def test_the_field_stands_on_every_page_but_the_search(browser: Client) -> None:
    assert body(browser, "/").count('id="find"') == 1
    assert body(browser, "/soeg/").count('id="find"') == 1
