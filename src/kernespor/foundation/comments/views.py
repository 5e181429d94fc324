"""The comments on an object."""

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
from kernespor.foundation.comments import actions
from kernespor.foundation.comments.forms import CommentForm
from kernespor.foundation.comments.models import Comment
from kernespor.foundation.comments.permissions import check_comment
from kernespor.foundation.comments.selectors import comments_on
from kernespor.foundation.refusals import reason_against


@operation("comments.page", "GET", "POST")
def page(request: Request, slug: str, pk: int) -> HttpResponse:
    """Read what was said about an object, and say something."""
    row = objects.fetch(request.actor, slug, pk)
    if request.method != "POST":
        return _page(request, slug, row, CommentForm())
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _page(request, slug, row, form, status=422)
    actions.comment(actor=request.actor, row=row, text=form.cleaned_data["text"])
    messages.success(request, _("Kommentaren er gemt."))
    return redirect("comments:page", slug, pk)


@operation("comments.withdraw", "POST")
def withdraw(request: Request, slug: str, pk: int, comment_id: int) -> HttpResponse:
    """Take one's own comment back."""
    row = objects.fetch(request.actor, slug, pk)
    said = get_object_or_404(Comment, pk=comment_id, **keys(row))
    actions.withdraw(actor=request.actor, said=said, row=row)
    messages.success(request, _("Kommentaren er taget tilbage."))
    return redirect("comments:page", slug, pk)


def _page(request: Request, slug: str, row: Model, form: CommentForm, *, status: int = 200) -> HttpResponse:
    said, number = comments_on(request.actor, row)
    card = objects.card_of(row)
    context: dict[str, Any] = {
        "row": row,
        "slug": slug,
        "card": card,
        "said": said,
        "number": number,
        "form": form,
        "why_not": reason_against(check_comment, request.actor, row),
        "crumbs": [(card.kind.plural, ""), (card.title, card.url), (_("Kommentarer"), "")],
    }
    return render(request, "comments/page.html", context, status=status)
