"""Evaluations of focus areas, each with the facts that it rests on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from kernespor.domains.strategy.models import FocusArea, FocusEvaluation
from kernespor.domains.strategy.permissions.focus import check_keep_set
from kernespor.domains.strategy.policies.focus import check_evaluated, check_reason
from kernespor.domains.strategy.selectors.focus.areas import links_of
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import change
from kernespor.foundation.objects import Ref, ref_of
from kernespor.foundation.thread.actions import link, unlink

FACT = "strategy.focus_fact"


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What came of an area: what was done, learnt and follows, and the facts it rests on, at least one."""

    on: dt.date
    done: str
    learnt: str = ""
    following: str = ""
    facts: tuple[Ref, ...] = ()

    def fields(self) -> dict[str, Any]:
        """Return what the row holds."""
        words = {name: getattr(self, name).strip() for name in ("done", "learnt", "following")}
        return {"on": self.on, **words}


def evaluate(*, actor: Actor, area: FocusArea, said: Evaluated) -> FocusEvaluation:
    """Say what came of an area. Raises Refusal or Http404."""
    _check(actor, area, said)
    with change(actor=actor, verb="strategy.focus_area_evaluated", about=area.of_set) as act:
        made = act.create(
            FocusEvaluation,
            area=area,
            author_id=actor.hand,
            author_label=actor.label,
            **said.fields(),
        )
        for ref in dict.fromkeys(said.facts):
            link(act, kind=FACT, upper=ref, lower=ref_of(made), day=said.on)
        act.touch(area.of_set)
    return made


def correct(
    *, actor: Actor, evaluation: FocusEvaluation, seen: int, said: Evaluated, why: str
) -> FocusEvaluation:
    """Write an evaluation anew, with the reason; what stood before stays in the history.

    Its facts are those that the actor can see: what else it rests on is left alone. Raises Refusal, Http404
    or StaleWrite.
    """
    area = evaluation.area
    _check(actor, area, said)
    check_reason(why)
    links = links_of(evaluation, actor.today)
    visible = objects.cards(actor, links)
    verb = "strategy.focus_evaluation_corrected"
    with change(actor=actor, verb=verb, about=area.of_set, why=why.strip()) as act:
        row = act.update(evaluation, seen=seen, **said.fields())
        for ref, known in links.items():
            if ref in visible and ref not in said.facts:
                unlink(act, known)
        for ref in dict.fromkeys(said.facts):
            if ref not in links:
                link(act, kind=FACT, upper=ref, lower=ref_of(row), day=said.on)
        act.touch(area.of_set)
    return row


def _check(actor: Actor, area: FocusArea, said: Evaluated) -> None:
    check_keep_set(actor, area.of_set)
    check_evaluated(area.of_set, said.done, said.on, actor.today, said.facts)
    for ref in said.facts:  # one rests on what one may read
        objects.fetch(actor, objects.of(ref.kind).slug, ref.pk)
