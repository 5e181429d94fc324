"""A status note as its page shows it: part by part, who wrote what, where each sentence was read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import Http404

from kernespor.connectors.note.records import NotePart
from kernespor.domains.strategy.models import StatusNote, StatusNotePart
from kernespor.domains.strategy.permissions.focus import check_read_note
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.objects import Card, Ref

_WRITTEN = ("strategy.note_part_changed", "strategy.note_part_taken_back")


@dataclass(frozen=True, slots=True)
class BlockView:
    """A paragraph, or the points of a list: one of the two is there."""

    text: str = ""
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceView:
    """A sentence and where it was read; `card` is None where the reader may not see that, or it is gone."""

    sentence: str
    words: str
    on: dt.date | None
    card: Card | None
    stands: bool


@dataclass(frozen=True, slots=True)
class PartPage:
    """A part of a note. `made` is shown beside the text where a person wrote something else."""

    part: StatusNotePart
    blocks: tuple[BlockView, ...]
    made: tuple[BlockView, ...]
    sources: tuple[SourceView, ...]
    by: str
    at: dt.datetime | None

    @property
    def is_edited(self) -> bool:
        """Say whether a person wrote something else than what was made."""
        return self.part.text != self.part.made


@dataclass(frozen=True, slots=True)
class NotePage:
    """A note's parts, and how many a person wrote in."""

    parts: tuple[PartPage, ...]

    @property
    def edited(self) -> int:
        """How many parts a person wrote in."""
        return sum(part.is_edited for part in self.parts)


def note_for(actor: Actor, note_id: int) -> StatusNote:
    """Return a note that the actor may read; Http404 where there is none, Refusal where it is closed."""
    note = StatusNote.objects.select_related("of_set__unit", "created_by").filter(pk=note_id).first()
    if note is None:
        raise Http404(note_id)
    check_read_note(actor, note)
    return note


def note_page(actor: Actor, note: StatusNote) -> NotePage:
    """Return what the page of a note shows. Two queries, and one for each kind of source."""
    parts = list(note.parts.order_by("position", "pk"))
    refs = {
        Ref(source["kind"], source["pk"]) for part in parts for source in part.sources if source.get("kind")
    }
    cards = objects.cards(actor, refs)
    wrote = _writers(note)
    return NotePage(
        tuple(
            PartPage(
                part,
                _blocks(part.text),
                _blocks(part.made),
                tuple(_source(source, cards, part.text) for source in part.sources),
                *wrote.get(part.pk, ("", None)),
            )
            for part in parts
        )
    )


def _blocks(text: str) -> tuple[BlockView, ...]:
    return tuple(
        BlockView(text=block) if isinstance(block, str) else BlockView(points=block)
        for block in NotePart("", text).blocks()
    )


def _source(source: dict[str, str], cards: dict[Ref, Card], text: str) -> SourceView:
    ref = Ref(source["kind"], int(source["pk"])) if source.get("kind") else None
    said = " ".join(source["sentence"].split())
    return SourceView(
        sentence=source["sentence"],
        words=source.get("words", ""),
        on=dt.date.fromisoformat(source["on"]) if source.get("on") else None,
        card=cards.get(ref) if ref else None,
        stands=said in " ".join(text.split()),
    )


def _writers(note: StatusNote) -> dict[int, tuple[str, dt.datetime | None]]:
    """Return who wrote in each part last, and when, by the part's key. One query."""
    events = AuditEvent.objects.filter(
        subject_type=note._meta.label_lower, subject_id=note.pk, verb__in=_WRITTEN
    )
    found: dict[int, tuple[str, dt.datetime | None]] = {}
    for at, actor, rows in events.order_by("at", "pk").values_list("at", "actor", "rows"):
        for row in rows:
            kind, _colon, key = row["row"].rpartition(":")
            if kind == StatusNotePart._meta.label_lower:
                found[int(key)] = (actor, at)
    return found
