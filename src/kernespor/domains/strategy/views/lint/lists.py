"""The advice on all plans that one may change, and spreadsheets of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernespor.domains.strategy.permissions import plans as permissions
from kernespor.domains.strategy.selectors.lint.advice import advice_of, all_rules
from kernespor.domains.strategy.selectors.lint.overview import plan_rows
from kernespor.domains.strategy.selectors.plan import plan_for, plan_view
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.ui import tables
from kernespor.foundation.ui.downloads import EXCEL, download
from kernespor.foundation.ui.export import ExportColumn, excel
from kernespor.foundation.ui.fields import whole_number

COLUMNS = (
    tables.Column("unit", gettext_lazy("Enhed og plan")),
    tables.Column("advice", gettext_lazy("Gode råd"), sortable=False),
    tables.Column("number", gettext_lazy("Antal råd"), numeric=True, sortable=False),
)


@operation("lint.plans")
def plan_list(request: Request) -> HttpResponse:
    """Every plan that the reader may change, with the advice on it."""
    permissions.check_import(request.actor)
    template = "lint/_plans.html" if request.htmx else "lint/plans.html"
    return render(request, template, _context(request))


@operation("lint.plans_excel")
def list_excel(request: Request) -> HttpResponse:
    """The list as a spreadsheet, a column for each rule."""
    permissions.check_import(request.actor)
    rules = all_rules()
    rows = [
        [
            row.plan.unit_name,
            row.plan.title,
            row.plan.get_status_display(),
            *(row.counts.get(one.code, 0) for one in rules),
        ]
        for row in _context(request)["rows"]
    ]
    labels = [_("Enhed"), _("Plan"), _("Stadie"), *(one.name for one in rules)]
    content = excel(_("Gode råd"), [ExportColumn(label) for label in labels], rows)
    return download(content, EXCEL, "gode-raad.xlsx")


@operation("lint.plan_excel")
def plan_excel(request: Request, plan_id: int) -> HttpResponse:
    """The advice on one plan as a spreadsheet, a line for each part."""
    actor = request.actor
    plan = plan_for(actor, plan_id)
    found = advice_of(actor, plan_view(plan, today=actor.today, asking=actor))
    rows = [
        [place.number, place.text, one.about.name, one.about.suggestion, "", ""]
        for one in found.advice
        for place in one.places
    ]
    rows += [
        [one.place.number, one.place.text, one.about.name, one.about.suggestion, one.row.why, str(one.row.on)]
        for one in found.aside
    ]
    labels = [_("Nr."), _("Tekst"), _("Godt råd"), _("Forslag"), _("Sat til side, fordi"), _("Sat til side")]
    content = excel(_("Gode råd"), [ExportColumn(label) for label in labels], rows)
    return download(content, EXCEL, f"gode-raad-{plan.unit_name}-{plan.period_from.year}.xlsx")


def _context(request: Request) -> dict[str, Any]:
    actor, query = request.actor, request.GET
    tree = tree_on(actor.today)
    rules = {one.code: one for one in all_rules()}
    rule = query.get("regel", "") if query.get("regel", "") in rules else ""
    unit = query.get("enhed", "")
    node = tree.nodes.get(whole_number(unit) or 0)
    _key, falling = tables.order(COLUMNS, query, "unit")
    rows = plan_rows(
        actor, rule=rule, unit_ids=tree.with_below(node.unit_id) if node else None, falling=falling
    )
    chosen = [tables.Chosen("regel", rule, rules[rule].name)] if rule else []
    if node:
        chosen.append(tables.Chosen("enhed", unit, node.name))
    mine = actor.units_under(*permissions.PLANNERS)
    return {
        "rows": rows,
        "shown": [(row, [(rules[code], number) for code, number in row.counts.items()]) for row in rows],
        "with_advice": sum(1 for row in rows if row.counts),
        "rules": rules.values(),
        "rule": rule,
        "unit": unit,
        "units": [one for _depth, one in tree.walk() if one.unit_id in mine],
        "chips": tables.chips(query, chosen),
        "headings": tables.headings(COLUMNS, query, "unit"),
        "query": query.urlencode(),
    }
