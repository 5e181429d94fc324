"""What a governing document suggests of an analysis: purpose, marks, efforts, statuses due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kernespor.connectors.governing.commissions import DueStatus, due_statuses, participants_of
from kernespor.domains.strategy.enums import AnalysisPartKind, PassageRole
from kernespor.domains.strategy.models import GoverningDocument, Passage
from kernespor.domains.strategy.selectors.governing.documents import document_rows
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.selectors.names import names_on

PART_OF_ROLE = {
    PassageRole.GUIDING_MARK: AnalysisPartKind.MARK,
    PassageRole.EFFORT: AnalysisPartKind.EFFORT,
}


@dataclass(frozen=True, slots=True)
class SuggestedPart:
    """A passage that may become a part, and whom it says is drawn in."""

    passage: Passage
    kind: AnalysisPartKind
    participants: str


@dataclass(frozen=True, slots=True)
class SuggestedReport:
    """A status that the document says is owed, and the body of this installation that is called so."""

    said: DueStatus
    body_id: int | None

    @property
    def key(self) -> str:
        """What stands for it in the form."""
        return f"{self.said.due.isoformat()} {self.said.to_name}"


@dataclass(frozen=True, slots=True)
class Suggested:
    """All that a document suggests."""

    document: GoverningDocument
    purpose: str
    parts: tuple[SuggestedPart, ...]
    reports: tuple[SuggestedReport, ...]


def documents_to_choose(actor: Actor) -> list[tuple[int, str]]:
    """Return (key, title) of the governing documents that the actor may read, newest first. One query."""
    rows = document_rows(actor).order_by("-adopted_on", "-pk")
    return [(row.pk, row.title) for row in rows]


def suggested(actor: Actor, document_id: int | None) -> Suggested | None:
    """Return what a document suggests; None when there is none that the actor may read. Four queries."""
    document: Any = document_rows(actor).filter(pk=document_id).first() if document_id else None
    if document is None:
        return None
    passages = list(Passage.objects.filter(document=document, withdrawn_on=None))
    for passage in passages:
        passage.document = document
    texts = list(document.blocks.exclude(kind="heading").values_list("text", flat=True))
    bodies = {name.casefold(): key for key, name in names_on(actor.today).items()}
    commission = [one.text for one in passages if one.role == PassageRole.COMMISSION]
    return Suggested(
        document=document,
        purpose="\n\n".join(commission),
        parts=tuple(
            SuggestedPart(one, PART_OF_ROLE[PassageRole(one.role)], participants_of(one.text))
            for one in passages
            if one.role in PART_OF_ROLE
        ),
        reports=tuple(
            SuggestedReport(one, bodies.get(one.to_name.casefold())) for one in due_statuses(texts)
        ),
    )
