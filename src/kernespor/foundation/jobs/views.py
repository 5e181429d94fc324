"""Runs: the list, one of them as it goes, and what can be done about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.jobs import actions, permissions, policies
from kernespor.foundation.jobs.enums import RunStatus
from kernespor.foundation.jobs.forms import WhyForm
from kernespor.foundation.jobs.models import Run
from kernespor.foundation.jobs.selectors import RunView, history_of, last_beat, runs_for, view_of
from kernespor.foundation.refusals import reason_against
from kernespor.foundation.ui import tables
from kernespor.foundation.ui.export import ExportColumn, excel

COLUMNS = (
    tables.Column("label", _("Kørsel")),
    tables.Column("status", _("Hvor den står")),
    tables.Column("asker", _("Bad om den")),
    tables.Column("asked", _("Bedt om")),
    tables.Column("ended", _("Sluttede")),
)
NEWEST = "-asked"
STOP_POLLING = 286  # what HTMX takes as "there is no more to ask for"
SILENT_MINUTES = 2
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@operation("jobs.list")
def run_list(request: Request) -> HttpResponse:
    """The runs that the reader may see."""
    rows, status = _asked(request)
    beat = last_beat()
    context = {
        "rows": rows,
        "status": status,
        "statuses": RunStatus.choices,
        "headings": tables.headings(COLUMNS, request.GET, NEWEST),
        "chips": tables.chips(request.GET, _chosen(status)),
        "query": request.GET.urlencode(),
        "at_work": sum(1 for row in rows if row.is_open),
        "failed": sum(1 for row in rows if row.status == RunStatus.FAILED),
        "sees_all": permissions.sees_all(request.actor),
        "beat": beat,
        "is_silent": beat is None or (timezone.now() - beat).total_seconds() > SILENT_MINUTES * 60,
    }
    return render(request, "jobs/_runs.html" if request.htmx else "jobs/runs.html", context)


@operation("jobs.excel")
def run_list_excel(request: Request) -> HttpResponse:
    """The same list as a workbook."""
    rows, _status = _asked(request)
    columns = [ExportColumn(str(column.label)) for column in COLUMNS]
    cells = [(row.label, row.word, row.asked_label, row.asked_at, row.ended_at) for row in rows]
    answer = HttpResponse(excel(str(_("Kørsler")), columns, cells), content_type=_XLSX)
    answer["Content-Disposition"] = 'attachment; filename="koersler.xlsx"'
    return answer


def _asked(request: Request) -> tuple[list[RunView], str]:
    status = request.GET.get("status", "")
    status = status if status in RunStatus.values else ""
    sort, descends = tables.order(COLUMNS, request.GET, NEWEST)
    return runs_for(request.actor, status=status, sort=sort, descends=descends), status


def _chosen(status: str) -> list[tables.Chosen]:
    return [tables.Chosen("status", status, str(RunStatus(status).label))] if status else []


@operation("jobs.run")
def run_page(request: Request, run_id: int) -> HttpResponse:
    """One run: how far it is, and what can be done about it."""
    return _page(request, _run(request, run_id), WhyForm())


@operation("jobs.progress")
def progress(request: Request, run_id: int) -> HttpResponse:
    """How far a run is, for the page that asks again and again."""
    run = _run(request, run_id)
    answer = render(request, "jobs/_progress.html", {"run": view_of(run)})
    if not run.is_open:
        answer.status_code = STOP_POLLING
        answer["HX-Refresh"] = "true"
    return answer


@operation("jobs.cancel", "POST")
def cancel(request: Request, run_id: int) -> HttpResponse:
    """Stop a run, or ask it to."""
    run = actions.cancel(actor=request.actor, run=_run(request, run_id))
    said = _("Kørslen er afbrudt.") if not run.is_open else _("Kørslen er bedt om at standse.")
    messages.success(request, said)
    return redirect("jobs:run", run_id)


@operation("jobs.retry", "POST")
def retry(request: Request, run_id: int) -> HttpResponse:
    """Send a run off again, with the reason."""
    run = _run(request, run_id)
    policies.check_retry(run)
    form = WhyForm(request.POST)
    if not form.is_valid():
        return _page(request, run, form, status=422)
    actions.retry(actor=request.actor, run=run, why=form.cleaned_data["why"])
    messages.success(request, _("Kørslen er sat i gang igen."))
    return redirect("jobs:run", run_id)


def _run(request: Request, run_id: int) -> Run:
    run = get_object_or_404(Run, pk=run_id)
    permissions.check_see(request.actor, run)
    return run


def _page(request: Request, run: Run, form: WhyForm, status: int = 200) -> HttpResponse:
    found = view_of(run)
    context: dict[str, Any] = {
        "run": found,
        "form": form,
        "history": history_of(run),
        "crumbs": ((_("Kørsler"), reverse("jobs:list")), (found.label, "")),
        "cannot_cancel": reason_against(policies.check_cancel, run),
        "can_retry": policies.can_retry(run),
    }
    return render(request, "jobs/run.html", context, status=status)
