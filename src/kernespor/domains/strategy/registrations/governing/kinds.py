"""Governing documents and passages as kinds of objects."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.models import GoverningDocument, Passage
from kernespor.domains.strategy.permissions.governing import (
    check_keep_document,
    check_read_document,
    ground_of_document,
    readable,
)
from kernespor.domains.strategy.selectors.governing.documents import adopter, document_rows
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.selectors.names import called
from kernespor.foundation.objects import Card, Kind, Stage

_TITLE = 120  # letters of a passage, as it is called elsewhere


def register() -> None:
    """Fill the registry of kinds."""
    objects.register(
        Kind(
            GoverningDocument,
            "styrende-dokument",
            _("Styrende dokument"),
            _("Styrende dokumenter"),
            rows=document_rows,
            card=_document_card,
            ground=_ground,
            check_change=check_keep_document,
            stage=Stage.GOVERNING,
        )
    )
    objects.register(
        Kind(
            Passage,
            "passus",
            _("Passus"),
            _("Passuser"),
            rows=_passages,
            card=_passage_card,
            ground=lambda actor, row: _ground(actor, row.document),
            check_change=lambda actor, row: check_keep_document(actor, row.document),
            stage=Stage.GOVERNING,
        )
    )


def _passages(actor: Actor) -> QuerySet[Any]:
    documents = GoverningDocument.objects.filter(readable(actor)).values("pk")
    rows = Passage.objects.filter(document__in=documents).select_related("document__unit", "block")
    return rows.annotate(body_name=called("document__adopted_by_id", "document__adopted_on")).order_by("pk")


def _ground(actor: Actor, document: GoverningDocument) -> str:
    check_read_document(actor, document)
    return ground_of_document(actor, document)


def _document_card(document: Any) -> Card:
    return Card(
        ref=objects.ref_of(document),
        title=document.title,
        url=reverse("governing:document", args=[document.pk]),
        unit_id=document.unit_id,
        on=document.valid_from or document.adopted_on,
        who=adopter(document),
        status=str(document.get_status_display()),
    )


def _passage_card(passage: Any) -> Card:
    document = passage.document
    return Card(
        ref=objects.ref_of(passage),
        title=Truncator(passage.text).chars(_TITLE),
        url=reverse("governing:passage", args=[passage.pk]),
        unit_id=document.unit_id,
        on=document.valid_from or document.adopted_on,
        who=document.title,
        status=str(document.get_status_display()),
    )
