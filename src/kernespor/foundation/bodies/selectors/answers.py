"""Answers as they may be shown, and what to look at before one is published.

No page reads the text of an answer from its row: personal numbers stand in it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from kernespor.engines.masking.masking import digest, mask
from kernespor.engines.masking.records import REPLACEMENTS, Kind, Suggestion
from kernespor.engines.masking.suggesting import suggest
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.enums import OPENLY
from kernespor.foundation.bodies.models import ConsultationResponse, ResponseContact, ResponseDocument
from kernespor.foundation.files.models import StoredFile
from kernespor.foundation.organisation.models import Person


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document of an answer: its name without personal numbers, the mark of its bytes, if others see it."""

    pk: int
    name: str
    sha256: str
    is_hidden: bool
    row: StoredFile  # without its bytes until one asks for them


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer as one reader may see it.

    `text` is the published version, and for those who hear and for the writer the original without personal
    numbers; for these `published` is what others read, where that is another text. `hides` says that personal
    numbers are hidden. `recorded` says that it came by letter or mail, `recorded_by` who wrote it in.
    """

    pk: int
    text: str
    published: str
    version: str  # the digest of what is published, or nothing
    hides: bool
    shown_name: str
    received_at: dt.datetime
    is_late: bool
    files: tuple[DocumentView, ...]
    published_on: dt.date | None
    may_publish: bool
    receipt: str  # the number that one without login got, or nothing
    recorded: bool
    recorded_by: str

    def names(self, *, openly: bool) -> str:
        """Return what its documents are called; `openly` those that everyone sees alone."""
        return ", ".join(one.name for one in self.files if not (openly and one.is_hidden))


def with_documents(rows: QuerySet[ConsultationResponse]) -> QuerySet[ConsultationResponse]:
    """Return answers with their documents, but for the bytes. One query more."""
    documents = ResponseDocument.objects.select_related("file").defer("file__content").order_by("pk")
    return rows.prefetch_related(Prefetch("files", documents))


def answer_view(actor: Actor, row: ConsultationResponse, *, hears: bool) -> AnswerView:
    """Return an answer that the actor may read as it may be shown to them; `row` with party and documents."""
    openly = row.party.kind in OPENLY
    whole = hears or is_writer(actor, row) or (openly and not row.published_digest)
    masked = mask(row.text) if whole else None
    text = masked.text if masked else row.published_text
    name = mask(row.shown_name)
    files = [one for one in row.files.all() if whole or not one.is_hidden] if row.documents else []
    return AnswerView(
        pk=row.pk,
        text=text,
        published=row.published_text if row.published_digest and row.published_text != text else "",
        version=row.published_digest,
        hides=bool(name.spans or (masked and masked.spans)),
        shown_name=name.text,
        received_at=row.received_at,
        is_late=row.is_late,
        files=tuple(
            DocumentView(one.pk, mask(one.file.name).text, one.file.sha256, one.is_hidden, one.file)
            for one in files
        ),
        published_on=row.published_on,
        may_publish=row.may_publish or openly,
        receipt=row.receipt,
        recorded=row.recorded,
        recorded_by=row.sent_label if row.recorded and actor.in_house else "",
    )


def contact_of(row: ConsultationResponse) -> str:
    """Return the e-mail address of one without login, for as long as it is kept. One query."""
    return ResponseContact.objects.filter(response=row).values_list("email", flat=True).first() or ""


def is_writer(actor: Actor, row: ConsultationResponse) -> bool:
    """Say whether the actor sent the answer in their own name."""
    return actor.person_id is not None and not actor.on_behalf and row.sent_by_id == actor.person_id


@dataclass(frozen=True, slots=True)
class Offered:
    """A place that may be hidden: its number on the page, and whether it is hidden unless someone says no."""

    number: int
    suggestion: Suggestion
    hidden: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be published of an answer. `seen` is the mark of all that the page shows."""

    text: str
    places: tuple[Offered, ...]
    seen: str

    @property
    def pieces(self) -> list[tuple[str, int]]:
        """The text in order, piece by piece, each with the number of the place that it is (0: none)."""
        found: list[tuple[str, int]] = []
        at = 0
        for place in self.places:
            start, end = place.suggestion.start, place.suggestion.end
            found += [(self.text[at:start], 0), (self.text[start:end], place.number)]
            at = end
        return [*found, (self.text[at:], 0)]


def offer(row: ConsultationResponse) -> Offer:
    """Return what to look at before an answer is published, its personal numbers masked. Two queries.

    Everything is to be hidden but the name that the writer chose to be called: who else is named has said
    yes to nothing, and a text doesn't say whose telephone it gives. A correction begins from what stands.
    """
    text = mask(row.text).text
    found = suggest(text, list(Person.objects.values_list("name", flat=True)))
    before = _hidden_before(text, found, row.published_text) if row.published_digest else None
    chosen = set(f"{row.shown_name} {row.party.outside_name}".casefold().split())
    places = tuple(
        Offered(number, one, _is_hidden(one, chosen) if before is None else number in before)
        for number, one in enumerate(found, 1)
    )
    told = [row.published_digest, text, *(f"{one.kind} {one.start} {one.end}" for one in found)]
    told += [f"{one.pk} {one.is_hidden}" for one in row.files.all()]
    return Offer(text, places, digest("\n".join(told)))


def _is_hidden(one: Suggestion, chosen: set[str]) -> bool:
    return one.kind is not Kind.NAME or not set(one.text.casefold().split()) <= chosen


def _hidden_before(text: str, found: tuple[Suggestion, ...], published: str) -> set[int] | None:
    """Return the numbers of the places that a published text hides; None where it isn't of these places."""
    hidden: set[int] = set()
    at = before = 0
    for number, one in enumerate(found, 1):
        between = text[before : one.start]
        if not published.startswith(between, at):
            return None
        at, before = at + len(between), one.end
        if published.startswith(REPLACEMENTS[one.kind], at):
            hidden.add(number)
            at += len(REPLACEMENTS[one.kind])
        elif published.startswith(one.text, at):
            at += len(one.text)
        else:
            return None
    return hidden if published[at:] == text[before:] else None
