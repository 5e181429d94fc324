"""Figures and dates held against what the house knows: found where a sentence names the thing."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from kernespor.engines.item_review.known import Role, spoken_of
from kernespor.engines.item_review.passages import laid_out, lines_in, passages_of
from kernespor.engines.item_review.records import Item, Known, Section
from kernespor.engines.item_review.review import review

NAME = "Andelen af børn med sprogvurdering"
TREE = "Virksomhedsplan for Dagtilbud Nord"


def _indicator(role: Role, value: int, day: dt.date | None, told: str = "") -> Known:
    return Known("i", NAME, role, told or f"{value}", "/i", Fraction(value), "%", day)


KNOWN = (
    _indicator(Role.READING, 45, dt.date(2026, 10, 1), "Indikatoren viser 45 % pr. 1. oktober 2026"),
    _indicator(Role.READING, 40, dt.date(2025, 10, 1)),
    _indicator(Role.TARGET, 60, dt.date(2027, 12, 31)),
    Known("p", TREE, Role.NUMBER, "12 mål og 30 handlinger", "/p", Fraction(12), "mål"),
    Known("p", TREE, Role.NUMBER, "12 mål og 30 handlinger", "/p", Fraction(30), "handlinger"),
    Known("h", "Høring om ny legeplads", Role.DEADLINE, "frist", "/h", day=dt.date(2026, 11, 1)),
    Known("h", "Høring om ny legeplads", Role.ANSWERS, "12 svar", "/h", Fraction(12), "svar"),
    Known("b", "Byrådet", Role.MEETS, "møde", "/m", day=dt.date(2026, 11, 24), body="Byrådet"),
    Known("d", "Direktionen", Role.DECIDED, "besluttet", "/d", day=dt.date(2026, 10, 6), body="Direktionen"),
    Known("e", "Renovering af Søskolen", Role.DECIDED, "2024", "/e", day=dt.date(2024, 5, 7), body="Byrådet"),
)

WRONG = {
    f"{NAME} er 42 pct.": "45",
    f"Indikatoren {NAME} ligger nu på 42,5 %.": "45",
    f"{NAME} var 42 pct. i 2025.": "40",
    f"{NAME} er 42 procent pr. 1. oktober 2026.": "45",
    f"Målet for {NAME.casefold()} er 65 pct.": "60",
    f"{TREE} har 11 mål.": "12 mål",
    f"{TREE} har 12 mål og 31 handlinger.": "30 handlinger",
    "Høringsfristen er den 3. november 2026.": "frist",
    "Høringen slutter den 2. november.": "frist",
    "Der kom 10 høringssvar.": "12 svar",
    "Kommunen har modtaget 14 høringssvar.": "12 svar",
    "Sagen behandles i Byrådet den 17. november 2026.": "møde",
    "Direktionen behandlede sagen den 13. oktober 2026.": "besluttet",
    "Byrådet godkendte renovering af Søskolen den 14. maj 2024.": "2024",
}

RIGHT = [
    f"{NAME} er 45 pct.",
    f"{NAME} var 40 % i 2025.",
    "Høringsfristen er den 1. november.",
    "Der kom i alt tolv høringssvar.",
    "Byrådet behandler sagen den 24. november 2026.",
    "Direktionen anbefalede forslaget den 6. oktober 2026.",
]

SILENT = [
    "Andelen er 42 pct.",  # names nothing
    "42 pct. af børnene har fået en sprogvurdering.",
    f"{NAME} er 42 timer.",  # another unit
    f"{NAME} steg fra 40 til 42 pct.",
    f"{NAME} var 42 pct.",  # some other time
    f"{NAME} var 42 pct. i 2023.",  # nobody knows
    f"{NAME} forventes at være 52 pct. i 2026.",  # no target of that year
    f"{NAME} er 42 pct. for drenge med dansk som andetsprog i byens største dagtilbud.",
    f"Hvis {NAME} er 42 pct., begynder indsatsen.",
    "Heraf kom 3 svar for sent.",
    "Der kom 3 kritiske høringssvar.",
    "De første 5 høringssvar er modtaget.",
    "Ansøgningsfristen er den 3. november 2026.",
    "Udvalget holder møde den 17. november 2026.",
    "Byrådet behandler budgettet den 8. oktober 2026.",
    "Byrådet behandler sagen mellem den 17. november 2026 og den 1. december 2026.",
    "Byrådet godkendte planen for skolerne den 14. maj 2024.",
]


@pytest.mark.parametrize(("sentence", "right"), WRONG.items())
def test_what_is_otherwise_is_found_with_what_is_right(sentence: str, right: str) -> None:
    wrong = [one for one in spoken_of(sentence, KNOWN) if not one.agrees]
    assert [right in f"{one.fact.told} {one.fact.unit} {one.fact.figure}" for one in wrong] == [True], wrong


@pytest.mark.parametrize("sentence", RIGHT)
def test_what_is_so_is_found_and_not_remarked(sentence: str) -> None:
    assert [one.agrees for one in spoken_of(sentence, KNOWN)] == [True]


@pytest.mark.parametrize("sentence", SILENT)
def test_no_alarm_where_another_thing_may_be_meant(sentence: str) -> None:
    assert [one for one in spoken_of(sentence, KNOWN) if not one.agrees] == []


def test_with_two_consultations_only_the_named_one_is_meant() -> None:
    other = Known("g", "Høring om ny skolegård", Role.DEADLINE, "frist", "/g", day=dt.date(2026, 12, 1))
    assert spoken_of("Høringsfristen er den 3. november 2026.", (*KNOWN, other)) == []
    named = spoken_of("Høring om ny skolegård: høringsfristen er den 3. november 2026.", (*KNOWN, other))
    assert [(one.fact.thing, one.agrees) for one in named] == [("g", False)]


def test_the_remark_names_both_places() -> None:
    item = Item(title="Sprog", sections=(Section("Baggrund", f"Tak.\n\nFint. {NAME} er 42 pct."),))
    (noticed,) = next(one for one in review(item, KNOWN) if one.rule.code == "figures").noticed
    assert noticed.message == f"Teksten siger 42 pct. »{NAME}«: Indikatoren viser 45 % pr. 1. oktober 2026."
    assert noticed.fact is KNOWN[0]
    assert noticed.passages[0].anchor == "afsnit-0-1-1"
    assert not [one for one in review(item) if one.rule.code == "figures"]


def test_each_passage_has_the_anchor_that_the_page_gives_its_sentence() -> None:
    item = Item(
        theme="Et. To.\nTre.",
        sections=(Section("Tom", ""), Section("Baggrund", "\nFire. Fem.\n\nSeks | syv\n\nOtte.")),
        economy="Ni.", consultation="Ti.", recommendation="Elleve.\nTolv.\n\nTretten. Fjorten.",
    )  # fmt: skip
    shown = [
        *laid_out(item.theme, "tema"), *laid_out(item.sections[1].text, "afsnit-1"),
        *laid_out(item.economy, "oekonomi"), *laid_out(item.consultation, "dialog"),
        *laid_out("Elleve.\nTolv.", "indstilling"),
        *laid_out("Tretten. Fjorten.", "indstilling", lines_in("Elleve.\nTolv.")),
    ]  # fmt: skip
    anchored = {anchor: sentence for lines in shown for line in lines for anchor, sentence in line}
    assert anchored == {one.anchor: one.sentence for one in passages_of(item)}
