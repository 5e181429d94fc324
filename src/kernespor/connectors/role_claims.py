"""What an identity provider says of a person's roles, read by a table that the municipality writes.

The table is TOML. `[claims]` says where in the assertion the roles stand and what their parts are called;
each `[[roles]]` says what a code of the provider's means here. The shape is that of the Danish
municipalities' common access control: a role, limited to units and perhaps
a subject, from one day to another.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

from kernespor.engines.findings import N_, Finding, Severity

MOST = 500  # privileges of one person; more is no assertion but a mistake


@dataclass(frozen=True, slots=True)
class Names:
    """What the assertion calls things."""

    privileges: str = "privileges"
    role: str = "role"
    units: str = "units"
    subject: str = "subject"
    first: str = "from"
    last: str = "to"


@dataclass(frozen=True, slots=True)
class RoleRule:
    """What one code means: our role, and the unit where the assertion names none."""

    code: str
    role: str
    unit: str = ""
    includes_below: bool = True
    subject: str = ""


@dataclass(frozen=True, slots=True)
class RoleTable:
    """The whole table."""

    names: Names
    rules: Mapping[str, RoleRule]


@dataclass(frozen=True, slots=True)
class ClaimedRole:
    """One role that the assertion gives, in our words; the unit by the municipality's code."""

    code: str
    role: str
    unit: str
    includes_below: bool
    subject: str = ""
    first: dt.date | None = None
    last: dt.date | None = None


def read_table(text: str, roles: Collection[str]) -> tuple[RoleTable, list[Finding]]:
    """Return the table and everything that is wrong with it; a rule that is wrong is left out.

    `roles` are the roles that exist here.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _error(
            "roles_unreadable", N_("Tabellen over roller kan ikke læses som TOML: {why}"), why=str(error)
        )
        return RoleTable(Names(), {}), [found]
    findings = [_unknown(key, "") for key in data if key not in {"claims", "roles"}]
    names, wrong = _names(data.get("claims", {}))
    rules: dict[str, RoleRule] = {}
    given = data.get("roles", [])
    if not isinstance(given, list) or not given:
        findings.append(_error("roles_none", N_("Tabellen har ingen roller. Skriv mindst én [[roles]].")))
        given = []
    for number, row in enumerate(given, start=1):
        rule, why = _rule(row, number, roles)
        findings += why
        if rule and rule.code in rules:
            words = N_("Koden »{code}« står to gange. Den første gælder.")
            findings.append(_error("roles_twice", words, code=rule.code))
        elif rule:
            rules[rule.code] = rule
    return RoleTable(names, rules), wrong + findings


def read_claims(
    table: RoleTable, claims: Mapping[str, Any], day: dt.date
) -> tuple[list[ClaimedRole], list[Finding]]:
    """Return the roles that an assertion gives on a day, and what in it couldn't be used.

    Codes that the table doesn't know belong to other systems, and are passed over.
    """
    found: list[ClaimedRole] = []
    findings: list[Finding] = []
    for privilege in _privileges(claims.get(table.names.privileges), table.names.role):
        rule = table.rules.get(str(privilege.get(table.names.role, "")))
        if rule is None:
            continue
        first, last = (_day(privilege.get(name)) for name in (table.names.first, table.names.last))
        if first is False or last is False:
            words = N_("Rollen »{code}« har en dato, der ikke kan læses. Den er ikke brugt.")
            findings.append(_warning("claim_date", words, code=rule.code))
            continue
        if (first and first > day) or (last and last < day):
            continue
        units = _texts(privilege.get(table.names.units)) or ([rule.unit] if rule.unit else [])
        if not units:
            words = N_("Rollen »{code}« er uden enhed. Den er ikke brugt.")
            findings.append(_warning("claim_no_unit", words, code=rule.code))
        subject = str(privilege.get(table.names.subject) or rule.subject)[:60]
        found += [
            ClaimedRole(rule.code, rule.role, unit, rule.includes_below, subject, first or None, last or None)
            for unit in units
        ]
    return list(dict.fromkeys(found)), findings


def _names(given: Any) -> tuple[Names, list[Finding]]:
    known = {field.name for field in fields(Names)} - {"first", "last"} | {"from", "to"}
    if not isinstance(given, dict):
        return Names(), [_error("roles_claims", N_("[claims] skal være en tabel med navne."))]
    findings = [_unknown(key, "[claims]") for key in given if key not in known]
    texts = {key: value for key, value in given.items() if key in known and isinstance(value, str) and value}
    words = N_("[claims] {key} skal være en tekst.")
    findings += [_error("roles_claims", words, key=key) for key in given if key in known and key not in texts]
    spelled = {{"from": "first", "to": "last"}.get(key, key): value for key, value in texts.items()}
    return Names(**spelled), findings


def _rule(row: Any, number: int, roles: Collection[str]) -> tuple[RoleRule | None, list[Finding]]:
    known = {field.name for field in fields(RoleRule)}
    place = f"[[roles]] nr. {number}"
    if not isinstance(row, dict):
        return None, [_error("roles_row", N_("{place} skal være en tabel."), place=place)]
    findings = [_unknown(key, place) for key in row if key not in known]
    findings += [
        _error("roles_missing", N_("{place}: {key} mangler."), place=place, key=key)
        for key in ("code", "role")
        if not isinstance(row.get(key), str) or not row[key].strip()
    ]
    for key, kind in (("unit", str), ("subject", str), ("includes_below", bool)):
        if key in row and not isinstance(row[key], kind):
            words = N_("{place}: {key} har en forkert slags værdi.")
            findings.append(_error("roles_value", words, place=place, key=key))
    role = row.get("role")
    if isinstance(role, str) and role.strip() and role not in roles:
        words = N_("{place}: rollen »{role}« findes ikke. Skriv en af: {known}.")
        findings.append(
            _error("roles_unknown", words, place=place, role=role, known=", ".join(sorted(roles)))
        )
    if findings:
        return None, findings
    return RoleRule(**row), []


def _privileges(value: Any, role: str) -> Iterator[Mapping[str, Any]]:
    """Yield what stands in the claim as rows: it may be a list, one row, plain codes or JSON in a text."""
    if isinstance(value, str) and value.lstrip().startswith(("[", "{")):
        try:
            value = json.loads(value)
        except ValueError:
            return
    if isinstance(value, str):
        value = [part for part in re.split(r"[\s,;]+", value) if part]
    if isinstance(value, Mapping):
        value = [value]
    for one in value[:MOST] if isinstance(value, list) else ():
        if isinstance(one, Mapping):
            yield one
        elif isinstance(one, str):
            yield {role: one}


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        value = re.split(r"[,;]+", value)
    return [str(one).strip() for one in value if str(one).strip()] if isinstance(value, list) else []


def _day(value: Any) -> dt.date | Literal[False] | None:
    """Return a date, nothing where there is none, False where it can't be read."""
    if value in (None, ""):
        return None
    try:
        return dt.date.fromisoformat(str(value)[:10])
    except ValueError:
        return False


def _unknown(key: str, place: str) -> Finding:
    words = N_("»{key}« kendes ikke{place}. Er det en slåfejl?")
    return _error("roles_key", words, key=key, place=f" i {place}" if place else "")


def _error(kind: str, words: str, /, **params: str) -> Finding:
    return Finding(kind, Severity.ERROR, words, params)


def _warning(kind: str, words: str, /, **params: str) -> Finding:
    return Finding(kind, Severity.WARNING, words, params)
