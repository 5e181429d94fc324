"""Sporkøbing's focus areas into the database, through the same actions as a person's, each on its day."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from kernespor.connectors.sporkoebing.focus import FOLLOWING, LEARNT
from kernespor.domains.strategy.actions.focus import evaluations, notes, sets
from kernespor.domains.strategy.enums import FateKind, PlanStatus
from kernespor.domains.strategy.models import FocusArea, FocusSet, Goal, PriorityArea, Trial
from kernespor.domains.strategy.selectors.focus.promises import ties_of
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.accounts.selectors import actor_for
from kernespor.foundation.bodies.actions.decisions import DecisionFacts, record
from kernespor.foundation.bodies.enums import Outcome
from kernespor.foundation.bodies.models import Body, BodyVersion
from kernespor.foundation.objects import Ref, ref_of
from kernespor.foundation.organisation.models import Person, Unit

KEEPER = "politisk.sekretariat"
TOP = "SK"


def load_focus(*, files: Mapping[str, bytes], today: dt.date) -> None:
    """Load `focus/focus.json` of Sporkøbing; without a part of it that lies after today."""
    told = json.loads(files["focus/focus.json"])
    keeper = _Keeper(today)
    before: FocusSet | None = None
    for one in told["sets"]:
        row = _load_set(keeper, one, before)
        ties = [tie for tie in told["ties"] if tie["set"] == one["key"]]
        _tie(keeper, row, ties, concluded=before is None)
        _evaluate(keeper, row, one)
        if before is not None:
            _replace(keeper, before, keeper.day(str(row.starts)))
        _write_notes(keeper, row, one)
        before = row


class _Keeper:
    """The secretary who keeps the sets, as the one who acts on a day."""

    def __init__(self, today: dt.date) -> None:
        self.today = today
        self.person = Person.objects.get(code=KEEPER)
        self.bodies = {body.code: body for body in Body.objects.all()}
        names = BodyVersion.objects.believed().order_by("valid_from")
        self.names = dict(names.values_list("body__code", "name"))

    def on(self, day: dt.date) -> Actor:
        """Return the keeper on a day."""
        return actor_for(self.person, day)

    def day(self, text: str) -> dt.date:
        """Return a day of the file, today where it lies ahead."""
        return min(dt.date.fromisoformat(text), self.today)


def _noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), tzinfo=timezone.get_default_timezone())


def _load_set(keeper: _Keeper, told: dict[str, Any], before: FocusSet | None) -> FocusSet:
    proposed = keeper.day(told["proposed"])
    row = sets.propose(
        actor=keeper.on(proposed),
        unit=Unit.objects.get(code=TOP),
        title=told["title"],
        text=told["text"],
        starts=dt.date.fromisoformat(told["starts"]),
        ends=dt.date.fromisoformat(told["ends"]),
        previous=before,
        at=_noon(proposed),
    )
    for area in told["areas"]:
        sets.add_area(actor=keeper.on(proposed), row=row, title=area["title"], text=area["text"])
    _load_fates(keeper.on(proposed), row, told)
    for backing in told["backings"]:
        on = keeper.day(backing["on"])
        body = keeper.bodies.get(backing["who"])
        name = keeper.names.get(backing["who"]) or backing["who"].removeprefix("~")
        sets.add_backing(actor=keeper.on(on), row=row, body=body, name=name, words=backing["words"], on=on)
    heard = max(keeper.day(backing["on"]) for backing in told["backings"])
    _move(keeper, row, "consult", heard)
    _decide(keeper, row, told["decision"])
    _move(keeper, row, "adopt", keeper.day(told["decision"]["on"]))
    _move(keeper, row, "put_in_force", keeper.day(told["starts"]))
    return row


def _load_fates(actor: Actor, row: FocusSet, told: dict[str, Any]) -> None:
    if row.previous is None:
        return
    before = {area.title: area for area in row.previous.areas.all()}
    after = {area.title: area for area in row.areas.all()}
    fates = {
        before[fate["before"]].pk: sets.Fate(
            kind=fate["kind"],
            after=() if fate["kind"] == FateKind.ENDED else (after[area["title"]].pk,),
            why=fate["why"],
        )
        for area in told["areas"]
        for fate in area["fates"]
    }
    sets.set_fates(actor=actor, row=row, fates=fates)


def _decide(keeper: _Keeper, row: FocusSet, told: dict[str, Any]) -> None:
    on = keeper.day(told["on"])
    facts = DecisionFacts(on=on, case_title=told["case"], words=told["words"], outcome=Outcome.APPROVED)
    body = keeper.bodies[told["body"]]
    decision = record(actor=keeper.on(on), body=body, facts=facts)
    sets.record_adoption(
        actor=keeper.on(on), row=row, seen=row.version, adoption=sets.Adoption(decision=decision)
    )


def _move(keeper: _Keeper, row: FocusSet, step: str, day: dt.date) -> None:
    row.refresh_from_db()
    sets.move_set(actor=keeper.on(day), row=row, step=step, seen=row.version, at=_noon(day))


def _tie(keeper: _Keeper, row: FocusSet, ties: list[dict[str, Any]], *, concluded: bool) -> None:
    """Tie what belongs to the plans that held with the set, on the first day on which both were there."""
    areas: dict[int, FocusArea] = {area.position: area for area in row.areas.select_related("of_set")}
    status = PlanStatus.CONCLUDED if concluded else PlanStatus.IN_FORCE
    for tie in ties:
        for one, since in _tied(tie, row.starts, status):
            day = min(max(row.starts, since), keeper.today)
            area = areas[tie["area"]]
            sets.promise(actor=keeper.on(day), area=area, refs=[ref_of(one)], why=tie["why"])


def _tied(
    tie: dict[str, Any], starts: dt.date, status: str
) -> list[tuple[Goal | Trial | PriorityArea, dt.date]]:
    """Return what a row of the file ties, each with the day from which it was there."""
    if tie["kind"] == "trial":
        trials = Trial.objects.filter(title=tie["title"], begins__gte=starts).order_by("pk")
        return [(trial, trial.begins or starts) for trial in trials]
    if tie["kind"] == "area":
        parts = PriorityArea.objects.filter(title=tie["title"], plan__status=status).order_by("pk")
        return [(part, part.plan.expected_from) for part in parts.select_related("plan")]
    goals = Goal.objects.filter(title=tie["title"], area__plan__status=status).order_by("pk")
    return [(goal, goal.area.plan.expected_from) for goal in goals.select_related("area__plan")]


def _evaluate(keeper: _Keeper, row: FocusSet, told: dict[str, Any]) -> None:
    """Evaluate the areas that the file tells of, on what is tied to them or else on the decision."""
    areas = list(row.areas.select_related("of_set__unit").order_by("position"))
    for area, said in zip(areas, told["areas"], strict=True):
        if not (evaluation := said["evaluation"]):
            continue
        on = keeper.day(evaluation["on"])
        facts = list(ties_of([area.pk], on).get(area.pk, {})) or [_decision(row)]
        evaluated = evaluations.Evaluated(
            on, evaluation["gjort"], evaluation[LEARNT], evaluation[FOLLOWING], tuple(facts)
        )
        evaluations.evaluate(actor=keeper.on(on), area=area, said=evaluated)
    if areas and all(said["evaluation"] for said in told["areas"]):
        _move(keeper, row, "evaluate", max(keeper.day(said["evaluation"]["on"]) for said in told["areas"]))


def _decision(row: FocusSet) -> Ref:
    assert row.decision is not None  # noqa: S101 - each set of the file has one
    return ref_of(row.decision)


def _replace(keeper: _Keeper, before: FocusSet, day: dt.date) -> None:
    _move(keeper, before, "replace", day)


def _write_notes(keeper: _Keeper, row: FocusSet, told: dict[str, Any]) -> None:
    for one in told["notes"]:
        on = keeper.day(one["on"])
        actor = keeper.on(on)
        note = notes.write_note(
            actor=actor,
            of_set=row,
            title=one["title"],
            sender=one["sender"],
            since=keeper.day(one["since"]),
            on=on,
        )
        areas = {area.pk: area.position for area in row.areas.all()}
        for edit in told["edits"]:
            for part in note.parts.select_related("note__of_set", "area"):
                if (areas.get(part.area_id or 0), part.heading) == (edit["area"], edit["heading"]):
                    text = f"{edit['text']}\n\n{part.made}"
                    notes.change_part(actor=actor, part=part, seen=part.version, text=text)
        if one["status"] == "finished":
            notes.finish(actor=actor, note=note, seen=note.version)
