"""What is to be filed, an object's case, the package, and what case numbers look like."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.foundation import objects
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.filing import actions, patterns, registry
from kernespor.foundation.filing.forms import EndForm, FileForm, NumberForm, PatternForm, UndoForm
from kernespor.foundation.filing.models import CasePattern
from kernespor.foundation.filing.package import package_of
from kernespor.foundation.filing.permissions import can_set_pattern, check_file, check_set_pattern
from kernespor.foundation.filing.selectors import (
    Unfiled,
    filing_of,
    last_system,
    masks_on,
    patterns_on,
    unfiled,
)
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.refusals import NotNow, reason_against
from kernespor.foundation.ui import tables
from kernespor.foundation.ui.downloads import EXCEL, ZIP, download
from kernespor.foundation.ui.export import ExportColumn, excel
from kernespor.foundation.ui.fields import whole_number

COLUMNS = (
    tables.Column("what", _("Hvad"), sortable=False),
    tables.Column("unit", _("Enhed"), sortable=False),
    tables.Column("on", _("Gjort færdig"), sortable=False),
    tables.Column("number", _("Sagsnummer"), sortable=False),
)


@operation("filing.unfiled")
def unfiled_page(request: Request) -> HttpResponse:
    """What is finished and not filed."""
    template = "filing/_unfiled.html" if request.htmx else "filing/unfiled.html"
    return render(request, template, _list(request))


@operation("filing.unfiled_excel")
def unfiled_excel(request: Request) -> HttpResponse:
    """The same list as a spreadsheet."""
    columns = [ExportColumn(gettext("Slags")), *(ExportColumn(str(column.label)) for column in COLUMNS)]
    rows: list[Unfiled] = _list(request)["rows"]
    lines = ((str(one.kind.label), one.title, one.unit, one.on, one.case_number) for one in rows)
    title = gettext("Ikke journaliseret")
    return download(excel(title, columns, lines), EXCEL, "ikke-journaliseret.xlsx")


def _list(request: Request) -> dict[str, Any]:
    tree = tree_on(request.today)
    kind, unit = request.GET.get("slags", ""), request.GET.get("enhed", "")
    kinds = [objects.of(one.kind) for one in registry.known()]
    chosen_kind = next((one for one in kinds if one.slug == kind), None)
    top = tree.nodes.get(whole_number(unit) or 0)
    chosen = []
    if chosen_kind:
        chosen.append(tables.Chosen("slags", kind, str(chosen_kind.plural)))
    if top:
        chosen.append(tables.Chosen("enhed", unit, top.name))
    rows = unfiled(
        request.actor,
        tree,
        kind=chosen_kind.name if chosen_kind else "",
        under=tree.with_below(top.unit_id) if top else None,
    )
    return {
        "rows": rows,
        "pages": tables.pages(rows, request.GET),
        "kinds": kinds,
        "kind": kind,
        "unit": unit,
        "tops": [node for _depth, node in tree.walk() if tree.children(node.unit_id)],
        "chips": tables.chips(request.GET, chosen),
        "headings": tables.headings(COLUMNS, request.GET, "on"),
        "query": request.GET.urlencode(),
        "may_set_pattern": can_set_pattern(request.actor),
    }


@operation("filing.case")
def case(request: Request, slug: str, pk: int) -> HttpResponse:
    """An object's case number, and where it is filed."""
    return _case(request, slug, objects.fetch(request.actor, slug, pk))


@operation("filing.number", "POST")
def number(request: Request, slug: str, pk: int) -> HttpResponse:
    """Save the case number."""
    return _save(request, slug, pk, "number", NumberForm(request.POST), actions.number_case)


@operation("filing.file", "POST")
def file(request: Request, slug: str, pk: int) -> HttpResponse:
    """Say that it is filed."""
    return _save(request, slug, pk, "file", FileForm(request.POST), actions.file)


@operation("filing.undo", "POST")
def undo(request: Request, slug: str, pk: int) -> HttpResponse:
    """Take back that it is filed."""
    return _save(request, slug, pk, "undo", UndoForm(request.POST), actions.undo)


def _save(request: Request, slug: str, pk: int, name: str, form: forms.Form, act: Any) -> HttpResponse:
    row = objects.fetch(request.actor, slug, pk)
    check_file(request.actor, row)
    if form.is_valid():
        data = dict(form.cleaned_data)
        try:
            act(actor=request.actor, row=row, seen=data.pop("version"), **data)
        except NotNow as refusal:
            form.add_error(None, refusal.reason)
            typed = request.POST.copy()
            typed["version"] = str(filing_of(row).version)
            form.data = typed
    if form.errors:
        return _case(request, slug, row, status=422, **{f"{name}_form": form})
    messages.success(request, _("Gemt."))
    return redirect("filing:case", slug, pk)


@operation("filing.package")
def package(request: Request, slug: str, pk: int) -> HttpResponse:
    """The documents with what they are, for the case system."""
    row = objects.fetch(request.actor, slug, pk)
    filing = filing_of(row)
    name = f"{filing.case_number or gettext('uden sagsnummer')} {objects.card_of(row).title[:80]}.zip"
    return download(package_of(request.actor, row), ZIP, name.replace("/", "-"))


def _case(request: Request, slug: str, row: Model, *, status: int = 200, **given: forms.Form) -> HttpResponse:
    card, filing, masks = objects.card_of(row), filing_of(row), masks_on(request.today)
    version = {"version": filing.version}
    system = {"system": filing.system or last_system(request.actor), "on": request.today}
    context: dict[str, Any] = {
        "row": row,
        "slug": slug,
        "card": card,
        "filing": filing,
        "examples": [patterns.example(mask) for mask in masks],
        "number_form": NumberForm(initial={"case_number": filing.case_number, **version}),
        "file_form": FileForm(initial={**system, "record_number": filing.record_number, **version}),
        "undo_form": UndoForm(initial=version),
        "why_not": reason_against(check_file, request.actor, row),
        "crumbs": [(_("Journalisering"), reverse("filing:unfiled")), (card.title, card.url), (_("Sag"), "")],
        **given,
    }
    return render(request, "filing/case.html", context, status=status)


@operation("filing.patterns", "GET", "POST")
def pattern_page(request: Request) -> HttpResponse:
    """What case numbers look like."""
    check_set_pattern(request.actor)
    if request.method != "POST":
        return _patterns(request, PatternForm(initial={"first": request.today}))
    form = PatternForm(request.POST)
    if form.is_valid():
        try:
            actions.set_pattern(actor=request.actor, **form.cleaned_data)
        except NotNow as refusal:
            form.add_error("mask", refusal.reason)
    if form.errors:
        return _patterns(request, form, status=422)
    messages.success(request, _("Mønstret er gemt."))
    return redirect("filing:patterns")


@operation("filing.pattern_end", "POST")
def pattern_end(request: Request, pattern_id: int) -> HttpResponse:
    """Let a pattern end."""
    check_set_pattern(request.actor)
    pattern = get_object_or_404(CasePattern, pk=pattern_id)
    form = EndForm(request.POST, prefix=f"slut-{pattern_id}")
    if form.is_valid():
        try:
            actions.end_pattern(actor=request.actor, pattern=pattern, **form.cleaned_data)
        except NotNow as refusal:
            form.add_error("last", refusal.reason)
    if form.errors:
        return _patterns(
            request, PatternForm(initial={"first": request.today}), wrong=(pattern_id, form), status=422
        )
    messages.success(request, _("Gemt."))
    return redirect("filing:patterns")


def _patterns(
    request: Request, form: PatternForm, *, wrong: tuple[int, EndForm] | None = None, status: int = 200
) -> HttpResponse:
    found = patterns_on(request.today)
    ends = {one.pk: EndForm(prefix=f"slut-{one.pk}") for one in found} | dict([wrong] if wrong else [])
    context = {
        "patterns": [(one, patterns.example(one.mask), ends[one.pk]) for one in found],
        "form": form,
        "crumbs": [(_("Journalisering"), reverse("filing:unfiled")), (_("Sagsnumre"), "")],
    }
    return render(request, "filing/patterns.html", context, status=status)
