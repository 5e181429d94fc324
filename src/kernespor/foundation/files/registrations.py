"""What files hand to the registries of the foundation."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kernespor.foundation import attached, objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit import verbs
from kernespor.foundation.files.models import Attachment
from kernespor.foundation.files.permissions import can_attach, check_attach
from kernespor.foundation.files.selectors import attachments_of, on_display
from kernespor.foundation.objects import Card, Kind
from kernespor.foundation.ui import panels


def register() -> None:
    """Fill the registries; called once, when Django is ready."""
    verbs.register(
        {
            "files.attached": _("lagde filer ind"),
            "files.taken_off": _("tog en fil af"),
        }
    )
    objects.register(
        Kind(
            Attachment,
            "fil",
            _("Fil"),
            _("Filer"),
            rows=lambda actor: on_display().filter(attached.readable(actor)),
            card=_card,
            ground=attached.ground,
            check_change=_check_change,
        )
    )
    panels.register(panels.Panel("files", 30, "files/_panel.html", _panel))


def _check_change(actor: Actor, attachment: Attachment) -> None:
    above = attached.owner_of(attachment)
    if above is None:
        raise objects.gone()
    check_attach(actor, above)


def _card(attachment: Attachment) -> Card:
    return Card(
        ref=objects.ref_of(attachment),
        title=attachment.note or attachment.file.name,
        url=reverse("files:page", args=[objects.of(attachment.kind).slug, attachment.object_id]),
        on=attachment.added_at.date(),
        who=attachment.file.uploaded_by,
    )


def _panel(actor: Actor, row: Model) -> dict[str, Any] | None:
    if not objects.is_known(row) or not actor.in_house:
        return None
    slug = objects.of(row._meta.label_lower).slug
    return {"files": attachments_of(row), "slug": slug, "may": can_attach(actor, row)}
