"""Plans as files: Word, PDF, Markdown, Excel, and the document they came from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from kernespor.connectors.unit_plan.markdown import write_markdown
from kernespor.connectors.unit_plan.pdf import write_pdf
from kernespor.connectors.unit_plan.word import write_word
from kernespor.domains.strategy.documents.plans import paper_of, record_of
from kernespor.domains.strategy.models import UnitPlan
from kernespor.domains.strategy.selectors.indicators.words import read_words, source_words, target_words
from kernespor.domains.strategy.selectors.plan import PartView, PlanView, plan_for, plan_view
from kernespor.domains.strategy.views.plans import list_context
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.ui.downloads import BYTES, EXCEL, PDF, WORD, download, word_template
from kernespor.foundation.ui.export import ExportColumn, excel
from kernespor.foundation.ui.states import label_of


@operation("strategy.word")
def word(request: Request, plan_id: int) -> HttpResponse:
    """The plan as Word."""
    view = _view(request, plan_id)
    return _file(write_word(paper_of(view), word_template()), WORD, view.plan, "docx")


@operation("strategy.pdf")
def pdf(request: Request, plan_id: int) -> HttpResponse:
    """The plan as an accessible PDF."""
    view = _view(request, plan_id)
    return _file(write_pdf(paper_of(view)), PDF, view.plan, "pdf")


@operation("strategy.markdown")
def markdown(request: Request, plan_id: int) -> HttpResponse:
    """The plan as Markdown."""
    view = _view(request, plan_id)
    return _file(write_markdown(record_of(view)).encode(), "text/markdown; charset=utf-8", view.plan, "md")


@operation("strategy.plan_excel")
def plan_excel(request: Request, plan_id: int) -> HttpResponse:
    """The plan's goals, actions and indicators as a spreadsheet."""
    view = _view(request, plan_id)
    columns = [
        _("Nr."), _("Slags"), _("Tekst"), _("Status"), _("Ejer"), _("Stedfortræder"), _("Frist"),
        _("Dage over fristen"), _("Seneste status"), _("Skrevet den"), _("Mål"), _("Læses senest"),
        _("Kilde"),
    ]  # fmt: skip
    return _file(excel(str(view.plan), _columns(columns), _lines(view)), EXCEL, view.plan, "xlsx")


@operation("strategy.plans_excel")
def list_excel(request: Request) -> HttpResponse:
    """The list of plans as a spreadsheet, with the filters and the order of the page."""
    columns = [
        _("Enhed"), _("Plan"), _("Fra"), _("Til"), _("Stadie"), _("På sporet eller nået"), _("Handlinger"),
        _("Over fristen"), _("Seneste status"),
    ]  # fmt: skip
    rows = [
        [
            row.plan.unit_name,
            row.plan.title,
            row.plan.period_from,
            row.plan.period_to,
            row.plan.get_status_display(),
            row.summary.good,
            row.summary.total,
            row.summary.overdue,
            row.summary.last,
        ]
        for row in list_context(request)["rows"]
    ]
    return download(excel(_("Virksomhedsplaner"), _columns(columns), rows), EXCEL, "virksomhedsplaner.xlsx")


@operation("strategy.source")
def source(request: Request, plan_id: int) -> HttpResponse:
    """The document that the plan was read from, byte for byte."""
    plan = plan_for(request.actor, plan_id)
    if plan.source is None:
        raise Http404
    return download(bytes(plan.source.content), BYTES, plan.source.name)


def _view(request: Request, plan_id: int) -> PlanView:
    actor = request.actor
    return plan_view(plan_for(actor, plan_id), today=actor.today, asking=actor)


def _columns(labels: list[str]) -> list[ExportColumn]:
    return [ExportColumn(label) for label in labels]


def _lines(view: PlanView) -> Iterator[list[Any]]:
    words = {"goal": _("Mål"), "action": _("Handling"), "indicator": _("Målindikator")}
    for goal in view.goals():
        for part in (goal.part, *goal.actions, *goal.indicators):
            yield _line(part, words[part.kind])


def _line(part: PartView, kind: str) -> list[Any]:
    row, shown, latest = part.row, part.shown, part.latest
    said, on = (latest.text, latest.on) if latest else ("", None)
    read = part.seen.latest if part.seen else None
    if part.seen and read:
        said, on = read_words(part.seen.row, read), read.on
    return [
        part.number,
        kind,
        part.title,
        label_of(shown.state) if shown else "",
        part.owner,
        part.deputy,
        row.deadline,
        shown.overdue_days if shown and shown.overdue_days else None,
        said,
        on,
        *(
            (target_words(part.seen.row), part.seen.due, source_words(part.seen))
            if part.seen
            else ("", None, "")
        ),
    ]


def _file(content: bytes, kind: str, plan: UnitPlan, suffix: str) -> HttpResponse:
    name = f"{plan.title} {plan.unit_name} {plan.period_from.year}-{plan.period_to.year}.{suffix}"
    return download(content, kind, name)
