"""Governing documents laid in with their text, and their facts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from kernespor.connectors.governing.records import DocumentReading
from kernespor.domains.strategy.actions.governing.ties import tie_adoption
from kernespor.domains.strategy.enums import DocumentKind
from kernespor.domains.strategy.models import DocumentBlock, GoverningDocument
from kernespor.domains.strategy.permissions.governing import (
    check_keep_document,
    check_lay_in,
    check_lay_in_for,
)
from kernespor.domains.strategy.policies.governing import (
    check_editable,
    check_happened,
    check_not_empty,
    check_order,
    check_replaceable,
)
from kernespor.engines.findings import Finding
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.files.store import keep
from kernespor.foundation.organisation.models import Unit

_TITLE, _MARK = 300, 20


def lay_in(
    *,
    actor: Actor,
    unit: Unit,
    kind: str,
    name: str,
    content: bytes,
    reading: DocumentReading,
    more: Sequence[Finding] = (),
) -> GoverningDocument:
    """Keep a document with its text as it was read, as a draft. Raises Refusal.

    `more` are the findings of whoever opened the file.
    """
    check_lay_in(actor)
    check_lay_in_for(actor, unit.pk)
    check_not_empty(len(reading.blocks))
    with change(actor=actor, verb="strategy.governing_laid_in") as act:
        document = write_document(
            act, actor=actor, unit=unit, kind=kind, name=name, content=content, reading=reading, more=more
        )
        act.subject = document
        return document


def write_document(
    act: Change,
    *,
    actor: Actor,
    unit: Unit,
    kind: str,
    name: str,
    content: bytes,
    reading: DocumentReading,
    more: Sequence[Finding] = (),
) -> GoverningDocument:
    """Write a document with its blocks within an act; the number of statements doesn't grow with its text."""
    document = act.create(
        GoverningDocument,
        kind=kind,
        title=_title(kind, name, reading),
        unit=unit,
        findings=[_kept(finding, reading) for finding in (*more, *reading.findings)],
        suggestions=[
            {
                "block": one.block + 1,
                "starts": reading.blocks[one.block].text.index(one.text),
                "text": one.text,
                "role": one.role.value,
            }
            for one in reading.passages
        ],
        source=keep(act, name=name, content=content, actor=actor),
        created_by_id=actor.hand,
    )
    blocks = [
        DocumentBlock(
            document=document,
            position=place,
            kind=block.kind.value,
            level=block.level,
            mark=block.mark[:_MARK],
            text=block.text,
        )
        for place, block in enumerate(reading.blocks, start=1)
    ]
    act.create_many(DocumentBlock, blocks)
    return document


def _title(kind: str, name: str, reading: DocumentReading) -> str:
    """Return what a document is called: by itself, else by what it is, else by its file."""
    called = "" if kind == DocumentKind.OTHER else str(DocumentKind(kind).label)
    return (reading.title.strip() or called or PurePath(name).stem)[:_TITLE]


def _kept(finding: Finding, reading: DocumentReading) -> dict[str, Any]:
    """Return a finding in the house's shape, at its block, with what words it in another language."""
    place = finding.place.as_dict()
    line = place.get("line")
    if line is not None:
        at = [number for number, block in enumerate(reading.blocks, start=1) if block.lines[0] <= line]
        place["paragraph"] = at[-1] if at else 1
    return finding.as_dict() | {
        "place": place,
        "template": finding.template,
        "params": dict(finding.params),
        "suggestion_template": finding.suggestion_template,
    }


def change_facts(*, actor: Actor, document: GoverningDocument, seen: int, **facts: Any) -> GoverningDocument:
    """Change what is known of a document: its title, unit, adoption, validity. Raises Refusal or StaleWrite.

    What it replaces is chosen while it is a draft; from then on the steps of its life say so.
    """
    check_keep_document(actor, document)
    check_editable(document)
    unit, old = facts.get("unit"), facts.get("replaces")
    if unit is not None and unit.pk != document.unit_id:
        check_lay_in_for(actor, unit.pk)
    if old is not None:
        check_replaceable(document, old)
    check_order(facts.get("valid_from"), facts.get("valid_to"))
    check_happened(facts.get("adopted_on"), actor.today)
    with change(actor=actor, verb="strategy.governing_changed", about=document) as act:
        moved = unit is not None and unit.pk != document.unit_id
        before = document.decision, document.consultation
        act.update(document, seen=seen, **facts)
        tie_adoption(act, document, *before)
        if moved:  # what can be found says which unit it is of
            act.written.extend([*document.blocks.all(), *document.passages.all()])
    return document
