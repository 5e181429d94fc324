"""Keeps the index up, in the act that writes a row; makes it anew from all rows."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import Exists

from kernespor.engines.danish_words.letters import folded_text, tokens
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor, HeldRole
from kernespor.foundation.audit.unaudited import alter, drop, put
from kernespor.foundation.objects import Ref
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.search import registry
from kernespor.foundation.search.actions import postings
from kernespor.foundation.search.models import Entry, Passage, Posting, Word
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
    by_model: dict[str, dict[int, models.Model]] = defaultdict(dict)
    for row in rows:
        if row.pk is not None:
            by_model[row._meta.label_lower][row.pk] = row
    for source in registry.known():
        own = by_model.get(source.kind_name, {})
        keys = set(own)
        for name, touched in source.follows.items():
            keys.update(key for row in by_model.get(name, {}).values() for key in touched(row))
        for some in _batches(sorted(keys)):
            index(source, some, own if source.as_written and own.keys() >= keys else None)


def removed(kind_name: str, key: int) -> None:
    """Take a removed row's text out, and the row itself where it was an object."""
    gone = Passage.objects.filter(source=kind_name, source_key=key)
    entries = set(gone.values_list("entry_id", flat=True))
    if entries:
        drop(gone)
    drop(Entry.objects.filter(kind=kind_name, key=key))
    postings.write(entries, {})


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


def open_words(today: dt.date) -> int:
    """Mark the words that stand in something the whole house may read today; return how many these are.

    Done where the index is gone through, not in each act: whether a plan may be read can change without that
    its texts do. A word that is new counts from then on.
    """
    anyone = _anyone(today)
    said: set[int] = set()
    for kind in objects.known():
        # Asked apart from the words: a database that weighs both at once asks the rule of each row anew.
        keys = set(kind.rows(anyone).order_by().values_list("pk", flat=True))
        held = Entry.objects.filter(kind=kind.name).values_list("pk", "key")
        for some in _batches([pk for pk, key in held if key in keys]):
            rows = Posting.objects.filter(entry__in=some).order_by()
            said.update(rows.values_list("word_id", flat=True).distinct())
    words = list(Word.objects.values_list("pk", "code", "is_open"))
    with transaction.atomic():
        for is_open in (True, False):
            turned = [
                pk for pk, code, was_open in words if (code in said) is is_open and was_open is not is_open
            ]
            for some in _batches(turned):
                alter(Word.objects.filter(pk__in=some), is_open=is_open)
    return len(said)


def _anyone(today: dt.date) -> Actor:
    """Return one who works in the house, over nothing and for nobody: what they may read, all there may."""
    role = HeldRole(RoleKind.EMPLOYEE, 0, "", frozenset(), today)
    return Actor(label="", today=today, roles=(role,), invitations=())


def index(source: Source, keys: Sequence[int], rows: Mapping[int, models.Model] | None = None) -> None:
    """Bring the index up to these rows of a source; what is as it should be is left alone.

    `rows` are the rows themselves, where they needn't be read. A text that is new under an object takes four
    or five queries: its object, itself, words and where they stand, and the object's last day.
    """
    found = source.rows().filter(pk__in=keys) if rows is None else [rows[key] for key in keys]
    wanted = {row.pk: _Wanted(ref, source.text(row)) for row in found if (ref := _found_as(source, row))}
    held, is_known = _held(source, keys, sorted({one.ref for one in wanted.values()}))
    entries = {Ref(entry.kind, entry.key): entry for entry in held}
    there = _there(source, keys) if is_known else {}
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
    if source.under is None:
        _place(entries, wanted)
    by_key = {entry.pk: entry for entry in held}
    lost = {one.entry_id for one in stale}
    if source.under is None or lost:
        postings.write({one.entry_id for one in (*fresh, *stale)}, by_key)
    else:
        postings.add_under(fresh, by_key)


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


def _there(source: Source, keys: Sequence[int]) -> dict[int, Passage]:
    rows = Passage.objects.filter(source=source.kind_name, source_key__in=keys)
    return {one.source_key: one for one in rows}


def _held(source: Source, keys: Sequence[int], refs: Sequence[Ref]) -> tuple[list[Entry], bool]:
    """Return the entries of objects, made where there are none, held until the act is done.

    Two acts that say something of one object at the same time would else each reckon without the other. And
    say whether any of the source's rows stands in the index: that is asked along with it.
    """
    there = Exists(Passage.objects.filter(source=source.kind_name, source_key__in=keys))
    found = _locked(refs, there)
    missing = set(refs) - {Ref(entry.kind, entry.key) for entry in found}
    if missing:
        put([Entry(kind=ref.kind, key=ref.pk) for ref in sorted(missing)], unless_there=True)
        found += _locked(sorted(missing), there)
    return found, any(entry.has_source for entry in found) if len(found) else True


def _locked(refs: Sequence[Ref], there: Exists) -> list[Any]:
    by_kind: dict[str, list[int]] = defaultdict(list)
    for ref in refs:
        by_kind[ref.kind].append(ref.pk)
    return [
        entry
        for kind, keys in by_kind.items()
        for entry in Entry.objects.select_for_update()
        .filter(kind=kind, key__in=keys)
        .annotate(has_source=there)
        .order_by("pk")
    ]


def _place(entries: Mapping[Ref, Entry], wanted: Mapping[int, _Wanted]) -> None:
    """Write each object's unit and the length of its title, where they changed."""
    changed: dict[tuple[int | None, int], list[int]] = defaultdict(list)
    for one in wanted.values():
        entry = entries[one.ref]
        new = (one.text.unit_id, len(tokens(one.text.title)))
        if (entry.unit_id, entry.title_words) != new:
            changed[new].append(entry.pk)
    for (unit_id, words), keys in changed.items():
        alter(Entry.objects.filter(pk__in=keys), unit_id=unit_id, title_words=words)


def _batches(items: Sequence[Part]) -> Iterator[Sequence[Part]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
