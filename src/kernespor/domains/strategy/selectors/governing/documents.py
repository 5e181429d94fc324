"""The list of governing documents, and what a page of one shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from kernespor.domains.strategy.enums import DocumentStatus
from kernespor.domains.strategy.models import GoverningDocument, Passage
from kernespor.domains.strategy.permissions.governing import DOCUMENT, check_read_document, readable
from kernespor.domains.strategy.selectors.governing.building import builders, builders_by_document
from kernespor.domains.strategy.selectors.governing.following import Measured, holds_on, measured
from kernespor.domains.strategy.selectors.governing.text import (
    BlockView,
    FindingView,
    block_views,
    findings_of,
)
from kernespor.engines import danish
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.bodies.selectors.names import called
from kernespor.foundation.objects import Card, Ref
from kernespor.foundation.organisation.tree import tree_on

RUNS_OUT_DAYS = 90  # how long before its last day a document should have a successor on its way
DEVIATIONS = ("strategy.document_presented_unheard", "strategy.document_presented_early")
ON_ITS_WAY = (DocumentStatus.HEARING, DocumentStatus.AT_BODY, DocumentStatus.IN_FORCE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is narrowed to; `body` is the key of one of our bodies."""

    kind: str = ""
    status: str = ""
    body: int | None = None
    valid: bool = False
    deviating: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in the list. `builds` is how many objects build on its passages."""

    document: Any
    adopted_by: str
    unit: str
    passages: int
    builds: int
    deviates: bool
    holds: bool


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage on its document's page."""

    passage: Passage
    builds: int
    measured: Measured | None


@dataclass(frozen=True, slots=True)
class Deviation:
    """Where the order was departed from: when, by whom, why."""

    verb: str
    on: dt.datetime
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """All that the page of a document shows."""

    document: Any
    adopted_by: str
    unit: str
    holds: bool
    blocks: tuple[BlockView, ...]
    findings: tuple[FindingView, ...]
    passages: tuple[PassageRow, ...]
    deviations: tuple[Deviation, ...]
    replaces: Card | None
    replaced_by: tuple[Card, ...]
    decision: Card | None
    consultation: Card | None
    builds: int  # objects that build on one or more of its passages


def document_rows(actor: Actor) -> QuerySet[Any]:
    """Return the documents that the actor may read, with the name of the body that adopted each."""
    rows = GoverningDocument.objects.filter(readable(actor)).select_related("unit")
    return rows.annotate(body_name=called("adopted_by_id", "adopted_on"))


def adopter(document: Any) -> str:
    """Return who adopted a document: the body as it was called then, or the name in the document."""
    return str(getattr(document, "body_name", "") or document.adopted_by_name)


def document_for(actor: Actor, document_id: int) -> Any:
    """Return a document that the actor may read; Http404 when there is none, Refusal when it is closed."""
    rows = GoverningDocument.objects.select_related(
        "unit", "source", "created_by", "consultation", "decision", "adopted_by", "replaces"
    )
    document = rows.annotate(body_name=called("adopted_by_id", "adopted_on")).filter(pk=document_id).first()
    if document is None:
        raise Http404(document_id)
    check_read_document(actor, document)
    return document


def passage_for(actor: Actor, passage_id: int) -> Passage:
    """Return a passage of a document that the actor may read; raises as `document_for`."""
    passage = Passage.objects.select_related("document__unit", "block").filter(pk=passage_id).first()
    if passage is None:
        raise Http404(passage_id)
    check_read_document(actor, passage.document)
    return passage


def rows_of(actor: Actor, asked: Asked, *, sort: str = "title", falling: bool = False) -> list[DocumentRow]:
    """Return the list as it is asked for. Three queries, however many documents."""
    found = document_rows(actor)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.status:
        found = found.filter(status=asked.status)
    else:
        found = found.exclude(status=DocumentStatus.DISCARDED)
    if asked.body:
        found = found.filter(adopted_by=asked.body)
    events = AuditEvent.objects.filter(subject_type=DOCUMENT, subject_id=OuterRef("pk"), verb__in=DEVIATIONS)
    standing = Q(passages__withdrawn_on=None)
    found = found.annotate(deviates=Exists(events), marked=Count("passages", filter=standing))
    built = builders_by_document(actor)
    tree = tree_on(actor.today)
    rows = [
        DocumentRow(
            one, adopter(one), tree.name(one.unit_id), one.marked, len(built.get(one.pk, ())), one.deviates,
            holds_on(one, actor.today),
        )
        for one in found.order_by("pk")
    ]  # fmt: skip
    words = asked.words.casefold()
    shown = [
        row
        for row in rows
        if (row.holds or not asked.valid)
        and (row.deviates or not asked.deviating)
        and words in f"{row.document.title} {row.adopted_by} {row.unit}".casefold()
    ]
    return sorted(shown, key=_ORDERS[sort], reverse=falling)


_ORDERS: dict[str, Callable[[DocumentRow], Any]] = {
    "title": lambda row: (danish.sort_key(row.document.title), row.document.pk),
    "kind": lambda row: (danish.sort_key(str(row.document.get_kind_display())), row.document.pk),
    "adopted": lambda row: (row.document.adopted_on or dt.date.min, row.document.pk),
    "valid": lambda row: (row.document.valid_from or dt.date.min, row.document.pk),
    "passages": lambda row: (row.passages, row.document.pk),
    "builds": lambda row: (row.builds, row.document.pk),
}


def document_page(actor: Actor, document: Any) -> DocumentPage:
    """Return a document that the actor may read with its text, passages and findings."""
    blocks = list(document.blocks.all())
    passages = list(document.passages.filter(withdrawn_on=None).select_related("block"))
    built = builders(actor, [one.pk for one in passages]) if passages else {}
    findings = findings_of(document)
    for one in passages:
        one.document = document
    refs = {
        name: Ref(kind, key) if key else None
        for name, kind, key in (
            ("replaces", DOCUMENT, document.replaces_id),
            ("decision", "bodies.decision", document.decision_id),
            ("consultation", "bodies.consultation", document.consultation_id),
        )
    }
    after = [Ref(DOCUMENT, pk) for pk in document.replaced_by.values_list("pk", flat=True)]
    cards = objects.cards(actor, [ref for ref in (*refs.values(), *after) if ref])
    return DocumentPage(
        document,
        adopter(document),
        tree_on(actor.today).name(document.unit_id),
        holds_on(document, actor.today),
        tuple(block_views(blocks, passages, findings)),
        tuple(findings),
        tuple(PassageRow(one, len(built.get(one.pk, ())), measured(actor, one)) for one in passages),
        tuple(deviations_of(document)),
        replaced_by=tuple(cards[ref] for ref in after if ref in cards),
        builds=len({ref for refs in built.values() for ref in refs}),
        **{name: cards.get(ref) if ref else None for name, ref in refs.items()},
    )


def deviations_of(document: GoverningDocument) -> list[Deviation]:
    """Return where the order was departed from, oldest first."""
    events = AuditEvent.objects.filter(subject_type=DOCUMENT, subject_id=document.pk, verb__in=DEVIATIONS)
    return [Deviation(one.verb, one.at, one.actor, one.why) for one in events.order_by("at", "pk")]
