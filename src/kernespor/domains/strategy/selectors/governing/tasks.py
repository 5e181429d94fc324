"""What awaits those who keep governing documents."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from kernespor.domains.strategy.enums import DocumentStatus
from kernespor.domains.strategy.models import GoverningDocument
from kernespor.domains.strategy.permissions.plans import PLANNERS
from kernespor.domains.strategy.selectors.governing.documents import (
    ON_ITS_WAY,
    RUNS_OUT_DAYS,
    adopter,
    document_rows,
)
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import ref_of
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.tasks.registry import Task, pain_of
from kernespor.foundation.ui.templatetags.danish import long_date

_S = DocumentStatus


def running_out(rows: QuerySet[Any], today: dt.date) -> QuerySet[Any]:
    """Narrow documents to those in force whose last day is near or past, without a successor on its way."""
    after = GoverningDocument.objects.filter(replaces=OuterRef("pk"), status__in=ON_ITS_WAY)
    near = today + dt.timedelta(days=RUNS_OUT_DAYS)
    return rows.filter(~Exists(after), status=_S.IN_FORCE, valid_to__lte=near)


def tasks_of(actor: Actor) -> list[Task]:
    """Return what awaits the actor: the maker of a document, and the unit's secretary. One query."""
    if actor.person_id is None or not actor.in_house:
        return []
    made = Q(created_by_id=actor.person_id, unit_id__in=actor.units_under(*PLANNERS))
    mine = made | Q(unit_id__in=actor.units_under(RoleKind.SECRETARY))
    rows = document_rows(actor).select_related("unit", "consultation")
    late = Q(status=_S.HEARING, consultation__deadline__date__lt=actor.today)
    near = Q(pk__in=running_out(GoverningDocument.objects.order_by(), actor.today).values("pk"))
    found = rows.filter(mine).filter(Q(status=_S.AT_BODY) | late | near)
    return [_task(actor, one) for one in found.order_by(F("valid_to").asc(nulls_last=True), "pk")]


def _task(actor: Actor, one: Any) -> Task:
    due: dt.date | None = None
    if one.status == _S.AT_BODY:
        title = gettext("Skriv, om »{title}« er vedtaget")
        why = gettext("Dokumentet ligger til behandling: {body}.").format(body=adopter(one))
        button, step = gettext("Skriv det"), "adopt"
    elif one.status == _S.HEARING:
        due = timezone.localdate(one.consultation.deadline)
        title = gettext("Læg »{title}« frem, eller tag det tilbage")
        why = gettext("Fristen for svar var {day}.").format(day=long_date(due))
        button, step = gettext("Læg det frem"), "present"
    else:
        due = one.valid_to
        title = gettext("Sørg for en afløser for »{title}«")
        why = gettext("Dokumentet gælder til og med {day}, og ingen afløser er på vej.").format(
            day=long_date(due)
        )
        button, step = gettext("Se dokumentet"), ""
    url = reverse("governing:document", args=[one.pk])
    return Task(
        key=f"strategy.governingdocument:{one.pk}:{one.status}",
        title=title.format(title=one.title),
        why=why,
        url=reverse("governing:move", args=[one.pk, step]) if step else url,
        button=button,
        due=due,
        pain=pain_of(due, actor.today, "" if due else "stale"),
        ref=ref_of(one),
    )
