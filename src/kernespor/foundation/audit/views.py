"""What happened to one object; what happened in the whole; one event, and its erasure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.engines.findings import N_
from kernespor.foundation import objects
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.audit import actions
from kernespor.foundation.audit.forms import ErasureForm, SearchForm, about
from kernespor.foundation.audit.permissions import can_erase, can_see_all, check_erase
from kernespor.foundation.audit.reading import EventRow
from kernespor.foundation.audit.selectors import Asked, event_for, every, history, search
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.organisation.selectors import persons_to_choose
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.refusals import NotNow
from kernespor.foundation.ui.export import Cell, ExportColumn, csv_bytes, excel
from kernespor.foundation.ui.fields import whole_number
from kernespor.foundation.ui.tables import Chip, Column, headings

MOST = 10_000  # rows of a file
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CSV_START = len(csv_bytes([], []))  # the mark of the byte order and the end of an empty head
COLUMNS = (
    Column("at", _("Tidspunkt"), sortable=False),
    Column("actor", _("Hvem"), sortable=False),
    Column("verb", _("Hvad"), sortable=False),
    Column("subject", _("Om"), sortable=False),
    Column("why", _("Hvorfor"), sortable=False),
)
_HEADS = (N_("Tidspunkt"), N_("Hvem"), N_("Hvad"), N_("Slags"), N_("Om"), N_("Hvorfor"))


@operation("audit.history")
def object_history(request: Request, slug: str, pk: int) -> HttpResponse:
    """Everything that happened to an object, field by field."""
    row = objects.fetch(request.actor, slug, pk)
    page = history(request.actor, row, before=_before(request))
    card = objects.card_of(row)
    context = {
        "card": card,
        "kind": objects.of(card.ref.kind),
        "page": page,
        "slug": slug,
        "pk": pk,
        "may_erase": can_erase(request.actor),
        "crumbs": [(card.title, card.url), (_("Historik"), "")],
    }
    template = "audit/_history.html" if request.htmx else "audit/history.html"
    return render(request, template, context)


@operation("audit.search")
def search_page(request: Request) -> HttpResponse:
    """Look for events by who, what, about what, where, when, and words."""
    form, asked = _asked(request)
    page = search(request.actor, asked, before=_before(request))
    query = request.GET.copy()
    query.pop("foer", None)
    context = {
        "form": form,
        "page": page,
        "headings": headings(COLUMNS, request.GET, "-at"),
        "chips": _chips(request, form, asked),
        "query": query.urlencode(),
        "older": f"{query.urlencode()}&foer={page.older}".lstrip("&"),
        "sees_all": can_see_all(request.actor),
        "controls": bool(request.actor.units_under(RoleKind.CONTROLLER)),
        "most": MOST,
    }
    template = "audit/_search.html" if request.htmx else "audit/search.html"
    return render(request, template, context)


@operation("audit.event")
def event_page(request: Request, event_id: int) -> HttpResponse:
    """One event, with every field before and after."""
    return _event(request, event_id, ErasureForm())


@operation("audit.erase", "POST", roles=(RoleKind.ADMINISTRATOR,))
def erase(request: Request, event_id: int) -> HttpResponse:
    """Erase what an event says."""
    check_erase(request.actor)
    found = event_for(request.actor, event_id)
    if found is None:
        raise Http404(str(event_id))
    form = ErasureForm(request.POST)
    if form.is_valid():
        try:
            actions.erase(actor=request.actor, event=found[0], why=form.cleaned_data["why"])
        except NotNow as refusal:
            form.add_error(None, refusal.reason)
    if form.errors:
        return _event(request, event_id, form, status=422)
    messages.success(request, _("Indholdet er slettet. Din begrundelse står her."))
    return redirect("audit:event", event_id)


@operation("audit.file")
def file(request: Request, form: str) -> HttpResponseBase:
    """The events that were looked for as Excel or CSV; how many at most, and what is left out, is said."""
    if form not in {"excel", "csv"}:
        raise Http404(form)
    heads = [gettext(head) for head in _HEADS]
    cells = _cells(every(request.actor, _asked(request)[1], most=MOST))
    day = request.today.isoformat()
    if form == "csv":
        answer: HttpResponseBase = StreamingHttpResponse(
            _streamed(heads, cells), content_type="text/csv; charset=utf-8"
        )
        name = f"haendelser-{day}.csv"
    else:
        book = excel(gettext("Hændelser"), [ExportColumn(head) for head in heads], cells)
        answer, name = HttpResponse(book, content_type=_XLSX), f"haendelser-{day}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _event(request: Request, event_id: int, form: ErasureForm, status: int = 200) -> HttpResponse:
    found = event_for(request.actor, event_id)
    if found is None:
        raise Http404(str(event_id))
    context = {
        "event": found[1],
        "form": form,
        "may_erase": can_erase(request.actor),
        "crumbs": [
            (_("Hændelser"), reverse("audit:search")),
            (_("Hændelse {number}").format(number=event_id), ""),
        ],
    }
    return render(request, "audit/event.html", context, status=status)


def _asked(request: Request) -> tuple[SearchForm, Asked]:
    tree = tree_on(request.today)
    persons = persons_to_choose(request.today, whole_number(request.GET.get("hvem", "")))
    units = [
        (node.unit_id, "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}" * depth + node.name)
        for depth, node in tree.walk()
    ]
    form = SearchForm(request.GET, persons=persons, units=units)
    form.is_valid()
    data: dict[str, Any] = form.cleaned_data
    unit = data.get("enhed")
    asked = Asked(
        person_id=data.get("hvem"),
        verb=data.get("hvad", ""),
        kind=data.get("slags", ""),
        about=about(request.GET.get("om", "")),
        unit_ids=tree.with_below(unit) if unit else None,
        words=data.get("ord", ""),
        first=data.get("fra"),
        last=data.get("til"),
    )
    return form, asked


def _chips(request: Request, form: SearchForm, asked: Asked) -> list[Chip]:
    """Return a chip for each thing that is looked for; pressing it takes it away."""
    said = {name: str(form[name].label) for name in form.fields if form.cleaned_data.get(name)}
    if asked.about:
        card = objects.cards(request.actor, [asked.about]).get(asked.about)
        said["om"] = card.title if card else gettext("Én bestemt ting")
    chips = []
    for name, label in said.items():
        rest = request.GET.copy()
        rest.pop("foer", None)
        value = rest.pop(name, [""])[0]
        field = form.fields.get(name)
        words = dict(getattr(field, "choices", ())).get(value, value) if name != "om" else ""
        chips.append(Chip(f"{label}: {words}" if words else label, f"?{rest.urlencode()}"))
    return chips


def _cells(rows: Iterable[EventRow]) -> Iterator[tuple[Cell, ...]]:
    number = 0
    for row in rows:
        number += 1
        yield (row.at, row.actor, row.words, row.kind, row.subject, row.why)
    if number == MOST:
        text = gettext("Der er flere. Filen har de nyeste {most}. Vælg en kortere tid for at få resten.")
        yield (text.format(most=MOST), "", "", "", "", "")


def _streamed(heads: list[str], cells: Iterable[tuple[Cell, ...]]) -> Iterator[bytes]:
    yield csv_bytes(heads, [])
    for row in cells:
        yield csv_bytes([], [row])[_CSV_START:]


def _before(request: Request) -> int:
    return whole_number(request.GET.get("foer", "")) or 0
