"""What each verb of an audit event is called. Domains register theirs; one without a word can't be used."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise

_WORDS: dict[str, str | Promise] = {}
_PRIVATE: set[str] = set()


def register(words: dict[str, str | Promise], *, private: Iterable[str] = ()) -> None:
    """Add verbs with the words that a person reads ("har læst planen ind").

    What stands in `private` concerns nobody but the one who did it, and is shown to no other.
    """
    _WORDS.update(words)
    _PRIVATE.update(private)


def word(verb: str) -> str | Promise:
    """Return the words of a verb; KeyError when nobody registered it."""
    return _WORDS[verb]


def said(verb: str) -> str:
    """Return the words of a verb, also of one that the program no longer knows."""
    return str(_WORDS.get(verb, verb))


def known() -> frozenset[str]:
    """Return every registered verb."""
    return frozenset(_WORDS)


def private() -> frozenset[str]:
    """Return the verbs that are shown to the one who did it alone."""
    return frozenset(_PRIVATE)
