"""Pages that belong to no domain: the overview, help, the demo's persons, a person's own settings."""

from __future__ import annotations

import re

from django.conf import settings
from django.contrib.auth import login
from django.db import connection
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from kernespor.domains.strategy.door import overview
from kernespor.foundation.access.operations import Audience, operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.accounts import actions
from kernespor.foundation.accounts.models import User
from kernespor.foundation.jobs.selectors import last_beat
from kernespor.foundation.tasks.selectors import board, counts_by_place, has_principals, visit_before
from kernespor.site import help_pages
from kernespor.site.demo import demo_people

SHOWN_TASKS, SHOWN_PLANS = 8, 3
_TABLE = re.compile(r"[a-z_-]{1,60}")


@operation("site.home")
def home(request: Request) -> HttpResponse:
    """What awaits me today, and how my plans stand; what happened since I was here comes after the page."""
    actor = request.actor
    mine = overview(actor, since=visit_before(actor))
    found = board(actor, {"strategy": mine.tasks})
    context = {
        "board": found,
        "shown": found.tasks[:SHOWN_TASKS],
        "plans": mine.plans[:SHOWN_PLANS],
        "other_plans": mine.plans[SHOWN_PLANS:],
        "waiting_count": len(found.tasks),
        "place_counts": counts_by_place(found.tasks),
        "stands_in": not actor.on_behalf and has_principals(actor),
    }
    return render(request, "site/home.html", context)


@operation("site.help", audience=Audience.PUBLIC)
def help_page(request: Request, page: str) -> HttpResponse:
    """Help to one page, in Danish."""
    html = help_pages.html(page)
    if html is None:
        raise Http404(page)
    return render(request, "site/help.html", {"html": html, "pages": help_pages.contents(), "page": page})


@operation("site.accessibility", audience=Audience.PUBLIC)
def accessibility(request: Request) -> HttpResponse:
    """What we promise about access, and where to say that we failed."""
    return render(request, "site/accessibility.html")


@operation("site.language", "POST")
def choose_language(request: Request) -> HttpResponse:
    """Keep the person's language."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        raise Http404(language)
    actions.choose_language(actor=request.actor.oneself, user=request.user, language=language)
    return redirect(_back(request))


@operation("site.density", "POST")
def choose_density(request: Request) -> HttpResponse:
    """Keep whether a table is dense for this person."""
    table, dense = request.POST.get("table", ""), request.POST.get("density") == "dense"
    if not _TABLE.fullmatch(table):
        raise Http404(table)
    actions.choose_density(actor=request.actor.oneself, user=request.user, table=table, dense=dense)
    return redirect(_back(request))


@operation("site.demo_persons", audience=Audience.DEMO)
def demo_persons(request: Request) -> HttpResponse:
    """The persons of the demo: choose whom to be."""
    return render(request, "site/persons.html", {"people": demo_people(request.today)})


@operation("site.become", "POST", audience=Audience.DEMO)
def become(request: Request, person_id: int) -> HttpResponse:
    """Log in as a person of the demo."""
    user = get_object_or_404(User, person_id=person_id, is_active=True)
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect("home")


@operation("site.health", audience=Audience.PUBLIC)
def health(request: Request) -> JsonResponse:
    """Say that the server answers and its database too, and how long the worker has been silent."""
    del request
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    beat = last_beat()
    silent = None if beat is None else round((timezone.now() - beat).total_seconds())
    return JsonResponse({"status": "ok", "worker_silent_seconds": silent})


def _back(request: Request) -> str:
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return target if safe else "/"
