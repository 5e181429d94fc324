"""The account number: read with any separators, told apart position by position, found in text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernespor.engines import account_number as engine
from kernespor.engines.account_number import AccountNumber, Known, Part

DIGITS = st.text("0123456789", min_size=16, max_size=16)
SCHOOL = "3220111000000145"
CHART = {
    Part.MAIN_ACCOUNT: {"3": Known("Undervisning og kultur")},
    Part.MAIN_FUNCTION: {"3.22": Known("Folkeskolen m.m.")},
    Part.FUNCTION: {"3.22.01": Known("Folkeskoler"), "3.12.20": Known("Nej")},
    Part.DRANST: {"1": Known("Driftskonti")},
    Part.OWNERSHIP: {"1": Known("Egne")},
    Part.MAIN_TYPE: {"4": Known("Tjenesteydelser m.v.", verified=False)},
    Part.ACCOUNT_TYPE: {"4.5": Known("Entreprenør- og håndværkerydelser", verified=False)},
}


def test_the_parts_cover_the_sixteen_positions_once() -> None:
    places = [place for field in engine.layout() for place in range(field.first, field.last + 1)]
    assert places == list(range(1, 17))
    assert [field.part for field in engine.layout()] == list(Part)
    assert "kapitel 2.0" in engine.layout_source()


def test_what_was_not_seen_in_a_source_is_marked_so() -> None:
    assert {field.part for field in engine.layout() if not field.verified} == {
        Part.COST_CENTRE,
        Part.GROUPING,
    }


@given(DIGITS, st.data())
def test_separators_anywhere_between_digits_change_nothing(digits: str, data: st.DataObject) -> None:
    gaps = data.draw(st.lists(st.sampled_from(["", " ", "\u00a0", ".", "-", "/"]), min_size=16, max_size=16))
    text = "".join(digit + gap for digit, gap in zip(digits, gaps, strict=True))
    assert engine.parse(text).number == AccountNumber(digits)


@given(DIGITS)
def test_a_number_written_out_reads_as_itself_and_its_parts_make_it_up(digits: str) -> None:
    number = AccountNumber(digits)
    assert engine.parse(engine.written(number)).number == number
    assert "".join(one.digits for one in engine.explain(number, {})) == digits


@given(st.text())
def test_any_text_gives_a_number_or_one_finding_with_its_remedy(text: str) -> None:
    parsed = engine.parse(text)
    assert (parsed.number is None) == (len(parsed.findings) == 1)
    assert all(finding.message and finding.suggestion for finding in parsed.findings)


@given(st.text("0123456789", max_size=30).filter(lambda text: text and len(text) != 16))
def test_another_number_of_digits_is_said_with_its_number(text: str) -> None:
    (finding,) = engine.parse(text).findings
    assert finding.code == "account_number.wrong_length"
    assert finding.params["number"] == len(text)


def test_a_letter_is_pointed_at() -> None:
    (finding,) = engine.parse("32201x1100000145").findings
    assert (finding.code, finding.place.column) == ("account_number.not_a_digit", 6)
    assert engine.parse("٣220111000000145").number is None
    assert engine.parse("  ").findings[0].code == "account_number.empty"


@pytest.mark.parametrize("digits", ["", "1" * 15, "1" * 17, "x" * 16, "٣" * 16])
def test_a_number_is_sixteen_digits_from_birth(digits: str) -> None:
    with pytest.raises(ValueError, match=rf"^{digits}$"):
        AccountNumber(digits)


def test_each_part_is_explained_by_its_code() -> None:
    told = {
        one.field.part: (one.code, one.known.name if one.known else "")
        for one in engine.explain(AccountNumber(SCHOOL), CHART)
    }
    assert told[Part.FUNCTION] == ("3.22.01", "Folkeskoler")
    assert told[Part.DRANST] == ("1", "Driftskonti")
    assert told[Part.GROUPING] == ("001", "")
    assert told[Part.ACCOUNT_TYPE] == ("4.5", "Entreprenør- og håndværkerydelser")
    assert engine.code_of(AccountNumber(SCHOOL), Part.COST_CENTRE) == "0000"
    assert engine.written(AccountNumber(SCHOOL)) == "3.22.01.1.1.0000.001.45"


def test_an_account_type_that_the_chart_doesnt_divide_ends_in_nought() -> None:
    chart = CHART | {Part.MAIN_TYPE: {"1": Known("Lønninger")}}
    assert engine.check(AccountNumber("3220111000000110"), chart) == ()
    codes = [one.code for one in engine.check(AccountNumber("3220111000000111"), chart)]
    assert codes == ["account_number.unknown_account_type"]


def test_what_the_chart_lacks_is_a_warning_at_its_position_and_what_nobody_saw_a_note() -> None:
    found = engine.check(AccountNumber("3220911000000145"), CHART)
    assert [(one.code, one.severity.value, one.place.column) for one in found] == [
        ("account_number.unknown_function", "warning", 4),
        ("account_number.unverified", "note", 15),
        ("account_number.unverified", "note", 16),
    ]
    assert engine.check(AccountNumber(SCHOOL), {}) == ()  # an empty chart says nothing of any code


@pytest.mark.parametrize("text", ["3.22.01", "32201", " 3.2201 "])
def test_a_function_is_read_as_both_write_it(text: str) -> None:
    assert engine.parse_function(text) == "3.22.01"


@pytest.mark.parametrize("text", ["", "3.22", "322011", "a.22.01"])
def test_what_is_no_function_is_none(text: str) -> None:
    assert engine.parse_function(text) == ""


def test_numbers_side_by_side_and_beside_a_year_are_told_apart() -> None:
    text = f"{SCHOOL} {SCHOOL} 2026 og 5 {SCHOOL}"
    assert [text[one.start : one.end] for one in engine.find(text)] == [SCHOOL] * 3
    assert engine.find("32 20 11 10 00 00 01 45 99") == ()  # parted, and nobody knows where it ends


def test_numbers_and_functions_are_found_in_running_text() -> None:
    text = "Merforbruget på 3.22.01.1.1.0000.001.45 og funktion 32201, jf. 3.22.01. Se også 3220111000000145."
    found = engine.find(text, CHART[Part.FUNCTION])
    assert [text[one.start : one.end] for one in found] == [
        "3.22.01.1.1.0000.001.45", "32201", "3.22.01", "3220111000000145",
    ]  # fmt: skip
    assert [one.function for one in found] == ["", "3.22.01", "3.22.01", ""]


@pytest.mark.parametrize(
    "text",
    [
        "12345678901234567",  # one digit too many
        "den 3.11.20",  # a date that is no function
        "1.234.567.890.123.456,00 kr.",
        "afsnit 3.22.01.4",
        "2026-3.22.01",
        "fra 13.22.01",
    ],
)
def test_what_only_looks_alike_is_left(text: str) -> None:
    assert engine.find(text, CHART[Part.FUNCTION]) == ()


@given(st.text("0123456789 .,", max_size=60))
def test_what_is_found_lies_in_order_and_apart(text: str) -> None:
    found = engine.find(text, CHART[Part.FUNCTION])
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert all(engine.parse(text[one.start : one.end]).number == one.number for one in found if one.number)
