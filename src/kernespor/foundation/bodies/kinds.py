"""Bodies, decisions and consultations as kinds of objects."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.engines.findings import N_
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.bodies.models import Body, Consultation, Decision
from kernespor.foundation.bodies.permissions import (
    check_hear,
    check_keep_body,
    check_read_consultation,
    check_read_decision,
    check_record,
    readable_consultations,
    readable_decisions,
)
from kernespor.foundation.bodies.selectors.names import called
from kernespor.foundation.objects import Card, Kind, Stage
from kernespor.foundation.refusals import NotPermitted


def register() -> None:
    """Fill the registry of kinds."""
    objects.register(
        Kind(
            Body,
            "raad-udvalg",
            _("Råd eller udvalg"),
            _("Råd og udvalg"),
            rows=body_rows,
            card=_body_card,
            ground=_body_ground,
            check_change=lambda actor, row: check_keep_body(actor, row.unit_id),
        )
    )
    objects.register(
        Kind(
            Decision,
            "beslutning",
            _("Beslutning"),
            _("Beslutninger"),
            rows=decision_rows,
            card=_decision_card,
            ground=_decision_ground,
            check_change=lambda actor, row: check_record(actor, row.body),
            stage=Stage.DECISION,
        )
    )
    objects.register(
        Kind(
            Consultation,
            "hoering",
            _("Høring"),
            _("Høringer"),
            rows=consultation_rows,
            card=_consultation_card,
            ground=_consultation_ground,
            check_change=lambda actor, row: check_hear(actor, row.unit_id),
            stage=Stage.CONSULTATION,
            beyond_house=True,
        )
    )


def body_rows(actor: Actor) -> QuerySet[Body]:
    """Return the bodies that the actor may read, with today's name: everyone in the house may read all."""
    rows = Body.objects.annotate(body_name=called("pk", actor.today))
    return rows if actor.in_house else rows.none()


def decision_rows(actor: Actor) -> QuerySet[Decision]:
    """Return the decisions that the actor may read, with the name that the body had on the day."""
    rows = Decision.objects.filter(readable_decisions(actor)).select_related("current", "body")
    return rows.annotate(body_name=called("body_id", "current__on"))


def consultation_rows(actor: Actor) -> QuerySet[Consultation]:
    """Return the consultations that the actor may read, with the name of the body that asks."""
    rows = Consultation.objects.filter(readable_consultations(actor))
    return rows.annotate(body_name=called("body_id", "opens"))


def _body_ground(actor: Actor, row: Body) -> str:
    del row
    if not actor.in_house:
        raise NotPermitted("not_in_house", N_("Kun de, der har en rolle i kommunen, kan se råd og udvalg."))
    return gettext("Alle, der har en rolle i kommunen, kan se råd og udvalg.")


def _decision_ground(actor: Actor, row: Decision) -> str:
    check_read_decision(actor, row)
    if row.openness == Openness.OPEN:
        return gettext("Beslutningen er åben. Alle, der har en rolle i kommunen, kan se den.")
    return gettext("Beslutningen er lukket. Udvalgets medlemmer, sekretariatet og inviterede kan se den.")


def _consultation_ground(actor: Actor, row: Consultation) -> str:
    check_read_consultation(actor, row)
    if row.openness == Openness.OPEN:
        return gettext("Høringen er åben for alle i kommunen, når den er sendt ud.")
    return gettext("De, der bliver hørt, de, der spørger, og inviterede kan se høringen.")


def _name(row: Any, key: str) -> str:
    """Return the name that a row brought with it, or ask for it where it came another way."""
    if hasattr(row, "body_name"):
        return str(row.body_name)
    found = type(row)._default_manager.filter(pk=row.pk).annotate(body_name=called(key, _far()))
    return str(found.values_list("body_name", flat=True)[0])


def _far() -> dt.date:
    return dt.date.max


def _body_card(row: Any) -> Card:
    return Card(
        ref=objects.ref_of(row),
        title=_name(row, "pk"),
        url=reverse("bodies:body", args=[row.pk]),
        unit_id=row.unit_id,
        who=row.get_kind_display(),
    )


def _decision_card(row: Any) -> Card:
    return Card(
        ref=objects.ref_of(row),
        title=row.current.case_title,
        url=reverse("bodies:body_decision", args=[row.pk]),
        unit_id=row.body.unit_id,
        on=row.current.on,
        who=_name(row, "body_id"),
        status=row.current.get_outcome_display(),
    )


def _consultation_card(row: Any) -> Card:
    return Card(
        ref=objects.ref_of(row),
        title=row.title,
        url=reverse("bodies:consultation", args=[row.pk]),
        unit_id=row.unit_id,
        on=timezone.localtime(row.deadline).date(),
        who=_name(row, "body_id") if row.body_id else "",
        status=row.get_status_display(),
    )
