"""What taking files in would change, day by day, in the shape that a page and a spreadsheet show."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kernespor.connectors.organisation import Organisation, OrganisationReading
from kernespor.foundation.dated import OPEN_END
from kernespor.foundation.organisation.comparison import (
    Believed,
    Difference,
    RoleFacts,
    RoleKey,
    UnitFacts,
    difference,
    wanted_roles,
    wanted_units,
)
from kernespor.foundation.organisation.documents import FILES, read_files
from kernespor.foundation.organisation.models import OrganisationImport

_DAY = dt.timedelta(days=1)


class What(StrEnum):
    """What happens to a unit, a person or a role."""

    NEW_UNIT = "new_unit"
    RENAMED = "renamed"
    MOVED = "moved"
    ENDED = "ended"
    BEGUN = "begun"
    CHANGED_UNIT = "changed_unit"
    NEW_PERSON = "new_person"
    CHANGED_PERSON = "changed_person"
    NEW_ROLE = "new_role"
    ENDED_ROLE = "ended_role"
    CHANGED_ROLE = "changed_role"


@dataclass(frozen=True, slots=True)
class Alteration:
    """One thing that would change. `day` is the first it holds, or the last of what ends; None is always."""

    what: What
    subject: str
    day: dt.date | None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What files on their way in say, what is odd about them, and what they would change."""

    reading: OrganisationReading
    difference: Difference
    alterations: tuple[Alteration, ...]
    unchanged_units: int
    unchanged_persons: int
    unchanged_roles: int

    @property
    def fingerprint(self) -> str:
        """Return a digest of the difference: another one means that a person saw something else."""
        facts = (self.reading.records, self.alterations, self.difference)
        return hashlib.sha256(repr(facts).encode()).hexdigest()

    @property
    def counts(self) -> dict[What, int]:
        """Return how many of each kind of change there are, in the order of the kinds."""
        found = Counter(one.what for one in self.alterations)
        return {what: found[what] for what in What}


def preview_of(draft: OrganisationImport, known: Believed) -> Preview:
    """Read a draft's files beside what is believed."""
    files = {kind: bytes(stored.content) for kind in FILES if (stored := getattr(draft, kind)) is not None}
    reading = read_files(files, known)
    records, found = reading.records, difference(reading.records, known)
    return Preview(
        reading=reading,
        difference=found,
        alterations=(
            *_units(records, known, found),
            *_persons(records, known, found),
            *_roles(records, known, found),
        ),
        unchanged_units=_unchanged(
            "units", files, wanted_units(records.units), found.new_units, found.changed_units
        ),
        unchanged_persons=len(records.persons) - len(found.new_persons) - len(found.changed_persons),
        unchanged_roles=len(wanted_roles(records.roles)) - len(found.new_roles) - len(found.changed_roles),
    )


def _unchanged(
    kind: str, files: Mapping[str, bytes], wanted: Collection[str], *changes: Collection[str]
) -> int:
    return len(wanted) - sum(map(len, changes)) if kind in files else 0


def _units(records: Organisation, known: Believed, found: Difference) -> Iterator[Alteration]:
    wanted = wanted_units(records.units)
    names = _unit_names(records, known)
    for code in found.new_units:
        first = min(wanted[code])
        yield Alteration(What.NEW_UNIT, _named(code, names), first[0], "", _named(first[5], names))
    for code in found.changed_units:
        yield from _unit(_named(code, names), sorted(known.units[code]), sorted(wanted[code]), names)


def _unit(
    subject: str, old: list[UnitFacts], new: list[UnitFacts], names: Mapping[str, str]
) -> Iterator[Alteration]:
    """Yield each change once, on the first day on which it can be seen."""
    days = {row[0] for row in (*old, *new)} | {row[1] + _DAY for row in (*old, *new) if row[1] != OPEN_END}
    said: set[tuple[What, str, str]] = set()
    for day in sorted(days):
        before, after = _on(old, day), _on(new, day)
        for one in _between(subject, day, before, after, names):
            if (one.what, one.before, one.after) not in said:
                said.add((one.what, one.before, one.after))
                yield one


def _between(
    subject: str,
    day: dt.date,
    before: UnitFacts | None,
    after: UnitFacts | None,
    names: Mapping[str, str],
) -> Iterator[Alteration]:
    if before and not after:
        yield Alteration(What.ENDED, subject, day - _DAY)
    elif after and not before:
        yield Alteration(What.BEGUN, subject, day)
    elif before and after:
        if before[2] != after[2]:
            yield Alteration(What.RENAMED, subject, day, before[2], after[2])
        if before[5] != after[5]:
            yield Alteration(What.MOVED, subject, day, _named(before[5], names), _named(after[5], names))
        if (others := _others(before, names)) != (changed := _others(after, names)):
            yield Alteration(What.CHANGED_UNIT, subject, day, others, changed)


def _others(facts: UnitFacts, names: Mapping[str, str]) -> str:
    return " · ".join(
        part for part in (facts[3], facts[4], f"→ {_named(facts[6], names)}" if facts[6] else "") if part
    )


def _persons(records: Organisation, known: Believed, found: Difference) -> Iterator[Alteration]:
    rows = {row.id: row for row in records.persons}
    for code in found.new_persons:
        row = rows[code]
        yield Alteration(What.NEW_PERSON, row.name, None, "", _joined(row.title, row.email))
    for code in found.changed_persons:
        row, person = rows[code], known.persons[code]
        yield Alteration(
            What.CHANGED_PERSON,
            person.name,
            None,
            _joined(person.name, person.title, person.email),
            _joined(row.name, row.title, row.email),
        )


def _roles(records: Organisation, known: Believed, found: Difference) -> Iterator[Alteration]:
    wanted = wanted_roles(records.roles)
    names = _unit_names(records, known)
    persons = {code: person.name for code, person in known.persons.items()}
    persons |= {row.id: row.name for row in records.persons}
    for key in found.new_roles:
        yield Alteration(
            What.NEW_ROLE, _role(key, persons, names), min(wanted[key])[0], "", _spans(wanted[key])
        )
    for key in found.changed_roles:
        old, new = set(known.roles[key]), wanted[key]
        last = max(end for _, end, *_ in new)
        ends = last < max(end for _, end, *_ in old)
        what = What.ENDED_ROLE if ends else What.CHANGED_ROLE
        day = last if ends else min(start for start, *_ in new ^ old)
        yield Alteration(what, _role(key, persons, names), day, _spans(old), _spans(new))


def _role(key: RoleKey, persons: Mapping[str, str], units: Mapping[str, str]) -> str:
    from kernespor.foundation.organisation.enums import RoleKind

    person, role, unit = key
    return _joined(persons.get(person, person), str(RoleKind(role).label), _named(unit, units))


def _spans(facts: Collection[RoleFacts]) -> str:
    """Return stretches as dates that read the same in every language."""
    return ", ".join(
        f"{start.isoformat()} – {'' if end == OPEN_END else end.isoformat()}".strip()
        + (" ↓" if below else "")
        + (f" ({subject})" if subject else "")
        for start, end, below, subject in sorted(facts)
    )


def _unit_names(records: Organisation, known: Believed) -> dict[str, str]:
    names = {code: max(facts)[2] for code, facts in known.units.items()}
    return names | {
        code: max(facts)[2] for code, facts in wanted_units(records.units).items() if code not in names
    }


def _named(code: str, names: Mapping[str, str]) -> str:
    return f"{names[code]} ({code})" if code in names else code


def _on(facts: list[UnitFacts], day: dt.date) -> UnitFacts | None:
    return next((row for row in facts if row[0] <= day <= row[1]), None)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
