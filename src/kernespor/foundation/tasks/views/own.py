"""What a person sets for themselves: the calendar's address and the digest; and the mails they got."""

from __future__ import annotations

import hashlib
from urllib.parse import urljoin

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from kernespor.engines.findings import N_
from kernespor.foundation.access.operations import Audience, operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.accounts.models import User
from kernespor.foundation.accounts.selectors import actor_for
from kernespor.foundation.jobs.actions import enqueue, run_now
from kernespor.foundation.refusals import NotPermitted
from kernespor.foundation.tasks import actions
from kernespor.foundation.tasks.calendar import calendar, feed_with, token_of
from kernespor.foundation.tasks.digest.compose import lines_for
from kernespor.foundation.tasks.digest.job import JOB
from kernespor.foundation.tasks.forms import DigestForm
from kernespor.foundation.tasks.permissions import check_own
from kernespor.foundation.tasks.selectors import feed_of, mailbox_shown, mails_to, setting_of


@operation("tasks.calendar")
def calendar_page(request: Request) -> HttpResponse:
    """The address of my calendar, and how to put it in."""
    check_own(request.actor)
    feed = feed_of(request.actor)
    address = urljoin(settings.BASE_URL, reverse("tasks:feed", args=[token_of(feed)])) if feed else ""
    return render(request, "tasks/calendar.html", {"feed": feed, "address": address})


@operation("tasks.feed_open", "POST")
def feed_open(request: Request) -> HttpResponse:
    """Open my calendar's address, or give it a new one."""
    actions.open_feed(actor=request.actor)
    return redirect("tasks:calendar")


@operation("tasks.feed_close", "POST")
def feed_close(request: Request) -> HttpResponse:
    """Close my calendar's address."""
    actions.close_feed(actor=request.actor)
    messages.success(request, _("Adressen er lukket. Kalendere, der henter den, får intet mere."))
    return redirect("tasks:calendar")


@operation("tasks.feed", audience=Audience.PUBLIC)
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind an address; 404 for one that isn't open, whatever is wrong with it."""
    found = feed_with(token)
    user = User.objects.filter(person__pk=found.person_id, is_active=True).first() if found else None
    actor = actor_for(found.person, request.today) if found and user else None  # type: ignore[attr-defined]
    if user is None or actor is None or not actor.in_house:
        raise Http404
    with translation.override(user.language):
        tasks = [line.task for line in lines_for(actor)]
        content = calendar(
            tasks, name=_("Kernespor: mine opgaver"), base_url=settings.BASE_URL, today=actor.today
        )
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    if tag in request.headers.get("If-None-Match", ""):
        answer: HttpResponse = HttpResponseNotModified()
    else:
        answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        answer["Content-Disposition"] = 'inline; filename="kernespor.ics"'
    answer["ETag"] = tag
    patch_cache_control(answer, private=True, no_cache=True)
    return answer


@operation("tasks.settings", "GET", "POST")
def digest_settings(request: Request) -> HttpResponse:
    """When the mail about my tasks comes."""
    check_own(request.actor)
    setting = setting_of(request.actor)
    initial = {
        "version": setting.version,
        "rhythm": setting.rhythm,
        "weekday": setting.weekday,
        "hour": setting.hour,
    }
    form = DigestForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.set_digest(
            actor=request.actor,
            seen=data["version"],
            rhythm=data["rhythm"],
            weekday=data["weekday"],
            hour=data["hour"],
        )
        messages.success(request, _("Gemt."))
        return redirect("tasks:settings")
    context = {"form": form, "address": request.user.person.email, "mailbox": mailbox_shown()}
    return render(request, "tasks/settings.html", context, status=422 if form.errors else 200)


@operation("tasks.mailbox")
def mailbox(request: Request) -> HttpResponse:
    """The mails to me, in the demo and where mails are kept as files."""
    _check_mailbox(request)
    context = {
        "mails": mails_to(request.actor),
        "setting": setting_of(request.actor),
        "can_run": settings.DEMO,
    }
    return render(request, "tasks/mailbox.html", context)


@operation("tasks.mail")
def mail(request: Request, mail_id: int) -> HttpResponse:
    """One mail to me."""
    _check_mailbox(request)
    found = next((one for one in mails_to(request.actor, limit=1000) if one.pk == mail_id), None)
    if found is None:
        raise Http404(str(mail_id))
    return render(request, "tasks/mail.html", {"mail": found})


@operation("tasks.mailbox_send", "POST")
def mailbox_send(request: Request) -> HttpResponse:
    """Write and send now what else the clock would send. In the demo alone."""
    check_own(request.actor)
    if not settings.DEMO:
        raise NotPermitted("not_demo", N_("Mails sendes af uret, ikke af en knap. Kun demoen har den."))
    run_now(enqueue(actor=request.actor, job=JOB, key="demo", everyone=True))
    return redirect("tasks:mailbox")


def _check_mailbox(request: Request) -> None:
    check_own(request.actor)
    if not mailbox_shown():
        raise NotPermitted("no_mailbox", N_("Her sendes mails ud af huset. Se dem i dit eget mailprogram."))
