"""Sets, areas, evaluations and notes as kinds of objects, and how open they are."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.enums import NoteStatus
from kernespor.domains.strategy.models import FocusArea, FocusEvaluation, FocusSet, StatusNote
from kernespor.domains.strategy.permissions.focus import (
    check_keep_set,
    check_read_note,
    ground_of_note,
    readable_notes,
)
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.access.registry import Guard, register_guard
from kernespor.foundation.objects import Card, Kind, Stage


def register() -> None:
    """Fill the registries of kinds and of openness."""
    for kind in _kinds():
        objects.register(kind)
    for model in (FocusSet, FocusArea, FocusEvaluation):
        register_guard(Guard(model._meta.label_lower, lambda _row: Openness.OPEN, lambda _row: _open()))
    register_guard(Guard(StatusNote._meta.label_lower, _openness, _rule, invites=True))


def _kinds() -> tuple[Kind, ...]:
    return (
        Kind(
            FocusSet,
            "fokussaet",
            _("Sæt af fokusområder"),
            _("Sæt af fokusområder"),
            rows=lambda _actor: FocusSet.objects.select_related("unit"),
            card=_set_card,
            ground=lambda _actor, _row: _open(),
            check_change=check_keep_set,
            stage=Stage.FOCUS,
        ),
        Kind(
            FocusArea,
            "fokusomraade",
            _("Fokusområde"),
            _("Fokusområder"),
            rows=lambda _actor: FocusArea.objects.select_related("of_set__unit").order_by("pk"),
            card=_area_card,
            ground=lambda _actor, _row: _open(),
            check_change=lambda actor, row: check_keep_set(actor, row.of_set),
            stage=Stage.FOCUS,
        ),
        Kind(
            FocusEvaluation,
            "fokusevaluering",
            _("Evaluering af fokusområde"),
            _("Evalueringer af fokusområder"),
            rows=lambda _actor: FocusEvaluation.objects.select_related("area__of_set").order_by("pk"),
            card=_evaluation_card,
            ground=lambda _actor, _row: _open(),
            check_change=lambda actor, row: check_keep_set(actor, row.area.of_set),
            stage=Stage.EVALUATION,
        ),
        Kind(
            StatusNote,
            "statusnotat",
            _("Statusnotat"),
            _("Statusnotater"),
            rows=_note_rows,
            card=_note_card,
            ground=_note_ground,
            check_change=lambda actor, row: check_keep_set(actor, row.of_set),
            stage=Stage.EVALUATION,
        ),
    )


def _open() -> str:
    return gettext("Alle i kommunen kan læse fokusområder og evalueringer af dem.")


def _openness(note: StatusNote) -> Openness:
    return Openness.DRAFT if note.status == NoteStatus.DRAFT else Openness.OPEN


def _rule(note: StatusNote) -> str:
    if note.status != NoteStatus.DRAFT:
        return gettext("Alle i kommunen kan læse et færdigt statusnotat.")
    return gettext(
        "Notatet er en kladde. Enhedens leder, direktør og sekretariat kan læse den, og den, der skrev den, "
        "og de inviterede."
    )


def _note_rows(actor: Actor) -> QuerySet[StatusNote]:
    return StatusNote.objects.filter(readable_notes(actor)).select_related("of_set__unit")


def _note_ground(actor: Actor, note: StatusNote) -> str:
    check_read_note(actor, note)
    return ground_of_note(actor, note)


def _set_card(row: FocusSet) -> Card:
    return Card(
        ref=objects.ref_of(row),
        title=row.title,
        url=reverse("focus:set", args=[row.pk]),
        unit_id=row.unit_id,
        on=row.starts,
        who=row.adopted_by_name,
        status=row.get_status_display(),
    )


def _area_card(row: Any) -> Card:
    return Card(
        ref=objects.ref_of(row),
        title=row.title,
        url=reverse("focus:area", args=[row.pk]),
        unit_id=row.of_set.unit_id,
        on=row.of_set.starts,
        status=row.of_set.get_status_display(),
    )


def _evaluation_card(row: Any) -> Card:
    title = gettext("{area}: {done}").format(area=row.area.title, done=Truncator(row.done).chars(80))
    return Card(
        ref=objects.ref_of(row),
        title=title,
        url=f"{reverse('focus:area', args=[row.area_id])}#evaluering-{row.pk}",
        unit_id=row.area.of_set.unit_id,
        on=row.on,
        who=row.author_label,
    )


def _note_card(row: Any) -> Card:
    return Card(
        ref=objects.ref_of(row),
        title=row.title,
        url=reverse("focus:note", args=[row.pk]),
        unit_id=row.of_set.unit_id,
        on=row.on,
        who=row.sender,
        status=row.get_status_display(),
    )
