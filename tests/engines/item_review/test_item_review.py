"""The review on the own set, on its own examples and on hostile input."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace

import pytest

from engines.item_review.planted import BASE, Planted, planted
from kernespor.engines.findings import Severity
from kernespor.engines.item_review.amounts import amounts_of
from kernespor.engines.item_review.passages import MOST, passages_of
from kernespor.engines.item_review.readability import lix
from kernespor.engines.item_review.records import Item, Section
from kernespor.engines.item_review.review import is_read_whole, review
from kernespor.engines.item_review.rules import rules

SECONDS = 30  # on a machine that does other things too, each line counted


def codes(item: Item) -> set[str]:
    return {remark.rule.code for remark in review(item)}


@pytest.mark.parametrize("one", planted(), ids=lambda one: f"{one.rule or 'sound'}: {one.name}")
def test_what_was_planted_is_found_and_nothing_else(one: Planted):
    assert codes(one.item) == ({one.rule} if one.rule else set())


def test_precision_and_recall_of_the_own_set(capsys: pytest.CaptureFixture[str]):
    right, spoken, there = Counter[str](), Counter[str](), Counter[str]()
    for one in planted():
        found = codes(one.item)
        spoken.update(found)
        there.update([one.rule] if one.rule else [])
        right.update(found & {one.rule})
    with capsys.disabled():
        print("\nown set")  # noqa: T201 - figures are printed
        for code in rules():
            told = f"precision {right[code]}/{spoken[code]} recall {right[code]}/{there[code]}"
            print(f"{code:<12} {told}")  # noqa: T201 - figures are printed
    assert all(right[code] == spoken[code] == there[code] >= 3 for code in rules())


def test_a_rule_speaks_once_with_every_place_and_a_suggestion():
    text = "Administrationen vil følge op på driften. Der arbejdes videre med planerne."
    (remark,) = review(replace(BASE, line=7, sections=(*BASE.sections, Section("Tid", text))))
    shape = remark.as_dict()
    assert shape["code"] == "review.promise"
    assert shape["place"] == {"line": 7}
    assert shape["severity"] == Severity.NOTE.value
    assert "»Administrationen vil følge op«" in shape["message"]
    assert shape["suggestion"].startswith("Skriv, hvem")
    assert [one["passages"] for one in shape["places"]] == [
        [{"section": "Tid", "sentence": "Administrationen vil følge op på driften."}],
        [{"section": "Tid", "sentence": "Der arbejdes videre med planerne."}],
    ]


def test_both_places_of_a_figure_are_shown():
    one = next(one for one in planted() if one.name == "two grants")
    (remark,) = review(one.item)
    (noticed,) = remark.noticed
    assert [place.section for place in noticed.passages] == ["Sagsfremstilling", "Økonomi"]
    assert noticed.message == (
        "»anlægsbevilling« er både 6,8 mio. kr. (Sagsfremstilling) og 6,5 mio. kr. (Økonomi)."
    )


def test_the_key_is_the_same_when_the_text_is_moved_and_another_when_it_is_changed():
    promise = Section("Tid", "Administrationen vil følge op på driften.")
    first, moved = (
        replace(BASE, sections=order) for order in ((*BASE.sections, promise), (promise, *BASE.sections))
    )
    changed = replace(first, sections=(*BASE.sections, replace(promise, text="Der arbejdes videre med det.")))
    keys = [review(item)[0].key for item in (first, moved, changed)]
    assert keys[0] == keys[1] != keys[2]
    assert keys[0].startswith("promise:")


def test_a_message_names_ten_places_and_counts_the_rest():
    text = " ".join(f"Se bilag {number}." for number in range(1, 16))
    (remark,) = review(replace(BASE, sections=(*BASE.sections, Section("Bilag", text))))
    assert remark.finding().message.endswith("(+5)")
    assert len(remark.as_dict()["places"]) == 15


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.code)
def test_every_rule_says_what_why_and_what_helps(rule):
    assert rule.name
    assert rule.explanation
    assert rule.suggestion
    assert rule.bad != rule.good
    assert "{places}" in rule.message


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1,2 mio. kr.", 1_200_000, "kr."), ("1.200.000 kr.", 1_200_000, "kr."),
        ("1.200 t.kr.", 1_200_000, "kr."), ("1.200 tkr.", 1_200_000, "kr."),
        ("1.200 1.000 kr.", 1_200_000, "kr."), ("2 mia. kr.", 2_000_000_000, "kr."),
        ("31 pct.", 31, "pct."), ("31 %", 31, "pct."), ("otte uger", 8, "uger"),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(text: str, value: int, unit: str):
    (amount,) = amounts_of(text)
    assert (amount.value, amount.unit) == (value, unit)


@pytest.mark.parametrize(
    "text", ["den 3. maj 2025", "sag 23/4711", "00.15.00-P05-3-23", "i 2025", "svarende til"]
)
def test_what_is_no_amount(text: str):
    assert amounts_of(text) == ()


def test_lix_is_words_a_sentence_and_the_share_of_long_words():
    assert lix(["Her er kommunens plan.", "Den er god."]) == (round(7 / 2 + 100 / 7), 7)
    assert lix([]) == (0, 0)


@pytest.mark.parametrize(
    "line",
    [
        "Der er i alt 2,1 mio. kr. fordelt med 1,2 mio. kr. til børn og vil følge op. ", "1. 1. 1. a. b. ", "kr. 5 ",  # noqa: E501 - it reads best whole
        "fra 1. maj 2025 til 1. april 2025 ", "a" * 60, "vedlagt " * 9, "9" * 60, "og at " * 10, "| 1 | 2 | 3 | ",  # noqa: E501 - it reads best whole
        "indførelsen af gennemførelsen af ",
    ],
)  # fmt: skip
@pytest.mark.parametrize("parted", ["", "\n"])
def test_hostile_input_takes_seconds(line: str, parted: str):
    text = (line + parted) * 20_000
    start = time.perf_counter()
    review(replace(BASE, sections=(Section("Sag", text),), recommendation=text[:200_000]))
    assert time.perf_counter() - start < SECONDS


def test_a_text_without_end_is_cut_and_said_to_be():
    long = replace(BASE, sections=(Section("Sag", "ord " * MOST),))
    assert not is_read_whole(long)
    assert is_read_whole(BASE)
    assert sum(len(one.sentence) for one in passages_of(long)) <= MOST
