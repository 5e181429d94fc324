"""What awaits a person: answers to give, and consultations to conclude."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.bodies.enums import ConsultationStatus
from kernespor.foundation.bodies.models import Consultation, ConsultationParty, ConsultationResponse
from kernespor.foundation.bodies.permissions import CONSULTATION, answering_body_keys, answers_for_units
from kernespor.foundation.bodies.selectors.names import called
from kernespor.foundation.objects import Ref
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.tasks.registry import Task, pain_of
from kernespor.foundation.ui.templatetags.danish import clock, short_date

_OPEN_MINUTES = 15


class _Row(NamedTuple):
    """A party that is to answer, or a consultation to conclude: that one has no party."""

    party: int | None
    pk: int
    title: str
    deadline: dt.datetime
    openness: str
    body_name: str
    unit_id: int | None


def tasks_of(actor: Actor) -> list[Task]:
    """Return what awaits the actor in consultations. Two queries at most."""
    if actor.person_id is None:
        return []
    rows = [_Row(*row) for row in _answers(actor).union(_conclusions(actor), all=True)]
    rows.sort(key=lambda row: (row.party is None, row.deadline, row.party or row.pk))
    return [_conclusion(actor, row) if row.party is None else _answer(actor, row) for row in rows]


def _answers(actor: Actor) -> QuerySet[Any, Any]:
    """Return what the actor is to answer: as the spokesman of a body, and as the head of a unit."""
    answered = ConsultationResponse.objects.filter(party_id=OuterRef("pk"), side="")
    theirs = Q(body_id__in=answering_body_keys(actor)) | Q(unit_id__in=answers_for_units(actor))
    rows = ConsultationParty.objects.filter(theirs).order_by()
    rows = rows.filter(~Exists(answered), consultation__status=ConsultationStatus.OPEN)
    return rows.values_list(
        "pk",
        "consultation_id",
        "consultation__title",
        "consultation__deadline",
        "consultation__openness",
        called("body_id", actor.today),
        "unit_id",
    )


def _conclusions(actor: Actor) -> QuerySet[Any, Any]:
    """Return what the actor asked about and closed, and hasn't said the outcome of."""
    rows = Consultation.objects.filter(created_by_id=actor.person_id, status=ConsultationStatus.CLOSED)
    if actor.limit is not None:
        rows = rows.none()
    none = Cast(Value(None), IntegerField())
    return rows.order_by().values_list(
        none, "pk", "title", "deadline", "openness", Value("", TextField()), none
    )


def _answer(actor: Actor, row: _Row) -> Task:
    deadline = timezone.localtime(row.deadline)
    heard = row.body_name or (tree_on(actor.today).name(row.unit_id) if row.unit_id else "")
    return Task(
        key=f"bodies.consultationparty:{row.party}",
        title=gettext("Svar på høringen »{title}«").format(title=row.title),
        why=gettext("{heard} skal svare senest {day} {hour}.").format(
            heard=heard, day=short_date(deadline), hour=clock(deadline)
        ),
        url=reverse("bodies:consultation_answer", args=[row.pk]),
        button=gettext("Skriv svaret"),
        due=deadline.date(),
        pain=pain_of(deadline.date(), actor.today),
        ref=Ref(CONSULTATION, row.pk),
        minutes=_OPEN_MINUTES,
        role=heard,
        guarded=row.openness != Openness.OPEN,
    )


def _conclusion(actor: Actor, row: _Row) -> Task:
    return Task(
        key=f"bodies.consultation:{row.pk}:conclude",
        title=gettext("Skriv, hvad høringen »{title}« ændrede").format(title=row.title),
        why=gettext("Fristen for svar er gået. De, der svarede, skal have at vide, hvad der skete."),
        url=reverse("bodies:consultation_conclude", args=[row.pk]),
        button=gettext("Afslut høringen"),
        due=None,
        pain=pain_of(None, actor.today, "stale"),  # those who answered hear nothing until it is done
        ref=Ref(CONSULTATION, row.pk),
        guarded=row.openness != Openness.OPEN,
    )
