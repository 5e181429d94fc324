"""Documents on their way in: laid in, read, corrected, saved as a plan or discarded."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kernespor.foundation.access.operations import operation


@operation("strategy.import_new", "GET", "POST")
def new(request: HttpRequest) -> HttpResponse:
    """Bring a document in."""
    return render(request, "strategy/import_new.html")


@operation("strategy.import")
def page(request: HttpRequest, draft_id: int) -> HttpResponse:
    """The document beside the plan as read."""
    return render(request, "strategy/import.html", {"draft_id": draft_id})


@operation("strategy.import_correct", "POST")
def correct(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Correct how the document is read."""
    return page(request, draft_id)


@operation("strategy.import_accept", "POST")
def accept(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Save the document as a plan."""
    return page(request, draft_id)


@operation("strategy.import_discard", "POST")
def discard(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Put the document aside."""
    return page(request, draft_id)


@operation("strategy.import_findings")
def findings_csv(request: HttpRequest, draft_id: int) -> HttpResponse:
    """The findings as a list."""
    return page(request, draft_id)
