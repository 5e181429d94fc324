"""Small letters find large ones and lists run in Danish order, on the database at hand."""

from __future__ import annotations

import pytest
from django.db.models import F
from hypothesis import given
from hypothesis import strategies as st

from kernespor.engines.danish import sort_key
from kernespor.foundation.danish_text import compare, glob, in_danish
from kernespor.foundation.organisation.models import Person

NAMES = ("Ålborg", "AALESTRUP", "Æbeltoft", "Østerå", "Zebra*", "Aarhus", "100 %_[x]", "Ærø")


@pytest.fixture
def people(db: None) -> None:
    del db
    Person.objects.bulk_create([Person(code=name, name=name) for name in NAMES])


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("lookup", "typed", "found"),
    [
        ("icontains", "ålb", {"Ålborg"}),
        ("icontains", "ÅLB", {"Ålborg"}),
        ("icontains", "terå", {"Østerå"}),
        ("icontains", "rø", {"Ærø"}),
        ("icontains", "aar", {"Aarhus"}),
        ("icontains", "a*", {"Zebra*"}),
        ("icontains", "å*", set()),
        ("icontains", "%_[", {"100 %_[x]"}),
        ("istartswith", "æ", {"Æbeltoft", "Ærø"}),
        ("istartswith", "ø", {"Østerå"}),
        ("iendswith", "Å", {"Østerå"}),
        ("iexact", "ærø", {"Ærø"}),
        ("iexact", "ær", set()),
        ("icontains", "", set(NAMES)),
    ],
)
def test_case_is_minded_in_no_alphabet(lookup: str, typed: str, found: set[str]) -> None:
    rows = Person.objects.filter(**{f"name__{lookup}": typed})
    assert {person.name for person in rows} == found


@pytest.mark.usefixtures("people")
def test_a_field_may_be_compared_with_another() -> None:
    assert Person.objects.filter(name__icontains=F("code")).count() == len(NAMES)


@pytest.mark.usefixtures("people")
def test_a_list_runs_in_danish_order() -> None:
    names = Person.objects.filter(name__regex="^[A-ZÆØÅ]").order_by(in_danish("name"))
    ordered = ["Zebra*", "Æbeltoft", "Ærø", "Østerå", "Ålborg", "AALESTRUP", "Aarhus"]
    assert [person.name for person in names] == ordered


@given(st.text(max_size=8), st.text(max_size=8))
def test_the_order_is_that_of_the_engine(one: str, other: str) -> None:
    assert compare(one, other) == -compare(other, one)
    assert (compare(one, other) < 0) == (sort_key(one) < sort_key(other))


def test_what_glob_takes_for_signs_is_meant_as_letters() -> None:
    assert glob("å?[*b") == "[åÅ][?][[][*][bB]"
