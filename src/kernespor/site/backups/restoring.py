"""Restoring into an empty installation, and comparing every row and every file with what was taken."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from kernespor.engines.findings import N_, Finding
from kernespor.foundation.files.models import StoredFile
from kernespor.site.backups import checking, databases, manifest, rows
from kernespor.site.backups.making import HEADS, WORD_TEMPLATE
from kernespor.site.backups.manifest import Manifest, error

NAMED = 20  # keys named of each table that differs


@dataclass
class Comparison:
    """What was compared, and what differs: for each table the keys that are missing, extra or changed."""

    tables: int = 0
    rows: int = 0
    files: int = 0
    differences: list[str] = field(default_factory=list)


def why_not(file: Path) -> tuple[Manifest | None, list[Finding]]:
    """Return everything that keeps an archive from being restored here, before anything is touched."""
    found, findings = checking.verify(file)
    if found is not None:
        findings += manifest.unfit(found, rows.vendor())
    if not databases.is_empty():
        findings.append(
            error(
                "not_empty",
                N_(
                    "Databasen er ikke tom. Der gendannes kun i en tom database: opret en ny, og peg på den "
                    "med KERNESPOR_DATABASE_URL eller KERNESPOR_DATA_DIR."
                ),
            )
        )
    return found, findings


def restore(file: Path, found: Manifest) -> Comparison:
    """Fill the empty installation and compare. Raises CannotError, OSError; then it is still empty."""
    folder = Path(settings.CONFIGURATION.data_dir)
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix=".kernespor-", dir=folder) as work,
        zipfile.ZipFile(file) as archive,
    ):
        name = databases.MEMBERS[found.database]
        copy = Path(work) / name
        with archive.open(name) as content, copy.open("xb") as target:
            shutil.copyfileobj(content, target)
            os.fsync(target.fileno())
        databases.load(copy)
        _put_beside(archive, folder)
    return compare(file, found)


def _put_beside(archive: zipfile.ZipFile, folder: Path) -> None:
    """Put what lay beside the database where it belongs, unless something lies there already."""
    places = {HEADS: Path(settings.AUDIT_HEADS), WORD_TEMPLATE: folder / Path(WORD_TEMPLATE).name}
    for name, target in places.items():
        if name in archive.namelist() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.touch(mode=0o600)
            target.write_bytes(archive.read(name))


def compare(file: Path, found: Manifest) -> Comparison:
    """Compare every row of every table, and every file, with what the archive says of them."""
    result = Comparison(tables=len(found.tables))
    ours = rows.tables()
    with zipfile.ZipFile(file) as archive:
        for name in sorted(set(found.tables) | set(ours)):
            if name not in ours or name not in found.tables:
                result.differences.append(f"{name}: tabellen findes kun det ene sted")
                continue
            now = list(rows.lines(ours[name], "default"))
            result.rows += len(now)
            if rows.digest(now) != found.tables[name].digest:
                then = archive.read(f"rows/{name}.txt").decode().splitlines()
                result.differences += _differences(name, then, now)
    for pk, content, sha256 in StoredFile.objects.values_list("pk", "content", "sha256").iterator(
        chunk_size=20
    ):
        result.files += 1
        if hashlib.sha256(bytes(content)).hexdigest() != sha256:
            result.differences.append(f"fil {pk}: indholdet passer ikke med dets SHA-256")
    return result


def _differences(name: str, then: list[str], now: list[str]) -> Iterator[str]:
    before = dict(line.rsplit(" ", 1) for line in then)
    after = dict(line.rsplit(" ", 1) for line in now)
    kinds = {
        "mangler": [key for key in before if key not in after],
        "er kommet til": [key for key in after if key not in before],
        "er anderledes": [key for key in before if key in after and before[key] != after[key]],
    }
    for word, keys in kinds.items():
        if keys:
            named = ", ".join(keys[:NAMED]) + (" …" if len(keys) > NAMED else "")
            yield f"{name}: {len(keys)} {word} ({named})"
