"""The table of roles: what is wrong with it is said all at once, and what it makes of an assertion."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kernespor.connectors.role_claims import ClaimedRole, read_claims, read_table

DAY = dt.date(2026, 11, 20)
ROLES = ("head", "administrator")
TABLE = """
[claims]
privileges = "adgang"
role = "kode"
units = "enheder"
subject = "emne"
from = "fra"
to = "til"

[[roles]]
code = "LEDER"
role = "head"

[[roles]]
code = "ADM"
role = "administrator"
unit = "SK"
includes_below = true
subject = "27"
"""


def claimed(value: Any) -> list[ClaimedRole]:
    table, findings = read_table(TABLE, ROLES)
    assert not findings
    return read_claims(table, {"adgang": value}, DAY)[0]


def test_a_table_without_a_fault() -> None:
    table, findings = read_table(TABLE, ROLES)
    assert findings == []
    assert set(table.rules) == {"LEDER", "ADM"}
    assert table.names.first == "fra"


def test_every_fault_is_said_at_once() -> None:
    text = """
    noget = 1
    [claims]
    privileges = 3
    ukendt = "x"
    [[roles]]
    code = "A"
    role = "konge"
    [[roles]]
    role = "head"
    [[roles]]
    code = "B"
    role = "head"
    includes_below = "ja"
    enhed = "SK"
    [[roles]]
    code = "C"
    role = "head"
    [[roles]]
    code = "C"
    role = "administrator"
    """
    table, findings = read_table(text, ROLES)
    assert sorted(finding.code for finding in findings) == [
        "roles_claims", "roles_key", "roles_key", "roles_key", "roles_missing", "roles_twice",
        "roles_unknown", "roles_value",
    ]  # fmt: skip
    assert set(table.rules) == {"C"}
    assert table.rules["C"].role == "head"
    assert all(finding.message and "{" not in finding.message for finding in findings)


@pytest.mark.parametrize(
    ("text", "code"),
    [("[[roles", "roles_unreadable"), ("", "roles_none"), ("roles = 3", "roles_none"),
     ("claims = 3", "roles_claims"), ("roles = [3]", "roles_row")],
)  # fmt: skip
def test_a_table_that_is_none(text: str, code: str) -> None:
    table, findings = read_table(text, ROLES)
    assert code in {finding.code for finding in findings}
    assert not table.rules


@pytest.mark.parametrize(
    ("value", "units"),
    [
        ([{"kode": "LEDER", "enheder": ["OS", "BU"]}], ["OS", "BU"]),
        ([{"kode": "LEDER", "enheder": "OS;BU"}], ["OS", "BU"]),
        ({"kode": "LEDER", "enheder": "OS"}, ["OS"]),
        ('[{"kode": "LEDER", "enheder": ["OS"]}]', ["OS"]),
        ("ADM ANDET", ["SK"]),
        (["ADM", "ADM"], ["SK"]),
        ([{"kode": "ANDET", "enheder": ["OS"]}], []),
        ([{"kode": "LEDER", "enheder": "OS", "fra": "2026-11-20", "til": "2026-11-20"}], ["OS"]),
        ([{"kode": "LEDER", "enheder": "OS", "fra": "2026-11-21"}], []),
        ([{"kode": "LEDER", "enheder": "OS", "til": "2026-11-19T10:00:00Z"}], []),
        ("[ikke json", []), (None, []), (7, []), ([7, None, [["LEDER"]]], []), ({}, []),
    ],
)  # fmt: skip
def test_what_an_assertion_gives(value: Any, units: list[str]) -> None:
    assert [one.unit for one in claimed(value)] == units


def test_the_parts_of_a_privilege() -> None:
    [one] = claimed([{"kode": "ADM", "emne": "drift", "til": "2027-01-31"}])
    assert one == ClaimedRole(
        "ADM", "administrator", "SK", includes_below=True, subject="drift", last=dt.date(2027, 1, 31)
    )
    assert claimed(["ADM"])[0].subject == "27"


def test_what_could_not_be_used_is_said() -> None:
    table, _ = read_table(TABLE, ROLES)
    said = [{"kode": "LEDER"}, {"kode": "LEDER", "enheder": "OS", "fra": "i morgen"}]
    found, findings = read_claims(table, {"adgang": said}, DAY)
    assert found == []
    assert [finding.code for finding in findings] == ["claim_no_unit", "claim_date"]
    assert "LEDER" in findings[0].message
