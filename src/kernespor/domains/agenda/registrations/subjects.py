"""Agenda items as something that a further body may decide on."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext

from kernespor.domains.agenda.enums import ItemStatus
from kernespor.domains.agenda.permissions import ITEM
from kernespor.foundation.bodies.subjects import SubjectKind
from kernespor.foundation.bodies.subjects import register as register_subject


def register() -> None:
    """Fill the registry of what bodies decide on."""
    register_subject(SubjectKind(ITEM, number="case_number", fields=("status",), note=_note))


def _note(row: dict[str, Any]) -> str:
    notes = {
        ItemStatus.DECIDED: gettext("Punktet er afgjort i forvejen."),
        ItemStatus.WITHDRAWN: gettext("Punktet er trukket tilbage."),
    }
    return notes.get(row["status"], "")
