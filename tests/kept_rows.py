"""The rows of small Sporkøbing, loaded once by each worker and put back for every further module.

Loading goes through every action and rule, and takes seconds; the rows that it leaves go in at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models

Rows = dict[type[models.Model], Any]
_kept: Rows = {}


def put_in(load: Callable[[], None]) -> None:
    """Load, or put the rows back that the first loading left; within the transaction of who asks."""
    from kernespor.site.loading import count_rows

    if _kept:
        for model, rows in _kept.items():
            _write(model, rows)
        _count_on()
        count_rows()
        return
    before = {model: set(_read(model)) for model in _models()}
    load()
    _kept.update({model: [row for row in _read(model) if row not in before[model]] for model in _models()})


def _count_on() -> None:
    """Let new rows take the numbers after those put back: a flush in between begins them anew."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(_kept)):
            cursor.execute(statement)


def _models() -> list[type[models.Model]]:
    """Return what has a table of its own."""
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model._meta.managed and not model._meta.proxy]


def _columns(model: type[models.Model]) -> str:
    quote = connection.ops.quote_name
    return ", ".join(quote(field.column) for field in model._meta.local_concrete_fields)


def _read(model: type[models.Model]) -> list[Any]:
    """Return a table's rows as the database writes them: tuples, on PostgreSQL the lines of COPY."""
    statement = f"SELECT {_columns(model)} FROM {model._meta.db_table}"  # noqa: S608 - names of our own
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY ({statement}) TO STDOUT") as copy:
                return [bytes(line) for line in copy]
        return [tuple(map(_as_written, row)) for row in cursor.connection.execute(statement)]


def _as_written(value: Any) -> Any:
    """Return a value as SQLite takes it: it reads hours as such, and writes them as text."""
    return value.isoformat() if isinstance(value, dt.time) else value


def _write(model: type[models.Model], rows: list[Any]) -> None:
    if not rows:
        return
    into = f"{model._meta.db_table} ({_columns(model)})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for line in rows:
                    copy.write(line)
            return
        places = ", ".join("?" * len(rows[0]))
        cursor.connection.executemany(f"INSERT INTO {into} VALUES ({places})", rows)  # noqa: S608 - names of our own
