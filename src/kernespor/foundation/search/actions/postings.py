"""Which words stand in what is said of an object: what differs from what is there is written, no more."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kernespor.engines.danish_words.letters import tokens
from kernespor.foundation.audit.unaudited import alter, drop, put
from kernespor.foundation.search.models import (
    LONGEST_WORD,
    Entry,
    Passage,
    Place,
    Posting,
    Word,
    code_of,
)

BATCH = 500


def add_under(fresh: Sequence[Passage], entries: Mapping[int, Entry]) -> None:
    """Write the words of new texts that stand under objects, and the objects' last day. Two or three queries.

    Under is the least of the places: a word that stands in the object already is left as it is.
    """
    said: dict[int, dict[str, int]] = defaultdict(dict)
    last: dict[int, dt.date | None] = {}
    for one in fresh:
        _add(said[one.entry_id], one.title, Place.UNDER)
        _add(said[one.entry_id], one.body, Place.UNDER)
        day = last.get(one.entry_id, entries[one.entry_id].on)
        last[one.entry_id] = max(filter(None, (day, one.on)), default=None)
    _put((entry_id, word, place) for entry_id, words in said.items() for word, place in words.items())
    _set_last(last, entries)


def write(entry_ids: Iterable[int], entries: Mapping[int, Entry]) -> None:
    """Write which words stand in what is said of these objects, and the last day of it.

    `entries` are those that are read already.
    """
    every = sorted(set(entry_ids))
    for start in range(0, len(every), BATCH):
        _write(every[start : start + BATCH], entries)


def _write(entry_ids: Sequence[int], entries: Mapping[int, Entry]) -> None:
    said: dict[int, dict[str, int]] = {entry_id: {} for entry_id in entry_ids}
    last: dict[int, dt.date | None] = {}
    passages = Passage.objects.filter(entry__in=entry_ids).values_list(
        "entry_id", "entry__kind", "source", "title", "body", "on"
    )
    for entry_id, kind, source, title, body, on in passages:
        _add(said[entry_id], title, Place.TITLE if kind == source else Place.UNDER)
        _add(said[entry_id], body, Place.BODY if kind == source else Place.UNDER)
        last[entry_id] = max(filter(None, (last.get(entry_id), on)), default=None)
    missing = {
        (entry_id, code_of(word)): (entry_id, word, place)
        for entry_id, words in said.items()
        for word, place in words.items()
    }
    gone = []
    rows = Posting.objects.filter(entry__in=entry_ids).values_list("pk", "entry_id", "word_id", "place")
    for pk, entry_id, code, place in rows:
        new = missing.get((entry_id, code))
        if new and new[2] == place:
            del missing[entry_id, code]
        else:
            gone.append(pk)
    for start in range(0, len(gone), BATCH):
        drop(Posting.objects.filter(pk__in=gone[start : start + BATCH]))
    _put(missing.values())
    unread = [entry_id for entry_id in entry_ids if entry_id not in entries]
    read = Entry.objects.only("pk", "on").in_bulk(unread) if unread else {}
    _set_last({entry_id: last.get(entry_id) for entry_id in entry_ids}, {**entries, **read})


def _add(words: dict[str, int], text: str, place: int) -> None:
    for word in _words(text):
        words[word] = max(place, words.get(word, 0))


def _words(text: str) -> Iterator[str]:
    for token in tokens(text):
        for spelling in token.folded:
            yield spelling[:LONGEST_WORD]


def _put(found: Iterable[tuple[int, str, int]]) -> None:
    """Insert the words that are new, and where all of them stand; what is there stays. Two queries."""
    rows = list(found)
    codes = {word: code_of(word) for word in sorted({word for _, word, _ in rows})}
    put([Word(text=word, code=code) for word, code in codes.items()], unless_there=True)
    put(
        [Posting(entry_id=entry_id, word_id=codes[word], place=place) for entry_id, word, place in rows],
        unless_there=True,
    )


def _set_last(last: Mapping[int, dt.date | None], entries: Mapping[int, Entry]) -> None:
    changed: dict[dt.date | None, list[int]] = defaultdict(list)
    for entry_id, on in last.items():
        if entry_id in entries and entries[entry_id].on != on:
            changed[on].append(entry_id)
    for on, keys in changed.items():
        alter(Entry.objects.filter(pk__in=keys), on=on)
