"""Writes of the organisation: files are laid in, compared, shown, and then taken in whole or discarded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from kernespor.connectors.organisation.records import Organisation, PersonRow, RoleRow, UnitRow
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.files.store import keep
from kernespor.foundation.organisation import workflow
from kernespor.foundation.organisation.comparison import (
    Believed,
    Difference,
    believed,
    difference,
    wanted_roles,
    wanted_units,
)
from kernespor.foundation.organisation.models import (
    OrganisationImport,
    Person,
    RoleAssignment,
    Unit,
    UnitVersion,
)
from kernespor.foundation.organisation.permissions import check_import, check_read_import
from kernespor.foundation.organisation.policies import check_acceptable, check_as_shown, check_open
from kernespor.foundation.organisation.preview import preview_of

__all__ = ["Difference", "accept", "difference", "discard", "lay_in", "take_in"]


def take_in(*, actor: Actor, records: Organisation, at: dt.datetime | None = None) -> None:
    """Make the organisation what the files say, in one act.

    A stretch that the files no longer hold is superseded, never deleted. Units, persons and roles that the
    files don't mention stay as they are. The records must have been read without a finding of severity error.
    """
    with change(actor=actor, verb="organisation.taken_in", at=at) as act:
        _write(act, records, believed())


def lay_in(*, actor: Actor, files: Mapping[str, tuple[str, bytes]]) -> OrganisationImport:
    """Keep files on their way in: by kind ("units", "persons", "roles") name and bytes. Raises Refusal."""
    check_import(actor)
    with change(actor=actor, verb="organisation.files_laid_in") as act:
        kept = {
            kind: keep(act, name=name, content=content, actor=actor)
            for kind, (name, content) in files.items()
        }
        draft = act.create(OrganisationImport, **kept, created_by_id=actor.hand, created_at=act.at)
        act.subject = draft
        return draft


def accept(*, actor: Actor, draft: OrganisationImport, seen: int, shown: str) -> None:
    """Take the files in, whole or not at all, read anew against the organisation of this moment.

    `seen` is the draft's version and `shown` the fingerprint of the difference that the person saw. Raises
    Refusal, or StaleWrite when another window was first; then nothing was written.
    """
    check_read_import(actor, draft)
    check_open(draft)
    step = workflow.IMPORT.check("accept", draft.status)
    with change(actor=actor, verb=step.verb, about=draft) as act:
        _wait_for_others()
        known = believed()
        found = preview_of(draft, known)
        check_as_shown(shown, found.fingerprint)
        check_acceptable(draft, found.reading, found.difference)
        act.update(draft, seen=seen, where={"status": step.source}, status=step.target)
        _write(act, found.reading.records, known)


def discard(*, actor: Actor, draft: OrganisationImport, seen: int) -> None:
    """Put the files aside; they stay in the history. Raises Refusal or StaleWrite."""
    check_read_import(actor, draft)
    check_open(draft)
    step = workflow.IMPORT.check("discard", draft.status)
    with change(actor=actor, verb=step.verb, about=draft) as act:
        act.update(draft, seen=seen, where={"status": step.source}, status=step.target)


def _wait_for_others() -> None:
    """Let one organisation be taken in at a time: on PostgreSQL the second waits, and then sees the first."""
    list(Unit.objects.select_for_update().order_by("pk")[:1])


def _write(act: Change, records: Organisation, known: Believed) -> None:
    units = _write_units(act, records.units, known)
    persons = _write_persons(act, records.persons, known)
    _write_roles(act, records.roles, units, persons, known)


def _write_units(act: Change, rows: tuple[UnitRow, ...], known: Believed) -> dict[str, Unit]:
    units = {unit.code: unit for unit in Unit.objects.all()}
    new = list(dict.fromkeys(row.code for row in rows if row.code not in units))
    units |= {unit.code: unit for unit in act.create_many(Unit, [Unit(code=code) for code in new])}
    wanted = wanted_units(rows)
    for code, facts in wanted.items():
        for old, version in known.units.get(code, {}).items():
            if old not in facts:
                act.update(version, superseded_at=act.at)
    act.create_many(
        UnitVersion,
        [
            UnitVersion(
                unit=units[code],
                valid_from=start,
                valid_to=end,
                name=name,
                short_name=short,
                kind=kind,
                parent=units[parent] if parent else None,
                refers_to=units[refers] if refers else None,
                recorded_at=act.at,
            )
            for code, facts in wanted.items()
            for start, end, name, short, kind, parent, refers in sorted(
                facts - set(known.units.get(code, {}))
            )
        ],
    )
    return units


def _write_persons(act: Change, rows: tuple[PersonRow, ...], known: Believed) -> dict[str, Person]:
    for row in rows:
        if row.id in known.persons:
            act.update(known.persons[row.id], name=row.name, title=row.title, email=row.email)
    created = act.create_many(
        Person,
        [
            Person(code=row.id, name=row.name, title=row.title, email=row.email)
            for row in rows
            if row.id not in known.persons
        ],
    )
    return {**known.persons, **{person.code: person for person in created}}


def _write_roles(
    act: Change,
    rows: tuple[RoleRow, ...],
    units: dict[str, Unit],
    persons: dict[str, Person],
    known: Believed,
) -> None:
    wanted = wanted_roles(rows)
    for key, facts in wanted.items():
        for old, assignment in known.roles.get(key, {}).items():
            if old not in facts:
                act.update(assignment, superseded_at=act.at)
    act.create_many(
        RoleAssignment,
        [
            RoleAssignment(
                person=persons[person],
                role=role,
                unit=units[unit],
                includes_below=below,
                subject=subject,
                valid_from=start,
                valid_to=end,
                recorded_at=act.at,
            )
            for (person, role, unit), facts in wanted.items()
            for start, end, below, subject in sorted(facts - set(known.roles.get((person, role, unit), {})))
        ],
    )
