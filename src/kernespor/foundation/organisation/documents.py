"""The files that the organisation is read from and written to."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import PurePath

from kernespor.connectors.organisation import OrganisationReading, read_organisation, write_organisation
from kernespor.connectors.organisation.table import read_table
from kernespor.connectors.organisation.vocabulary import PERSONS_FILE, ROLES_FILE, UNITS_FILE
from kernespor.engines.findings import N_, Finding, Place, Severity, has_error
from kernespor.foundation.organisation.comparison import Believed, merged, records_of, wanted_roles

FILES = {"units": UNITS_FILE, "persons": PERSONS_FILE, "roles": ROLES_FILE}
BIGGEST = 20 * 1024 * 1024
MOST_ROWS = 20_000
_HEAD = 4096
_OTHER_KINDS = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x7fELF", b"MZ", b"\x89PNG", b"\x1f\x8b")
_BOMS_16 = (b"\xff\xfe", b"\xfe\xff")


def kind_of(name: str, content: bytes) -> str:
    """Return "units", "persons" or "roles" by the file's name or its head; empty when neither tells."""
    stem = PurePath(name.replace("\\", "/")).stem.casefold()
    for kind, file in FILES.items():
        if stem == PurePath(file).stem:
            return kind
    known = {kind: len(read_table(file, content[:_HEAD]).columns) for kind, file in FILES.items()}
    best = max(known.values())
    winners = [kind for kind, number in known.items() if number == best]
    return winners[0] if best > 1 and len(winners) == 1 else ""


def is_text(content: bytes) -> bool:
    """Say whether the bytes can be a text file at all: no workbook, no picture, no program."""
    if content.startswith(_BOMS_16):
        return True
    return not content.startswith(_OTHER_KINDS) and b"\x00" not in content


def has_too_many_rows(content: bytes) -> bool:
    """Say whether a file has more rows than we take in at a time."""
    return max(content.count(b"\n"), content.count(b"\r")) > MOST_ROWS


def read_files(files: dict[str, bytes], known: Believed) -> OrganisationReading:
    """Read up to three files, by kind, as they would stand beside what is believed of all else.

    What holds within the files but not together with what they don't mention is a finding too.
    """
    existing = records_of(known)
    units = files.get("units")
    if units is None:
        units = write_organisation(existing)[UNITS_FILE]
    reading = read_organisation(units, files.get("persons"), files.get("roles"), existing)
    if has_error(reading.findings):
        return reading
    written = write_organisation(merged(reading.records, known))
    together = read_organisation(written[UNITS_FILE], written[PERSONS_FILE], written[ROLES_FILE])
    broken = tuple(
        replace(finding, place=Place()) for finding in together.findings if finding.severity is Severity.ERROR
    )
    odd = (*broken, *_absent(reading, known), *_widened(reading, known))
    return OrganisationReading(reading.records, reading.findings + odd)


def as_zip(known: Believed) -> bytes:
    """Return all that is believed as a zip of the three files, the same bytes for the same organisation."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in write_organisation(records_of(known)).items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def as_csv(known: Believed, kind: str) -> bytes:
    """Return one of the three files. KeyError for another kind."""
    return write_organisation(records_of(known))[FILES[kind]]


def _widened(reading: OrganisationReading, known: Believed) -> tuple[Finding, ...]:
    """Report roles for one subject that by the file would count for all: a column may be missing."""
    found = wanted_roles(reading.records.roles)
    lost = [
        key
        for key, facts in found.items()
        if not any(subject for *_dates, subject in facts)
        and any(subject for *_dates, subject in known.roles.get(key, {}))
    ]
    return tuple(
        Finding(
            code="organisation.role_widened",
            severity=Severity.WARNING,
            template=N_(
                "{file}: {person} har rollen i {unit} for ét emne i dag. Efter filen gælder den alle emner."
            ),
            params={"file": ROLES_FILE, "person": person, "unit": unit},
            suggestion_template=N_("Tilføj kolonnen »Emne«, hvis rollen stadig kun gælder ét emne."),
        )
        for person, _role, unit in sorted(lost)
    )


def _absent(reading: OrganisationReading, known: Believed) -> tuple[Finding, ...]:
    named = {row.code for row in reading.records.units}
    absent = sorted(code for code in known.units if code not in named)
    if not absent:
        return ()
    shown = ", ".join(absent[:10]) + (" …" if len(absent) > 10 else "")  # noqa: PLR2004 - a sentence's worth
    return (
        Finding(
            code="organisation.absent_units",
            severity=Severity.NOTE,
            template=N_(
                "{file}: {number} enheder, som vi kender, står ikke i filen: {codes}. De bliver, som de er."
            ),
            params={"file": UNITS_FILE, "number": len(absent), "codes": shown},
            suggestion_template=N_("Skal en enhed nedlægges, så skriv den med sin sidste dag."),
        ),
    )
