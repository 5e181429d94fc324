"""The calendar of the year: as a list, drawn as a wheel, for one party; as workbook, calendar and PDF."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from icalendar import Calendar, Event

from kernespor.connectors.annual_wheel.pdf import write_pdf
from kernespor.domains.agenda import permissions
from kernespor.domains.agenda.selectors.wheel import dots, mine, moments_for, paper_of, parties, sectors
from kernespor.domains.agenda.selectors.wheel_rules import FIRST, LAST
from kernespor.domains.agenda.selectors.wheel_year import Year, differences, year_of
from kernespor.engines.annual_wheel.records import Verified
from kernespor.engines.annual_wheel.results import Moment
from kernespor.engines.findings import N_
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.ui import tables
from kernespor.foundation.ui.downloads import EXCEL, PDF, download
from kernespor.foundation.ui.export import ExportColumn, excel
from kernespor.foundation.ui.fields import whole_number

MINE = "mig"
_ICS = "text/calendar; charset=utf-8"


@operation("agenda.wheel")
def page(request: Request) -> HttpResponse:
    """The year, what doesn't go together in it, and for whom each step is."""
    found, who, chosen = _asked(request)
    year = found.wheel.year
    moments = moments_for(found, chosen)
    ahead = [moment for moment in moments if moment.last >= request.today]
    context = {
        "year": year,
        "before": year - 1 if year > FIRST else None,
        "after": year + 1 if year < LAST else None,
        "who": who,
        "parties": parties(found.book),
        "mine": mine(request.actor),
        "moments": [(moment, moment.verified != Verified.YES) for moment in moments],
        "next": ahead[0] if ahead else None,
        "collisions": found.wheel.collisions,
        "fixed": found.fixed,
        "differences": differences(found),
        "keeps": permissions.can_keep_wheel(request.actor),
        "plans": permissions.can_run_some(request.actor),
        "empty": not found.book.steps,
        "dots": dots(moments),
        "sectors": sectors(year),
        "chips": tables.chips(request.GET, [tables.Chosen("hvem", who, _named(who))] if who else []),
        "query": request.GET.urlencode(),
    }
    return render(request, "agenda/_wheel.html" if request.htmx else "agenda/wheel.html", context)


def _named(who: str) -> str:
    return gettext("Det, der kommer for mig") if who == MINE else who.capitalize()


def _asked(request: Request) -> tuple[Year, str, list[str]]:
    """Return the year, the word for whom, and the parties that it means (none: everyone)."""
    asked = whole_number(request.GET.get("aar", "")) or request.today.year
    found = year_of(min(max(asked, FIRST), LAST))
    who = request.GET.get("hvem", "")
    if who == MINE:
        return found, who, mine(request.actor)
    who = who if who in parties(found.book) else ""
    return found, who, [who] if who else []


@operation("agenda.wheel_excel")
def wheel_excel(request: Request) -> HttpResponse:
    """The year as a workbook."""
    found, _who, chosen = _asked(request)
    year = found.wheel.year
    names = (
        N_("Fra"), N_("Til"), N_("Trin"), N_("Proces"), N_("For"), N_("Lovens"), N_("Kilde"),
        N_("Efterprøvet"), N_("Flyttet, fordi"),
    )  # fmt: skip
    cells = [
        (one.on, one.ends, one.title, one.step.process, ", ".join(one.step.parties), _yes(one.legal),
         one.source or one.step.source, _yes(one.verified == Verified.YES),
         " ".join(hit.message for hit in one.moved_because))
        for one in moments_for(found, chosen)
    ]  # fmt: skip
    heads = [ExportColumn(gettext(name)) for name in names]
    title = gettext("Årshjul {year}").format(year=year)
    return download(excel(title, heads, cells), EXCEL, f"aarshjul-{year}.xlsx")


def _yes(said: bool) -> str:  # noqa: FBT001 - a word for a truth
    return gettext("Ja") if said else gettext("Nej")


@operation("agenda.wheel_calendar")
def wheel_calendar(request: Request) -> HttpResponse:
    """The year as a calendar that can be put beside one's own: days and titles."""
    found, _who, chosen = _asked(request)
    year = found.wheel.year
    calendar = Calendar()
    calendar.add("prodid", "-//Kernespor//Aarshjul//DA")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", gettext("Årshjul {year}").format(year=year))
    stamp = dt.datetime.combine(request.today, dt.time(), dt.UTC)
    for moment in moments_for(found, chosen):
        calendar.add_component(_event(moment, stamp))
    return download(calendar.to_ical(), _ICS, f"aarshjul-{year}.ics")


@operation("agenda.wheel_pdf")
def wheel_pdf(request: Request) -> HttpResponse:
    """The year as PDF for the wall: the wheel drawn large, and the list by month."""
    found, who, chosen = _asked(request)
    paper = paper_of(
        found, moments_for(found, chosen), municipality=settings.MUNICIPALITY,
        whom=", ".join(chosen) if who else "", today=request.today,
    )  # fmt: skip
    return download(write_pdf(paper), PDF, f"aarshjul-{found.wheel.year}.pdf")


def _event(moment: Moment, stamp: dt.datetime) -> Event:
    event = Event()
    event.add("uid", f"{moment.code}-{moment.year}@kernespor")
    event.add("dtstamp", stamp)
    event.add("summary", moment.title)
    event.add("dtstart", moment.on)
    event.add("dtend", moment.last + dt.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event
