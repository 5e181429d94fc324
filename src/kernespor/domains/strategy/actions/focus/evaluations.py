"""Evaluations of focus areas, each with the facts that it rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from kernespor.domains.strategy.models import FocusArea, FocusEvaluation
from kernespor.domains.strategy.permissions.focus import check_keep_set
from kernespor.domains.strategy.policies.focus import check_evaluated
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import change
from kernespor.foundation.objects import Ref, ref_of
from kernespor.foundation.thread.actions import link

FACT = "strategy.focus_fact"


def evaluate(
    *,
    actor: Actor,
    area: FocusArea,
    on: dt.date,
    done: str,
    learnt: str,
    following: str,
    facts: Collection[Ref],
) -> FocusEvaluation:
    """Say what came of an area, and which facts it rests on: at least one. Raises Refusal or Http404."""
    check_keep_set(actor, area.of_set)
    check_evaluated(area.of_set, done, on, actor.today, facts)
    for ref in facts:  # one rests on what one may read
        objects.fetch(actor, objects.of(ref.kind).slug, ref.pk)
    with change(actor=actor, verb="strategy.focus_area_evaluated", about=area.of_set) as act:
        made = act.create(
            FocusEvaluation,
            area=area,
            on=on,
            done=done.strip(),
            learnt=learnt.strip(),
            following=following.strip(),
            author_id=actor.hand,
            author_label=actor.label,
        )
        for ref in dict.fromkeys(facts):
            link(act, kind=FACT, upper=ref, lower=ref_of(made), day=on)
        act.touch(area.of_set)
    return made
