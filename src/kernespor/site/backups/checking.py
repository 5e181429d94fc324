"""Whether an archive is whole and harmless, before anything of it is used."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from kernespor.connectors.zips import BROKEN
from kernespor.engines.findings import N_, Finding
from kernespor.site.backups import databases, manifest, rows
from kernespor.site.backups.making import PIECE
from kernespor.site.backups.manifest import Manifest, error

LINE = re.compile(r'(?:-?\d+|"(?:[^"\\]|\\.)*") [0-9a-f]{16}')
MOST_MEMBERS = 1000


def verify(file: Path) -> tuple[Manifest | None, list[Finding]]:
    """Return what an archive says it holds, and everything that is wrong with it."""
    try:
        with zipfile.ZipFile(file) as archive:
            return _verify(archive)
    except BROKEN as wrong:
        return None, [_damaged(str(wrong) or type(wrong).__name__)]


def _damaged(why: str) -> Finding:
    return error(
        "damaged",
        N_("Filen kan ikke læses som en sikkerhedskopi. Den er afkortet eller beskadiget ({why})."),
        why=why,
    )


def _verify(archive: zipfile.ZipFile) -> tuple[Manifest | None, list[Finding]]:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    odd = sorted({name for name in names if name != manifest.NAME and not manifest.MEMBER.fullmatch(name)})
    odd += sorted({name for name in names if names.count(name) > 1}) if len(names) <= MOST_MEMBERS else ["…"]
    if odd:
        words = N_("Filen rummer noget, en sikkerhedskopi ikke har: {name}. Intet af den bliver brugt.")
        return None, [error("foreign_member", words, name=name[:100]) for name in odd[:10]]
    if manifest.NAME not in names or archive.getinfo(manifest.NAME).file_size > manifest.LARGEST:
        return None, [_damaged(manifest.NAME)]
    try:
        found = manifest.read(archive.read(manifest.NAME))
    except ValueError:
        return None, [_damaged(manifest.NAME)]
    return found, list(_members(archive, found, set(names) - {manifest.NAME}))


def _members(archive: zipfile.ZipFile, found: Manifest, names: set[str]) -> Iterator[Finding]:
    needed = {f"rows/{name}.txt" for name in found.tables} | {
        databases.MEMBERS.get(found.database, "database")
    }
    for name in sorted((set(found.members) | needed) - names):
        yield error("missing_member", N_("{name} mangler i filen."), name=name)
    for name in sorted(names - set(found.members)):
        yield error("unlisted_member", N_("{name} står ikke på listen over, hvad filen rummer."), name=name)
    for name in sorted(names & set(found.members)):
        said, entry = found.members[name], archive.getinfo(name)
        try:
            fits = entry.file_size == said.size and _digest(archive, name, said.size) == said.sha256
        except BROKEN:
            fits = False
        if not fits:
            yield error("changed_member", N_("{name} er ikke, som da kopien blev taget."), name=name)
        elif name.startswith("rows/"):
            yield from _table(archive, found, name)


def _digest(archive: zipfile.ZipFile, name: str, size: int) -> str:
    digest, read = hashlib.sha256(), 0
    with archive.open(name) as content:
        while piece := content.read(PIECE):
            read += len(piece)
            if read > size:
                return ""
            digest.update(piece)
    return digest.hexdigest()


def _table(archive: zipfile.ZipFile, found: Manifest, name: str) -> Iterator[Finding]:
    table = found.tables.get(name.removeprefix("rows/").removesuffix(".txt"))
    lines = archive.read(name).decode("utf-8", "replace").splitlines()
    right = table is not None and len(lines) == table.rows and rows.digest(lines) == table.digest
    if not right or not all(LINE.fullmatch(line) for line in lines):
        yield error("changed_table", N_("{name} passer ikke med det antal rækker, filen lover."), name=name)
