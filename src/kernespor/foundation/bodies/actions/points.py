"""Points that answers raise: grouped under headings, replied to, tied to what they changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.bodies.enums import PointOutcome
from kernespor.foundation.bodies.models import (
    Consultation,
    ConsultationPoint,
    ConsultationResponse,
    PointAnswer,
)
from kernespor.foundation.bodies.permissions import check_hear, check_read_consultation
from kernespor.foundation.bodies.policies import check_edition, check_point, check_pointable, check_reason
from kernespor.foundation.dated import OPEN_END
from kernespor.foundation.editions import editions_of
from kernespor.foundation.objects import Ref, Stage, ref_of
from kernespor.foundation.thread.actions import link, unlink
from kernespor.foundation.thread.models import Link

CHANGED_ABOVE, CHANGED_BELOW = "bodies.changed_above", "bodies.changed_below"


@dataclass(frozen=True, slots=True)
class PointFacts:
    """A point: its heading, what is said, by which answers, what it led to, in which object and edition."""

    heading: str
    said: str
    responses: tuple[ConsultationResponse, ...]
    outcome: str = PointOutcome.WAITING
    reply: str = ""
    changed: Ref | None = None
    edition: int | None = None
    place: str = ""


def add_point(*, actor: Actor, consultation: Consultation, facts: PointFacts) -> ConsultationPoint:
    """Write a point that answers raise. Raises Refusal."""
    _check(actor, consultation, facts, None)
    with change(actor=actor, verb="bodies.point_added", about=consultation) as act:
        fields = _fields(facts)
        if facts.reply.strip():
            fields["replied_on"] = actor.today
        point = act.create(ConsultationPoint, consultation=consultation, **fields)
        _raise(act, point, facts.responses)
        _tie(act, actor, consultation, None, point.changed)
        return point


def change_point(
    *, actor: Actor, point: ConsultationPoint, seen: int, facts: PointFacts
) -> ConsultationPoint:
    """Write a point anew: its words, its answers, its reply. Raises Refusal or StaleWrite."""
    consultation, before = point.consultation, point.changed
    _check(actor, consultation, facts, before)
    with change(actor=actor, verb="bodies.point_changed", about=consultation) as act:
        fields = _fields(facts)
        replied = facts.outcome != PointOutcome.WAITING
        fields["replied_on"] = (point.replied_on or actor.today) if replied else None
        act.update(point, seen=seen, **fields)
        _raise(act, point, facts.responses)
        _tie(act, actor, consultation, before, point.changed)
        return point


def strike_point(*, actor: Actor, point: ConsultationPoint, seen: int, why: str) -> None:
    """Take away a point that shouldn't have been there: nothing raises it any longer. Raises as above."""
    consultation, before = point.consultation, point.changed
    _check_theirs(actor, consultation)
    check_reason(why)
    with change(actor=actor, verb="bodies.point_struck", about=consultation, why=why.strip()) as act:
        act.update(point, seen=seen, **_NO_REPLY)
        for row in point.raised_by.all():
            act.delete(row)
        _tie(act, actor, consultation, before, None)


_NO_REPLY: dict[str, Any] = {
    "outcome": PointOutcome.WAITING, "reply": "", "replied_on": None, "changed_kind": "", "changed_pk": None,
    "edition": None, "answers": [],
}  # fmt: skip


def _check(actor: Actor, consultation: Consultation, facts: PointFacts, before: Ref | None) -> None:
    _check_theirs(actor, consultation)
    check_point(
        consultation, facts.responses, outcome=facts.outcome, texts=(facts.heading, facts.said, facts.reply)
    )
    if facts.changed and facts.changed != before:
        objects.fetch(actor, objects.of(facts.changed.kind).slug, facts.changed.pk)
    if facts.changed and facts.edition is not None:
        known = editions_of([facts.changed]).get(facts.changed, [])
        check_edition(facts.edition, {one.number for one in known})


def _check_theirs(actor: Actor, consultation: Consultation) -> None:
    check_hear(actor, consultation.unit_id)
    check_read_consultation(actor, consultation)
    check_pointable(consultation)


def _fields(facts: PointFacts) -> dict[str, Any]:
    changed = facts.changed if facts.outcome == PointOutcome.CHANGED else None
    return {
        "heading": facts.heading.strip(),
        "said": facts.said.strip(),
        "outcome": facts.outcome,
        "reply": facts.reply.strip(),
        "changed_kind": changed.kind if changed else "",
        "changed_pk": changed.pk if changed else None,
        "edition": facts.edition if changed else None,
        "place": facts.place.strip(),
        "answers": sorted(row.pk for row in facts.responses),
    }


def _raise(act: Change, point: ConsultationPoint, responses: Iterable[ConsultationResponse]) -> None:
    wanted = {row.pk: row for row in responses}
    known = {row.response_id: row for row in point.raised_by.all()}
    for key in known.keys() - wanted.keys():
        act.delete(known[key])
    rows = [PointAnswer(point=point, response=wanted[key]) for key in sorted(wanted.keys() - known.keys())]
    if rows:
        act.create_many(PointAnswer, rows)


def _tie(
    act: Change, actor: Actor, consultation: Consultation, before: Ref | None, after: Ref | None
) -> None:
    """Let the thread say what the consultation changed, as long as one of its points does."""
    here = ref_of(consultation)
    if after:
        kind, upper, lower = _ends(here, after)
        link(act, kind=kind, upper=upper, lower=lower, day=actor.today)
    if before is None or before == after:
        return
    said = {"changed_kind": before.kind, "changed_pk": before.pk}
    if ConsultationPoint.objects.filter(consultation=consultation, **said).exists():
        return
    kind, upper, lower = _ends(here, before)
    ends = {"upper_kind": upper.kind, "upper_pk": upper.pk, "lower_kind": lower.kind, "lower_pk": lower.pk}
    for row in Link.objects.believed().filter(kind=kind, valid_to=OPEN_END, **ends):
        unlink(act, row)


def _ends(here: Ref, changed: Ref) -> tuple[str, Ref, Ref]:
    """Return the kind of the link and its ends: the thread runs downwards, whichever of the two is above."""
    if objects.of(changed.kind).stage <= Stage.CONSULTATION:
        return CHANGED_ABOVE, changed, here
    return CHANGED_BELOW, here, changed
