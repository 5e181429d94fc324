"""The draft."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kernespor.foundation.audit.unaudited import UnauditedRow
from kernespor.foundation.organisation.models import Person


class Draft(UnauditedRow):
    """What a person wrote in a form and hasn't sent. `ref` is the object that the form is about, as text."""

    because: ClassVar[str] = "what is unsent is its writer's alone, and the record of nothing"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=80)
    ref = models.CharField(max_length=160, blank=True)
    fields = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "form", "ref"], name="drafts_one_a_form"),)

    def __str__(self) -> str:
        return f"{self.form} {self.ref}"
