"""All words of the index in the memory of the process, kept as they are in the database."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count, Subquery, Value

from kernespor.engines.danish_words.compounds import Compounds, inflected_of
from kernespor.foundation.search.models import Word


@dataclass(frozen=True)
class Lexicon:
    """The words, folded, with their keys; and what takes compounds apart by them."""

    number: int = 0
    last: tuple[int, str] = (0, "")
    keys: dict[str, int] = field(default_factory=dict)

    @cached_property
    def compounds(self) -> Compounds:
        """What takes compounds apart, knowing these words, and of what they are inflected."""
        known = self.keys.keys() | {base for word in self.keys for base in inflected_of(word)}
        return Compounds(known.__contains__)


_held = [Lexicon()]


def lexicon() -> Lexicon:
    """Return the words as they now are. One query while they stand still, two or three when some came."""
    counted = Word.objects.order_by().annotate(one=Value(1)).values("one").annotate(number=Count("pk"))
    newest = (
        Word.objects.order_by("-pk").values_list("pk", "text", Subquery(counted.values("number"))).first()
    )
    if newest is None:
        return Lexicon()
    held, (key, text, number) = _held[0], newest
    if (number, (key, text)) != (held.number, held.last):
        held = _held[0] = _read(held, number, (key, text))
    return held


def _read(held: Lexicon, number: int, last: tuple[int, str]) -> Lexicon:
    """Return the words of the database: what came is added, and all is read anew where that isn't enough."""
    rows = Word.objects.values_list("text", "pk")
    keys = held.keys | dict(rows.filter(pk__gt=held.last[0])) if held.number else {}
    if len(keys) != number or list(keys.items())[-1:] != [last[::-1]]:
        keys = dict(rows)
    return Lexicon(number, last, keys)
