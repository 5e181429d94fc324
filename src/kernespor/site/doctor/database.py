"""The database: that it answers, knows all tables, keeps what it is told, and is read by nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from kernespor.engines.findings import Finding
from kernespor.site.doctor.asked import LOOPBACK, Asked, error, is_readable_by_others, warning

URL = "KERNESPOR_DATABASE_URL"
OLDEST = 150000  # PostgreSQL 15, as it writes its own version
KEPT = 2  # PRAGMA synchronous: FULL


def answers(asked: Asked) -> Iterator[Finding]:
    """The database answers, and has every table that the product needs."""
    del asked
    try:
        connection.ensure_connection()
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error as trouble:
        words = "databasen svarer ikke: {why}"
        yield error(
            "database_down", URL, words, "Er den startet, og er adressen rigtig?", why=str(trouble).strip()
        )
        return
    if missing:
        words = "{number} ændringer af databasen mangler."
        yield error("migrations", URL, words, "Kør kernespor manage migrate.", number=len(missing))


def settings_of(asked: Asked) -> Iterator[Finding]:
    """The database keeps what it is told."""
    if connection.vendor == "sqlite":
        yield from _sqlite(asked)
    else:
        yield from _postgresql()


def _sqlite(asked: Asked) -> Iterator[Finding]:
    if asked.is_served:
        words = "SQLite er til demo og få brugere."
        yield warning("sqlite", URL, words, "Brug PostgreSQL 15 eller nyere i drift.")
    with connection.cursor() as cursor:
        kept = cursor.execute("PRAGMA synchronous").fetchone()[0]
    if kept < KEPT:
        words = "databasen venter ikke på disken (synchronous {kept}), så et strømsvigt kan koste det sidste."
        yield error("fsync", URL, words, "Lad indstillingen være FULL.", kept=kept)
    file = Path(str(settings.DATABASES["default"]["NAME"]))
    if is_readable_by_others(file):
        words = "andre på maskinen kan læse databasen."
        yield error("sqlite_readable", str(file), words, "chmod 600 {file}", file=str(file))
    folder = asked.configuration.data_dir
    if is_readable_by_others(folder):
        words = "andre på maskinen kan se ind i mappen."
        yield warning("data_readable", str(folder), words, "chmod 700 {folder}", folder=str(folder))


def _postgresql() -> Iterator[Finding]:
    version = int(_shown("server_version_num"))
    if version < OLDEST:
        words = "PostgreSQL {version} er for gammel."
        yield error("postgresql_old", URL, words, "Brug 15 eller nyere.", version=version // 10000)
    if not _one("SELECT count(*) FROM pg_collation WHERE collprovider = 'i'"):
        words = "PostgreSQL er bygget uden ICU, så dansk rækkefølge mangler."
        yield error("no_icu", URL, words, "Brug en PostgreSQL med ICU.")
    host = str(connection.settings_dict.get("HOST") or "")
    is_near = host in LOOPBACK or host.startswith("/")
    if not is_near and not _one("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"):
        words = "forbindelsen til {host} er ukrypteret."
        yield error("no_tls", URL, words, "Skriv ?sslmode=verify-full på adressen.", host=host)
    for name in ("fsync", "full_page_writes", "synchronous_commit"):
        if _shown(name) == "off":
            words = "{name} er slået fra, så et strømsvigt kan koste det sidste."
            yield error("fsync", URL, words, "Slå {name} til i postgresql.conf.", name=name)


def _shown(name: str) -> str:
    return str(_one("SELECT current_setting(%s)", name))


def _one(question: str, *given: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question, given)
        return cursor.fetchone()[0]
