"""Links: tied by hand, looked at, and untied."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kernespor.foundation import objects
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.dated import OPEN_END
from kernespor.foundation.objects import Card
from kernespor.foundation.refusals import NotNow, reason_against
from kernespor.foundation.thread import actions
from kernespor.foundation.thread.finding import found, kinds_on_the_thread
from kernespor.foundation.thread.forms import TieForm, UntieForm
from kernespor.foundation.thread.models import Link
from kernespor.foundation.thread.permissions import check_change, check_tie
from kernespor.foundation.thread.policies import check_loose
from kernespor.foundation.thread.registry import link_kind, link_kinds


@operation("thread.tie", "GET", "POST")
def tie(request: Request, slug: str, pk: int) -> HttpResponse:
    """Find another object by its words, and tie it to this one."""
    actor = request.actor
    row = objects.fetch(actor, slug, pk)
    check_change(actor, row)
    here = objects.card_of(row)
    asked = request.POST or request.GET
    words, of = asked.get("ord", ""), asked.get("slags", slug)
    cards = found(actor, words=words, slug=of, without=here.ref)
    kinds = [kind for kind in link_kinds() if not kind.structural]
    form = TieForm(request.POST or None, here=here.ref, found=cards, kinds=kinds)
    if form.is_valid():
        kind, upper, lower = form.ends(here.ref)
        try:
            actions.tie(actor=actor, kind=kind, upper=upper, lower=lower, why=form.cleaned_data["why"])
        except NotNow as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("De to led er knyttet sammen."))
            return redirect("thread:page", slug, pk)
    context: dict[str, Any] = {
        "here": here,
        "form": form,
        "found": cards,
        "words": words,
        "kind": of,
        "kinds": kinds_on_the_thread(),
        "crumbs": [
            (here.title, here.url),
            (_("Den røde tråd"), reverse("thread:page", args=[slug, pk])),
            (_("Knyt et led til"), ""),
        ],
    }
    return render(request, "thread/tie.html", context, status=422 if form.errors else 200)


@operation("thread.link")
def page(request: Request, link_id: int) -> HttpResponse:
    """One link: the two ends, why they were tied, and how to untie them."""
    link, upper, lower = _link(request, link_id)
    return _page(request, link, upper, lower, UntieForm())


@operation("thread.untie", "POST")
def untie(request: Request, link_id: int) -> HttpResponse:
    """End a link that was tied by hand."""
    link, upper, lower = _link(request, link_id)
    check_tie(request.actor, upper, lower)
    check_loose(link)
    form = UntieForm(request.POST)
    if not form.is_valid():
        return _page(request, link, upper, lower, form)
    actions.untie(actor=request.actor, link=link, why=form.cleaned_data["why"])
    messages.success(request, _("Forbindelsen er løst. Begrundelsen står i historikken."))
    return redirect("thread:page", objects.card_of(lower).kind.slug, lower.pk)


def _link(request: Request, link_id: int) -> tuple[Link, Any, Any]:
    """Return a link that stands and its ends, for those who may read both; Http404 and NotPermitted else."""
    link = Link.objects.on(request.actor.today).filter(pk=link_id).select_related("by").first()
    if link is None or link.valid_to != OPEN_END:
        raise Http404(link_id)
    upper, lower = (
        objects.fetch(request.actor, objects.of(ref.kind).slug, ref.pk) for ref in (link.upper, link.lower)
    )
    return link, upper, lower


def _page(request: Request, link: Link, upper: Any, lower: Any, form: UntieForm) -> HttpResponse:
    ends: tuple[Card, Card] = (objects.card_of(upper), objects.card_of(lower))
    context = {
        "link": link,
        "kind": link_kind(link.kind),
        "upper": ends[0],
        "lower": ends[1],
        "form": form,
        "why_not": reason_against(check_tie, request.actor, upper, lower)
        or reason_against(check_loose, link),
        "crumbs": [
            (ends[1].title, ends[1].url),
            (_("Den røde tråd"), reverse("thread:page", args=[ends[1].kind.slug, lower.pk])),
            (_("Forbindelsen"), ""),
        ],
    }
    return render(request, "thread/link.html", context, status=422 if form.errors else 200)
