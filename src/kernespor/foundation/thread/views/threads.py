"""The thread of one object: as a picture, as a list, as a table, as a file."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kernespor.foundation import objects
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.refusals import reason_against
from kernespor.foundation.thread.permissions import check_change
from kernespor.foundation.thread.picture import picture_of
from kernespor.foundation.thread.selectors import Line, walk
from kernespor.foundation.thread.trunk import trunk_of
from kernespor.foundation.thread.words import sentence
from kernespor.foundation.ui.downloads import EXCEL, download
from kernespor.foundation.ui.export import ExportColumn, excel


@operation("thread.page")
def page(request: Request, slug: str, pk: int) -> HttpResponse:
    """The whole thread of an object."""
    row = objects.fetch(request.actor, slug, pk)
    thread = walk(request.actor, row)
    trunk = trunk_of(thread)
    context: dict[str, Any] = {
        "thread": thread,
        "trunk": trunk,
        "picture": picture_of(trunk),
        "lines": thread.lines(),
        "sentence": sentence(thread),
        "crumbs": [(thread.here.title, thread.here.url), (_("Den røde tråd"), "")],
        "why_not_tie": reason_against(check_change, request.actor, row),
        "slug": slug,
        "excel_url": reverse("thread:excel", args=[slug, pk]),
        "numbers": {one.kind.name: damage.number for damage in trunk.damages for one in damage.breaks},
    }
    return render(request, "thread/page.html", context)


@operation("thread.excel")
def excel_file(request: Request, slug: str, pk: int) -> HttpResponse:
    """The thread of an object as a spreadsheet."""
    thread = walk(request.actor, objects.fetch(request.actor, slug, pk))
    labels = [_("Niveau"), _("Led"), _("Hvad"), _("Dato"), _("Hvem"), _("Kr. om året"), _("Forbindelse")]
    columns = [ExportColumn(label, decimals=2 if label == labels[5] else 0) for label in labels]
    content = excel(_("Den røde tråd"), columns, [_cells(line) for line in thread.lines()])
    return download(content, EXCEL, f"roed traad {thread.here.title[:60]}.xlsx")


def _cells(line: Line) -> list[Any]:
    card = line.card
    return [
        line.depth + 1,
        str(card.kind.label),
        card.title,
        card.on,
        card.who,
        None if card.amount is None else Decimal(card.amount) / 100,
        "; ".join(
            [
                *(f"{tie.word} {tie.other.title}" for tie in line.ties),
                *(one.found.sentence for one in line.breaks),
            ]
        )
        or _("Hænger sammen"),
    ]
