"""The list of bodies, a body on a day, and the forms that keep them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.engines import danish
from kernespor.engines.findings import N_
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies import permissions
from kernespor.foundation.bodies.actions import bodies as actions
from kernespor.foundation.bodies.enums import BodyKind
from kernespor.foundation.bodies.forms import BodyForm, RenameForm
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.bodies.selectors.bodies import BodyRow, body_page, body_rows_on
from kernespor.foundation.bodies.selectors.consultations import waiting_for_body
from kernespor.foundation.bodies.selectors.decisions import decided_in
from kernespor.foundation.bodies.selectors.names import names_on
from kernespor.foundation.organisation.forms import DayForm
from kernespor.foundation.organisation.models import Unit
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.refusals import NotNow, StaleWrite, reason_against
from kernespor.foundation.ui import tables
from kernespor.foundation.ui.downloads import EXCEL, download
from kernespor.foundation.ui.export import ExportColumn, excel

Crumbs = list[tuple[Any, str]]
DECISIONS_SHOWN = 12
COLUMNS = (
    tables.Column("navn", _("Navn")),
    tables.Column("slags", _("Slags")),
    tables.Column("formand", _("Formand"), sortable=False),
    tables.Column("medlemmer", _("Medlemmer"), numeric=True),
    tables.Column("enhed", _("Hører til i")),
)


@operation("bodies.list")
def body_list(request: Request) -> HttpResponse:
    """All bodies of a day, by kind."""
    form = DayForm(request.GET)
    day = form.day(request.today)
    rows, kind, words = _rows(request)
    context = {
        "form": form,
        "day": day,
        "rows": rows,
        "kind": kind,
        "words": words,
        "kinds": BodyKind.choices,
        "chips": tables.chips(request.GET, _chosen(kind, words)),
        "headings": tables.headings(COLUMNS, request.GET, "slags"),
        "on": "" if day == request.today else f"?dato={day.isoformat()}",
        "query": request.GET.urlencode(),
        "density": "dense" if "bodies" in getattr(request.user, "dense_tables", []) else "",
        "may_add": permissions.can_keep_some(request.actor),
        "may_terms": permissions.can_keep_terms(request.actor),
    }
    return render(request, "bodies/_bodies.html" if request.htmx else "bodies/bodies.html", context)


@operation("bodies.list_excel")
def list_excel(request: Request) -> HttpResponse:
    """The bodies of a day as a workbook."""
    rows, _kind, _words = _rows(request)
    names = (
        N_("Navn"),
        N_("Slags"),
        N_("Funktionsperiode"),
        N_("Formand"),
        N_("Medlemmer"),
        N_("Hører til i"),
        N_("Kode"),
    )
    heads = [ExportColumn(gettext(name)) for name in names]
    cells = [(r.name, r.kind_label, r.term, r.chair, r.members, r.unit, r.code) for r in rows]
    title = gettext("Råd og udvalg")
    return download(excel(title, heads, cells), EXCEL, f"raad-og-udvalg-{request.today.isoformat()}.xlsx")


def _rows(request: Request) -> tuple[list[BodyRow], str, str]:
    kind, words = request.GET.get("slags", ""), request.GET.get("soeg", "")[:100]
    kind = kind if kind in BodyKind.values else ""
    day = DayForm(request.GET).day(request.today)
    rows = body_rows_on(day, kinds=(kind,) if kind else (), words=words)
    sort, falls = tables.order(COLUMNS, request.GET, "slags")
    keys: dict[str, Any] = {
        "navn": lambda row: danish.sort_key(row.name),
        "slags": lambda row: row.sort_key,
        "medlemmer": lambda row: (row.members, danish.sort_key(row.name)),
        "enhed": lambda row: (danish.sort_key(row.unit), row.sort_key),
    }
    return sorted(rows, key=keys[sort], reverse=falls), kind, words


def _chosen(kind: str, words: str) -> list[tables.Chosen]:
    found = [tables.Chosen("slags", kind, str(BodyKind(kind).label))] if kind else []
    return [*found, tables.Chosen("soeg", words, f"»{words}«")] if words else found


@operation("bodies.body")
def page(request: Request, body_id: int) -> HttpResponse:
    """A body on a day: its members, its terms, what it decided, what it is asked about."""
    actor = request.actor
    form = DayForm(request.GET)
    day = form.day(request.today)
    found = body_page(body_id, day)
    crumbs: Crumbs = [(_("Råd og udvalg"), reverse("bodies:body_list")), (found.name, "")]
    context = {
        "form": form,
        "found": found,
        "body": found.body,
        "is_today": day == request.today,
        "on": "" if day == request.today else f"?dato={day.isoformat()}",
        "decided": decided_in(actor, body_id, day, limit=DECISIONS_SHOWN),
        "waiting": waiting_for_body(actor, body_id, day),
        "crumbs": crumbs,
        "may_keep": permissions.can_keep_body(actor, found.body.unit_id),
        "why_not_record": reason_against(permissions.check_record, actor, found.body),
    }
    return render(request, "bodies/body.html", context)


@operation("bodies.new", "GET", "POST")
def new(request: Request) -> HttpResponse:
    """Make a body."""
    actor = request.actor
    permissions.check_keep_some(actor)
    tree = tree_on(request.today)
    under = actor.units_under(*permissions.KEEPERS)
    units = [(node.unit_id, "– " * depth + node.name) for depth, node in tree.walk() if node.unit_id in under]
    form = BodyForm(
        request.POST or None, units=units, parents=parents(request), initial={"first": request.today}
    )
    if form.is_valid():
        data = dict(form.cleaned_data)
        data["unit"] = get_object_or_404(Unit, pk=data["unit"])
        data["parent"] = Body.objects.filter(pk=data["parent"] or 0).first()
        try:
            body = actions.add_body(actor=actor, **data)
        except NotNow as refusal:
            form.add_error("code", refusal.reason)
        else:
            messages.success(request, _("Oprettet. Før nu medlemmerne ind."))
            return redirect("bodies:body", body.pk)
    crumbs: Crumbs = [(_("Råd og udvalg"), reverse("bodies:body_list")), (_("Nyt råd eller udvalg"), "")]
    context = {
        "form": form,
        "crumbs": crumbs,
        "title": _("Nyt råd eller udvalg"),
        "lead": _("Medlemmer, perioder og beslutninger føres ind bagefter."),
        "button": _("Opret"),
    }
    return render(request, "bodies/form.html", context, status=422 if form.errors else 200)


@operation("bodies.change", "GET", "POST")
def rename(request: Request, body_id: int) -> HttpResponse:
    """Give a body another name from a day, or say when it ends."""
    actor = request.actor
    found = body_page(body_id, request.today)
    permissions.check_keep_body(actor, found.body.unit_id)
    latest = found.latest
    initial = {
        "name": latest.name,
        "short_name": latest.short_name,
        "parent": latest.parent_id,
        "first": latest.first,
        "last": latest.last,
        "version": latest.pk,
    }
    others = [pair for pair in parents(request) if pair[0] != body_id]
    form = RenameForm(request.POST or None, initial=initial, parents=others)
    stale = ""
    if form.is_valid():
        data = dict(form.cleaned_data)
        data["parent"] = Body.objects.filter(pk=data["parent"] or 0).first()
        try:
            actions.rename_body(actor=actor, body=found.body, seen=data.pop("version"), **data)
        except StaleWrite as refusal:
            stale = refusal.reason
            typed = request.POST.copy()
            typed["version"] = str(latest.pk)
            form = RenameForm(typed, parents=others)
        except NotNow as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Gemt."))
            return redirect("bodies:body", body_id)
    context = {
        "form": form,
        "stale": stale,
        "theirs": latest.name,
        "crumbs": [*crumbs_to(found.name, body_id), (_("Navn og plads"), "")],
        "title": _("Navn og plads"),
        "lead": _("Det navn, der gjaldt før, bliver i historikken og på det, der blev besluttet dengang."),
        "button": _("Gem"),
    }
    status = 409 if stale else 422 if form.errors else 200
    return render(request, "bodies/form.html", context, status=status)


def crumbs_to(name: str, body_id: int) -> Crumbs:
    """Return the way to a body's page."""
    return [(_("Råd og udvalg"), reverse("bodies:body_list")), (name, reverse("bodies:body", args=[body_id]))]


def parents(request: Request) -> list[tuple[int, str]]:
    """Return (key, name) of the bodies of today, in Danish order. One query."""
    return sorted(names_on(request.today).items(), key=lambda pair: danish.sort_key(pair[1]))
