"""Databases of the measurements' own: SQLite in a folder, PostgreSQL in a database; both go away again.

Each has a data folder of its own too: the heads of the audit's seals stand there, outside the database.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

POSTGRESQL = "KERNESPOR_TEST_DATABASE_URL"


@contextmanager
def environments() -> Iterator[dict[str, dict[str, str]]]:
    """Yield what the environment must say for each database at hand."""
    with tempfile.TemporaryDirectory() as folder:
        found = {"SQLite": _in(folder, "sqlite", "")}
        url = os.environ.get(POSTGRESQL, "")
        if not url:
            print(f"PostgreSQL left out: {POSTGRESQL} names none.")
            yield found
            return
        name = f"kernespor_bench_{os.getpid()}"
        with database(url, name) as own:
            yield {**found, "PostgreSQL": _in(folder, "postgresql", own)}


def _in(folder: str, name: str, url: str) -> dict[str, str]:
    place = Path(folder) / name
    place.mkdir()
    return {"KERNESPOR_DATA_DIR": str(place), "KERNESPOR_DATABASE_URL": url, "KERNESPOR_DEMO": "1"}


@contextmanager
def database(url: str, name: str) -> Iterator[str]:
    """Make an empty PostgreSQL database, yield its address, and take it away again."""
    import psycopg
    from psycopg import sql

    with psycopg.connect(url, autocommit=True) as line:
        line.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        finally:
            line.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
