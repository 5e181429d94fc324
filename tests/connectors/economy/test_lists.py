"""The ledger's lists: read whatever their columns' order and file, and all that is odd said at once."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.test_workbooks import workbook
from kernespor.connectors.economy import FILES, Kind, ListRow, Surroundings, kind_of, read_lists, write_list
from kernespor.connectors.economy.vocabulary import COLUMNS, STEERING_WORDS
from kernespor.engines.account_number import Known, Part

FIRST, LAST = dt.date(2024, 1, 1), dt.date.max
NUMBER = "3220111000000145"
LISTS = {
    Kind.POLICY_AREAS: "Politikområde;Navn;Udvalg;Gyldig fra;Gyldig til\n21;Skole;Skoleudvalget;1-1-2024;\n",
    Kind.APPROPRIATIONS: "Bevilling;Navn;Politikområde;Styringsområde;Gyldig fra\n"
    "2110;Skoler;21;service;2024-01-01\n",
    Kind.COST_CENTRES: "Omkostningssted;Navn;Enhed;Bevilling;Gyldig fra\n"
    "2110001;Svellerup;S01;2110;1. januar 2024\n",
    Kind.ACCOUNTS: "Konto;Navn;Gyldig fra\n450010;Bygninger;1.1.2024\n",
    Kind.MAPPINGS: "Omkostningssted;Konto;Autoriseret konto;Gyldig fra\n"
    "2110001;450010;3.22.01.1.1.0000.001.45;1-1-2024\n",
}  # fmt: skip
AROUND = Surroundings(
    units={"S01": [(FIRST, LAST)], "GL": [(FIRST, dt.date(2024, 12, 31))]},
    bodies={"skoleudvalget": "skole"},
    chart={Part.FUNCTION: {"3.22.01": Known("Folkeskoler", verified=False)}},
)


def read(kinds: dict[Kind, str | bytes], around: Surroundings = AROUND):
    return read_lists(
        {kind: body if isinstance(body, bytes) else body.encode() for kind, body in kinds.items()}, around
    )


def codes(kinds: dict[Kind, str | bytes]) -> list[tuple[str, int | None, int | None]]:
    return [(one.code.partition(".")[2], one.place.row, one.place.column) for one in read(kinds).findings]


def test_the_five_lists_are_read_together_and_point_at_each_other() -> None:
    reading = read(LISTS)
    assert reading.findings == ()
    assert {kind: rows[0].values for kind, rows in reading.rows.items()} == {
        Kind.POLICY_AREAS: ("Skole", "skole"),
        Kind.APPROPRIATIONS: ("Skoler", "21", "service_frame"),
        Kind.COST_CENTRES: ("Svellerup", "S01", "2110"),
        Kind.ACCOUNTS: ("Bygninger",),
        Kind.MAPPINGS: (NUMBER,),
    }
    assert reading.rows[Kind.MAPPINGS][0].key == ("2110001", "450010")
    spans = {(row.valid_from, row.valid_to) for rows in reading.rows.values() for row in rows}
    assert spans == {(FIRST, LAST)}


@pytest.mark.parametrize("kind", Kind)
def test_each_list_is_known_by_its_headers_whatever_its_name(kind: Kind) -> None:
    assert kind_of("udtræk.csv", LISTS[kind].encode("utf-8-sig")) is kind


def test_what_is_no_list_is_none() -> None:
    assert kind_of("noter.txt", b"Hej alle\n") is None
    assert kind_of("b.png", b"\x89PNG\r\n\x1a\n\x00") is None
    assert kind_of("tom.csv", b"") is None


def test_columns_stand_in_any_order_under_any_of_their_names_in_any_spreadsheets_file() -> None:
    plain = read({Kind.ACCOUNTS: LISTS[Kind.ACCOUNTS]}).rows
    turned = '\ufeff"Gyldig fra","KONTO NR.",Kontotekst\r\n"1-1-2024","450010","Bygninger"\r\n'
    as_excel = workbook([["Tekst", "Gælder fra", "Konto"], ["Bygninger", FIRST, 450010]])
    for other in (turned, turned.encode("utf-16"), as_excel):
        reading = read({Kind.ACCOUNTS: other})
        assert (reading.rows, reading.findings) == (plain, ())


def test_all_that_is_odd_comes_at_once_with_its_place_and_its_remedy() -> None:
    bad = {
        Kind.POLICY_AREAS: "Politikområde;Navn;Udvalg;Gyldig fra;Mærke\n21;;Havudvalget;i går;x\n",
        Kind.APPROPRIATIONS: "Bevilling;Navn;Politikområde;Styringsområde;Gyldig fra;Gyldig til\n"
        "2110;Skoler;99;Ramme;1-1-2024;\n2120;SFO;21;Service;2-1-2024;1-1-2024\n",
        Kind.COST_CENTRES: "Omkostningssted;Navn;Enhed;Bevilling;Gyldig fra;Gyldig til\n"
        "1;A;S02;2110;1-1-2024;\n1;B;S01;2110;1-6-2024;\n2;=C;GL;;1-1-2024;\n",
        Kind.MAPPINGS: "Omkostningssted;Konto;Autoriseret konto;Gyldig fra\n"
        "1;7;32201;1-1-2024\n1;7;3,22E+15;1-1-2024\n2;7;3220211000000145;1-1-2024\n",
    }
    assert codes(bad) == [
        ("unknown_column", 1, 5), ("missing_value", 2, 2), ("unknown_committee", 2, 3), ("bad_date", 2, 4),
        ("unknown_steering_area", 2, 4), ("ends_before_start", 3, 6),
        ("unknown_unit", 2, 3), ("overlap", 3, 1), ("formula", 4, 2), ("outside_life", 4, 3),
        ("wrong_length", 2, 3), ("rounded_number", 3, 3), ("unknown_account", 4, 2),
        ("unknown_function", 4, 3),
    ]  # fmt: skip
    reading = read(bad)
    assert all(one.message and one.suggestion for one in reading.findings)
    assert "Mente du »S01«?" in [one.suggestion for one in reading.findings]
    (outside,) = [one for one in reading.findings if one.code == "economy.outside_life"]
    assert "den 1. januar 2025" in outside.message


def test_a_row_that_cant_be_read_is_said_once_not_by_all_that_point_at_it() -> None:
    areas = "Politikområde;Navn;Udvalg;Gyldig fra\n21;Skole;;i går\n"
    assert codes({Kind.POLICY_AREAS: areas, Kind.APPROPRIATIONS: LISTS[Kind.APPROPRIATIONS]}) == [
        ("bad_date", 2, 4)
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"Konto;Navn\n1;a\n", "missing_column"),
        (b"Konto;Konto;Navn;Gyldig fra\n", "column_twice"),
        (b"\x00\x01", "not_csv"),
        (b"PK\x03\x04", "not_a_workbook"),
        (b"Konto;Navn;Gyldig fra\n1;a;1-1-2024;mere\n", "row_too_long"),
        (b"Konto;Navn;Gyldig fra\n" + b"1" * 41 + b";a;1-1-2024\n", "cell_too_long"),
    ],
)
def test_a_bad_file_is_a_finding_and_never_a_failure(content: bytes, code: str) -> None:
    assert code in [one[0] for one in codes({Kind.ACCOUNTS: content})]


@given(st.binary(max_size=200), st.sampled_from(Kind))
def test_no_bytes_make_the_reader_fail(content: bytes, kind: Kind) -> None:
    assert read({kind: content}).findings or content


WORDS = st.text("abcæøåABC123 ;\"'=-+@,.", min_size=1, max_size=12).filter(lambda text: text.strip())


@given(st.data())
def test_what_is_written_reads_back_equal(data: st.DataObject) -> None:
    rows = []
    codes = st.lists(st.text("0123456789abc", min_size=1, max_size=8), unique=True, max_size=5)
    for code in data.draw(codes):
        first = data.draw(st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)))
        last = data.draw(st.one_of(st.just(LAST), st.dates(first, dt.date(2040, 1, 1))))
        name = " ".join(data.draw(WORDS).split())
        rows.append(ListRow((code,), first, last, (name,)))
    reading = read({Kind.ACCOUNTS: write_list(Kind.ACCOUNTS, rows)})
    assert reading.rows[Kind.ACCOUNTS] == tuple(rows)


def test_every_list_is_written_so_that_it_reads_back_equal() -> None:
    reading = read(LISTS)
    for kind, rows in reading.rows.items():
        around = Surroundings(AROUND.units, {"skole": "skole"}, chart=AROUND.chart)
        again = read_lists({one: write_list(one, reading.rows[one]) for one in Kind}, around)
        assert again.rows[kind] == rows


def test_each_word_and_column_means_one_thing() -> None:
    assert set(FILES) == set(COLUMNS) == set(Kind)
    words = [word for words in STEERING_WORDS.values() for word in words]
    assert len(words) == len(set(words))
