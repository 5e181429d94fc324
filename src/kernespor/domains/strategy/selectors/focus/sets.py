"""Sets of focus areas with their history: what became of each area in the set that followed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.utils import timezone

from kernespor.domains.strategy.enums import FateKind, FocusStatus
from kernespor.domains.strategy.models import FocusArea, FocusBacking, FocusEvaluation, FocusFate, FocusSet
from kernespor.domains.strategy.models import StatusNote as Note
from kernespor.domains.strategy.permissions.focus import readable_notes
from kernespor.domains.strategy.selectors.focus.promises import AreaPromises, promises
from kernespor.domains.strategy.selectors.focus.units import units_that_promise
from kernespor.engines.plan_state.records import State
from kernespor.engines.plan_state.states import good, tally
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.bodies.models import Consultation, Decision
from kernespor.foundation.bodies.selectors.names import names_on
from kernespor.foundation.objects import Card, Ref

STEPS = {
    "strategy.focus_proposed": FocusStatus.PROPOSED,
    "strategy.focus_consulted": FocusStatus.CONSULTED,
    "strategy.focus_adopted": FocusStatus.ADOPTED,
    "strategy.focus_adopted_unheard": FocusStatus.ADOPTED,
    "strategy.focus_put_in_force": FocusStatus.IN_FORCE,
    "strategy.focus_evaluated": FocusStatus.EVALUATED,
    "strategy.focus_replaced": FocusStatus.REPLACED,
    "strategy.focus_replaced_unevaluated": FocusStatus.REPLACED,
    "strategy.focus_dropped": FocusStatus.DROPPED,
}
_COURSE = (
    FocusStatus.PROPOSED,
    FocusStatus.CONSULTED,
    FocusStatus.ADOPTED,
    FocusStatus.IN_FORCE,
    FocusStatus.EVALUATED,
    FocusStatus.REPLACED,
)


@dataclass(frozen=True, slots=True)
class SetRow:
    """A set in the history: who adopted it, its areas, and what became of the areas of the set before."""

    row: FocusSet
    adopted_by: str
    areas: tuple[FocusArea, ...]
    fates: tuple[FocusFate, ...]

    def holds_on(self, day: dt.date) -> bool:
        """Say whether the set is in force and its period isn't over by a day."""
        return self.row.status == FocusStatus.IN_FORCE and (self.row.ends is None or self.row.ends >= day)

    @property
    def continued(self) -> frozenset[int]:
        """The areas that come from the set before."""
        return frozenset(fate.after_id for fate in self.fates if fate.after_id)

    @property
    def is_dropped(self) -> bool:
        """Say whether it was proposed and given up."""
        return self.row.status == FocusStatus.DROPPED


@dataclass(frozen=True, slots=True)
class Step:
    """A step in a set's life: when it was recorded, and why where it went out of order; None: not yet."""

    label: str
    on: dt.date | None
    why: str
    is_now: bool
    skipped: bool


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area on its set's page."""

    area: FocusArea
    promised: AreaPromises
    evaluations: int
    origins: tuple[FocusFate, ...]

    @property
    def origin_words(self) -> str:
        """Return what it was in the set before: "Fastholdt: »…«"."""
        return ". ".join(f"{fate.get_kind_display()}: »{fate.before.title}«" for fate in self.origins)


@dataclass(frozen=True, slots=True)
class SetPage:
    """A set with all that is told of it."""

    row: FocusSet
    adopted_by: str
    areas: tuple[AreaRow, ...]
    ended: tuple[FocusFate, ...]
    backings: tuple[tuple[str, FocusBacking], ...]
    decision: Decision | None
    decision_body: str
    consultation: Card | None
    steps: tuple[Step, ...]
    notes: tuple[Note, ...]
    units: frozenset[int]
    expected: int
    counts: dict[State, int]

    @property
    def good(self) -> int:
        """How many promised actions are reached or on track."""
        return good(self.counts)

    @property
    def total(self) -> int:
        """How many actions are promised, each once."""
        return sum(self.counts.values())


def sets() -> QuerySet[FocusSet]:
    """Return every set, newest first; everyone in the house may read them."""
    return FocusSet.objects.select_related("unit", "previous").order_by("-starts", "-pk")


def set_rows(actor: Actor) -> list[SetRow]:
    """Return every set with its areas and fates, newest first. Four queries."""
    fates = FocusFate.objects.select_related("before", "after").order_by("before__position", "pk")
    rows = list(sets().prefetch_related("areas", Prefetch("fates", fates)))
    names = names_on(actor.today)
    return [
        SetRow(
            row,
            names.get(row.adopted_by_id or 0, "") or row.adopted_by_name,
            tuple(row.areas.all()),
            tuple(row.fates.all()),
        )
        for row in rows
    ]


def set_for(set_id: int) -> FocusSet:
    """Return a set, or raise Http404."""
    return _found(sets(), set_id)


def whole_set(set_id: int) -> FocusSet:
    """Return a set with all that its page shows of its own, or raise Http404. Six queries."""
    fates = FocusFate.objects.select_related("before", "after").order_by("before__position", "pk")
    evaluations = FocusEvaluation.objects.order_by("on", "pk")
    rows = sets().prefetch_related(
        "areas",
        Prefetch("areas__origins", fates),
        Prefetch("areas__evaluations", evaluations),
        Prefetch("fates", fates),
        Prefetch("backings", FocusBacking.objects.order_by("on", "pk")),
    )
    return _found(rows, set_id)


def _found(rows: QuerySet[FocusSet], set_id: int) -> FocusSet:
    row = rows.select_related("consultation", "decision__current", "adopted_by").filter(pk=set_id).first()
    if row is None:
        raise Http404(set_id)
    return row


def set_page(actor: Actor, row: FocusSet) -> SetPage:
    """Return what the page of a set shows, as the actor may see it: of a `whole_set`. Fifteen queries."""
    areas = list(row.areas.all())
    found = promises(actor, [area.pk for area in areas], actor.today)
    names = names_on(actor.today)
    decision = row.decision if row.decision_id else None
    refs = [Ref(Decision._meta.label_lower, row.decision_id)] if row.decision_id else []
    refs += [Ref(Consultation._meta.label_lower, row.consultation_id)] if row.consultation_id else []
    cards = objects.cards(actor, refs)
    shown = bool(decision) and Ref(Decision._meta.label_lower, row.decision_id or 0) in cards
    actions = {part.pk: part for promised in found.values() for part in promised.actions}
    return SetPage(
        row=row,
        adopted_by=names.get(row.adopted_by_id or 0, "") or row.adopted_by_name,
        areas=tuple(
            AreaRow(area, found[area.pk], len(area.evaluations.all()), tuple(area.origins.all()))
            for area in areas
        ),
        ended=tuple(fate for fate in row.fates.all() if fate.kind == FateKind.ENDED),
        backings=tuple((names.get(one.body_id or 0, "") or one.name, one) for one in row.backings.all()),
        decision=decision if shown else None,
        decision_body=cards[refs[0]].who if shown else "",
        consultation=cards.get(Ref(Consultation._meta.label_lower, row.consultation_id or 0)),
        steps=tuple(_steps(row)),
        notes=tuple(row.notes.filter(readable_notes(actor)).order_by("-on", "-pk")),
        units=frozenset().union(*(promised.unit_ids for promised in found.values())),
        expected=len(units_that_promise(actor.today)),
        counts=tally(part.shown.state for part in actions.values() if part.shown),
    )


def _steps(row: FocusSet) -> list[Step]:
    """Return the set's course: what happened when, what was left out and why, what is to come. One query."""
    events = AuditEvent.objects.filter(
        subject_type=row._meta.label_lower, subject_id=row.pk, verb__in=list(STEPS)
    )
    told: dict[str, tuple[dt.date, str]] = {}
    for at, verb, why in events.order_by("at", "pk").values_list("at", "verb", "why"):
        told[STEPS[verb]] = (timezone.localtime(at).date(), why)
    course: Sequence[FocusStatus] = _COURSE
    if row.status == FocusStatus.DROPPED:
        course = (FocusStatus.PROPOSED, FocusStatus.DROPPED)
    place = course.index(FocusStatus(row.status))
    return [
        Step(
            str(status.label),
            told[status][0] if status in told else None,
            told[status][1] if status in told else "",
            is_now=at == place,
            skipped=at < place and status not in told and status != FocusStatus.PROPOSED,
        )
        for at, status in enumerate(course)
    ]


def previous_areas(row: FocusSet) -> list[FocusArea]:
    """Return the areas of the set before, with what is said of each in this one. Two queries."""
    if row.previous_id is None:
        return []
    fates = FocusFate.objects.filter(in_set=row).order_by("pk")
    areas = FocusArea.objects.filter(of_set=row.previous_id).order_by("position")
    return list(areas.prefetch_related(Prefetch("fates", fates, to_attr="said")))
