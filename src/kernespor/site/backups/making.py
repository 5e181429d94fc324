"""Taking a backup: written beside its place, and put there whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import zipfile
from pathlib import Path

from django.conf import settings
from django.utils import timezone

import kernespor
from kernespor.site.backups import databases, manifest, rows
from kernespor.site.backups.manifest import Manifest, Member, Table

FILE = re.compile(r"kernespor-\d{8}T\d{6}Z\.zip")
PIECE = 1024 * 1024
HEADS, WORD_TEMPLATE = "beside/audit-heads.log", "beside/word-template.docx"


def make(folder: Path, *, keep: int) -> tuple[Path, Manifest]:
    """Take a backup into a folder, remove all but the newest `keep`, and return the file and what it holds.

    Raises CannotError, OSError; then nothing is left behind.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    now = timezone.now()
    with tempfile.TemporaryDirectory(prefix=".kernespor-", dir=folder) as work:
        part = Path(work) / "part.zip"
        part.touch(mode=0o600)
        found = _write(part, Path(work), now.isoformat(timespec="seconds"))
        target = folder / f"kernespor-{now:%Y%m%dT%H%M%SZ}.zip"
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.replace(target)
    _settle(folder)
    _forget_old(folder, keep)
    return target, found


def _write(part: Path, work: Path, made_at: str) -> Manifest:
    vendor = rows.vendor()
    copy = work / databases.MEMBERS[vendor]
    copy.touch(mode=0o600)
    tables: dict[str, Table] = {}
    members: dict[str, Member] = {}
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        with databases.copied(copy) as alias:
            migrations = manifest.applied(alias)
            for name, model in rows.tables().items():
                found = list(rows.lines(model, alias))
                tables[name] = Table(len(found), rows.digest(found))
                _add(archive, members, f"rows/{name}.txt", "".join(f"{line}\n" for line in found).encode())
        packed = zipfile.ZIP_STORED if vendor == "postgresql" else zipfile.ZIP_DEFLATED
        archive.write(copy, copy.name, compress_type=packed)
        members[copy.name] = Member(copy.stat().st_size, sha256_of(copy))
        for name, file in things_beside().items():
            _add(archive, members, name, file.read_bytes())
        found_all = Manifest(
            made_at=made_at,
            version=kernespor.__version__,
            database=vendor,
            migrations=migrations,
            settings=manifest.settings_now(),
            tables=tables,
            members=members,
        )
        archive.writestr(manifest.NAME, found_all.as_json())
    return found_all


def _add(archive: zipfile.ZipFile, members: dict[str, Member], name: str, content: bytes) -> None:
    archive.writestr(name, content)
    members[name] = Member(len(content), hashlib.sha256(content).hexdigest())


def things_beside() -> dict[str, Path]:
    """Return the files beside the database that belong to it: the heads of the audit, the Word template."""
    named = {HEADS: settings.AUDIT_HEADS, WORD_TEMPLATE: settings.WORD_TEMPLATE}
    return {name: Path(file) for name, file in named.items() if file and Path(file).is_file()}


def sha256_of(file: Path) -> str:
    """Return the digest of a file, read piece by piece."""
    digest = hashlib.sha256()
    with file.open("rb") as content:
        while piece := content.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def backups(folder: Path) -> list[Path]:
    """Return the backups of a folder, the oldest first."""
    return sorted(file for file in folder.iterdir() if FILE.fullmatch(file.name)) if folder.is_dir() else []


def _forget_old(folder: Path, keep: int) -> None:
    for file in backups(folder)[:-keep] if keep > 0 else ():
        file.unlink()


def _settle(folder: Path) -> None:
    """Make sure that the new name is on the disk as well."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
