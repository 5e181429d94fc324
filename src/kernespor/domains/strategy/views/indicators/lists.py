"""All indicators: how each stands, and when it must be read."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernespor.domains.strategy.enums import IndicatorKind
from kernespor.domains.strategy.models import UnitPlan
from kernespor.domains.strategy.selectors.indicators.lists import (
    Row,
    Rows,
    counts_of,
    good_of,
    indicator_rows,
)
from kernespor.domains.strategy.selectors.indicators.words import source_words
from kernespor.domains.strategy.selectors.plan import plan_for
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.organisation.tree import Node, tree_on
from kernespor.foundation.ui import tables
from kernespor.foundation.ui.downloads import EXCEL, download
from kernespor.foundation.ui.export import Cell, ExportColumn, excel
from kernespor.foundation.ui.fields import whole_number
from kernespor.foundation.ui.states import LABELS, label_of

TABLE = "indicators"
COLUMNS = (
    tables.Column("unit", gettext_lazy("Målindikator")),
    tables.Column("state", gettext_lazy("Status")),
    tables.Column("read", gettext_lazy("Seneste"), sortable=False),
    tables.Column("target", gettext_lazy("Mål"), sortable=False),
    tables.Column("due", gettext_lazy("Læses senest")),
    tables.Column("source", gettext_lazy("Kilde"), sortable=False),
)


@operation("indicators.list")
def indicator_list(request: Request) -> HttpResponse:
    """All indicators of the plans in force, or of one plan."""
    template = "indicators/_list.html" if request.htmx else "indicators/list.html"
    return render(request, template, list_context(request))


@operation("indicators.list_excel")
def list_excel(request: Request) -> HttpResponse:
    """The list as a spreadsheet, with the filters and the order of the page."""
    labels = [
        _("Enhed"), _("Plan"), _("Nr."), _("Målindikator"), _("Slags"), _("Status"), _("Hvorfor"),
        _("Seneste"), _("Læst"), _("Mål"), _("Læses senest"), _("Kilde"), _("Ejer"),
    ]  # fmt: skip
    rows = [_cells(row) for row in _rows(request, _asked(request))]
    content = excel(_("Målindikatorer"), [ExportColumn(label) for label in labels], rows)
    return download(content, EXCEL, "maalindikatorer.xlsx")


def _cells(row: Row) -> list[Cell]:
    seen = row.seen
    return [
        seen.plan.unit_name,
        seen.plan.title,
        row.number,
        seen.row.text,
        str(IndicatorKind(seen.row.kind).label),
        label_of(seen.state) if seen.state else "",
        _("Måltallet er for andre roller end din.") if seen.hidden else row.why,
        row.read,
        seen.latest.on if seen.latest else None,
        row.target,
        seen.due,
        source_words(row.seen),
        row.owner,
    ]


def list_context(request: Request) -> dict[str, Any]:
    """Return what the list shows for the filters and the order in the address."""
    query, asked = request.GET, _asked(request)
    plan, top, state, kind = asked.plan, asked.top, asked.state, asked.kind
    rows = _rows(request, asked)
    tree = tree_on(request.actor.today)
    pages = tables.pages(rows, query)
    counts = counts_of(rows.followed)
    chosen = [
        *([tables.Chosen("plan", str(plan.pk), str(plan))] if plan else []),
        *([tables.Chosen("enhed", query.get("enhed", ""), top.name)] if top else []),
        *([tables.Chosen("slags", kind, str(IndicatorKind(kind).label))] if kind else []),
        *([tables.Chosen("status", state, label_of(state))] if state else []),
    ]
    return {
        "rows": rows,
        "pages": pages,
        "pairs": [(row, source_words(row.seen)) for row in pages.rows],
        "plan": plan,
        "counts": counts,
        "followed": sum(counts.values()),
        "good": good_of(counts),
        "words": rows.words,
        "unit": str(top.unit_id) if top else "",
        "tops": [(str(node.unit_id), node.name) for _, node in tree.walk() if tree.children(node.unit_id)],
        "kind": kind,
        "kinds": IndicatorKind.choices,
        "state": state,
        "states": [(code, label_of(code)) for code in LABELS if code != "closed"],
        "chips": tables.chips(query, chosen),
        "headings": tables.headings(COLUMNS, query, "unit"),
        "density": "dense" if TABLE in getattr(request.user, "dense_tables", []) else "",
        "query": query.urlencode(),
        "crumbs": _crumbs(plan),
    }


class _Asked(NamedTuple):
    """What the address narrows the list to."""

    plan: UnitPlan | None
    top: Node | None
    state: str
    kind: str


def _asked(request: Request) -> _Asked:
    query = request.GET
    state, kind = query.get("status", ""), query.get("slags", "")
    return _Asked(
        _plan(request),
        tree_on(request.actor.today).nodes.get(whole_number(query.get("enhed", "")) or 0),
        state if state in LABELS else "",
        kind if kind in IndicatorKind.values else "",
    )


def _rows(request: Request, asked: _Asked) -> Rows:
    sort, falling = tables.order(COLUMNS, request.GET, "unit")
    units = tree_on(request.actor.today).with_below(asked.top.unit_id) if asked.top else None
    return indicator_rows(
        request.actor,
        plan=asked.plan,
        unit_ids=units,
        state=asked.state,
        kind=asked.kind,
        sort=sort,
        falling=falling,
    )


def _plan(request: Request) -> UnitPlan | None:
    """Return the plan that is asked for; 404 or Refusal when one may not read it."""
    asked = request.GET.get("plan", "")
    return plan_for(request.actor, whole_number(asked) or 0) if asked else None


def _crumbs(plan: UnitPlan | None) -> list[tuple[str, str]]:
    if plan is None:
        return []
    return [
        (_("Virksomhedsplaner"), reverse("strategy:plans")),
        (plan.unit_name, reverse("strategy:plan", args=[plan.pk])),
        (_("Målindikatorer"), ""),
    ]
