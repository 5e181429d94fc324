"""Focus areas and status notes as files: Excel, Word, PDF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from kernespor.connectors.note.pdf import write_pdf
from kernespor.connectors.note.word import write_word
from kernespor.domains.strategy.documents.focus import paper_of
from kernespor.domains.strategy.selectors.focus.areas import area_for
from kernespor.domains.strategy.selectors.focus.notes import note_for
from kernespor.domains.strategy.selectors.focus.promises import AreaPromises, promises
from kernespor.domains.strategy.selectors.focus.sets import set_page, set_rows, whole_set
from kernespor.domains.strategy.selectors.focus.units import silent_units
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.ui.downloads import EXCEL, PDF, WORD, download
from kernespor.foundation.ui.export import ExportColumn, excel
from kernespor.foundation.ui.states import label_of


@operation("focus.sets_excel")
def sets_excel(request: Request) -> HttpResponse:
    """Every area of every set, with what it was before and what became of it."""
    columns = [_("Sæt"), _("Fra"), _("Til"), _("Stadie"), _("Vedtaget af"), _("Vedtaget den"), _("Område"),
               _("Formål"), _("Fra det forrige sæt"), _("Hvorfor")]  # fmt: skip
    rows: list[list[Any]] = []
    for one in set_rows(request.actor):
        row = one.row
        head = [row.title, row.starts, row.ends, row.get_status_display(), one.adopted_by, row.adopted_on]
        for area in one.areas:
            fates = [fate for fate in one.fates if fate.after_id == area.pk]
            was = ", ".join(f"{fate.get_kind_display()}: {fate.before.title}" for fate in fates)
            why = " ".join(fate.why for fate in fates if fate.why)
            rows.append([*head, area.title, area.text, was, why])
        ended = [fate for fate in one.fates if fate.after_id is None]
        rows += [[*head, "", "", f"{f.get_kind_display()}: {f.before.title}", f.why] for f in ended]
    return _sheet(_("Fokusområder"), columns, rows, "fokusomraader.xlsx")


@operation("focus.set_excel")
def set_excel(request: Request, set_id: int) -> HttpResponse:
    """All that is promised under the areas of a set."""
    row = whole_set(set_id)
    rows = []
    for one in set_page(request.actor, row).areas:
        rows += [[one.area.title, *line] for line in _lines(one.promised)]
    return _sheet(row.title, [_("Fokusområde"), *_heads()], rows, f"{row.title}.xlsx")


@operation("focus.area_excel")
def area_excel(request: Request, area_id: int) -> HttpResponse:
    """All that is promised under an area."""
    area = area_for(area_id)
    actor = request.actor
    found = promises(actor, [area.pk], actor.today)[area.pk]
    return _sheet(area.title, _heads(), _lines(found), f"{area.title}.xlsx")


@operation("focus.silent_excel")
def silent_excel(request: Request, area_id: int) -> HttpResponse:
    """The units that have nothing under an area."""
    area = area_for(area_id)
    rows = [
        [one.node.name, one.node.kind, one.above, one.plan.title if one.plan else ""]
        for one in silent_units(area, request.actor.today)
    ]
    columns = [_("Enhed"), _("Slags"), _("Hører under"), _("Plan i kraft")]
    return _sheet(_("Intet under fokusområdet"), columns, rows, f"intet under {area.title}.xlsx")


@operation("focus.note_word")
def note_word(request: Request, note_id: int) -> HttpResponse:
    """The note as Word."""
    note = note_for(request.actor, note_id)
    return download(write_word(paper_of(note)), WORD, f"{note.title}.docx")


@operation("focus.note_pdf")
def note_pdf(request: Request, note_id: int) -> HttpResponse:
    """The note as an accessible PDF."""
    note = note_for(request.actor, note_id)
    return download(write_pdf(paper_of(note)), PDF, f"{note.title}.pdf")


def _heads() -> list[str]:
    return [
        _("Enhed"), _("Plan"), _("Plantype"), _("Slags"), _("Nr."), _("Tekst"), _("Status"), _("Handlinger"),
        _("Frist"), _("Dage over fristen"), _("Seneste status"), _("Skrevet den"), _("Bidrager, fordi"),
    ]  # fmt: skip


def _lines(found: AreaPromises) -> Iterator[list[Any]]:
    for one in found.all():
        for promise in one.promises:
            part = promise.part
            shown, latest = (part.shown, part.latest) if part else (None, None)
            deadline = part.row.deadline if part else promise.area.row.deadline if promise.area else None
            yield [
                one.unit,
                one.plan.title,
                one.plan.get_kind_display(),
                promise.word,
                promise.number,
                promise.title,
                label_of(shown.state) if shown else "",
                len(promise.actions) if promise.kind != "action" else None,
                deadline,
                shown.overdue_days if shown and shown.overdue_days else None,
                latest.text if latest else "",
                latest.on if latest else None,
                promise.why,
            ]


def _sheet(title: str, heads: list[str], rows: Any, name: str) -> HttpResponse:
    return download(excel(title, [ExportColumn(head) for head in heads], rows), EXCEL, name)
