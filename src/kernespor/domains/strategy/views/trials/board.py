"""The board of trials, as cards or as rows, and as a workbook."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.enums import TrialKind, TrialStatus
from kernespor.domains.strategy.permissions.trials import can_propose_some
from kernespor.domains.strategy.selectors.trials.board import (
    OVER,
    WITHOUT_DECISION,
    BoardQuery,
    BoardRow,
    board,
    totals,
)
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.ui import tables
from kernespor.foundation.ui.downloads import EXCEL, download
from kernespor.foundation.ui.export import ExportColumn, excel
from kernespor.foundation.ui.fields import whole_number

TABLE = "trials"
DEFAULT = "state"
STATUSES = (
    *TrialStatus.choices,
    (OVER, _("Over slutdatoen")),
    (WITHOUT_DECISION, _("Begyndt uden beslutning")),
)
COLUMNS = (
    tables.Column("title", _("Hvad")),
    tables.Column("unit", _("Hvor")),
    tables.Column("begins", _("Fra")),
    tables.Column("until", _("Til")),
    tables.Column("state", _("Hvordan går det?")),
    tables.Column("learnt", _("Hvad er der lært?"), sortable=False),
)


@operation("trials.board")
def board_page(request: Request) -> HttpResponse:
    """What is tried and was tried across the house."""
    template = "trials/_board.html" if request.htmx else "trials/board.html"
    return render(request, template, board_context(request))


def board_context(request: Request) -> dict[str, Any]:
    """Return what the board shows for the filters and the order in the address."""
    actor, asked = request.actor, request.GET
    kind = asked.get("slags", "") if asked.get("slags", "") in TrialKind.values else ""
    status = asked.get("stadie", "") if asked.get("stadie", "") in dict(STATUSES) else ""
    unit, words = asked.get("enhed", ""), asked.get("soeg", "")[:100].strip()
    followed = asked.get("foelger", "") == "1"
    tree = tree_on(actor.today)
    top = tree.nodes.get(whole_number(unit) or 0)
    sort, falling = tables.order(COLUMNS, asked, DEFAULT)
    query = BoardQuery(kind, status, tree.with_below(top.unit_id) if top else None, words, followed)
    rows = board(actor, query, sort=sort, falling=falling)
    chosen = [
        tables.Chosen(name, value, str(label))
        for name, value, label in (
            ("soeg", words, f"»{words}«"),
            ("slags", kind, dict(TrialKind.choices).get(kind)),
            ("stadie", status, dict(STATUSES).get(status)),
            ("enhed", unit, top.name if top else ""),
            ("foelger", "1" if followed else "", _("Kun dem, jeg følger")),
        )
        if value and label
    ]
    return {
        "rows": rows,
        "pages": tables.pages(rows, asked),
        "totals": totals(rows),
        "kind": kind,
        "status": status,
        "unit": str(top.unit_id) if top else "",
        "words": words,
        "followed": followed,
        "kinds": TrialKind.choices,
        "statuses": STATUSES,
        "tops": [node for _depth, node in tree.walk() if tree.children(node.unit_id)],
        "leaf": top if top and not tree.children(top.unit_id) else None,
        "chips": tables.chips(asked, chosen),
        "headings": tables.headings(COLUMNS, asked, DEFAULT),
        "density": "dense" if TABLE in getattr(request.user, "dense_tables", []) else "",
        "can_propose": can_propose_some(actor),
        "query": asked.urlencode(),
    }


@operation("trials.excel")
def board_excel(request: Request) -> HttpResponse:
    """The board as a workbook, with the filters and the order of the page."""
    names = (
        gettext("Hvad"), gettext("Slags"), gettext("Hvor"), gettext("Fra"), gettext("Til"), gettext("Stadie"),
        gettext("Hvordan går det?"), gettext("Det tror vi"), gettext("Det prøver vi"),
        gettext("Sådan ser vi det"),
        gettext("Hvad er der lært?"), gettext("Enheder, der har taget det i drift"),
        gettext("Prøvet igen andre steder"), gettext("Begyndt uden beslutning"),
    )  # fmt: skip
    heads = [ExportColumn(name) for name in names]
    title = gettext("Prøvehandlinger og forsøg")
    content = excel(title, heads, [_cells(row) for row in board_context(request)["rows"]])
    return download(content, EXCEL, f"forsoeg-{request.today.isoformat()}.xlsx")


def _cells(row: BoardRow) -> tuple[Any, ...]:
    trial = row.trial
    goes = ", ".join(part for part in (row.stage, row.cause) if part)
    return (
        trial.title,
        trial.get_kind_display(),
        row.unit,
        trial.begins,
        row.until,
        trial.get_status_display(),
        goes,
        trial.belief,
        trial.attempt,
        trial.know_by,
        trial.learnt,
        row.adopted,
        row.copied,
        trial.out_of_order or None,
    )
