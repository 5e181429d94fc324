"""What else a person should look at before an answer is published: names, and what belongs to a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kernespor.engines.masking.contacts import Hit, contacts
from kernespor.engines.masking.folding import folded
from kernespor.engines.masking.names import names
from kernespor.engines.masking.personal_numbers import places
from kernespor.engines.masking.records import Suggestion


def suggest(text: str, known: Sequence[str] = ()) -> tuple[Suggestion, ...]:
    """Return what to look at, in order and apart; personal numbers, which are masked anyway, are left out.

    `known` are names of the house ("Karen Hansen"), which are found however they are written. The places are
    counted in the text that is given.
    """
    reading = folded(text, places(text))
    found: list[Suggestion] = []
    for kind, start, end, why in _apart([*contacts(reading.signs), *names(reading.signs, known)]):
        first, last = reading.place(start, end)
        found.append(Suggestion(kind, first, last, text[first:last], why))
    return tuple(found)


def _apart(hits: Iterable[Hit]) -> list[Hit]:
    """Return the hits in order; of those that overlap the one that begins first, or else the longest."""
    apart: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit[1], -hit[2])):
        if not apart or hit[1] >= apart[-1][2]:
            apart.append(hit)
    return apart
