"""What awaits a person: answers to give, and consultations to conclude."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.bodies.enums import NEWS, ConsultationStatus, NoticeKind, NoticeWay
from kernespor.foundation.bodies.models import Consultation, ConsultationParty, ConsultationResponse, Notice
from kernespor.foundation.bodies.permissions import (
    CONSULTATION,
    answering_body_keys,
    answers_for_units,
    readable_consultations,
)
from kernespor.foundation.bodies.selectors.names import called
from kernespor.foundation.objects import Ref
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.tasks.registry import Task, pain_of
from kernespor.foundation.ui.templatetags.danish import clock, short_date

_OPEN_MINUTES = 15
_TOLD_DAYS = 30  # how long the outcome of a consultation awaits someone who doesn't look at it


class _Row(NamedTuple):
    """A party that is to answer, a consultation to conclude, or news of one to read.

    Only the first has a party; `notice` is the last reminder of it, or what told the news, which `kind` says.
    """

    party: int | None
    pk: int
    title: str
    deadline: dt.datetime
    openness: str
    body_name: str
    unit_id: int | None
    notice: int | None
    kind: str


def tasks_of(actor: Actor) -> list[Task]:
    """Return what awaits the actor in consultations. Two queries at most."""
    if actor.person_id is None:
        return []
    found = _answers(actor).union(_conclusions(actor), _news(actor), all=True)
    rows = sorted((_Row(*row) for row in found), key=lambda row: (row.party is None, row.deadline, row.pk))
    return [_task(actor, row) for row in rows]


def _task(actor: Actor, row: _Row) -> Task:
    if row.party is not None:
        return _answer(actor, row)
    return _conclusion(actor, row) if row.notice is None else _to_read(actor, row)


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
        _last_reminder(actor),
        Value("", TextField()),
    )


def _last_reminder(actor: Actor) -> Any:
    """Return an expression with the last reminder that a party's spokesman had of the deadline as it is."""
    rows = Notice.objects.filter(
        party_id=OuterRef("pk"),
        person_id=actor.person_id or 0,
        kind=NoticeKind.REMINDER,
        about_deadline=OuterRef("consultation__deadline"),
    )
    return Cast(Subquery(rows.order_by("-pk").values("pk")[:1]), IntegerField())


def _conclusions(actor: Actor) -> QuerySet[Any, Any]:
    """Return what the actor asked about and closed, and hasn't said the outcome of."""
    rows = Consultation.objects.filter(created_by_id=actor.person_id, status=ConsultationStatus.CLOSED)
    if actor.limit is not None:
        rows = rows.none()
    none, empty = Cast(Value(None), IntegerField()), Value("", TextField())
    return rows.order_by().values_list(none, "pk", "title", "deadline", "openness", empty, none, none, empty)


def _news(actor: Actor) -> QuerySet[Any, Any]:
    """Return what the actor was told, is still news, and hasn't said that they read."""
    since = actor.today - dt.timedelta(days=_TOLD_DAYS)
    rows = Notice.objects.filter(
        person_id=actor.person_id or 0,
        way=NoticeWay.TASK,
        seen_on=None,
        on__gte=since,
    )
    is_news = Q(pk__in=())
    for status, kind in NEWS.items():
        is_news |= Q(consultation__status=status, kind=kind)
    rows = rows.filter(is_news, Q(about_deadline=None) | Q(about_deadline=F("consultation__deadline")))
    readable = Consultation.objects.filter(readable_consultations(actor)).values("pk")
    rows = rows.none() if actor.on_behalf else rows.filter(consultation__in=readable)
    none = Cast(Value(None), IntegerField())
    return rows.order_by().values_list(
        none,
        "consultation_id",
        "consultation__title",
        "consultation__deadline",
        "consultation__openness",
        Value("", TextField()),
        none,
        Cast("pk", IntegerField()),
        Cast("kind", TextField()),
    )


def _answer(actor: Actor, row: _Row) -> Task:
    deadline = timezone.localtime(row.deadline)
    heard = row.body_name or (tree_on(actor.today).name(row.unit_id) if row.unit_id else "")
    why = (
        gettext("{heard} skal svare senest {day} {hour}.")
        if row.notice is None
        else gettext("Påmindelse: {heard} har ikke svaret. Svar senest {day} {hour}.")
    )
    key = f"bodies.consultationparty:{row.party}"
    return Task(
        key=key if row.notice is None else f"{key}:{row.notice}",  # a reminder is news, and breaks a pause
        title=gettext("Svar på høringen »{title}«").format(title=row.title),
        why=why.format(heard=heard, day=short_date(deadline), hour=clock(deadline)),
        url=reverse("bodies:consultation_answer", args=[row.pk]),
        button=gettext("Skriv svaret"),
        due=deadline.date(),
        pain=pain_of(deadline.date(), actor.today),
        ref=Ref(CONSULTATION, row.pk),
        minutes=_OPEN_MINUTES,
        role=heard,
        guarded=row.openness != Openness.OPEN,
    )


def _to_read(actor: Actor, row: _Row) -> Task:
    deadline = timezone.localtime(row.deadline)
    title, why = {
        NoticeKind.OUTCOME: (
            gettext("Læs, hvad høringen »{title}« førte til"),
            gettext("Du blev hørt. Nu er høringen afsluttet."),
        ),
        NoticeKind.MOVED: (
            gettext("Høringen »{title}« har fået en ny svarfrist"),
            gettext("Der kan nu svares til og med {day} {hour}."),
        ),
        NoticeKind.WITHDRAWN: (
            gettext("Høringen »{title}« er trukket tilbage"),
            gettext("Du blev hørt. Der bliver ikke besluttet noget ud fra den."),
        ),
    }[NoticeKind(row.kind)]
    return Task(
        key=f"bodies.notice:{row.notice}",
        title=title.format(title=row.title),
        why=why.format(day=short_date(deadline), hour=clock(deadline)),
        url=reverse("bodies:consultation", args=[row.pk]),
        button=gettext("Læs"),
        due=None,
        pain=pain_of(None, actor.today),
        ref=Ref(CONSULTATION, row.pk),
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
