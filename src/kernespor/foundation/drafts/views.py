"""A draft is kept while one types; "Mine kladder" lists what lies unsent."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.drafts import actions, registry
from kernespor.foundation.drafts.models import Draft
from kernespor.foundation.drafts.selectors import Box, lines
from kernespor.foundation.refusals import StaleWrite
from kernespor.foundation.ui.fields import whole_number

_LONGEST_REF = 160
_OURS = frozenset({"csrfmiddlewaretoken", "draft_seen", "draft_over"})  # written anew with each answer


@operation("drafts.page")
def page(request: Request) -> HttpResponse:
    """The reader's own drafts."""
    return render(request, "drafts/page.html", {"lines": lines(request.actor)})


@operation("drafts.keep", "POST")
def keep(request: Request) -> HttpResponse:
    """Keep what stands in a form; with HTMX the answer is the line that says so, else the page one was on."""
    sent = request.POST
    form, ref = sent.get("draft_form", ""), sent.get("draft_ref", "")
    seen = whole_number(sent.get("draft_over", "") or sent.get("draft_seen", ""))
    if registry.of(form) is None or len(ref) > _LONGEST_REF or seen is None:
        raise BadRequest(form)
    fields: dict[str, Any] = {}
    for name in sent:
        values = sent.getlist(name)
        fields[name] = values if len(values) > 1 else values[0]
    try:
        row = actions.keep(actor=request.actor, form=form, ref=ref, fields=fields, seen=seen)
    except StaleWrite as stale:
        return _stale(request, Box(form, ref, {}, seen), stale.theirs)
    if request.htmx:
        box = Box(form, ref, row.fields, row.version, row.pk, row.saved_at)
        return render(request, "drafts/_kept.html", {"box": box, "now": True})
    messages.success(request, _("Kladden er gemt. Den er kun din."))
    return redirect(_back(request))


@operation("drafts.throw_away", "POST")
def throw_away(request: Request, draft_id: int) -> HttpResponse:
    """Throw one of one's own drafts away."""
    actions.throw_away(actor=request.actor, draft=get_object_or_404(Draft, pk=draft_id))
    messages.success(request, _("Kladden er smidt væk."))
    return redirect(_back(request))


def _stale(request: Request, box: Box, theirs: Draft | None) -> HttpResponse:
    """Show what another window kept beside what was written here, and let the person choose."""
    known = registry.of(box.form)
    sent = [(name, values) for name, values in request.POST.lists() if name not in _OURS]
    written = [(name, values) for name, values in sent if known and name in known.fields]
    context = {"box": box, "theirs": theirs, "sent": sent, "written": written}
    template = "drafts/_stale.html" if request.htmx else "drafts/stale.html"
    return render(request, template, context, status=409)


def _back(request: Request) -> str:
    """Return the page that the person was on: where the form said, within the product alone."""
    target = request.POST.get("draft_next", "")
    if url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        return target
    return "drafts:page"
