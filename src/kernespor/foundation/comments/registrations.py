"""What comments hand to the registries of the foundation."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kernespor.foundation import attached, objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit import verbs
from kernespor.foundation.comments.models import Comment
from kernespor.foundation.comments.permissions import can_comment, check_withdraw
from kernespor.foundation.comments.selectors import LATEST, comments_on
from kernespor.foundation.objects import Card, Kind
from kernespor.foundation.ui import panels


def register() -> None:
    """Fill the registries; called once, when Django is ready."""
    verbs.register(
        {
            "comments.said": _("skrev en kommentar"),
            "comments.withdrawn": _("tog en kommentar tilbage"),
        }
    )
    objects.register(
        Kind(
            Comment,
            "kommentar",
            _("Kommentar"),
            _("Kommentarer"),
            rows=lambda actor: Comment.objects.filter(attached.readable(actor), withdrawn_at=None),
            card=_card,
            ground=attached.ground,
            check_change=check_withdraw,
        )
    )
    panels.register(panels.Panel("comments", 40, "comments/_panel.html", _panel))


def _card(comment: Comment) -> Card:
    slug = objects.of(comment.kind).slug
    return Card(
        ref=objects.ref_of(comment),
        title=str(comment),
        url=f"{reverse('comments:page', args=[slug, comment.object_id])}#kommentar-{comment.pk}",
        on=timezone.localdate(comment.at),
        who=comment.author_label,
    )


def _panel(actor: Actor, row: Model) -> dict[str, Any] | None:
    if not objects.is_known(row) or not actor.in_house:
        return None
    said, number = comments_on(actor, row, limit=LATEST)
    url = reverse("comments:page", args=[objects.of(row._meta.label_lower).slug, row.pk])
    return {"said": said, "number": number, "url": url, "may": can_comment(actor, row)}
