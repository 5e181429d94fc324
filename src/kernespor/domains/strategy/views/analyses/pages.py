"""The list of analyses, one of them, and both as files."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy import workflow
from kernespor.domains.strategy.documents.analyses import word_of
from kernespor.domains.strategy.enums import AnalysisStatus
from kernespor.domains.strategy.models import Analysis
from kernespor.domains.strategy.permissions import analyses as permissions
from kernespor.domains.strategy.policies import analyses as policies
from kernespor.domains.strategy.selectors.analyses.board import AnalysisRow, analyses
from kernespor.domains.strategy.selectors.analyses.page import AnalysisPage, analysis_for, analysis_page
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.refusals import reason_against
from kernespor.foundation.ui import tables
from kernespor.foundation.ui.downloads import EXCEL, WORD, download
from kernespor.foundation.ui.export import ExportColumn, excel
from kernespor.foundation.ui.templatetags.danish import long_date

_LATE = "1"


@operation("analyses.list")
def analysis_list(request: Request) -> HttpResponse:
    """All budget analyses, what is open first."""
    status, late = _asked(request)
    rows = analyses(request.actor, status=status, late=late)
    chosen = [tables.Chosen("stadie", status, str(AnalysisStatus(status).label))] if status else []
    if late:
        chosen.append(tables.Chosen("forsinket", _LATE, gettext("Kun det, der er over fristen")))
    context = {
        "rows": rows,
        "open": [row for row in rows if row.analysis.status not in workflow.ANALYSIS.final],
        "late": [row for row in rows if row.late_days],
        "waiting": [row for row in rows if row.waits_days],
        "statuses": AnalysisStatus.choices,
        "status": status,
        "only_late": late,
        "chips": tables.chips(request.GET, chosen),
        "query": request.GET.urlencode(),
        "may_begin": permissions.can_commission_some(request.actor),
    }
    return render(request, "analyses/_list.html" if request.htmx else "analyses/list.html", context)


@operation("analyses.list_excel")
def list_excel(request: Request) -> HttpResponse:
    """The analyses as a workbook: one row for each status that is owed, so that all of it can be sorted."""
    status, late = _asked(request)
    rows = analyses(request.actor, status=status, late=late)
    heads = (
        gettext("Analyse"),
        gettext("Enhed"),
        gettext("Stadie"),
        gettext("Begynder"),
        gettext("Skal være slut"),
        gettext("Resultat lagt frem"),
        gettext("Status til"),
        gettext("Senest"),
        gettext("Givet"),
        gettext("Dage over fristen"),
    )
    cells = [cell for row in rows for cell in _cells(row)]
    title = gettext("Budgetanalyser")
    content = excel(title, [ExportColumn(head) for head in heads], cells)
    return download(content, EXCEL, f"budgetanalyser-{request.today.isoformat()}.xlsx")


def _cells(row: AnalysisRow) -> list[tuple[Any, ...]]:
    one = row.analysis
    about = (one.title, row.unit, str(one.get_status_display()), one.begins, one.ends, one.result_on)
    if not row.reports:
        return [(*about, "", None, None, None)]
    return [
        (
            *about,
            report.to_name,
            report.due,
            report.given_on,
            max(((report.given_on or row.today) - report.due).days, 0) or None,
        )
        for report in row.reports
    ]


def _asked(request: Request) -> tuple[str, bool]:
    status = request.GET.get("stadie", "")
    return status if status in AnalysisStatus.values else "", request.GET.get("forsinket") == _LATE


@operation("analyses.analysis")
def page(request: Request, analysis_id: int) -> HttpResponse:
    """One analysis."""
    actor = request.actor
    analysis = analysis_for(actor, analysis_id)
    found = analysis_page(actor, analysis)
    context = {
        "analysis": analysis,
        "found": found,
        "crumbs": crumbs(analysis),
        "lead": _lead(found, actor),
        **_may(actor, analysis, found),
    }
    return render(request, "analyses/analysis.html", context)


@operation("analyses.word")
def word(request: Request, analysis_id: int) -> HttpResponse:
    """One analysis as Word."""
    document = word_of(request.actor, analysis_for(request.actor, analysis_id))[0]
    return download(document.content, WORD, document.name)


def crumbs(analysis: Analysis | None, *more: Any) -> list[tuple[Any, str]]:
    """Return the way to a page of an analysis."""
    way: list[tuple[Any, str]] = [(_("Budgetanalyser"), reverse("analyses:list"))]
    if analysis is not None:
        way.append((analysis.title, reverse("analyses:analysis", args=[analysis.pk]) if more else ""))
    return [*way, *((words, "") for words in more)]


def _may(actor: Actor, analysis: Analysis, found: AnalysisPage) -> dict[str, Any]:
    why_not = reason_against(permissions.check_change, actor, analysis)
    closed = reason_against(policies.check_editable, analysis)
    steps = [] if why_not else [step.name for step in workflow.ANALYSIS.from_status(analysis.status)]
    owed = found.next_report
    points = not why_not and policies.can_point_at_decision(analysis)
    if not why_not and owed and (owed.late_days or owed.soon):
        primary = "report"
    elif "begin" in steps:
        primary = "begin"
    elif "conclude" in steps:
        primary = "conclude"
    else:
        primary = "decision" if points else ""
    return {
        "why_not_change": why_not,
        "why_not_edit": why_not or closed,
        "may_change": not why_not,
        "may_edit": not why_not and not closed,
        "may_point": points,
        "steps": steps,
        "primary": primary,
        "stop": next((name for name in steps if name.startswith("stop")), ""),
    }


def _lead(found: AnalysisPage, actor: Actor) -> str:
    """Return the sentence that the page begins with: how it stands, and what is owed."""
    analysis = found.analysis
    stands = {
        AnalysisStatus.COMMISSIONED: gettext("Bestilt og ikke begyndt."),
        AnalysisStatus.UNDER_WAY: gettext("I gang siden den {day}.").format(day=long_date(analysis.begins)),
        AnalysisStatus.RESULT: gettext(
            "Resultatet blev lagt frem den {day} og venter på en beslutning."
        ).format(day=long_date(analysis.result_on)),
        AnalysisStatus.DECIDED: gettext("Besluttet."),
        AnalysisStatus.STOPPED: gettext("Standset."),
    }[AnalysisStatus(analysis.status)]
    if analysis.status == AnalysisStatus.DECIDED and found.decision:
        stands = gettext("Besluttet den {day} i {body}.").format(
            day=long_date(found.decision.on), body=found.decision.body
        )
    owed = found.next_report
    if owed is None:
        return stands
    words = (
        gettext("Status til {body} skulle være givet den {day}.")
        if owed.row.due < actor.today
        else gettext("Næste status gives til {body} senest den {day}.")
    )
    return f"{stands} {words.format(body=owed.row.to_name, day=long_date(owed.row.due))}"
