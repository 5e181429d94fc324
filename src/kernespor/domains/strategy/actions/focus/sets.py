"""Sets of focus areas: proposed, filled, tied to what was heard and decided, moved on in their life."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from kernespor.domains.strategy import workflow
from kernespor.domains.strategy.enums import FateKind
from kernespor.domains.strategy.models import FocusArea, FocusBacking, FocusFate, FocusSet
from kernespor.domains.strategy.permissions.focus import check_keep, check_keep_set
from kernespor.domains.strategy.policies.focus import (
    check_editable,
    check_follows,
    check_happened,
    check_order,
    check_reason,
    check_step,
    check_tie_to,
    check_told,
)
from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.bodies.actions.consultations import ABOUT as CONSULTED_ABOUT
from kernespor.foundation.bodies.actions.decisions import ABOUT as DECIDED_ABOUT
from kernespor.foundation.bodies.models import Body, Consultation, Decision
from kernespor.foundation.dated import OPEN_END
from kernespor.foundation.objects import Ref, ref_of
from kernespor.foundation.organisation.models import Unit
from kernespor.foundation.refusals import NotNow
from kernespor.foundation.thread.actions import link, tie
from kernespor.foundation.thread.models import Link

FULFILS = "strategy.focus_fulfilled"


@dataclass(frozen=True, slots=True)
class Adoption:
    """What was heard and decided of a set; `name` is the body's name where it is none of ours."""

    consultation: Consultation | None = None
    decision: Decision | None = None
    body: Body | None = None
    name: str = ""
    on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of an area: its kind, the areas it goes on as, whether a new one takes it on, and why."""

    kind: str
    after: tuple[int, ...] = ()
    anew: bool = False
    why: str = ""


def propose(
    *,
    actor: Actor,
    unit: Unit,
    title: str,
    text: str,
    starts: dt.date,
    ends: dt.date | None,
    previous: FocusSet | None = None,
    at: dt.datetime | None = None,
) -> FocusSet:
    """Propose a set of focus areas; `at` is when it was done, where that isn't now. Raises Refusal."""
    check_keep(actor, unit.pk)
    check_order(starts, ends)
    check_follows(starts, previous)
    with change(actor=actor, verb="strategy.focus_proposed", at=at) as act:
        row = act.create(
            FocusSet,
            title=title.strip(),
            unit=unit,
            text=text.strip(),
            starts=starts,
            ends=ends,
            previous=previous,
            created_by_id=actor.person_id,
        )
        act.subject = row
    return row


def change_set(*, actor: Actor, row: FocusSet, seen: int, **fields: Any) -> FocusSet:
    """Change what a set is called, and its period. Raises Refusal or StaleWrite."""
    check_keep_set(actor, row)
    check_editable(row)
    check_order(fields.get("starts", row.starts), fields.get("ends", row.ends))
    check_follows(fields.get("starts", row.starts), fields.get("previous", row.previous))
    with change(actor=actor, verb="strategy.focus_set_changed", about=row) as act:
        act.update(row, seen=seen, **fields)
        act.touch(row)
    return row


def move_set(
    *, actor: Actor, row: FocusSet, step: str, seen: int, why: str = "", at: dt.datetime | None = None
) -> FocusSet:
    """Take a set one step on in its life. Raises Refusal, StaleWrite, or KeyError for an unknown step."""
    check_keep_set(actor, row)
    transition = workflow.FOCUS_SET.check(step, row.status)
    if transition.needs_reason:
        check_reason(why)
    check_step(row, step)
    with change(actor=actor, verb=transition.verb, about=row, why=why.strip(), at=at) as act:
        act.update(row, seen=seen, where={"status": transition.source}, status=transition.target)
        act.touch(row)
    return row


def record_adoption(*, actor: Actor, row: FocusSet, seen: int, adoption: Adoption) -> FocusSet:
    """Tie a set to its consultation and its decision, and say who adopted it and when. Raises as above.

    What the decision itself says of its body and its day goes ahead of what is typed.
    """
    check_keep_set(actor, row)
    check_told(row)
    body, on, name = adoption.body, adoption.on, adoption.name.strip()
    decision = adoption.decision
    if decision is not None and decision.current is not None:
        body, on, name = decision.body, decision.current.on, ""
    if on is not None:
        check_happened(on, actor.today)
    before = (row.consultation, row.decision)
    with change(actor=actor, verb="strategy.focus_decision_tied", about=row) as act:
        act.update(
            row,
            seen=seen,
            consultation=adoption.consultation,
            decision=decision,
            adopted_by=body,
            adopted_by_name="" if body else name,
            adopted_on=on,
        )
        for kind, old, new in (
            (CONSULTED_ABOUT, before[0], adoption.consultation),
            (DECIDED_ABOUT, before[1], decision),
        ):
            _relink(act, actor, kind, row, old, new)
        act.touch(row)
    return row


def _relink(act: Change, actor: Actor, kind: str, row: FocusSet, old: Any, new: Any) -> None:
    """Let the thread run from the set to the new one, and no longer to the old."""
    if old is not None and old != new:
        ends = {"upper_kind": row._meta.label_lower, "upper_pk": row.pk, "lower_pk": old.pk}
        for standing in Link.objects.believed().filter(kind=kind, valid_to=OPEN_END, **ends):
            act.update(standing, superseded_at=act.at)
    if new is not None:
        link(act, kind=kind, upper=ref_of(row), lower=ref_of(new), day=min(row.starts, actor.today))


def add_backing(
    *, actor: Actor, row: FocusSet, body: Body | None, name: str, words: str, on: dt.date | None
) -> FocusBacking:
    """Record who backed a set, in their words. Raises Refusal."""
    check_keep_set(actor, row)
    check_told(row)
    if on is not None:
        check_happened(on, actor.today)
    with change(actor=actor, verb="strategy.focus_backed", about=row) as act:
        made = act.create(FocusBacking, of_set=row, body=body, name=name.strip(), words=words.strip(), on=on)
        act.touch(row)
    return made


def remove_backing(*, actor: Actor, backing: FocusBacking, why: str) -> None:
    """Take away a backing that was recorded by mistake; it stays in the history. Raises Refusal."""
    check_keep_set(actor, backing.of_set)
    check_told(backing.of_set)
    check_reason(why)
    with change(actor=actor, verb="strategy.focus_unbacked", about=backing.of_set, why=why.strip()) as act:
        act.touch(backing.of_set)
        act.delete(backing)


def add_area(*, actor: Actor, row: FocusSet, title: str, text: str) -> FocusArea:
    """Add a focus area at the end of a set. Raises Refusal."""
    check_keep_set(actor, row)
    check_editable(row)
    with change(actor=actor, verb="strategy.focus_area_added", about=row) as act:
        act.touch(row)
        return _area(act, row, title, text)


def _area(act: Change, row: FocusSet, title: str, text: str) -> FocusArea:
    last = row.areas.order_by("-position").first()
    place = last.position + 1 if last else 1
    return act.create(FocusArea, of_set=row, position=place, title=title.strip(), text=text.strip())


def change_area(*, actor: Actor, area: FocusArea, seen: int, title: str, text: str) -> FocusArea:
    """Change what an area is called and what it is for. Raises Refusal or StaleWrite."""
    check_keep_set(actor, area.of_set)
    check_editable(area.of_set)
    with change(actor=actor, verb="strategy.focus_area_changed", about=area.of_set) as act:
        act.touch(area.of_set)
        act.update(area, seen=seen, title=title.strip(), text=text.strip())
    return area


def set_fates(*, actor: Actor, row: FocusSet, fates: Mapping[int, Fate]) -> None:
    """Say what becomes of each area of the set before, by its key. Raises Refusal.

    What is said takes the place of what was said before. A new area takes on name and purpose.
    """
    check_keep_set(actor, row)
    check_told(row)
    before = {area.pk: area for area in FocusArea.objects.filter(of_set=row.previous_id or 0)}
    with change(actor=actor, verb="strategy.focus_fates_said", about=row) as act:
        act.touch(row)
        for key, fate in fates.items():
            _set_fate(act, row, before[key], fate)


def _set_fate(act: Change, row: FocusSet, area: FocusArea, fate: Fate) -> None:
    after = list(row.areas.filter(pk__in=fate.after)) if fate.kind != FateKind.ENDED else []
    if fate.anew and fate.kind != FateKind.ENDED:
        check_editable(row)
        after.append(_area(act, row, area.title, area.text))
    if fate.kind != FateKind.ENDED and not after:
        raise NotNow(
            "leads_nowhere", N_("Vælg det område, »{area}« går videre som, eller at det er ophørt."),
            area=area.title,
        )  # fmt: skip
    wanted: dict[int | None, FocusArea | None] = {one.pk: one for one in after} or {None: None}
    for known in FocusFate.objects.filter(before=area, in_set=row):
        if known.after_id in wanted:
            del wanted[known.after_id]
            act.update(known, kind=fate.kind, why=fate.why.strip())
        else:
            act.delete(known)
    for one in wanted.values():
        act.create(FocusFate, before=area, in_set=row, after=one, kind=fate.kind, why=fate.why.strip())


def promise(*, actor: Actor, area: FocusArea, refs: Iterable[Ref], why: str) -> int:
    """Tie parts of plans to a focus area at once; return how many. Raises as `tie` does, and then none is."""
    check_tie_to(area.of_set)
    with transaction.atomic():
        ties = [
            tie(actor=actor, kind=FULFILS, upper=ref_of(area), lower=ref, why=why.strip())
            for ref in dict.fromkeys(refs)
        ]
    return len(ties)
