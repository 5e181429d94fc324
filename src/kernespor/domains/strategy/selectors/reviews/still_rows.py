"""What somebody can do something about, and when something last happened to it: four queries in all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    CharField,
    DateField,
    F,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Left
from django.utils import timezone

from kernespor.domains.strategy.enums import DocumentStatus, FocusStatus, PlanKind, PlanStatus, TrialStatus
from kernespor.domains.strategy.models import (
    Action,
    FocusArea,
    FocusSet,
    Goal,
    GoverningDocument,
    Indicator,
    IndicatorReading,
    PriorityArea,
    Status,
    Trial,
    UnitPlan,
)
from kernespor.domains.strategy.permissions.plans import PLANNERS, WRITERS, readable
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit import verbs
from kernespor.foundation.audit.lasts import lasts
from kernespor.foundation.bodies.permissions import seat_keys
from kernespor.foundation.objects import Ref

PLAN, AREA, GOAL, ACTION, INDICATOR, TRIAL, FOCUS_SET, FOCUS, DOCUMENT = (
    model._meta.label_lower
    for model in (
        UnitPlan, PriorityArea, Goal, Action, Indicator, Trial, FocusSet, FocusArea, GoverningDocument,
    )
)  # fmt: skip
KINDS = (PLAN, AREA, GOAL, ACTION, INDICATOR, TRIAL, FOCUS_SET, FOCUS, DOCUMENT)
_ALIVE_TRIALS = (TrialStatus.IDEA, TrialStatus.RUNNING, TrialStatus.ENDED)
_ALIVE_SETS = (FocusStatus.PROPOSED, FocusStatus.CONSULTED, FocusStatus.ADOPTED, FocusStatus.IN_FORCE)
_UNFINISHED = (DocumentStatus.DRAFT, DocumentStatus.HEARING, DocumentStatus.AT_BODY)
# The fields by which a row that is written says what it is of.
FIELDS = {
    "plan": PLAN, "area": AREA, "goal": GOAL, "action": ACTION, "indicator": INDICATOR, "trial": TRIAL,
    "of_set": FOCUS_SET, "document": DOCUMENT,
}  # fmt: skip
_LETTERS = 160
_G, _A = "areas__goals", "areas__goals__actions"


@dataclass(slots=True)
class Last:
    """When something last happened to a thing, and what."""

    on: dt.date
    word: str


@dataclass(slots=True)
class Events:
    """The last thing that happened to each object, and in which goal each indicator stands."""

    last: dict[Ref, Last] = field(default_factory=dict)
    judged: dict[Ref, str] = field(default_factory=dict)
    goal_of: dict[int, int] = field(default_factory=dict)

    def note(self, ref: Ref, on: dt.date, word: str) -> None:
        """Note what happened, unless something later is known."""
        known = self.last.get(ref)
        if known is None or known.on <= on:
            self.last[ref] = Last(on, word)


def parts_of(actor: Actor) -> QuerySet[Any, Any]:
    """Return the plans, goals and actions that the actor plans for or answers for, a row for each action."""
    plans = Q(unit_id__in=actor.units_under(*PLANNERS))
    plans |= Q(kind=PlanKind.MED, body_id__in=seat_keys(actor, *WRITERS))
    owned = Q(pk__in=())
    if actor.person_id is not None:
        for path in (_G, _A):
            owned |= Q(**{f"{path}__owner_id": actor.person_id}) | Q(
                **{f"{path}__deputy_id": actor.person_id}
            )
        owned &= Q(status=PlanStatus.IN_FORCE)
        if actor.limit is not None:
            owned &= Q(unit_id__in=actor.limit)
    alive = Q(status__in=(PlanStatus.DRAFT, PlanStatus.IN_FORCE))
    rows = UnitPlan.objects.filter(readable(actor), alive, plans | owned)
    leads = Case(When(plans, then=Value(True)), default=Value(False), output_field=BooleanField())
    return rows.annotate(leads=leads, words=Left(F(f"{_A}__text"), _LETTERS)).order_by(
        "unit_name", "pk", "areas__position", f"{_G}__position", f"{_A}__position"
    )


PART_FIELDS = (
    "pk", "title", "unit_name", "unit_id", "status", "expected_from", "leads",
    "areas__number", "areas__position",
    f"{_G}__pk", f"{_G}__number", f"{_G}__position", f"{_G}__title", f"{_G}__owner_id", f"{_G}__deputy_id",
    f"{_A}__pk", f"{_A}__position", "words", f"{_A}__owner_id", f"{_A}__deputy_id", f"{_A}__begins",
)  # fmt: skip


def beside(actor: Actor) -> list[tuple[Any, ...]]:
    """Return trials, focus areas and unfinished governing documents that the actor can change. One query."""
    units = actor.units_under(*PLANNERS)
    mine = Q(pk__in=())
    if actor.person_id is not None:
        mine = Q(owner_id=actor.person_id) | Q(deputy_id=actor.person_id)
        mine &= Q() if actor.limit is None else Q(unit_id__in=actor.limit)
    nobody = Value(None, BigIntegerField())
    trials = Trial.objects.filter(Q(unit_id__in=units) | mine, status__in=_ALIVE_TRIALS)
    areas = FocusArea.objects.filter(of_set__unit_id__in=units, of_set__status__in=_ALIVE_SETS)
    documents = GoverningDocument.objects.filter(unit_id__in=units, status__in=_UNFINISHED)
    found = [
        trials.values_list(_said(TRIAL), "pk", "title", "unit_id", nobody, "begins"),
        areas.values_list(_said(FOCUS), "pk", "title", "of_set__unit_id", "of_set_id", "of_set__starts"),
        documents.values_list(_said(DOCUMENT), "pk", "title", "unit_id", nobody, "valid_from"),
    ]
    first, *rest = [rows.order_by() for rows in found]
    return list(first.union(*rest, all=True))


def _said(word: str) -> Value:
    return Value(word, CharField())


def events_of(plans: Collection[int], refs: Collection[Ref], day: dt.date) -> Events:
    """Return what last happened to everything in these plans, and to these objects. Two queries."""
    found = Events()
    _statuses(found, plans, day)
    for ref, (at, verb) in lasts({*refs, *(Ref(INDICATOR, pk) for pk in found.goal_of)}).items():
        on, word = min(timezone.localtime(at).date(), day), verbs.said(verb)
        found.note(ref, on, word)
        if ref.kind == INDICATOR and ref.pk in found.goal_of:
            found.note(Ref(GOAL, found.goal_of[ref.pk]), on, word)
    return found


def _statuses(found: Events, plans: Collection[int], day: dt.date) -> None:
    """Note the statuses and the readings of these plans by their day, and learn where each indicator stands.

    When they were written down is an event, and noted with the others.
    """
    none = Value(None, BigIntegerField())
    status = Status.objects.filter(plan__in=plans, on__lte=day)
    reading = IndicatorReading.objects.filter(indicator__goal__area__plan__in=plans, computed=False)
    indicator = Indicator.objects.filter(goal__area__plan__in=plans)
    rows = status.order_by().values_list(_said("status"), "goal_id", "action_id", "judgement", "on", "pk")
    rows = rows.union(
        reading.order_by().values_list(_said("reading"), "indicator__goal_id", none, _said(""), "on", "pk"),
        indicator.order_by().values_list(
            _said("indicator"),
            "goal_id",
            "pk",
            _said(""),
            Value(None, DateField()),
            none,
        ),
        all=True,
    )
    words = {
        "status": verbs.said("strategy.status_given"),
        "reading": verbs.said("indicators.read"),
    }
    told = [row for row in rows if row[0] != "indicator" or found.goal_of.update({row[2]: row[1]})]
    for what, goal, action, judgement, on, _pk in sorted(told, key=lambda row: (row[4], row[5])):
        ref = Ref(ACTION, action) if action else Ref(GOAL, goal)
        found.note(ref, on, words[what])
        if judgement:
            found.judged[ref] = judgement
