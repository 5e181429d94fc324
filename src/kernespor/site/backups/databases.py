"""A consistent copy of the database as its own tool writes it, and back: SQLite and PostgreSQL."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connections, transaction

from kernespor.site.backups import rows

MEMBERS = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


class CannotError(Exception):
    """Why it can't be done, in Danish, for the one at the keys."""


@contextmanager
def copied(file: Path) -> Iterator[str]:
    """Write a consistent copy of the database to a file, and yield a way to read exactly what is in it.

    Raises CannotError when the database's own tool is missing or refuses.
    """
    if rows.vendor() == "sqlite":
        with _sqlite(file) as alias:
            yield alias
    else:
        with _postgresql(file) as alias:
            yield alias


@contextmanager
def _sqlite(file: Path) -> Iterator[str]:
    source = rows.sqlite_file()
    if not source.exists():
        raise CannotError(f"Der er ingen database i {source}.")
    # In one step: the copy is of one moment, and with the log written ahead nobody waits for it.
    with closing(sqlite3.connect(source, timeout=60)) as live, closing(sqlite3.connect(file)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    with rows.beside(NAME=file, OPTIONS={}) as alias:
        yield alias


@contextmanager
def _postgresql(file: Path) -> Iterator[str]:
    from psycopg import IsolationLevel

    options = connections.databases["default"].get("OPTIONS", {})
    isolated = {**options, "isolation_level": IsolationLevel.REPEATABLE_READ}
    with rows.beside(OPTIONS=isolated, CONN_MAX_AGE=0) as alias, transaction.atomic(using=alias):
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
        _call("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={file}")
        yield alias


def load(file: Path) -> None:
    """Fill the empty database from a copy. Raises CannotError; then the database is as empty as before."""
    if rows.vendor() == "postgresql":
        _call("pg_restore", "--single-transaction", "--exit-on-error", str(file))
        return
    connections["default"].close()
    target = rows.sqlite_file()
    for rest in ("", "-wal", "-shm"):
        target.with_name(target.name + rest).unlink(missing_ok=True)
    file.chmod(0o600)
    file.replace(target)


def is_empty() -> bool:
    """Say whether the installation's database holds no table at all."""
    if rows.vendor() == "sqlite" and not rows.sqlite_file().exists():
        return True
    connection = connections["default"]
    names = connection.introspection.table_names()
    connection.close()
    return not names


def _call(name: str, *arguments: str) -> None:
    program = shutil.which(name)
    if program is None:
        raise CannotError(
            f"{name} mangler på denne maskine. Installér PostgreSQL's klientprogrammer i samme version som "
            "serveren (på Debian: apt-get install postgresql-client)."
        )
    place, password = _place()
    common = ["--no-owner", "--no-privileges", "--no-password", f"--dbname={place}"]
    done = subprocess.run(
        [program, *common, *arguments],
        env={**os.environ, "PGPASSWORD": password} if password else None,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CannotError(f"{name} sagde nej: {done.stderr.strip()[-2000:]}")


def _place() -> tuple[str, str]:
    """Return where PostgreSQL is, without the password, and the password."""
    from psycopg.conninfo import make_conninfo

    found: dict[str, Any] = connections["default"].get_connection_params()
    known = ("dbname", "user", "host", "port", "sslmode", "sslrootcert", "sslcert", "sslkey")
    place = {name: str(found[name]) for name in known if found.get(name)}
    return make_conninfo("", **place), str(found.get("password") or "")
