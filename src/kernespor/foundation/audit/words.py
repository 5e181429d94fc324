"""What an event can be found by: the objects it touched, and the words of its labels and its reason."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from django.db.models import TextField, lookups

MOST_ROWS = 5_000  # of one event; the object that it is about is always among them
MOST_LETTERS = 4_000
LONGEST_WORD = 40
SHORT = 2  # letters; such a word is looked for as it is
MOST_FORMS = 100  # words that begin alike, looked for one by one
_WORD = re.compile(r"[^\W_]+")
# FTS5 puts together all that have a beginning before it gives the first; the words themselves it gives one by
# one. So a beginning is looked up among the words there are. Objects ("strategy.goal:5") are no words.
_FTS5 = """audit_auditevent.id IN (SELECT rowid FROM audit_words WHERE audit_words MATCH (
    SELECT group_concat(
        CASE WHEN goes_on THEN (
            SELECT CASE WHEN count(*) > %s THEN '"' || token || '"*'
                ELSE '(' || coalesce(group_concat('"' || term || '"', ' OR '), '"' || token || '"') || ')' END
            FROM audit_vocabulary
            WHERE term >= token AND term < token || char(1114111) AND term NOT GLOB '*[.:_]*'
        ) ELSE '"' || token || '"' END, ' AND ')
    FROM (
        SELECT json_extract(value, '$[0]') AS token, json_extract(value, '$[1]') AS goes_on FROM json_each(%s)
    )
))"""


def words_of(event: Any) -> str:
    """Return the tokens of an event, parted by spaces: its objects ("strategy.goal:5") and its words."""
    refs = [f"{event.subject_type}:{event.subject_id}"] if event.subject_id else []
    refs += [row["row"] for row in event.rows[:MOST_ROWS]]
    texts = " ".join([event.actor, event.subject, event.why, *_labels(event.rows[:MOST_ROWS])])
    return " ".join(dict.fromkeys([*refs, *plain(texts[:MOST_LETTERS])]))


def plain(text: str) -> list[str]:
    """Return the words of a text as they are kept: small letters, without signs, none too long."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(text.casefold())]


def _labels(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    for row in rows:
        for side in ("before", "after"):
            for value in row[side].values():
                if isinstance(value, dict) and isinstance(value.get("label"), str):
                    yield value["label"]


class WordsField(TextField):  # type: ignore[type-arg] # Django has it without
    """Tokens that are found through an index of their own: FTS5 in SQLite, GIN in PostgreSQL."""


class _Tokens(lookups.Lookup):
    """Events that have every one of these tokens. `prefix` says whether a token may go on."""

    prefix = False

    def _goes_on(self, token: str) -> bool:
        """Say whether a token may be a beginning: one or two letters begin half of all words."""
        return self.prefix and len(token) > SHORT

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[str | int]]:
        """Ask FTS5. Each token is a quoted string of its language.

        The plus keeps SQLite from walking through all that a common word finds: the newest are wanted.
        """
        del compiler, connection
        tokens = [(token, self._goes_on(token)) for token in self.rhs.split()]
        return ("+" if self.prefix else "") + _FTS5, [MOST_FORMS, json.dumps(tokens)]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[str]]:
        """Ask the vector of the words. Each token is a quoted lexeme of its language."""
        del compiler, connection
        question = " & ".join(f"'{token}'{':*' * self._goes_on(token)}" for token in self.rhs.split())
        return "audit_auditevent.words_vector @@ %s::tsquery", [question]


@WordsField.register_lookup
class HasTokens(_Tokens):
    """Has every token, whole."""

    lookup_name = "has"


@WordsField.register_lookup
class HasBeginnings(_Tokens):
    """Has words that begin with every one of these."""

    lookup_name = "begins"
    prefix = True


def by_words(rows: models.QuerySet[Any], text: str) -> models.QuerySet[Any]:
    """Return those rows that have every word of a text, or a word that begins with it."""
    found = " ".join(dict.fromkeys(plain(text)))
    return rows.filter(words__begins=found) if found else rows
