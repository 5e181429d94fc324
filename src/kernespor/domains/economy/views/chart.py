"""The authorised chart, and account numbers explained."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from kernespor.domains.economy.actions.authorised import FIRST_DAY, take_authorised
from kernespor.domains.economy.enums import PartKind
from kernespor.domains.economy.forms import ExplainForm
from kernespor.domains.economy.permissions import KEEPERS, can_keep
from kernespor.domains.economy.selectors.chart import chart_page
from kernespor.domains.economy.selectors.explained import explanation
from kernespor.domains.economy.views.frames import tabs, words_of
from kernespor.engines import account_number
from kernespor.engines.findings import Severity
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.findings import words_of as words_of_finding
from kernespor.foundation.ui import tables


@operation("economy.authorised")
def authorised(request: Request) -> HttpResponse:
    """The authorised chart as a tree, with the source of each row."""
    words = words_of(request)
    found = chart_page(request.today, words)
    context = {
        "found": found,
        "lists": [(PartKind(kind).label, rows) for kind, rows in found.lists],
        "words": words,
        "first_day": FIRST_DAY,
        "chips": tables.chips(request.GET, [tables.Chosen("soeg", words, f"»{words}«")] if words else []),
        "tabs": tabs("authorised"),
        "keeps": can_keep(request.actor),
    }
    return render(request, "economy/authorised.html", context)


@operation("economy.authorised_take", "POST", roles=KEEPERS)
def authorised_take(request: Request) -> HttpResponse:
    """Bring the authorised chart up to this version's."""
    take_authorised(actor=request.actor)
    messages.success(request, gettext("Den autoriserede kontoplan er den, der følger med denne version."))
    return redirect("economy:authorised")


@operation("economy.explain", "GET", "POST")
def explain(request: Request) -> HttpResponse:
    """Explain the account numbers of a text. It is sent as a form, so that it stands in no address."""
    given = request.POST if request.method == "POST" else None
    number = request.GET.get("nummer", "")[:100]
    form = ExplainForm(given if given is not None else ({"tekst": number} if number else None))
    text = form.cleaned_data["tekst"] if form.is_bound and form.is_valid() else ""
    found = explanation(text, request.today)
    context = {
        "form": form,
        "asked": bool(text),
        "numbers": [
            (one, [words_of_finding(odd) for odd in one.findings if odd.severity is not Severity.NOTE])
            for one in found.numbers
        ],
        "functions": found.functions,
        "odd": [words_of_finding(one) for one in found.findings],
        "left_out": found.left_out,
        "labels": dict(PartKind.choices),
        "layout_source": account_number.layout_source(),
        "tabs": tabs("explain"),
    }
    return render(request, "economy/explain.html", context, status=422 if form.errors else 200)
