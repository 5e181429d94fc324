"""What an archive says of itself, and what is wrong with one that says it badly."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.migrations.loader import MigrationLoader

import kernespor
from kernespor.engines.findings import N_, Finding, Severity

FORMAT = 1
NAME = "manifest.json"
LARGEST = 20 * 1024 * 1024
SECRET = re.compile(r"secret|password|key|url")
MEMBER = re.compile(r"database\.(sqlite3|dump)|rows/[a-z0-9_]+\.[a-z0-9_]+\.txt|beside/[a-z0-9-]+(\.[a-z]+)?")


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the archive: its size in bytes and its SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: how many rows, and the digest of them all."""

    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds, from which version and which kind of database, taken when."""

    made_at: str
    version: str
    database: str
    migrations: tuple[str, ...]
    settings: dict[str, str]
    tables: dict[str, Table]
    members: dict[str, Member]

    def as_json(self) -> bytes:
        """Return the manifest as it stands in the archive."""
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1).encode()

    @property
    def rows(self) -> int:
        """All rows of all tables."""
        return sum(table.rows for table in self.tables.values())


def error(code: str, template: str, **params: str | int) -> Finding:
    """Return a finding that stops what was asked for."""
    return Finding(code, Severity.ERROR, template, params)


def read(content: bytes) -> Manifest:
    """Return the manifest that an archive holds. Raises ValueError where it isn't one."""
    try:
        found: Any = json.loads(content)
        if found["format"] != FORMAT:
            raise ValueError(found["format"])
        manifest = Manifest(
            made_at=dt.datetime.fromisoformat(found["made_at"]).isoformat(),
            version=str(found["version"]),
            database=str(found["database"]),
            migrations=tuple(str(name) for name in found["migrations"]),
            settings={str(name): str(value) for name, value in found["settings"].items()},
            tables={
                str(name): Table(int(t["rows"]), str(t["digest"])) for name, t in found["tables"].items()
            },
            members={
                str(name): Member(int(m["size"]), str(m["sha256"])) for name, m in found["members"].items()
            },
        )
    except (KeyError, TypeError, AttributeError, UnicodeDecodeError) as wrong:
        raise ValueError(NAME) from wrong
    return manifest


def settings_now() -> dict[str, str]:
    """Return what this installation has chosen; of what is secret only that it is set."""
    chosen = settings.CONFIGURATION.model_dump()
    return {
        name: ("set" if value else "") if SECRET.search(name) else str(value)
        for name, value in sorted(chosen.items())
    }


def applied(alias: str = "default") -> tuple[str, ...]:
    """Return the migrations that a database has had."""
    loader = MigrationLoader(connections[alias])
    return tuple(sorted(f"{app}.{name}" for app, name in loader.applied_migrations))


def known() -> frozenset[str]:
    """Return the migrations that this program has."""
    return frozenset(f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations)


def unfit(found: Manifest, vendor: str) -> list[Finding]:
    """Return what keeps an archive from being restored by this program into this kind of database."""
    findings = []
    if found.database != vendor:
        findings.append(
            error(
                "other_database",
                N_("Sikkerhedskopien er af {theirs}; her er databasen {ours}."),
                theirs=found.database,
                ours=vendor,
            )
        )
    ours = known()
    newer, older = sorted(set(found.migrations) - ours), sorted(ours - set(found.migrations))
    if newer or older or found.version != kernespor.__version__:
        findings.append(
            error(
                "other_version",
                N_(
                    "Sikkerhedskopien er taget af version {theirs} med andre tabeller end version {ours}, "
                    "der er installeret her ({example}). Installér den version, gendan, og opdatér derefter."
                ),
                theirs=found.version,
                ours=kernespor.__version__,
                example=", ".join([*newer, *older][:3]) or "–",
            )
        )
    return findings
