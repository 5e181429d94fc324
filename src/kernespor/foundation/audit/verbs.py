"""What each verb of an audit event is called. Domains register theirs; one without a word can't be used."""

from __future__ import annotations

from django.utils.functional import Promise

_WORDS: dict[str, str | Promise] = {}


def register(words: dict[str, str | Promise]) -> None:
    """Add verbs with the words that a person reads ("har læst planen ind")."""
    _WORDS.update(words)


def word(verb: str) -> str | Promise:
    """Return the words of a verb; KeyError when nobody registered it."""
    return _WORDS[verb]


def known() -> frozenset[str]:
    """Return every registered verb."""
    return frozenset(_WORDS)
