"""The files on an object."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from kernespor.foundation import objects
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.attached import keys
from kernespor.foundation.files import actions
from kernespor.foundation.files.accepted import content_type
from kernespor.foundation.files.forms import AttachForm, TakeOffForm
from kernespor.foundation.files.models import Attachment
from kernespor.foundation.files.permissions import check_attach
from kernespor.foundation.files.selectors import attachments_of, on_display
from kernespor.foundation.refusals import reason_against
from kernespor.foundation.ui.downloads import download


@operation("files.page", "GET", "POST")
def page(request: Request, slug: str, pk: int) -> HttpResponse:
    """See the files on an object, and put more on it."""
    row = objects.fetch(request.actor, slug, pk)
    if request.method != "POST":
        return _page(request, slug, row)
    check_attach(request.actor, row)
    form = AttachForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, slug, row, form=form, status=422)
    data = form.cleaned_data
    actions.attach(actor=request.actor, row=row, files=data["documents"], note=data["note"])
    messages.success(
        request, _("Filerne er lagt ind.") if len(data["documents"]) > 1 else _("Filen er lagt ind.")
    )
    return redirect("files:page", slug, pk)


@operation("files.open")
def open_file(request: Request, slug: str, pk: int, attachment_id: int) -> HttpResponse:
    """A file, byte for byte."""
    row = objects.fetch(request.actor, slug, pk)
    found = get_object_or_404(on_display(), pk=attachment_id, **keys(row))
    return download(bytes(found.file.content), content_type(found.file.name), found.file.name)


@operation("files.take_off", "POST")
def take_off(request: Request, slug: str, pk: int, attachment_id: int) -> HttpResponse:
    """Take a file off an object."""
    row = objects.fetch(request.actor, slug, pk)
    found = get_object_or_404(Attachment, pk=attachment_id, **keys(row))
    check_attach(request.actor, row)
    form = TakeOffForm(request.POST, prefix=f"af-{attachment_id}")
    if not form.is_valid():
        return _page(request, slug, row, wrong=(attachment_id, form), status=422)
    actions.take_off(actor=request.actor, attachment=found, row=row, why=form.cleaned_data["why"])
    messages.success(request, _("Filen er taget af. Den kan stadig ses i historikken."))
    return redirect("files:page", slug, pk)


def _page(
    request: Request,
    slug: str,
    row: Model,
    *,
    form: AttachForm | None = None,
    wrong: tuple[int, TakeOffForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    card = objects.card_of(row)
    found = attachments_of(row)
    forms = {one.pk: TakeOffForm(prefix=f"af-{one.pk}") for one in found} | dict([wrong] if wrong else [])
    context: dict[str, Any] = {
        "row": row,
        "slug": slug,
        "card": card,
        "files": [(one, forms[one.pk]) for one in found],
        "form": form or AttachForm(),
        "wrong": wrong,
        "why_not": reason_against(check_attach, request.actor, row),
        "crumbs": [(card.kind.plural, ""), (card.title, card.url), (_("Filer"), "")],
    }
    return render(request, "files/page.html", context, status=status)
