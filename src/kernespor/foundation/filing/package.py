"""The package for the case system: documents, what they are, and an index, in one zip file."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils.translation import gettext as _

from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.attached import keys
from kernespor.foundation.comments.selectors import comments_on
from kernespor.foundation.files.accepted import content_type
from kernespor.foundation.files.models import Attachment
from kernespor.foundation.filing import registry
from kernespor.foundation.filing.models import Filing
from kernespor.foundation.filing.registry import Document
from kernespor.foundation.filing.selectors import filing_of
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.ui.downloads import plain_name
from kernespor.foundation.ui.export import csv_bytes

FORMAT = "kernespor-sag"
VERSION = 1


@dataclass(frozen=True, slots=True)
class _Entry:
    path: str
    title: str
    content: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def package_of(actor: Actor, row: Model) -> bytes:
    """Return an object's package as zip: `dokumenter/…`, `sag.json`, `indeks.csv`.

    It holds what the actor may read; the caller has asked for the object. Equal objects on equal days give
    equal bytes.
    """
    entries = list(_entries(_documents(actor, row)))
    described = json.dumps(_describe(actor, row, entries), ensure_ascii=False, indent=1).encode()
    index = csv_bytes(
        (_("Fil"), _("Titel"), _("Type"), _("Størrelse i byte"), "SHA-256"),
        ((one.path, one.title, content_type(one.path), len(one.content), one.digest) for one in entries),
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (
            *((one.path, one.content) for one in entries),
            ("sag.json", described),
            ("indeks.csv", index),
        ):
            day = actor.today
            info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, content)
    return out.getvalue()


def _documents(actor: Actor, row: Model) -> Iterator[Document]:
    filable = registry.of(row._meta.label_lower)
    if filable:
        yield from filable.documents(actor, row)
    attached = Attachment.objects.filter(**keys(row), taken_off_at=None).select_related("file")
    for one in attached.order_by("added_at", "id"):
        yield Document(one.file.name, one.note or one.file.name, bytes(one.file.content))


def _entries(documents: Iterable[Document]) -> Iterator[_Entry]:
    """Yield the documents under names of their own: numbered, so that none hides another."""
    for number, document in enumerate(documents, start=1):
        yield _Entry(f"dokumenter/{number:02}-{plain_name(document.name)}", document.title, document.content)


def _describe(actor: Actor, row: Model, entries: Sequence[_Entry]) -> dict[str, Any]:
    card, filing = objects.card_of(row), filing_of(row)
    unit = tree_on(actor.today).nodes.get(card.unit_id or 0)
    said, _number = comments_on(actor, row)
    return {
        "format": FORMAT,
        "version": VERSION,
        "municipality": settings.MUNICIPALITY,
        "made_on": actor.today.isoformat(),
        "object": {
            "kind": card.ref.kind,
            "kind_label": str(card.kind.label),
            "id": card.ref.pk,
            "title": card.title,
            "address": card.url,
            "unit": {"code": unit.code, "name": unit.name} if unit else None,
            "date": _day(card.on),
            "status": card.status,
        },
        "filing": _filing(filing),
        "documents": [
            {
                "file": one.path,
                "title": one.title,
                "type": content_type(one.path),
                "bytes": len(one.content),
                "sha256": one.digest,
            }
            for one in entries
        ],
        "comments": [
            {"at": one.comment.at.isoformat(), "by": one.comment.author_label, "text": one.text}
            for one in reversed(said)
            if one.text
        ],
    }


def _filing(filing: Filing) -> dict[str, Any]:
    return {
        "case_number": filing.case_number,
        "status": filing.status,
        "system": filing.system,
        "record_number": filing.record_number,
        "filed_on": _day(filing.filed_on),
        "filed_by": filing.filed_by_label,
    }


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
