"""How often a digest comes, and how far one has come."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Rhythm(TextChoices):
    """How often a person wants the digest."""

    NEVER = "never", _("Aldrig")
    DAILY = "daily", _("Hver hverdag")
    WEEKLY = "weekly", _("En gang om ugen")


class DigestStatus(TextChoices):
    """How far a digest has come on its way out."""

    EMPTY = "empty", _("Intet nyt at sende")
    WAITING = "waiting", _("Venter på at blive sendt")
    SENDING = "sending", _("Er ved at blive sendt")
    SENT = "sent", _("Sendt")
    FAILED = "failed", _("Kunne ikke sendes")


WEEKDAYS = (
    (0, _("Mandag")),
    (1, _("Tirsdag")),
    (2, _("Onsdag")),
    (3, _("Torsdag")),
    (4, _("Fredag")),
)
