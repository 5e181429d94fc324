"""The forms of plans that keep drafts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernespor.foundation.drafts.registry import DraftForm
from kernespor.foundation.drafts.registry import register as register_form


def register() -> None:
    """Fill the registry of forms that keep drafts."""
    register_form(DraftForm("strategy.status", _("Status"), ("judgement", "text", "on")))
