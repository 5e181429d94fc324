"""Those who are writing while one reads: databases differ in how one waits for them."""

from __future__ import annotations

from django.db import connection, models
from psycopg import sql


def await_writers(model: type[models.Model]) -> None:
    """Wait until whoever writes to a table is done, and hold the others back until the transaction ends.

    Only PostgreSQL has several that write at once. OperationalError when someone writes for over 5 seconds.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '5s'")
            table = sql.Identifier(model._meta.db_table)
            cursor.execute(sql.SQL("LOCK TABLE {} IN SHARE MODE").format(table))
