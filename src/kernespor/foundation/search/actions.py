"""Keeps the index up, in the act that writes a row; makes it anew from all rows."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db import models, transaction

from kernespor.engines.danish_words.letters import folded_text, tokens
from kernespor.foundation import objects
from kernespor.foundation.audit.unaudited import alter, drop, put
from kernespor.foundation.objects import Ref
from kernespor.foundation.search import registry
from kernespor.foundation.search.models import LONGEST_WORD, Entry, Passage, Place, Posting, Word
from kernespor.foundation.search.registry import Source, Text

BATCH = 500
_BETWEEN = " | "  # what no word is: a phrase doesn't run from the title into the text
Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the index should say of one row."""

    ref: Ref
    text: Text


def written(rows: Sequence[models.Model]) -> None:
    """Bring the index up to what an act wrote. Called in its transaction."""
    by_model: dict[str, list[models.Model]] = defaultdict(list)
    for row in rows:
        if row.pk is not None:
            by_model[row._meta.label_lower].append(row)
    for source in registry.known():
        keys = {row.pk for row in by_model.get(source.kind_name, ())}
        for name, touched in source.follows.items():
            keys.update(key for row in by_model.get(name, ()) for key in touched(row))
        for some in _batches(sorted(keys)):
            index(source, some)


def removed(kind_name: str, key: int) -> None:
    """Take a removed row's text out, and the row itself where it was an object."""
    gone = Passage.objects.filter(source=kind_name, source_key=key)
    entries = set(gone.values_list("entry_id", flat=True))
    if entries:
        drop(gone)
    drop(Entry.objects.filter(kind=kind_name, key=key))
    _post(entries)


def rebuild(said: Callable[[int, str], None] = lambda _percent, _text: None, *, anew: bool = False) -> int:
    """Go through every row of every source and return how many texts there are.

    What is as it should be stays; what is missing is put in, what no row says any longer is taken out. With
    `anew` the index is emptied first: for when the way to take texts apart has changed.
    """
    if anew:
        with transaction.atomic():
            for model in (Posting, Passage, Entry, Word):
                drop(model._default_manager.all())
    sources = registry.known()
    number = 0
    for place, source in enumerate(sources):
        said(100 * place // len(sources), source.kind_name)
        keys = list(source.rows().order_by("pk").values_list("pk", flat=True))
        number += len(keys)
        for some in _batches(keys):
            with transaction.atomic():
                index(source, some)
        indexed = Passage.objects.filter(source=source.kind_name).values_list("source_key", flat=True)
        for key in set(indexed) - set(keys):
            with transaction.atomic():
                removed(source.kind_name, key)
    with transaction.atomic():
        unknown = Passage.objects.exclude(source__in=[source.kind_name for source in sources])
        drop(Entry.objects.filter(passages__in=unknown))
        drop(Word.objects.filter(postings__isnull=True))
    return number


def index(source: Source, keys: Sequence[int]) -> None:
    """Bring the index up to these rows of a source; what is as it should be is left alone."""
    wanted = {
        row.pk: _Wanted(ref, source.text(row))
        for row in source.rows().filter(pk__in=keys)
        if (ref := _found_as(source, row))
    }
    entries = _entries(sorted({one.ref for one in wanted.values()}))
    there = {
        one.source_key: one for one in Passage.objects.filter(source=source.kind_name, source_key__in=keys)
    }
    fresh, stale = [], []
    for key in keys:
        one = wanted.get(key)
        new = _passage(source, key, entries[one.ref], one.text) if one else None
        old = there.get(key)
        if old and new and _says(old) == _says(new):
            continue
        if old:
            stale.append(old)
        if new:
            fresh.append(new)
    drop(Passage.objects.filter(pk__in=[one.pk for one in stale]))
    put(fresh)
    if not source.under:
        _place(entries, wanted)
    _post({one.entry_id for one in (*fresh, *stale)})


def _found_as(source: Source, row: models.Model) -> Ref | None:
    """Return the object that a row is found as: a row of a kind of its own is that itself."""
    if source.under is None or objects.is_known(row):
        return objects.ref_of(row)
    return source.under(row)


def _passage(source: Source, key: int, entry: Entry, text: Text) -> Passage:
    folded = f" {folded_text(text.title)}{_BETWEEN}{folded_text(text.body)} "
    return Passage(
        entry=entry,
        source=source.kind_name,
        source_key=key,
        title=text.title,
        body=text.body,
        folded=folded,
        on=text.on,
    )


def _says(one: Passage) -> tuple[object, ...]:
    return (one.entry_id, one.title, one.body, one.folded, one.on)


def _entries(refs: Sequence[Ref]) -> dict[Ref, Entry]:
    """Return the entries of objects, made where there are none, and held until the act is done.

    Two acts that say something of one object at the same time would else each reckon without the other.
    """
    put([Entry(kind=ref.kind, key=ref.pk) for ref in refs], unless_there=True)
    found: dict[Ref, Entry] = {}
    by_kind: dict[str, list[int]] = defaultdict(list)
    for ref in refs:
        by_kind[ref.kind].append(ref.pk)
    for kind, keys in by_kind.items():
        rows = Entry.objects.select_for_update().filter(kind=kind, key__in=keys).order_by("pk")
        found |= {Ref(kind, row.key): row for row in rows}
    return found


def _place(entries: dict[Ref, Entry], wanted: dict[int, _Wanted]) -> None:
    """Write each object's unit and the length of its title, where they changed."""
    for one in wanted.values():
        entry = entries[one.ref]
        words = len(tokens(one.text.title))
        if (entry.unit_id, entry.title_words) != (one.text.unit_id, words):
            alter(Entry.objects.filter(pk=entry.pk), unit_id=one.text.unit_id, title_words=words)


def _post(entry_ids: Iterable[int]) -> None:
    """Write which words stand in what is said of these objects, and the last day of it."""
    for some in _batches(sorted(set(entry_ids))):
        said: dict[int, dict[str, int]] = {entry_id: {} for entry_id in some}
        last: dict[int, dt.date] = {}
        passages = Passage.objects.filter(entry__in=some).values_list(
            "entry_id", "entry__kind", "source", "title", "body", "on"
        )
        for entry_id, kind, source, title, body, on in passages:
            _add(said[entry_id], title, Place.TITLE if kind == source else Place.UNDER)
            _add(said[entry_id], body, Place.BODY if kind == source else Place.UNDER)
            if on and on > last.get(entry_id, dt.date.min):
                last[entry_id] = on
        _write_postings(said)
        for entry in Entry.objects.filter(pk__in=some).only("pk", "on"):
            if entry.on != last.get(entry.pk):
                alter(Entry.objects.filter(pk=entry.pk), on=last.get(entry.pk))


def _add(words: dict[str, int], text: str, place: int) -> None:
    for token in tokens(text):
        for spelling in token.folded:
            word = spelling[:LONGEST_WORD]
            words[word] = max(place, words.get(word, 0))


def _write_postings(said: dict[int, dict[str, int]]) -> None:
    ids = _word_ids({word for words in said.values() for word in words})
    gone = []
    missing = {(entry, ids[word]): place for entry, words in said.items() for word, place in words.items()}
    rows = Posting.objects.filter(entry__in=said).values_list("pk", "entry_id", "word_id", "place")
    for pk, entry_id, word_id, place in rows:
        if missing.get((entry_id, word_id)) == place:
            del missing[entry_id, word_id]
        else:
            gone.append(pk)
    for some in _batches(gone):
        drop(Posting.objects.filter(pk__in=some))
    put([Posting(entry_id=entry, word_id=word, place=place) for (entry, word), place in missing.items()])


def _word_ids(words: set[str]) -> dict[str, int]:
    found = _known(words)
    new = sorted(words - found.keys())
    if new:
        put([Word(text=word) for word in new], unless_there=True)
        found |= _known(set(new))
    return found


def _known(words: set[str]) -> dict[str, int]:
    return {
        text: pk
        for some in _batches(sorted(words))
        for text, pk in Word.objects.filter(text__in=some).values_list("text", "pk")
    }


def _batches(items: Sequence[Part]) -> Iterator[Sequence[Part]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
