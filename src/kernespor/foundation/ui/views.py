"""The page that shows every part the other pages are made of, and those that say what went wrong."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import get_template

from kernespor.foundation.access.operations import operation
from kernespor.foundation.ui import tables
from kernespor.foundation.ui.charts import StateBars, state_bars
from kernespor.foundation.ui.fields import TypedDateField

COUNTS = {
    "reached": 6, "on_track": 19, "slipping": 5, "off_track": 2,
    "stale": 2, "ownerless": 1, "not_begun": 7, "closed": 1,
}  # fmt: skip
PERIODS = ("4. kvt. 2025", "1. kvt. 2026", "2. kvt. 2026", "3. kvt. 2026")
BY_PERIOD = (
    {"on_track": 12, "slipping": 2, "not_begun": 29},
    {"reached": 2, "on_track": 18, "slipping": 4, "stale": 1, "not_begun": 18},
    {"reached": 4, "on_track": 20, "slipping": 4, "off_track": 1, "stale": 2, "not_begun": 12},
    COUNTS,
)
COLOURS = (
    ("accent", "8,5 : 1"), ("accent-tint", "flade"), ("ink-1", "16,3 : 1"), ("ink-2", "8,0 : 1"),
    ("ink-3", "5,7 : 1"), ("line-control", "3,9 : 1"), ("paper-0", "flade"), ("paper-1", "side"),
    ("paper-2", "menu"), ("thread", "7,1 : 1"),
)  # fmt: skip
MEANINGS = (
    ("reached", "målet er opfyldt, med bevis"),
    ("on_track", "nyt tal, ejer, inden for frist"),
    ("slipping", "afviger, plan for at rette"),
    ("off_track", "afviger, ingen plan endnu"),
    ("stale", "tallet er for gammelt"),
    ("ownerless", "ingen svarer for den"),
    ("not_begun", "begynder senere"),
    ("closed", "stoppet, med begrundelse"),
)
COLUMNS = (
    tables.Column("nummer", "Nr."),
    tables.Column("handling", "Handling"),
    tables.Column("status", "Status"),
    tables.Column("ejer", "Ejer", sortable=False),
    tables.Column("frist", "Frist"),
    tables.Column("andel", "Andel, %", numeric=True),
)


class ExampleForm(forms.Form):
    """A form as the page shows it, with the errors that an answer may have."""

    owner = forms.CharField(label="Ejer", error_messages={"required": "Skriv, hvem der ejer handlingen"})
    deadline = TypedDateField(label="Frist")
    choice = forms.ChoiceField(
        label="Hvad skal der ske?",
        widget=forms.RadioSelect,
        choices=[("scale", "Skalér"), ("close", "Nedlæg"), ("rethink", "Gentænk")],
        required=False,
    )
    why = forms.CharField(label="Begrundelse", widget=forms.Textarea(attrs={"rows": 3}), required=False)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that what was sent couldn't be read."""
    del exception
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the page is for others."""
    del exception
    return render(request, "errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page."""
    del exception
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours, without asking the database anything; the number stands in the log too."""
    context = {"reference": getattr(request, "reference", ""), "municipality": settings.MUNICIPALITY}
    return HttpResponse(get_template("errors/500.html").render(context), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a page was too old to send from; Django's own word for why belongs in its log."""
    del reason
    return render(request, "errors/csrf.html", status=403)


@operation("ui.building_blocks")
def building_blocks(request: HttpRequest) -> HttpResponse:
    """Show the page."""
    query: QueryDict = request.GET
    chosen = [tables.Chosen("status", "slipping", "Skrider")] if "status" in query else []
    context = {
        "colours": COLOURS,
        "counts": COUNTS,
        "meanings": MEANINGS,
        "headings": tables.headings(COLUMNS, query, "nummer"),
        "chips": tables.chips(query, chosen),
        "density": "dense" if "byggesten" in getattr(request.user, "dense_tables", []) else "",
        "form": ExampleForm({"owner": "", "deadline": "31-2-2028"}),
        "crumbs": [("Byggesten", "")],
        "tabs": [
            {"label": "Planen", "url": "?", "current": True},
            {"label": "Som ét billede", "url": "?", "current": False},
        ],
        "rows": [{**row, "latest": "12. august: Otte af elleve udbud er aftalt."} for row in _rows()],
        "table_caption": "Handlinger under mål 3.1",
        "table_note": "Tre af 43 handlinger",
        "periods": list(zip(PERIODS, BY_PERIOD, strict=True)),
        "chart": state_bars(
            StateBars(
                "Handlinger efter tilstand", "Fire kvartaler; flere er nået i hvert.", PERIODS, BY_PERIOD
            )
        ),
    }
    part = getattr(request, "htmx", False)
    return render(request, "ui/_example_table.html" if part else "ui/byggesten.html", context)


def _rows() -> list[dict[str, object]]:
    return [
        {"number": "3.1.1", "name": "Fælles udbudsplan med to nabokommuner", "state": "on_track",
         "cause": "", "owner": "Indkøbschefen", "deadline": dt.date(2026, 12, 31), "share": 61.4},
        {"number": "3.1.2", "name": "Et mindre sortiment af kontorvarer", "state": "slipping",
         "cause": "seks uger forsinket", "owner": "Udbudskonsulenten", "deadline": dt.date(2026, 10, 1),
         "share": 0},
        {"number": "3.1.3", "name": "Fagfolk med i hvert udbud", "state": "ownerless",
         "cause": "", "owner": "", "deadline": dt.date(2026, 11, 1), "share": None},
    ]  # fmt: skip
