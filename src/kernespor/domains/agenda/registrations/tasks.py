"""What awaits a person: items to approve, agendas to send, decisions to follow up, groups that end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import DateField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.agenda.calculations import deliverable_days
from kernespor.domains.agenda.enums import (
    DeliverableState,
    ItemStatus,
    MandateStatus,
    MeetingKind,
    MeetingStatus,
)
from kernespor.domains.agenda.models import (
    AgendaItem,
    Deliverable,
    FollowUp,
    ItemStop,
    Mandate,
    Meeting,
    WheelMade,
)
from kernespor.domains.agenda.permissions import (
    APPROVERS,
    DELIVERABLE,
    FOLLOW_UP,
    ITEM,
    MANDATE,
    MEETING,
    can_keep_wheel,
    runs,
)
from kernespor.domains.agenda.selectors.mandates import ending, with_last_day
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
    """An item to approve or finish, a meeting, a decision to follow up, a group, what the year made.

    `what` says which.

    `words` is a meeting's status, the case of a decision, the mandate of a deliverable or what kept the year
    from making something, `openness` the decision's.
    """

    what: str
    pk: int
    title: str
    on: dt.date | None
    due: dt.date | None
    words: str
    openness: str


def tasks_of(actor: Actor) -> list[Task]:
    """Return what awaits the actor of items, meetings, decisions and mandates. One query."""
    if actor.person_id is None:
        return []
    others = (_drafts, _meetings, _follow_ups, _mandates, _deliverables, _made, _unmade)
    found = _approvals(actor).union(*(rows(actor) for rows in others), all=True)
    rows = [_Row(*row) for row in found]
    rows.sort(key=lambda row: (row.what, row.due or row.on or dt.date.max, row.pk))
    return [_TASKS[row.what](actor, row) for row in rows]


def _approvals(actor: Actor) -> QuerySet[Any, Any]:
    """Return the drafts with a way that the actor may approve."""
    way = ItemStop.objects.filter(item=OuterRef("pk"))
    rows = AgendaItem.objects.filter(Exists(way), unit_id__in=actor.units_under(*APPROVERS))
    rows = rows.filter(status=ItemStatus.DRAFT).annotate(due=_due()).order_by()
    return rows.values_list(Value("item"), "pk", "title", _NO_DAY, "due", Value(""), "openness")


def _drafts(actor: Actor) -> QuerySet[Any, Any]:
    """Return the actor's own drafts on the agenda of a meeting that has a deadline for items.

    Whoever may approve them finds them among those.
    """
    rows = AgendaItem.objects.filter(created_by_id=actor.person_id, status=ItemStatus.DRAFT)
    rows = rows.exclude(unit_id__in=actor.units_under(*APPROVERS))
    if actor.limit is not None:
        rows = rows.none()
    rows = rows.annotate(due=_due()).filter(due__isnull=False).order_by()
    return rows.values_list(Value("draft"), "pk", "title", _NO_DAY, "due", Value(""), "openness")


def _due() -> Subquery:
    """Return the first deadline for items among the meetings that an item is to be sent to."""
    stops = ItemStop.objects.filter(
        item=OuterRef("pk"), meeting__status=MeetingStatus.PLANNED, meeting__drafts_due__isnull=False
    )
    return Subquery(stops.order_by("meeting__drafts_due").values("meeting__drafts_due")[:1])


def _meetings(actor: Actor) -> QuerySet[Any, Any]:
    """Return the meetings that the actor runs, held but not minuted, or ahead within a fortnight."""
    rows = Meeting.objects.filter(
        body__in=Body.objects.filter(runs(actor)).values("pk"),
        status__in=(MeetingStatus.PLANNED, MeetingStatus.SENT),
        on__lte=actor.today + _AHEAD,
    ).order_by()
    rows = rows.exclude(kind=MeetingKind.CHAIR)  # it takes up another meeting's agenda, and sends none
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


def _mandates(actor: Actor) -> QuerySet[Any, Any]:
    """Return the groups that end soon or ended without a harvest: the tovholder's, and those one set down."""
    own = Q(tovholder_id=actor.person_id)
    if actor.limit is not None:
        own &= Q(body__unit_id__in=actor.limit)
    setters = Q(set_by__in=Body.objects.filter(runs(actor)).values("pk"))
    rows = with_last_day(Mandate.objects.filter(own | setters), actor.today).filter(ending(actor.today))
    end = "last_day"
    return rows.order_by().values_list(
        Value("mandate"), "pk", "title", end, end, Value(""), Value(Openness.OPEN.value)
    )


def _deliverables(actor: Actor) -> QuerySet[Any, Any]:
    """Return what groups of the actor's are to deliver soon, or should have."""
    rows = Deliverable.objects.filter(
        mandate__tovholder_id=actor.person_id,
        mandate__status=MandateStatus.IN_FORCE,
        state=DeliverableState.WAITING,
        due__lte=actor.today + dt.timedelta(days=deliverable_days(actor.today)),
    ).order_by()
    if actor.limit is not None:
        rows = rows.filter(mandate__body__unit_id__in=actor.limit)
    open_ = Value(Openness.OPEN.value)
    return rows.values_list(Value("deliverable"), "pk", "text", _NO_DAY, "due", "mandate__title", open_)


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
        due=row.due,
        pain=pain_of(row.due, actor.today),
        ref=Ref(ITEM, row.pk),
        minutes=10,
        guarded=True,
    )


def _draft(actor: Actor, row: _Row) -> Task:
    return Task(
        key=f"{ITEM}:{row.pk}",
        title=row.title,
        why=gettext("Punktet er en kladde, og mødets frist for punkter er sat."),
        url=reverse("agenda:item_change", args=[row.pk]),
        button=gettext("Skriv det færdigt"),
        due=row.due,
        pain=pain_of(row.due, actor.today),
        ref=Ref(ITEM, row.pk),
        minutes=30,
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


def _mandate(actor: Actor, row: _Row) -> Task:
    assert row.due is not None  # noqa: S101 - only groups that end are asked for
    over = row.due < actor.today
    if over:
        why = gettext("Gruppen er sluttet. Skriv, hvad der kom ud af arbejdet, eller forlæng den.")
    else:
        why = gettext("Gruppen slutter den {day}. Forbered høsten, eller få den forlænget.").format(
            day=long_date(row.due)
        )
    return Task(
        key=f"{MANDATE}:{row.pk}",
        title=row.title,
        why=why,
        url=reverse("agenda:mandate", args=[row.pk]),
        button=gettext("Se kommissoriet"),
        due=row.due,
        pain=pain_of(row.due, actor.today),
        ref=Ref(MANDATE, row.pk),
        minutes=20,
    )


def _deliverable(actor: Actor, row: _Row) -> Task:
    return Task(
        key=f"{DELIVERABLE}:{row.pk}",
        title=row.title,
        why=gettext("Det skal gruppen levere: »{mandate}«.").format(mandate=row.words),
        url=reverse("agenda:deliverable", args=[row.pk]),
        button=gettext("Skriv, hvad det blev til"),
        due=row.due,
        pain=pain_of(row.due, actor.today),
        minutes=10,
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
    "item": _approval, "draft": _draft, "meeting": _meeting, "follow_up": _follow_up,
    "mandate": _mandate, "deliverable": _deliverable, "made": _made_task, "unmade": _unmade_task,
}  # fmt: skip
