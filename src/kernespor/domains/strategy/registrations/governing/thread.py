"""A document and its passages as a structure of the red thread, and what may build on a passage."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.actions.governing.ties import REPLACED_BY
from kernespor.domains.strategy.models import Passage
from kernespor.domains.strategy.permissions.governing import DOCUMENT
from kernespor.domains.strategy.selectors.governing.building import BUILDS_ON, PASSAGE
from kernespor.foundation import objects
from kernespor.foundation.objects import Ref
from kernespor.foundation.thread.registry import (
    LinkKind,
    Pair,
    Structure,
    register_link,
    register_structure,
)

BUILDERS = (
    "strategy.focusarea", "strategy.unitplan", "strategy.priorityarea", "strategy.goal", "strategy.action",
    PASSAGE, "strategy.trial", "strategy.analysis",
)  # fmt: skip


def register() -> None:
    """Fill the registries of the thread."""
    register_link(
        LinkKind(
            BUILDS_ON,
            _("er grundlag for"),
            _("bygger på"),
            pairs=frozenset((PASSAGE, kind) for kind in BUILDERS),
        )
    )
    register_link(
        LinkKind(
            REPLACED_BY,
            _("blev afløst af"),
            _("afløser"),
            structural=True,
            pairs=frozenset({(DOCUMENT, DOCUMENT)}),
        )
    )
    register_structure(
        Structure(
            "strategy.governing",
            frozenset({DOCUMENT, PASSAGE}),
            above=_above,
            below=_below,
            line=_line,
            cards=objects.cards,
            down=_("rummer"),
            up=_("står i"),
        )
    )


def _above(refs: Collection[Ref]) -> Iterator[Pair]:
    """Yield the pairs from passages up to their documents. One query."""
    keys = [ref.pk for ref in refs if ref.kind == PASSAGE]
    if keys:
        rows = Passage.objects.filter(pk__in=keys).order_by("pk")
        for pk, document in rows.values_list("pk", "document_id"):
            yield Ref(DOCUMENT, document), Ref(PASSAGE, pk)


def _below(refs: Collection[Ref]) -> Iterator[Pair]:
    """Yield the pairs from documents down to their passages, those taken back left out. One query."""
    keys = [ref.pk for ref in refs if ref.kind == DOCUMENT]
    if keys:
        rows = Passage.objects.filter(document__in=keys, withdrawn_on=None)
        for pk, document in rows.values_list("pk", "document_id"):
            yield Ref(DOCUMENT, document), Ref(PASSAGE, pk)


def _line(row: Any) -> Sequence[Model]:
    """Return the document above a passage; the passage brings it."""
    return [row.document] if isinstance(row, Passage) else []
