"""The organisation, a unit and a person, on any day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.organisation import words
from kernespor.foundation.organisation.chart import chart_of
from kernespor.foundation.organisation.forms import DayForm, TreeForm
from kernespor.foundation.organisation.models import Person, Unit
from kernespor.foundation.organisation.permissions import can_import
from kernespor.foundation.organisation.selectors.detail import person_page, unit_page
from kernespor.foundation.organisation.selectors.structure import SORTS, structure
from kernespor.foundation.ui.tables import Column, headings, order

COLUMNS = tuple(
    Column(key, label)
    for key, label in zip(
        SORTS, (_("Enhed"), _("Slags"), _("Hører under"), _("Leder"), _("Refererer til")), strict=True
    )
)
IN_TREE_ORDER = ""


@operation("organisation.page")
def page(request: Request) -> HttpResponse:
    """The organisation as it stood on a day, as a tree or as a table."""
    today = request.today
    form = TreeForm(request.GET)
    day, search = form.day(today), form.search()
    found = structure(day, search=search, opened=request.GET.get("fold") == "ud")
    as_table = request.GET.get("vis") == "tabel"
    sort, descends = order(COLUMNS, request.GET, IN_TREE_ORDER)
    context: dict[str, Any] = {
        "form": form,
        "found": found,
        "search": search,
        "lead": words.lead(found),
        "as_table": as_table,
        "headings": headings(COLUMNS, request.GET, IN_TREE_ORDER),
        "rows": found.rows(sort, descends=descends) if as_table else [],
        "on": _on(day, today),
        "query": _without(request, "side"),
        "links": {
            "tree": _with(request, vis="", fold=""),
            "table": _with(request, vis="tabel", fold=""),
            "unfold": _with(request, fold="ud"),
            "fold": _with(request, fold=""),
            "today": _with(request, dato=""),
            "all": _with(request, soeg=""),
        },
        "unfolded": request.GET.get("fold") == "ud",
        "may_import": can_import(request.actor),
    }
    template = "organisation/_page.html" if request.htmx else "organisation/page.html"
    return render(request, template, context)


@operation("organisation.unit")
def unit(request: Request, unit_id: int) -> HttpResponse:
    """A unit on a day: its names, its place, who leads it, and what lies under it."""
    today = request.today
    form = DayForm(request.GET)
    day = form.day(today)
    found = unit_page(get_object_or_404(Unit, pk=unit_id), day)
    on = _on(day, today)
    context = {
        "form": form,
        "found": found,
        "on": on,
        "crumbs": words.crumbs(found.path, found.name, on),
        "chart": chart_of(found),
        "links": {"today": request.path},
    }
    return render(request, "organisation/unit.html", context)


@operation("organisation.person")
def person(request: Request, person_id: int) -> HttpResponse:
    """A person with roles from day to day."""
    today = request.today
    found = person_page(get_object_or_404(Person, pk=person_id), today)
    context = {"found": found, "crumbs": words.crumbs((), found.person.name, "")}
    return render(request, "organisation/person.html", context)


def _on(day: dt.date, today: dt.date) -> str:
    """Return what a link adds so that the next page shows the same day."""
    return "" if day == today else f"?dato={day.isoformat()}"


def _with(request: Request, **values: str) -> str:
    query = request.GET.copy()
    for name, value in values.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"?{query.urlencode()}" if query else request.path


def _without(request: Request, name: str) -> str:
    query = request.GET.copy()
    query.pop(name, None)
    return f"?{query.urlencode()}" if query else ""
