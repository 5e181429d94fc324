"""All units' plans on one page, and what stands still."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernespor.domains.strategy.enums import PlanKind
from kernespor.domains.strategy.permissions.reviews import can_begin_some
from kernespor.domains.strategy.selectors.reviews.all_plans import STATES, UnitRow, unit_rows
from kernespor.domains.strategy.selectors.reviews.standstill import (
    DAYS,
    USUAL,
    Still,
    by_area,
    standing_still,
    topmost,
)
from kernespor.domains.strategy.selectors.reviews.still_rows import ACTION, DOCUMENT, FOCUS, GOAL, PLAN, TRIAL
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.ui import tables
from kernespor.foundation.ui.downloads import EXCEL, download
from kernespor.foundation.ui.export import ExportColumn, excel
from kernespor.foundation.ui.fields import whole_number

TABLE = "all_plans"
STATE_WORDS = {
    "none": gettext_lazy("Ingen plan"),
    "draft": gettext_lazy("Kun en kladde"),
    "still": gettext_lazy("Står stille"),
    "review": gettext_lazy("Skal gennemgås"),
    "runs": gettext_lazy("Følges op"),
}
KIND_WORDS = {
    PLAN: gettext_lazy("Plan"),
    GOAL: gettext_lazy("Mål"),
    ACTION: gettext_lazy("Handling"),
    TRIAL: gettext_lazy("Forsøg"),
    FOCUS: gettext_lazy("Fokusområde"),
    DOCUMENT: gettext_lazy("Styrende dokument, ikke færdigt"),
}
COLUMNS = (
    tables.Column("unit", gettext_lazy("Enhed"), sortable=False),
    tables.Column("state", gettext_lazy("Planen"), sortable=False),
    tables.Column("good", gettext_lazy("På sporet eller nået"), sortable=False),
    tables.Column("last", gettext_lazy("Seneste status"), sortable=False),
    tables.Column("review", gettext_lazy("Gennemgås"), sortable=False),
    tables.Column("focus", gettext_lazy("Fokusområder"), numeric=True, sortable=False),
)


@operation("reviews.all_plans")
def all_plans(request: Request) -> HttpResponse:
    """All units and their plans: who has none, whose stands still."""
    template = "reviews/_all_plans.html" if request.htmx else "reviews/all_plans.html"
    return render(request, template, _all_plans(request))


def _all_plans(request: Request) -> dict[str, Any]:
    actor = request.actor
    tree = tree_on(actor.today)
    unit, state = request.GET.get("enhed", ""), request.GET.get("tilstand", "")
    kind, sort_of = request.GET.get("slags", ""), request.GET.get("enhedstype", "")
    kind = kind if kind in PlanKind.values else PlanKind.UNIT.value
    state = state if state in STATES else ""
    top = tree.nodes.get(whole_number(unit) or 0)
    types = sorted({node.kind for node in tree.nodes.values() if node.kind})
    sort_of = sort_of if sort_of in types else ""
    under = tree.with_below(top.unit_id) if top else None
    rows = [row for row in unit_rows(actor, kinds=(kind,), under=under) if sort_of in {"", row.node.kind}]
    if kind != PlanKind.UNIT:  # only a unit's own plan can be missing, and MED's aren't everybody's to see
        rows = [row for row in rows if row.state != "none"]
    counts = {one: sum(1 for row in rows if row.state == one) for one in STATES}
    shown = [row for row in rows if state in {"", row.state}]
    pages = tables.pages(shown, request.GET)
    chosen = [tables.Chosen("slags", kind, str(PlanKind(kind).label))] if kind != PlanKind.UNIT else []
    chosen += [tables.Chosen("tilstand", state, str(STATE_WORDS[state]))] if state else []
    chosen += [tables.Chosen("enhedstype", sort_of, sort_of)] if sort_of else []
    chosen += [tables.Chosen("enhed", unit, top.name)] if top else []
    return {
        "shown": shown,
        "pages": pages,
        "rows": [(row, STATE_WORDS[row.state]) for row in pages.rows],
        "units": len({row.node.unit_id for row in rows}),
        "with_plan": len(
            {row.node.unit_id if kind == PlanKind.UNIT else row.row.plan.pk for row in rows if row.row}
        ),
        "counts": counts,
        "kind": kind,
        "kinds": PlanKind.choices,
        "state": state,
        "states": list(STATE_WORDS.items()),
        "types": types,
        "sort_of": sort_of,
        "unit": unit,
        "tops": [
            (str(node.unit_id), node.name) for _depth, node in tree.walk() if tree.children(node.unit_id)
        ],
        "headings": tables.headings(COLUMNS, request.GET, "unit"),
        "chips": tables.chips(request.GET, chosen),
        "density": "dense" if TABLE in getattr(request.user, "dense_tables", []) else "",
        "can_begin": can_begin_some(actor),
        "query": request.GET.urlencode(),
    }


@operation("reviews.all_plans_excel")
def all_plans_excel(request: Request) -> HttpResponse:
    """The same as a spreadsheet, with the filters of the page."""
    labels = [
        _("Enhed"), _("Ligger under"), _("Tilstand"), _("Plan"), _("Fra"), _("Til"),
        _("På sporet eller nået"), _("Handlinger"), _("Over fristen"), _("Seneste status"),
        _("Gennemgås"), _("Fokusområder"), _("Kladde på vej"),
    ]  # fmt: skip
    rows = [_unit_cells(row) for row in _all_plans(request)["shown"]]
    content = excel(_("Alle enheders planer"), [ExportColumn(label) for label in labels], rows)
    return download(content, EXCEL, "alle-enheders-planer.xlsx")


def _unit_cells(one: UnitRow) -> list[Any]:
    word = str(STATE_WORDS[one.state])
    draft = one.draft.title if one.draft else ""
    if one.row is None:
        return [one.node.name, one.path, word, *[None] * 9, draft]
    plan, summary = one.row.plan, one.row.summary
    return [
        one.node.name, one.path, word, plan.title, plan.period_from, plan.period_to, summary.good,
        summary.total, summary.overdue, summary.last, plan.review_on, one.focus, draft,
    ]  # fmt: skip


@operation("reviews.still")
def still(request: Request) -> HttpResponse:
    """What has had no event for so many days, for those who can do something about it."""
    template = "reviews/_still.html" if request.htmx else "reviews/still.html"
    return render(request, template, _still(request))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the page of what stands still is asked for."""

    days: int
    kind: str
    everything: bool


def _asked(request: Request) -> _Asked:
    days, kind = whole_number(request.GET.get("dage", "")), request.GET.get("slags", "")
    kind = kind if kind in KIND_WORDS else ""
    return _Asked(days if days in DAYS else USUAL, kind, kind != "" or request.GET.get("alt") == "1")


def _still(request: Request) -> dict[str, Any]:
    asked, today = _asked(request), request.actor.today
    found = standing_still(request.actor, asked.days)
    of_kind = [row for row in found if asked.kind in {"", row.ref.kind}]
    shown = of_kind if asked.everything else topmost(of_kind)
    return {
        "areas": [
            (area.unit, [(row, KIND_WORDS[row.ref.kind], row.days(today)) for row in area.rows])
            for area in by_area(shown)
        ],
        "shown": len(shown),
        "total": len(found),
        "rows": of_kind,
        "asked": asked,
        "choices": DAYS,
        "kinds": list(KIND_WORDS.items()),
        "can": can_begin_some(request.actor),
        "query": request.GET.urlencode(),
    }


@operation("reviews.still_excel")
def still_excel(request: Request) -> HttpResponse:
    """The same as a spreadsheet, everything that lies under it too."""
    labels = [
        _("Enhed"), _("Slags"), _("Nr."), _("Hvad"), _("Plan"), _("Seneste hændelse"), _("Hvad skete der"),
        _("Dage"),
    ]  # fmt: skip
    rows = [_still_cells(row, row.days(request.actor.today)) for row in _still(request)["rows"]]
    content = excel(_("Står stille"), [ExportColumn(label) for label in labels], rows)
    return download(content, EXCEL, "staar-stille.xlsx")


def _still_cells(row: Still, days: int | None) -> list[Any]:
    last = row.last
    return [
        row.unit, str(KIND_WORDS[row.ref.kind]), row.number, row.title, row.of, last.on if last else None,
        last.word if last else "", days,
    ]  # fmt: skip
