"""From what the provider said to roles over units of ours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

from kernespor.connectors.role_claims import RoleTable, read_claims, read_table
from kernespor.engines.findings import N_, Finding, Severity
from kernespor.foundation.accounts.actions import RoleClaim
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.organisation.models import UnitVersion


def table() -> tuple[RoleTable | None, Sequence[Finding]]:
    """Return the municipality's table of roles and what is wrong with it; None where it has none."""
    return read_file(settings.OIDC_ROLES) if settings.OIDC_ROLES else (None, ())


def read_file(file: Path) -> tuple[RoleTable | None, Sequence[Finding]]:
    """Return the table in a file; None with a finding when there is no such file."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        words = N_("Tabellen over roller, {file}, kan ikke læses: {why}")
        finding = Finding("roles_file", Severity.ERROR, words, {"file": str(file), "why": str(error)})
        return None, (finding,)
    return read_table(text, RoleKind.values)


def roles_of(
    found: RoleTable, claims: Mapping[str, Any], today: dt.date
) -> tuple[list[RoleClaim], list[Finding]]:
    """Return the roles that an assertion gives today, in units that exist today. One query."""
    claimed, findings = read_claims(found, claims, today)
    codes = {one.unit for one in claimed}
    units = dict(
        UnitVersion.objects.on(today).filter(unit__code__in=codes).values_list("unit__code", "unit_id")
    )
    words = N_("Rollen »{code}« gælder enheden »{unit}«, som vi ikke kender. Den er ikke brugt.")
    findings += [
        Finding("claim_unit", Severity.WARNING, words, {"code": one.code, "unit": one.unit})
        for one in claimed
        if one.unit not in units
    ]
    return [
        RoleClaim(
            code=one.code,
            role=one.role,
            unit_id=units[one.unit],
            includes_below=one.includes_below,
            subject=one.subject,
            valid_to=one.last,
        )
        for one in claimed
        if one.unit in units
    ], findings
