"""Governing documents, their text and their passages, as what can be found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kernespor.domains.strategy.models import DocumentBlock, GoverningDocument, Passage
from kernespor.domains.strategy.permissions.governing import DOCUMENT
from kernespor.domains.strategy.selectors.governing.building import PASSAGE
from kernespor.foundation.objects import Ref
from kernespor.foundation.search.registry import Source, Text
from kernespor.foundation.search.registry import register as add


def register() -> None:
    """Fill the registry of what can be found."""
    add(Source(DOCUMENT, GoverningDocument.objects.all, _document))
    add(
        Source(
            DocumentBlock._meta.label_lower,
            DocumentBlock.objects.select_related("document").order_by,
            lambda row: _text(row.document, "", row.text),
            under=lambda row: Ref(DOCUMENT, row.document_id),
        )
    )
    add(
        Source(
            PASSAGE,
            Passage.objects.select_related("document").order_by,
            lambda row: _text(row.document, row.text, f"{row.heading}\n{row.document.title}"),
            follows={DOCUMENT: _passages_of},
        )
    )


def _passages_of(document: Any) -> Iterable[int]:
    """Return the passages that carry a document's title, unit and day."""
    return Passage.objects.filter(document=document.pk).order_by("pk").values_list("pk", flat=True)


def _document(row: Any) -> Text:
    return _text(row, row.title, f"{row.get_kind_display()} {row.adopted_by_name}")


def _text(document: GoverningDocument, title: str, body: str) -> Text:
    return Text(
        title, " ".join(body.split()), unit_id=document.unit_id, on=document.valid_from or document.adopted_on
    )
