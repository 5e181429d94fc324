"""What awaits a person: items to approve, agendas to send, decisions to follow up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import DateField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.agenda.enums import ItemStatus, MeetingStatus
from kernespor.domains.agenda.models import AgendaItem, FollowUp, ItemStop, Meeting, WheelMade
from kernespor.domains.agenda.permissions import APPROVERS, FOLLOW_UP, ITEM, MEETING, can_keep_wheel, runs
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.bodies.selectors.names import called
from kernespor.foundation.objects import Ref
from kernespor.foundation.tasks.registry import Source, Task, pain_of
from kernespor.foundation.tasks.registry import register as register_tasks
from kernespor.foundation.ui.templatetags.danish import long_date

_NO_DAY = Cast(Value(None), DateField())
_AHEAD = dt.timedelta(days=14)  # how long before a meeting its agenda awaits those who run it


def register() -> None:
    """Fill the registry of tasks."""
    register_tasks(Source("agenda", _("Møder og sager"), tasks_of, place="agenda:meetings"))


class _Row(NamedTuple):
    """An item to approve, a meeting to get ready, a decision to follow up, what the year made.

    `words` is a meeting's status, the case of a decision or what was in the way, `openness` the decision's.
    """

    what: str
    pk: int
    title: str
    on: dt.date | None
    due: dt.date | None
    words: str
    openness: str


def tasks_of(actor: Actor) -> list[Task]:
    """Return what awaits the actor of items, meetings and decisions. One query."""
    if actor.person_id is None:
        return []
    found = _approvals(actor).union(
        _meetings(actor), _follow_ups(actor), _made(actor), _unmade(actor), all=True
    )
    rows = [_Row(*row) for row in found]
    rows.sort(key=lambda row: (row.what, row.due or row.on or dt.date.max, row.pk))
    return [_TASKS[row.what](actor, row) for row in rows]


def _approvals(actor: Actor) -> QuerySet[Any, Any]:
    """Return the drafts with a way that the actor may approve."""
    way = ItemStop.objects.filter(item=OuterRef("pk"))
    rows = AgendaItem.objects.filter(Exists(way), unit_id__in=actor.units_under(*APPROVERS))
    rows = rows.filter(status=ItemStatus.DRAFT).order_by()
    return rows.values_list(Value("item"), "pk", "title", _NO_DAY, _NO_DAY, Value(""), "openness")


def _meetings(actor: Actor) -> QuerySet[Any, Any]:
    """Return the meetings that the actor runs, held but not minuted, or ahead within a fortnight."""
    rows = Meeting.objects.filter(
        body__in=Body.objects.filter(runs(actor)).values("pk"),
        status__in=(MeetingStatus.PLANNED, MeetingStatus.SENT),
        on__lte=actor.today + _AHEAD,
    ).order_by()
    name = called("body_id", actor.today)
    return rows.values_list(Value("meeting"), "pk", name, "on", "drafts_due", "status", Value(""))


def _follow_ups(actor: Actor) -> QuerySet[Any, Any]:
    """Return what the actor is to do because of decisions."""
    rows = FollowUp.objects.filter(owner_id=actor.person_id, done_on=None).order_by()
    if actor.limit is not None:
        rows = rows.filter(decision__body__unit_id__in=actor.limit)
    return rows.values_list(
        Value("follow_up"),
        "pk",
        "task",
        _NO_DAY,
        "due",
        "decision__current__case_title",
        "decision__openness",
    )


def _made(actor: Actor) -> QuerySet[Any, Any]:
    """Return the drafts that the year made for the actor to read through."""
    rows = WheelMade.objects.filter(responsible_id=actor.person_id, item__status=ItemStatus.DRAFT).order_by()
    if actor.limit is not None:
        rows = rows.filter(item__unit_id__in=actor.limit)
    return rows.values_list(Value("made"), "item_id", "title", _NO_DAY, "due", Value(""), Value(""))


def _unmade(actor: Actor) -> QuerySet[Any, Any]:
    """Return what the year could not make, for those who keep its rules."""
    rows = WheelMade.objects.exclude(trouble="") if can_keep_wheel(actor) else WheelMade.objects.none()
    rows = rows.order_by()
    return rows.values_list(Value("unmade"), "pk", "title", _NO_DAY, "due", "trouble", Value(""))


def _approval(actor: Actor, row: _Row) -> Task:
    return Task(
        key=f"{ITEM}:{row.pk}",
        title=row.title,
        why=gettext("Punktet venter på, at du godkender det."),
        url=reverse("agenda:item", args=[row.pk]),
        button=gettext("Læs og godkend"),
        due=None,
        pain=pain_of(None, actor.today),
        ref=Ref(ITEM, row.pk),
        minutes=10,
        guarded=True,
    )


def _meeting(actor: Actor, row: _Row) -> Task:
    assert row.on is not None  # noqa: S101 - a meeting has its day
    over, unsent = row.on < actor.today, row.words == MeetingStatus.PLANNED
    if over:
        why, button = gettext("Mødet er holdt. Skriv, hvad der blev besluttet."), gettext("Skriv referatet")
    elif unsent:
        why, button = gettext("Dagsordenen er ikke sendt endnu."), gettext("Gør den klar")
    else:
        why, button = gettext("Dagsordenen er sendt."), gettext("Se dagsordenen")
    due = row.on if over or not unsent else row.due or row.on
    return Task(
        key=f"{MEETING}:{row.pk}",
        title=f"{row.title}, {long_date(row.on)}",
        why=why,
        url=reverse("agenda:meeting", args=[row.pk]),
        button=button,
        due=due,
        pain=pain_of(due, actor.today),
        ref=Ref(MEETING, row.pk),
        minutes=20,
    )


def _follow_up(actor: Actor, row: _Row) -> Task:
    return Task(
        key=f"{FOLLOW_UP}:{row.pk}",
        title=row.title,
        why=gettext("Det blev besluttet i sagen »{case}«.").format(case=row.words),
        url=reverse("agenda:follow_up_report", args=[row.pk]),
        button=gettext("Skriv, hvad der kom ud af det"),
        due=row.due,
        pain=pain_of(row.due, actor.today),
        minutes=10,
        guarded=row.openness != Openness.OPEN,
    )


def _made_task(actor: Actor, row: _Row) -> Task:
    return Task(
        key=f"agenda.wheelmade:{row.pk}",
        title=row.title,
        why=gettext("Årshjulet har skrevet det og gjort et punkt klar. Læs det efter, før det går videre."),
        url=reverse("agenda:item", args=[row.pk]),
        button=gettext("Læs punktet"),
        due=row.due,
        pain=pain_of(row.due, actor.today),
        ref=Ref(ITEM, row.pk),
        minutes=20,
        guarded=True,
    )


def _unmade_task(actor: Actor, row: _Row) -> Task:
    return Task(
        key=f"agenda.wheelmade:unmade:{row.pk}",
        title=row.title,
        why=gettext("Årshjulet kunne ikke lave det: {why}").format(why=row.words),
        url=reverse("agenda:wheel_rules"),
        button=gettext("Se reglerne"),
        due=row.due,
        pain=pain_of(row.due, actor.today),
        minutes=10,
    )


_TASKS: dict[str, Callable[[Actor, _Row], Task]] = {
    "item": _approval, "meeting": _meeting, "follow_up": _follow_up, "made": _made_task,
    "unmade": _unmade_task,
}  # fmt: skip
