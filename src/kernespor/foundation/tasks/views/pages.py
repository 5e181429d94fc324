"""All my tasks, how many there are, those I do for others, and what I let wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kernespor.foundation.access.models import Deputyship
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.refusals import NotNow
from kernespor.foundation.tasks import actions, registry
from kernespor.foundation.tasks.deputies import StandIn, as_deputy
from kernespor.foundation.tasks.forms import PauseForm
from kernespor.foundation.tasks.permissions import can_own, check_own
from kernespor.foundation.tasks.policies import last_pause
from kernespor.foundation.tasks.registry import Task
from kernespor.foundation.tasks.selectors import (
    Board,
    Paused,
    board,
    counts_by_place,
    has_principals,
    look_back,
    task_of,
)
from kernespor.foundation.tasks.since import news
from kernespor.foundation.ui import tables
from kernespor.foundation.ui.downloads import EXCEL, download
from kernespor.foundation.ui.export import ExportColumn, excel

ALL, OVERDUE, DEPUTY, PAUSED = "", "over", "stedfortraeder", "venter"


@operation("tasks.page")
def page(request: Request) -> HttpResponse:
    """All that awaits me, filtered as the address says."""
    template = "tasks/_table.html" if request.htmx else "tasks/page.html"
    return render(request, template, page_context(request))


def page_context(request: Request) -> dict[str, Any]:
    """Return what the page shows for the filters in its address."""
    actor = request.actor
    found = board(actor)
    show, source = request.GET.get("vis", ALL), request.GET.get("slags", "")
    names = [(one.name, str(one.label)) for one in registry.sources()]
    source = source if source in dict(names) else ""
    shows = _shows(stands_in=not actor.on_behalf and has_principals(actor))
    show = show if show in dict(shows) else ALL
    own = {task.key for task in found.tasks} | {one.task.key for one in found.paused}
    stand_ins = as_deputy(actor, without=own) if show == DEPUTY else []
    tasks = _chosen(found, stand_ins, show, source)
    chosen = [tables.Chosen("vis", show, dict(shows)[show])] if show else []
    chosen += [tables.Chosen("slags", source, dict(names)[source])] if source else []
    return {
        "board": found,
        "tasks": tasks,
        "shows": shows,
        "show": show,
        "sources": names,
        "source": source,
        "chips": tables.chips(request.GET, chosen),
        "query": request.GET.urlencode(),
        "can_own": can_own(actor),
        "waiting_count": len(found.tasks),
        "place_counts": counts_by_place(found.tasks),
    }


def _shows(*, stands_in: bool) -> list[tuple[str, str]]:
    shows = [(ALL, _("Alt, der venter på dig")), (OVERDUE, _("Kun det, der er over fristen"))]
    if stands_in:
        shows.append((DEPUTY, _("Det, du gør for andre")))
    return [*shows, (PAUSED, _("Det, du lader vente"))]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: a task, for whom where one is a deputy, and what it waits for where it waits."""

    task: Task
    deputyship: Deputyship | None = None
    paused: Paused | None = None


def _chosen(found: Board, stand_ins: list[StandIn], show: str, source: str) -> list[Row]:
    if show == DEPUTY:
        rows = [Row(task, one.deputyship) for one in stand_ins for task in one.tasks]
    elif show == PAUSED:
        rows = [Row(one.task, paused=one) for one in found.paused]
    else:
        rows = [Row(task) for task in found.tasks]
    over = [row for row in rows if show != OVERDUE or row.task.overdue_days(found.today)]
    return [row for row in over if not source or row.task.source == source]


@operation("tasks.excel")
def tasks_excel(request: Request) -> HttpResponse:
    """The same as a workbook."""
    context = page_context(request)
    columns = (
        _("Opgave"),
        _("Hvorfor"),
        _("Frist"),
        _("Dage over fristen"),
        _("Slags"),
        _("For"),
        _("Venter til"),
    )
    rows = [
        (
            row.task.title,
            row.task.why,
            row.task.due,
            row.task.overdue_days(request.today) or None,
            registry.label_of(row.task.source),
            row.deputyship.principal.name if row.deputyship else None,
            row.paused.until if row.paused else None,
        )
        for row in context["tasks"]
    ]
    content = excel(_("Mine opgaver"), [ExportColumn(label) for label in columns], rows)
    return download(content, EXCEL, f"{_('Mine opgaver')}.xlsx")


@operation("tasks.count")
def count(request: Request) -> HttpResponse:
    """How much awaits me, for the bell and the menu of a page that doesn't know it."""
    tasks = board(request.actor).tasks
    context = {"waiting_count": len(tasks), "place_counts": counts_by_place(tasks)}
    return render(request, "tasks/_counts.html", context)


@operation("tasks.deputy")
def deputy(request: Request) -> HttpResponse:
    """What awaits those whom I stand in for, for the overview."""
    actor = request.actor
    own = [] if actor.on_behalf else registry.waiting(actor)
    stand_ins = [] if actor.on_behalf else as_deputy(actor, without={task.key for task in own})
    return render(request, "tasks/_deputy.html", {"stand_ins": stand_ins})


@operation("tasks.since")
def since(request: Request) -> HttpResponse:
    """What others did to what is mine since my last visit."""
    actor = request.actor
    day = look_back(actor)
    context = {"since": day, "news": news(actor, registry.mine(actor), day)}
    return render(request, "tasks/_since.html" if request.htmx else "tasks/since.html", context)


@operation("tasks.seen", "POST")
def seen(request: Request) -> HttpResponse:
    """Remember that the overview was open today."""
    actions.see_home(actor=request.actor)
    return HttpResponse(status=204)


@operation("tasks.pause", "GET", "POST")
def pause(request: Request) -> HttpResponse:
    """Let a task wait until a day."""
    check_own(request.actor)
    key = (request.POST if request.method == "POST" else request.GET).get("key", "")
    task = task_of(request.actor, key)
    if task is None and request.method == "GET":
        messages.info(request, _("Opgaven venter ikke længere på dig."))
        return redirect("tasks:page")
    if task is None:
        raise Http404(key)
    form = PauseForm(request.POST or None, initial={"key": key})
    if request.method == "POST" and form.is_valid() and _paused(request, task, form):
        return redirect("tasks:page")
    context = {"form": form, "task": task, "last": last_pause(task, request.today)}
    return render(request, "tasks/pause.html", context, status=422 if form.errors else 200)


def _paused(request: Request, task: Task, form: PauseForm) -> bool:
    data = form.cleaned_data
    try:
        actions.pause(actor=request.actor, task=task, until=data["until"], why=data["why"])
    except NotNow as refusal:
        form.add_error("until", refusal.reason)
        return False
    return True


@operation("tasks.resume", "POST")
def resume(request: Request) -> HttpResponse:
    """Take a task back to those that await."""
    actions.resume(actor=request.actor, key=request.POST.get("key", ""))
    return redirect(f"{reverse('tasks:page')}?vis={PAUSED}")
