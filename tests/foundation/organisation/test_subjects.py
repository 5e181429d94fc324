"""A role for one subject: read, written, previewed, taken in; and said when a file would widen it."""

from __future__ import annotations

import datetime as dt

import pytest

from kernespor.connectors.organisation import Organisation, PersonRow, RoleRow, UnitRow
from kernespor.connectors.organisation.files import read_organisation, write_organisation
from kernespor.connectors.organisation.vocabulary import ROLES_FILE
from kernespor.engines.findings import Severity
from kernespor.foundation.access.actor import system
from kernespor.foundation.organisation.actions import take_in
from kernespor.foundation.organisation.comparison import believed, difference
from kernespor.foundation.organisation.documents import as_csv, read_files
from kernespor.foundation.organisation.models import RoleAssignment

TODAY, SINCE = dt.date(2026, 11, 21), dt.date(2020, 1, 1)
UNITS = (UnitRow("SK", "Kommunen", "", "", "", "", SINCE),)
PERSONS = (PersonRow("a", "Den ene"),)
HEADER = "Person;Rolle;Enhed;Med underliggende;Gyldig fra;Gyldig til"


def role(subject: str) -> RoleRow:
    return RoleRow("a", "controller", "SK", includes_below=True, valid_from=SINCE, subject=subject)


def taken_in(*roles: RoleRow) -> None:
    take_in(actor=system("Prøve", TODAY), records=Organisation(UNITS, PERSONS, roles))


def held() -> list[str]:
    return sorted(RoleAssignment.objects.on(TODAY).values_list("subject", flat=True))


def test_a_subject_is_written_and_read_back() -> None:
    organisation = Organisation(UNITS, PERSONS, (role("27.36"), role("drift")))
    files = write_organisation(organisation)
    assert "Gyldig til;Emne" in files[ROLES_FILE].decode("utf-8-sig")
    reading = read_organisation(files["units.csv"], files["persons.csv"], files[ROLES_FILE])
    assert not reading.findings
    assert reading.records == organisation


def test_old_files_without_the_column_still_read() -> None:
    files = write_organisation(Organisation(UNITS, PERSONS))
    old = f"{HEADER}\r\na;økonomikonsulent;SK;ja;2020-01-01;\r\n".encode("utf-8-sig")
    reading = read_organisation(files["units.csv"], files["persons.csv"], old)
    assert not reading.findings
    assert reading.records.roles == (role(""),)


def test_the_same_role_for_two_subjects_is_no_duplicate_and_twice_for_one_is() -> None:
    files = write_organisation(Organisation(UNITS, PERSONS, (role("drift"), role("anlæg"), role("drift"))))
    reading = read_organisation(files["units.csv"], files["persons.csv"], files[ROLES_FILE])
    assert [finding.code for finding in reading.findings] == ["organisation.duplicate_role"]


def test_a_cell_that_is_too_long_is_said() -> None:
    files = write_organisation(Organisation(UNITS, PERSONS, (role("x" * 61),)))
    reading = read_organisation(files["units.csv"], files["persons.csv"], files[ROLES_FILE])
    assert [finding.code for finding in reading.findings] == ["organisation.cell_too_long"]
    assert "længere end 60 tegn" in reading.findings[0].message


@pytest.mark.django_db
def test_a_role_is_narrowed_widened_and_never_both_at_once() -> None:
    taken_in(role(""))
    assert held() == [""]
    assert difference(Organisation((), (), (role("drift"),))).changed_roles == (("a", "controller", "SK"),)
    taken_in(role("drift"))
    assert held() == ["drift"]
    taken_in(role("drift"), role("anlæg"))
    assert held() == ["anlæg", "drift"]
    assert difference(Organisation(UNITS, PERSONS, (role("drift"), role("anlæg")))).is_empty
    assert "drift" in as_csv(believed(), "roles").decode("utf-8-sig")


@pytest.mark.django_db
def test_a_file_that_would_widen_a_role_says_so() -> None:
    taken_in(role("drift"))
    old = f"{HEADER}\r\na;økonomikonsulent;SK;ja;2020-01-01;\r\n".encode("utf-8-sig")
    reading = read_files({"roles": old}, believed())
    found = [one for one in reading.findings if one.code == "organisation.role_widened"]
    assert [one.severity for one in found] == [Severity.WARNING]
    assert "gælder den alle emner" in found[0].message
    same = read_files({"roles": as_csv(believed(), "roles")}, believed())
    assert not [one for one in same.findings if one.code == "organisation.role_widened"]
