"""The organisation written and read again is the same, however the spreadsheet saved it."""

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kernespor.connectors.organisation import (
    Organisation,
    PersonRow,
    RoleRow,
    UnitRow,
    read_organisation,
    write_organisation,
)
from kernespor.connectors.organisation.vocabulary import COLUMNS, ROLE_WORDS, folded

EXAMPLES = Path(__file__).parents[3] / "examples" / "organisation"
FILES = ("units.csv", "persons.csv", "roles.csv")

DANISH = "abcæøåÆØÅ ;,\t\"'=+-@|.&’–0123456789"
texts = st.one_of(
    st.text(DANISH, max_size=12), st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=6)
).map(lambda text: " ".join(text.split()))
filled = texts.filter(bool)
days = st.dates(dt.date(2000, 1, 1), dt.date(2030, 12, 31))


@st.composite
def organisations(draw):
    """A root, and units below what came before them; persons; one role each."""
    codes = draw(st.lists(filled, min_size=1, max_size=6, unique=True))
    start = dt.date(1999, 1, 1)
    units = [UnitRow(codes[0], draw(filled), draw(texts), draw(texts), "", "", start)]
    for place, code in enumerate(codes[1:], start=1):
        first = draw(days)
        parents = st.sampled_from(codes[:1])
        rename = first + dt.timedelta(days=draw(st.integers(1, 900)))
        refers = draw(st.sampled_from(["", codes[0]]))
        units.append(
            UnitRow(code, draw(filled), draw(texts), draw(texts), draw(parents), refers, first, rename)
        )
        if place % 2:
            later = rename + dt.timedelta(days=1)
            units.append(UnitRow(code, draw(filled), "", "", codes[0], "", later))
    ids = draw(st.lists(filled, max_size=4, unique=True))
    persons = [
        PersonRow(person, draw(filled), draw(texts), f"p{place}@x.example" if place % 2 else "")
        for place, person in enumerate(ids)
    ]
    roles = [
        RoleRow(person, draw(st.sampled_from(sorted(ROLE_WORDS))), codes[0], draw(st.booleans()), first, last)
        for person in ids
        for first, last in [(draw(days), draw(st.none() | st.just(dt.date(2031, 1, 1))))]
    ]
    return Organisation(tuple(units), tuple(persons), tuple(roles))


def read_all(files):
    return read_organisation(*(files[name] for name in FILES))


def example(folder=EXAMPLES):
    return {name: (folder / name).read_bytes() for name in FILES}


@given(organisations())
def test_written_and_read_again_it_is_equal(organisation):
    reading = read_all(write_organisation(organisation))
    assert reading.records == organisation
    assert {finding.code for finding in reading.findings} <= {"organisation.two_heads"}


@given(organisations())
def test_no_written_cell_starts_a_formula(organisation):
    for content in write_organisation(organisation).values():
        assert content.startswith(b"\xef\xbb\xbf")
        rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
        assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@＝＋－＠\t\r")]


@pytest.mark.parametrize("name", ["=1+1", "'=1+1", "''=1+1", "'", "'t Hus", "-", "@x", "＝1"])
def test_what_looks_like_a_formula_comes_back_as_it_was(name):
    unit = UnitRow("1", name, "", "", "", "", dt.date(2020, 1, 1))
    reading = read_organisation(write_organisation(Organisation((unit,)))["units.csv"])
    assert reading.records.units == (unit,)
    assert reading.findings == ()


def test_the_example_is_read_without_findings():
    reading = read_all(example())
    assert reading.findings == ()
    assert [
        len(rows) for rows in (reading.records.units, reading.records.persons, reading.records.roles)
    ] == [8, 5, 5]
    renamed = [unit for unit in reading.records.units if unit.code == "210"]
    assert [(unit.name, unit.valid_to) for unit in renamed] == [
        ("Børnehaven Bakken", dt.date(2025, 7, 31)),
        ("Børnehuset Bakken", None),
    ]
    assert next(unit for unit in reading.records.units if unit.code == "310").refers_to_code == "320"
    director = reading.records.roles[0]
    assert (director.role, director.includes_below, director.row) == ("director", True, 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n"])
def test_every_way_to_save_it_reads_the_same(encoding, separator, line_end):
    saved = {
        name: content.decode("utf-8-sig").replace(";", separator).replace("\r\n", line_end).encode(encoding)
        for name, content in example().items()
    }
    assert read_all(saved) == read_all(example())


@pytest.mark.parametrize("file", FILES)
def test_every_synonym_is_understood_and_names_one_column(file):
    fields = [{folded(word) for word in (column.header, *column.synonyms)} for column in COLUMNS[file]]
    assert len(set.union(*fields)) == sum(map(len, fields))
    files = example()
    for column in COLUMNS[file]:
        for synonym in column.synonyms:
            head, rest = files[file].decode("utf-8-sig").split("\r\n", 1)
            cells = [synonym.upper() if cell == column.header else cell for cell in head.split(";")]
            changed = files | {file: (";".join(cells) + "\r\n" + rest).encode()}
            assert read_all(changed) == read_all(files)


@pytest.mark.parametrize(("role", "words"), ROLE_WORDS.items())
def test_every_word_for_a_role_is_understood(role, words):
    for word in words:
        files = example()
        files["roles.csv"] = files["roles.csv"].replace("direktør".encode(), word.upper().encode())
        reading = read_all(files)
        assert (reading.records.roles[0].role, reading.findings) == (role, ())


@pytest.mark.parametrize("written", ["1-1-2020", "1.1.2020", "2020-01-01", "1. januar 2020", "01/01/2020"])
def test_dates_as_people_write_them(written):
    units = f"Kode;Navn;Hører under;Gyldig fra\r\n1;Kommunen;;{written}\r\n".encode()
    assert read_organisation(units).records.units[0].valid_from == dt.date(2020, 1, 1)


def test_blank_rows_and_short_rows_are_no_matter_and_rows_keep_their_numbers():
    head = "\r\nKode;Navn;Hører under;Gyldig fra;Gyldig til\r\n;;;;\r\n"
    units = head + "1;Kommunen;;1-1-2020\r\n\r\n2;Stab;1;1-1-2021;;;\r\n"
    reading = read_organisation(units.encode())
    assert reading.findings == ()
    assert [unit.row for unit in reading.records.units] == [4, 6]


def test_roles_may_point_at_persons_who_are_known_already():
    files = example()
    known = read_all(files).records
    reading = read_organisation(files["units.csv"], None, files["roles.csv"], existing=known)
    assert (reading.findings, reading.records.roles, reading.records.persons) == ((), known.roles, ())
