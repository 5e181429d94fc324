"""Every table of the product row by row, the same on both databases: for digests, comparison and export."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connections, models
from django.db.migrations.recorder import MigrationRecorder

CHUNK = 2000
DIGEST = 16  # hexadecimal figures of a row's digest
SNAPSHOT = "kernespor_snapshot"


def tables() -> dict[str, type[models.Model]]:
    """Return every model with a table by its label, many-to-many ones and the list of migrations too."""
    found = {
        model._meta.label_lower: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    recorded: type[models.Model] = MigrationRecorder.Migration
    return dict(sorted({**found, "migrations.migration": recorded}.items()))


def fields(model: type[models.Model]) -> list[str]:
    """Return the columns of a table as the model names them, its key first."""
    names = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    key = model._meta.pk
    return [key.attname if key else "pk", *names]


def values(model: type[models.Model], alias: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table, in the order of their keys, past every manager that leaves some out."""
    rows: models.QuerySet[Any] = models.QuerySet(model=model, using=alias)
    yield from rows.order_by("pk").values_list(*fields(model)).iterator(chunk_size=CHUNK)


def lines(model: type[models.Model], alias: str) -> Iterator[str]:
    """Yield "key digest" for each row of a table."""
    for row in values(model, alias):
        text = json.dumps([plain(value) for value in row], ensure_ascii=False, sort_keys=True)
        yield f"{json.dumps(plain(row[0]))} {hashlib.sha256(text.encode()).hexdigest()[:DIGEST]}"


def plain(value: Any) -> Any:
    """Return a value as JSON holds it, the same whichever database it was read from."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, bytes | bytearray | memoryview):
        return f"{len(value)} bytes {hashlib.sha256(bytes(value)).hexdigest()}"
    if isinstance(value, Decimal):
        return str(value)
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return str(value)


def digest(found: list[str]) -> str:
    """Return the digest of a table: of its rows' lines, in an order that no database decides."""
    return hashlib.sha256("\n".join(sorted(found)).encode()).hexdigest()


@contextmanager
def beside(**changed: Any) -> Iterator[str]:
    """Open a second way to the database, or to another file of its kind; yield its name."""
    connections.databases[SNAPSHOT] = {**connections.databases["default"], **changed}
    try:
        yield SNAPSHOT
    finally:
        connections[SNAPSHOT].close()
        del connections[SNAPSHOT]
        del connections.databases[SNAPSHOT]


def sqlite_file() -> Path:
    """Return where the installation's SQLite lies."""
    return Path(connections.databases["default"]["NAME"])


def vendor() -> str:
    """Return the kind of the installation's database: "sqlite" or "postgresql"."""
    return str(connections["default"].vendor)
