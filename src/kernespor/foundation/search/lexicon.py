"""All words of the index in the memory of the process, kept as they are in the database."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count, Q, Subquery, Value

from kernespor.engines.danish_words.compounds import Compounds, inflected_of
from kernespor.foundation.search.models import Word


@dataclass(frozen=True)
class Lexicon:
    """The words, folded, with the numbers that postings know them by; and what takes compounds apart.

    `open` are those that stand in something the whole house may read. By them alone is judged what a word
    may mean: what others write where one may not read shows in nothing that one finds.
    """

    number: int = 0
    number_open: int = 0
    last: tuple[int, str] = (0, "")
    keys: dict[str, int] = field(default_factory=dict)
    open: frozenset[str] = frozenset()

    @cached_property
    def compounds(self) -> Compounds:
        """What takes compounds apart, knowing the open words, and of what they are inflected."""
        known = self.open | {base for word in self.open for base in inflected_of(word)}
        return Compounds(known.__contains__)


_held = [Lexicon()]


def lexicon() -> Lexicon:
    """Return the words as they now are. One query while they stand still, two or three when some came."""
    counted = (
        Word.objects.order_by()
        .annotate(one=Value(1))
        .values("one")
        .annotate(number=Count("pk"), opened=Count("pk", filter=Q(is_open=True)))
    )
    newest = (
        Word.objects.order_by("-pk")
        .values_list("pk", "text", Subquery(counted.values("number")), Subquery(counted.values("opened")))
        .first()
    )
    if newest is None:
        return Lexicon()
    held, (key, text, number, opened) = _held[0], newest
    if (number, opened, (key, text)) != (held.number, held.number_open, held.last):
        held = _held[0] = _read(held, number, opened, (key, text))
    return held


def _read(held: Lexicon, number: int, opened: int, last: tuple[int, str]) -> Lexicon:
    """Return the words of the database: what came is added, and all is read anew where that isn't enough."""
    rows = Word.objects.order_by("pk").values_list("text", "code", "is_open")
    if held.number:
        came = list(rows.filter(pk__gt=held.last[0]))
        keys = held.keys | {text: code for text, code, _ in came}
        known = held.open | {text for text, _, is_open in came if is_open}
        if (len(keys), len(known), next(reversed(keys))) == (number, opened, last[1]):
            return Lexicon(number, opened, last, keys, known)
    every = list(rows)
    keys = {text: code for text, code, _ in every}
    return Lexicon(number, opened, last, keys, frozenset(text for text, _, is_open in every if is_open))
