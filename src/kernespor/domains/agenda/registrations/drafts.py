"""The forms of agenda items that keep drafts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernespor.domains.agenda.forms import ITEM_FIELDS, MOST_SECTIONS, ROWS_OF_SECTIONS
from kernespor.foundation.drafts.registry import DraftForm
from kernespor.foundation.drafts.registry import register as register_form

NEW_ITEM, CHANGED_ITEM = "agenda.item_new", "agenda.item_change"


def register() -> None:
    """Fill the registry of forms that keep drafts."""
    places = range(MOST_SECTIONS + ROWS_OF_SECTIONS)
    sections = tuple(f"{part}_{place}" for place in places for part in ("heading", "text"))
    fields = (*ITEM_FIELDS, *sections, "subjects", "urgent", "openness")
    register_form(DraftForm(NEW_ITEM, _("Et dagsordenspunkt"), ("unit", *fields), url_name="agenda:item_new"))
    register_form(DraftForm(CHANGED_ITEM, _("Et dagsordenspunkt"), (*fields, "why", "version")))
