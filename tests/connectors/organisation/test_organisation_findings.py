"""Everything that is odd about the organisation's files is said at once, with place and remedy."""

from pathlib import Path

import pytest

from kernespor.connectors.organisation import read_organisation
from kernespor.engines.findings import Severity

EXAMPLES = Path(__file__).parents[3] / "examples" / "organisation"
UNITS = "Kode;Navn;Hører under;Refererer til;Gyldig fra;Gyldig til\n1;Kommunen;;;1-1-2020;\n"
PERSONS = "Id;Navn;E-mail\na;A;\nb;B;\n"
ROLES = "Person;Rolle;Enhed;Med underliggende;Gyldig fra;Gyldig til\n"


def found(units="", persons="", roles="", *, head=UNITS):
    reading = read_organisation(
        (head + units).encode(), (PERSONS + persons).encode(), (ROLES + roles).encode()
    )
    return [(f.code.removeprefix("organisation."), f.place.row, f.place.column) for f in reading.findings]


def test_the_example_with_errors_says_all_of_them_at_once():
    names = ("units.csv", "persons.csv", "roles.csv")
    reading = read_organisation(*((EXAMPLES / "med-fejl" / name).read_bytes() for name in names))
    assert [
        (f.code.removeprefix("organisation."), f.place.row, f.place.column) for f in reading.findings
    ] == [
        ("unknown_column", 1, 6),
        ("cycle", 3, 3),
        ("unknown_parent", 5, 3),
        ("overlap", 6, 4),
        ("formula", 7, 2),
        ("bad_date", 7, 4),
        ("two_roots", 8, 3),
        ("ends_before_start", 9, 5),
        ("bad_email", 2, 4),
        ("duplicate_person", 3, 1),
        ("bad_boolean", 2, 4),
        ("unknown_role", 3, 2),
        ("unknown_person", 4, 1),
        ("role_outside_life", 4, 5),
        ("unknown_unit", 5, 3),
    ]
    assert all(finding.message and finding.suggestion for finding in reading.findings)
    assert {f.code for f in reading.findings if f.severity is not Severity.ERROR} == {
        "organisation.unknown_column"
    }


@pytest.mark.parametrize(
    ("rows", "findings"),
    [
        ("2;Stab;9;;1-1-2020;\n", [("unknown_parent", 3, 3)]),
        ("2;Stab;1;9;1-1-2020;\n", [("unknown_unit", 3, 4)]),
        ("2;Stab;1;;1-1-2019;\n", [("parent_outside_life", 3, 3)]),
        ("2;A;1;;1-1-2020;31-12-2020\n3;B;1;2;1-6-2020;\n", [("refers_outside_life", 4, 4)]),
        ("2;A;1;;1-1-2020;31-5-2020\n2;A;1;;2-6-2020;\n3;B;2;;1-3-2020;\n", [("parent_outside_life", 5, 3)]),
        ("2;A;1;;1-1-2020;31-5-2020\n2;A;1;;1-6-2020;\n3;B;2;;1-3-2020;\n", []),
        ("2;A;1;;1-1-2020;\n2;A;1;;1-1-2020;\n", [("duplicate_code", 4, 1)]),
        ("2;A;1;;1-1-2020;1-6-2020\n2;A;1;;1-6-2020;\n", [("overlap", 4, 5)]),
        ("2;A;2;;1-1-2020;\n", [("cycle", 3, 3)]),
        ("2;A;1;3;1-1-2020;\n3;B;2;;1-1-2020;\n", [("refers_cycle", 3, 4)]),
        ("2;A;1;3;1-1-2020;\n3;B;1;;1-1-2020;\n", []),
        ("2;A;;;1-1-2020;\n", [("two_roots", 3, 3)]),
        ("2;A;1;;32-1-2020;\n3;B;2;;1-1-2020;\n", [("bad_date", 3, 5)]),
        ("2;A;1;;2-1-2020;1-1-2020\n", [("ends_before_start", 3, 6)]),
        (";A;1;;1-1-2020;\n", [("missing_value", 3, 1)]),
        ("2;;1;;1-1-2020;\n", [("missing_value", 3, 2)]),
        ("2;A;1;;;\n", [("missing_value", 3, 5)]),
        ("2;@A;1;;1-1-2020;\n", [("formula", 3, 2)]),
        ("2;A;1;;1-1-2020;;x\n", [("row_too_long", 3, None)]),
    ],
)
def test_units(rows, findings):
    assert found(rows) == findings


def test_a_ring_that_stands_for_a_while_is_found_on_its_first_day():
    units = (
        UNITS + "2;A;1;;1-1-2020;31-12-2020\n2;A;3;;1-1-2021;31-12-2021\n2;A;1;;1-1-2022;\n3;B;2;;1-1-2020;\n"
    )
    (finding,) = read_organisation(units.encode()).findings
    assert finding.code == "organisation.cycle"
    assert finding.place.row == 4
    assert "1. januar 2021" in finding.message
    assert "2 → 3 → 2" in finding.message


def test_a_root_may_take_over_from_another():
    assert (
        found("2;Ny Kommune;;;1-1-2026;\n", head=UNITS.replace("1-1-2020;\n", "1-1-2020;31-12-2025\n")) == []
    )


def test_no_root():
    assert found("2;A;3;;1-1-2020;\n3;B;2;;1-1-2020;\n", head=UNITS.splitlines()[0] + "\n") == [
        ("no_root", None, None),
        ("cycle", 2, 3),
    ]


@pytest.mark.parametrize(
    ("rows", "findings"),
    [
        ("c;C;c@x.dk\nc;D;d@x.dk\n", [("duplicate_person", 5, 1)]),
        ("c;C;c@x.dk\nd;D;C@x.dk\n", [("duplicate_email", 5, 3)]),
        ("c;C;c.x.dk\n", [("bad_email", 4, 3)]),
        ("c;C;c@x y.dk\n", [("bad_email", 4, 3)]),
        ("c;C;c@@x.dk\n", [("bad_email", 4, 3)]),
        (";C;\n", [("missing_value", 4, 1)]),
    ],
)
def test_persons(rows, findings):
    assert found(persons=rows) == findings


@pytest.mark.parametrize(
    ("rows", "findings"),
    [
        ("c;leder;1;ja;1-1-2020;\n", [("unknown_person", 2, 1)]),
        ("a;konge;1;ja;1-1-2020;\n", [("unknown_role", 2, 2)]),
        ("a;;1;ja;1-1-2020;\n", [("missing_value", 2, 2)]),
        ("a;leder;9;ja;1-1-2020;\n", [("unknown_unit", 2, 3)]),
        ("a;leder;1;måske;1-1-2020;\n", [("bad_boolean", 2, 4)]),
        ("a;leder;1;;1-1-2020;\n", []),
        ("a;leder;1;ja;1-1-2019;\n", [("role_outside_life", 2, 5)]),
        ("a;leder;1;ja;i går;\n", [("bad_date", 2, 5)]),
        ("a;leder;1;ja;1-1-2020;\na;leder;1;ja;1-1-2021;\n", [("duplicate_role", 3, 5)]),
        ("a;leder;1;ja;1-1-2020;\nb;leder;1;ja;1-1-2021;\n", [("two_heads", 3, 1)]),
        ("a;leder;1;ja;1-1-2020;31-12-2020\nb;leder;1;ja;1-1-2021;\n", []),
    ],
)
def test_roles(rows, findings):
    assert found(roles=rows) == findings


def test_a_role_that_outlives_its_unit():
    units = "2;A;1;;1-1-2020;31-12-2021\n"
    assert found(units, roles="a;leder;2;nej;1-1-2020;\n") == [("role_outside_life", 2, 6)]


def test_nothing_is_said_of_what_points_at_a_row_that_could_not_be_read():
    assert found("2;A;1;;x;\n3;B;2;;1-1-2020;\n", roles="a;leder;2;nej;1-1-2020;\n") == [("bad_date", 3, 5)]


@pytest.mark.parametrize(
    ("head", "findings"),
    [
        ("Kode;Navn;Gyldig fra\n1;A;1-1-2020\n", [("missing_column", 1, None)]),
        ("Kode;Navn;Navn;Hører under;Gyldig fra\n1;A;A;;1-1-2020\n", [("column_twice", 1, 2)]),
        ("\n\n", [("empty", None, None)]),
        ("", [("empty", None, None)]),
        ("PK\x03\x04\x00\x00", [("not_csv", None, None)]),
        (f'Kode;Navn\n1;"{"x" * 200_000}"\n', [("not_csv", None, None)]),
    ],
)
def test_files_that_are_no_table(head, findings):
    assert found(head=head, roles="a;leder;1;ja;1-1-2020;\n") == findings


def test_bytes_that_are_no_text():
    (finding,) = read_organisation(b"Kode;Navn\n\x81\x8d;x\n").findings
    assert finding.code == "organisation.not_csv"


def test_a_missing_column_says_what_it_may_be_called():
    (finding,) = read_organisation(b"Kode;Navn;Gyldig fra\n").findings
    assert "Hører under" in finding.message
    assert "Overordnet" in finding.suggestion


def test_a_misspelt_parent_is_answered_with_the_nearest():
    units = UNITS + "STAB;Stab;1;;1-1-2020;\nLON;Løn;STAP;;1-1-2020;\n"
    (finding,) = read_organisation(units.encode()).findings
    assert finding.suggestion == "Mente du »STAB«?"
