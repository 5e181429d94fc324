"""What an indicator is: our own labelled sentences, and what must hold of any text."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernespor.engines.plan_lint.actions import is_state
from kernespor.engines.plan_lint.classes import class_of, class_of_text
from kernespor.engines.plan_lint.dates import without_dates
from kernespor.engines.plan_lint.likeness import copied, is_same, weight
from kernespor.engines.plan_lint.records import Followed, IndicatorClass, Kind, Part

OWN: dict[str, Any] = tomllib.loads((Path(__file__).parent / "own_set.toml").read_text(encoding="utf-8"))
WORDS = (
    *("flere", "færre", "øget", "sygefravær", "er", "udarbejdet", "og", "samt", "10", "%", "inden", "2027"),
    *("i", "planen", "fokus", "kvalitet", ",", ".", "alle"),
)


def labelled(part: str) -> list[tuple[str, str]]:
    """Return every sentence of a part of the own set with its label."""
    return [(text, label) for unit in OWN[part].values() for label, texts in unit.items() for text in texts]


def part(text: str, **more: Any) -> Part:
    """Return an indicator."""
    return Part(Kind.INDICATOR, 1, "1.1.i1", text, **more)


@pytest.mark.parametrize(("name", "least"), [("before", 1.0), ("after", 0.95), ("unseen", 0.95)])
def test_the_own_set_is_read_as_it_was_labelled(name: str, least: float) -> None:
    found = labelled(name)
    missed = [(text, label, class_of_text(text)) for text, label in found if class_of_text(text) != label]
    assert len(found) >= 59
    assert len(missed) <= (1 - least) * len(found), missed


@pytest.mark.parametrize("which", ["before", "after"])
def test_two_texts_that_say_the_same_are_told(which: str) -> None:
    same = [is_same(one, other) for one, other in OWN["copies"][which]]
    assert sum(same) >= len(same) - 2
    assert not [pair for pair in OWN["copies"]["different"] if is_same(*pair)]


@given(st.text(max_size=200))
def test_any_text_has_a_class(text: str) -> None:
    assert class_of_text(text) in IndicatorClass
    assert is_state(text) in {True, False}
    assert without_dates(text) == without_dates(text)


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_a_text_is_the_same_as_itself_and_what_is_set_never_makes_it_worse(text: str) -> None:
    assert is_same(text, text) == bool(weight(text))
    assert copied(text, [text]) == bool(weight(text, years=False))
    bare = class_of(part(text))
    told = class_of(part(text, has_baseline=True, has_target=True, deadline=dt.date(2027, 1, 1)))
    better = {
        IndicatorClass.NO_BASELINE: IndicatorClass.MEASURABLE,
        IndicatorClass.NO_DATE: IndicatorClass.DATED,
    }
    assert told is better.get(bare, bare)


@pytest.mark.parametrize(
    ("text", "more", "found"),
    [
        ("Trivslen stiger.", {"followed": Followed.COMPUTED}, "measurable"),
        ("Øget modenhed.", {"followed": Followed.ASSESSED, "has_measure": True}, "measurable"),
        ("Øget modenhed.", {"followed": Followed.ASSESSED}, "vague"),
        ("Trivslen stiger.", {"followed": Followed.MEASURED, "has_target": True}, "measurable"),
        ("Trivslen stiger.", {"followed": Followed.MEASURED}, "no_baseline"),
        ("Planen er vedtaget.", {"followed": Followed.MILESTONE}, "no_date"),
        ("Planen er vedtaget.", {"deadline": dt.date(2027, 1, 1)}, "dated"),
    ],
)
def test_what_a_person_has_set_counts_as_if_it_stood_in_the_text(
    text: str, more: dict[str, Any], found: str
) -> None:
    assert class_of(part(text, **more)) == found


@pytest.mark.parametrize(
    "text",
    [
        "Stole, borde og reoler er købt.",
        "Planen er drøftet og vedtaget.",
        "Lærere og pædagoger har gennemført kurset.",
        "Der er udarbejdet en klar, kort og forståelig vejledning.",
        "Der er vedtaget et regulativ, som er enklere og lettere at bruge.",
        "Flere unge begynder på og gennemfører en uddannelse.",
        "Bedre og mere fleksible åbningstider.",
        "Sygefravær (kort og langt) falder.",
    ],
)
def test_an_enumeration_is_one(text: str) -> None:
    assert class_of_text(text) is not IndicatorClass.TWO_IN_ONE


@pytest.mark.parametrize(
    "text",
    [
        "den 1. maj 2027", "senest 31.12.2026", "inden udgangen af 2026", "i 2. kvartal 2026", "ultimo 2025",
        "i uge 40 2026", "i efteråret 2027", "ved årets udgang", "inden sommerferien", "i marts 2026",
        "i skoleåret 2026/27", "2026-10-01", "primo juni", "Q3 2026", "senest i andet halvår",
    ],
)  # fmt: skip
def test_days_and_quarters_are_dates(text: str) -> None:
    left, found = without_dates(f"Planen er vedtaget {text}.")
    assert found
    assert not any(sign.isdigit() for sign in left)


@pytest.mark.parametrize(
    "text", ["Flere end i 2024", "Klasse 9 har fri", "Kl. 12.30 er der ro", "§ 17 gælder"]
)
def test_other_figures_are_none(text: str) -> None:
    assert not without_dates(text)[1]


@pytest.mark.parametrize(
    "text",
    [
        "Øget trivsel",
        "Medarbejderne er trygge ved forandringer",
        "Fokus på samarbejde",
        "Et godt arbejdsmiljø",
    ],
)
def test_a_state_is_no_action(text: str) -> None:
    assert is_state(text)


@pytest.mark.parametrize(
    "text",
    [
        "Afholde temadag om trivsel", "Der udarbejdes en plan", "Vi holder møde hver uge", "Ny hjemmeside",
        "Implementering af kostpolitik", "Kursus for alle i konfliktnedtrapning", "Indkøb af hjertestartere",
        "Bedre skiltning sættes op i parken", "Hver stue har en fast turdag", "Alle broer er efterset",
        "Øge kendskabet til aftalerne", "En psykolog er i huset to dage om ugen", "",
    ],
)  # fmt: skip
def test_what_somebody_does_is_an_action(text: str) -> None:
    assert not is_state(text)
