"""The organisation, a unit and a person as of any day."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client

from kernespor.foundation.organisation.models import Person

PAGE = "/organisation/"
Login = Callable[[str], Client]
UnitId = Callable[[str], int]


def text_of(html: str) -> str:
    """Return what a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def get(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return text_of(response.content.decode())


def test_a_sentence_says_how_many_and_what_changed(login: Login) -> None:
    page = get(login("p4"), PAGE)
    assert "Ny Kommune har 6 enheder den 21. november 2026." in page
    assert "To ændrede navn eller plads og én blev nedlagt det seneste år." in page


def test_the_tree_is_that_of_the_day(login: Login) -> None:
    client = login("p4")
    now, before = get(client, PAGE), get(client, f"{PAGE}?dato=1.+maj+2025&fold=ud")
    assert "Teknik &amp; Miljø" in now
    assert "Den Gamle Skole" not in get(client, f"{PAGE}?fold=ud")
    assert "Teknik &amp; Miljø" not in before
    assert "Den Gamle Skole" in before
    assert "Du ser organisationen, som den var den 1. maj 2025. Gå til i dag" in before
    assert "Du ser organisationen" not in now


def test_a_unit_stands_where_it_stood(login: Login, unit_id: UnitId) -> None:
    client = login("p4")
    crumbs = re.compile(r'class="crumbs".*?</nav>', re.DOTALL)
    for day, above in (("30-6-2026", "Teknik &amp; Miljø"), ("1-7-2026", "Børn &amp; Unge")):
        response = client.get(f"{PAGE}enhed/{unit_id('S2')}/?dato={day}")
        assert above in crumbs.search(response.content.decode())[0]


def test_who_leads_is_that_of_the_day(login: Login) -> None:
    client = login("p4")
    assert "Børn &amp; Unge Forvaltning Dan Dahl" in get(client, PAGE)
    assert "Børn &amp; Unge Forvaltning Bo Berg" in get(client, f"{PAGE}?dato=31-12-2024")
    assert "Løn Stab Ingen leder den dag" in get(client, PAGE)


def test_a_leader_who_refers_elsewhere_says_so(login: Login, unit_id: UnitId) -> None:
    client = login("p4")
    assert "Refererer til Carla Carlsen, Teknik &amp; Miljø" in get(client, PAGE)
    response = client.get(f"{PAGE}enhed/{unit_id('L')}/")
    assert "Lederen refererer til" in response.content.decode()
    assert 'class="org-arrow"' in response.content.decode()
    assert get(client, PAGE).count("Refererer til") == 1


def test_a_wrong_date_is_said_and_today_shown(login: Login) -> None:
    for wrong in ("32-1-2026", "i+går", "1-1-0001", "1-1-9999"):
        response = login("p4").get(f"{PAGE}?dato={wrong}")
        html = response.content.decode()
        assert 'role="alert"' in html, wrong
        assert html.count("Skriv dag, måned og år, fx 1-10-2026") == 2
        assert "den 21. november 2026" in text_of(html)


def test_search_knows_danish_letters_and_keeps_what_lies_above(login: Login) -> None:
    page = get(login("p4"), f"{PAGE}?soeg=ålborg")
    assert "1 enhed passer." in page
    assert "Børn &amp; Unge" in page
    assert "Havneskolen" not in page
    assert "Ingen enhed hedder sådan" in get(login("p4"), f"{PAGE}?soeg=månen")


def test_the_table_says_what_the_tree_says_and_sorts(login: Login) -> None:
    client = login("p4")
    page = get(client, f"{PAGE}?vis=tabel")
    assert "Løn Stab Ny Kommune – Carla Carlsen, Teknik &amp; Miljø" in page
    falling = client.get(f"{PAGE}?vis=tabel&sort=-enhed").content.decode()
    names = re.findall(r'<th scope="row"><a[^>]*>([^<]+)', falling)
    assert names == [
        "Teknik &amp; Miljø",
        "Skolen i Ålborg",
        "Ny Kommune",
        "Løn",
        "Havneskolen",
        "Børn &amp; Unge",
    ]
    assert 'aria-sort="descending"' in falling


def test_the_table_as_excel(login: Login) -> None:
    response = login("p4").get(f"{PAGE}excel/?dato=1-5-2025")
    assert response["Content-Disposition"] == 'attachment; filename="organisation-2025-05-01.xlsx"'
    words = ZipFile(BytesIO(response.content)).read("xl/sharedStrings.xml").decode()
    assert "Den Gamle Skole" in words
    assert "Teknik &amp; Miljø" not in words


def test_the_fragment_is_the_fresh_page_s(login: Login) -> None:
    client = login("p5")
    for query in ("", "?dato=1-5-2025&soeg=skole", "?vis=tabel&sort=leder", "?dato=x"):
        fragment = client.get(PAGE + query, headers={"HX-Request": "true"}).content.decode()
        fresh = client.get(PAGE + query).content.decode()
        assert fragment.strip().startswith('<div id="organisation">')
        assert fragment.strip() in fresh
        assert "<html" not in fragment


@pytest.mark.parametrize("query", ["", "?fold=ud", "?vis=tabel", "?dato=1-5-2025&soeg=skole"])
def test_the_tree_costs_few_queries(login: Login, django_assert_max_num_queries, query: str) -> None:
    client = login("p5")
    with django_assert_max_num_queries(8):
        assert client.get(PAGE + query).status_code == 200


def test_a_unit_shows_its_life_and_its_people(login: Login, unit_id: UnitId) -> None:
    client = login("p4")
    technics = get(client, f"{PAGE}enhed/{unit_id('T')}/")
    assert "Carla Carlsen har ledet enheden siden den 1. januar 2020." in technics
    assert "Teknik 1. jan. 2020 – 31. dec. 2025 · hører under Ny Kommune" in technics
    assert "Teknik &amp; Miljø siden 1. jan. 2026" in technics
    children = get(client, f"{PAGE}enhed/{unit_id('B')}/")
    assert "Tidligere ledere Bo Berg 1. jan. 2020 – 31. dec. 2024" in children
    assert "Dan Dahl Skoleleder Leder Enheden og det, der hører under den 1. jan. 2025 –" in children
    assert "Enheden fandtes ikke den 21. november 2026." in get(client, f"{PAGE}enhed/{unit_id('G')}/")
    assert client.get(f"{PAGE}enhed/999999/").status_code == 404


def test_a_unit_as_picture(login: Login, unit_id: UnitId) -> None:
    html = login("p4").get(f"{PAGE}enhed/{unit_id('K')}/").content.decode()
    picture = re.search(r"<svg class=\"org-chart\".*?</svg>", html, re.DOTALL)[0]
    assert 'role="img"' in picture
    assert "Organisationsdiagram for Ny Kommune" in picture
    assert picture.count('class="org-box org-box-below"') == 3
    assert "style=" not in picture
    assert "fill=" not in picture


def test_a_person_shows_roles_of_all_times(login: Login) -> None:
    bo = Person.objects.get(code="p2")
    page = get(login("p4"), f"{PAGE}person/{bo.pk}/")
    assert "Har ingen rolle i dag." in page
    assert "Tidligere roller" in page
    assert "Børn &amp; Unge Leder" in page
    assert login("p4").get(f"{PAGE}person/999999/").status_code == 404


def test_one_who_has_not_logged_in_is_sent_to_log_in(unit_id: UnitId) -> None:
    for address in ("", "excel/", f"enhed/{unit_id('K')}/", "laes-ind/"):
        response = Client().get(PAGE + address)
        assert response.status_code == 302
        assert response["Location"].startswith("/log-ind/")
