"""Passages: marked in the text, taken from what the reading suggests, measured, taken back."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import Http404

from kernespor.domains.strategy.enums import BlockKind, PassageRole
from kernespor.domains.strategy.models import DocumentBlock, GoverningDocument, Passage
from kernespor.domains.strategy.permissions.governing import check_keep_document
from kernespor.domains.strategy.policies.governing import (
    check_editable,
    check_markable,
    check_measured,
    check_place,
    check_reason,
    check_standing,
)
from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.refusals import NotNow


@dataclass(frozen=True, slots=True)
class Use:
    """What a passage is to those who build on it, and how it is measured, where it is."""

    role: str = PassageRole.PRINCIPLE
    measure: str = ""
    target: Decimal | None = None
    direction: str = ""

    def fields(self) -> dict[str, Any]:
        """Return the fields of the row."""
        return {
            "role": self.role,
            "measure": self.measure,
            "target": self.target if self.measure else None,
            "direction": self.direction if self.measure else "",
        }


def mark(*, actor: Actor, block: DocumentBlock, starts: int, text: str, use: Use) -> Passage:
    """Mark a passage in a document's text; one that was taken back there stands again. Raises Refusal."""
    document = block.document
    check_keep_document(actor, document)
    check_markable(document)
    check_place(block, starts, text)
    check_measured(use.measure, use.target, use.direction)
    with change(actor=actor, verb="strategy.passage_marked", about=document) as act:
        _hold(act, document)
        left = _without(document, block.position, starts, text)
        act.update(document, suggestions=left)
        return write_passage(act, block=block, starts=starts, text=text, use=use)


def write_passage(act: Change, *, block: DocumentBlock, starts: int, text: str, use: Use) -> Passage:
    """Write a passage within an act. Raises NotNow when the same one stands there already."""
    same = Passage.objects.filter(block=block, starts=starts, text=text).first()
    if same is not None and same.withdrawn_on is None:
        raise NotNow("passage_stands", N_("Det samme stykke er allerede udpeget."))
    if same is not None:
        return act.update(same, withdrawn_on=None, **use.fields())
    return act.create(
        Passage,
        document=block.document,
        block=block,
        starts=starts,
        text=text,
        heading=_heading(block),
        **use.fields(),
    )


def _heading(block: DocumentBlock) -> str:
    """Return the heading that a block stands under."""
    above = DocumentBlock.objects.filter(
        document=block.document_id, kind=BlockKind.HEADING, position__lt=block.position
    )
    found = above.order_by("-position").values_list("text", flat=True).first()
    return found or ""


def settle(
    *, actor: Actor, document: GoverningDocument, block: int, starts: int, text: str, role: str = ""
) -> Passage | None:
    """Take a passage that the reading suggests as what a person says it is, or (without a role) leave it.

    Raises Refusal, or Http404 when it is suggested no longer.
    """
    check_keep_document(actor, document)
    check_markable(document)
    verb = "strategy.passage_marked" if role else "strategy.suggestion_left"
    with change(actor=actor, verb=verb, about=document) as act:
        _hold(act, document)
        left = _without(document, block, starts, text)
        if len(left) == len(document.suggestions):
            raise Http404(text)
        act.update(document, suggestions=left)
        if not role:
            return None
        row = DocumentBlock.objects.select_related("document").get(document=document, position=block)
        check_place(row, starts, text)
        return write_passage(act, block=row, starts=starts, text=text, use=Use(role))


def change_passage(*, actor: Actor, passage: Passage, seen: int, use: Use) -> Passage:
    """Change what a passage is and how it is measured; its words stand. Raises Refusal or StaleWrite."""
    check_keep_document(actor, passage.document)
    check_editable(passage.document)
    check_standing(passage)
    check_measured(use.measure, use.target, use.direction)
    with change(actor=actor, verb="strategy.passage_changed", about=passage) as act:
        return act.update(passage, seen=seen, **use.fields())


def withdraw(*, actor: Actor, passage: Passage, seen: int, why: str) -> Passage:
    """Take back a marking that was wrong; it stays for those who cited it. Raises Refusal or StaleWrite."""
    check_keep_document(actor, passage.document)
    check_standing(passage)
    check_reason(why)
    with change(actor=actor, verb="strategy.passage_withdrawn", about=passage, why=why.strip()) as act:
        return act.update(passage, seen=seen, withdrawn_on=actor.today)


def _hold(act: Change, document: GoverningDocument) -> None:
    """Queue behind whoever writes in the document right now, and see what status they left it in."""
    act.touch(document)
    document.refresh_from_db(fields=["status", "suggestions", "version"])
    check_markable(document)


def _without(document: GoverningDocument, block: int, starts: int, text: str) -> list[dict[str, Any]]:
    """Return what is suggested still when one place in the text is settled."""
    return [
        one
        for one in document.suggestions
        if (one["block"], one["starts"], one["text"]) != (block, starts, text)
    ]
