"""Danish letters in the database: small letters find large ones, and lists run … z, æ, ø, å.

SQLite knows the case of a to z alone and no language's order; PostgreSQL has both from ICU. After this, the
same question gives the same rows in the same order on both.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.signals import connection_created
from django.db.models import Field, lookups
from django.db.models.functions import Collate

from kernespor.engines.danish import sort_key

COLLATION = "danish"
_SPECIAL = "*?["


def register() -> None:
    """Teach the database at hand; called once, when Django is ready."""
    connection_created.connect(_teach, dispatch_uid="danish_text")
    for lookup in (IContains, IExact, IStartsWith, IEndsWith):
        Field.register_lookup(lookup)


def in_danish(expression: Any) -> Collate:
    """Return a text in Danish order, for `order_by(in_danish("name"))`."""
    return Collate(expression, COLLATION)


def compare(one: str, other: str) -> int:
    """Return −1, 0 or 1 as one text stands before, with or after another."""
    left, right = sort_key(one), sort_key(other)
    return (left > right) - (left < right)


def _teach(connection: Any, **_more: Any) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_collation(COLLATION, compare)


def glob(text: str) -> str:
    """Return SQLite's own pattern for a text in letters of either case: GLOB knows every alphabet."""
    return "".join(map(_either, text))


def _either(sign: str) -> str:
    small, large = sign.lower(), sign.upper()
    if small != large and len(small) == len(large) == 1:
        return f"[{small}{large}]"
    return f"[{sign}]" if sign in _SPECIAL else sign


class _EitherCase(lookups.BuiltinLookup):
    """A lookup that minds no case; `around` is what stands before and after the text in the pattern."""

    around = ("", "")

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Ask with GLOB for what isn't a to z; for that LIKE is right, and Django's own."""
        if not isinstance(self.rhs, str) or self.rhs.isascii():
            sql, params = self.as_sql(compiler, connection)
            return sql, list(params)
        lhs, before = self.process_lhs(compiler, connection)
        start, end = self.around
        return f"{lhs} GLOB %s", [*before, f"{start}{glob(self.rhs)}{end}"]


class IContains(_EitherCase, lookups.IContains):
    """The text holds another."""

    around = ("*", "*")


class IExact(_EitherCase, lookups.IExact):
    """The text is another."""


class IStartsWith(_EitherCase, lookups.IStartsWith):
    """The text begins with another."""

    around = ("", "*")


class IEndsWith(_EitherCase, lookups.IEndsWith):
    """The text ends with another."""

    around = ("*", "")
