"""Trials: proposed, begun, seen, ended, taken over, followed, copied.

`at` is the moment at which something happened, where it is told afterwards; without it, now.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from django.db import IntegrityError

from kernespor.domains.strategy import workflow
from kernespor.domains.strategy.enums import TrialKind, TrialStatus
from kernespor.domains.strategy.models import Trial, TrialAdoption, TrialEffect, TrialFollower
from kernespor.domains.strategy.permissions.trials import (
    can_propose,
    check_change,
    check_decide,
    check_follow,
    check_propose,
    check_read,
    check_take_over,
    check_write_effect,
)
from kernespor.domains.strategy.policies import trials as policies
from kernespor.domains.strategy.policies.trials import EffectFacts
from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.bodies.actions.decisions import ABOUT
from kernespor.foundation.bodies.models import Decision
from kernespor.foundation.bodies.permissions import check_read_decision
from kernespor.foundation.dated import OPEN_END
from kernespor.foundation.objects import ref_of
from kernespor.foundation.organisation.models import Unit
from kernespor.foundation.refusals import NotNow
from kernespor.foundation.thread.actions import link
from kernespor.foundation.thread.models import Link

COPIED = "strategy.trial_copied"  # the kind of link from a trial to one that was taken from it
_COPIED_WORDS = ("title", "belief", "attempt", "know_by", "stop_when", "law")
Moment = dt.datetime | None


def propose(
    *, actor: Actor, unit: Unit, kind: str = TrialKind.SMALL, at: Moment = None, **fields: Any
) -> Trial:
    """Write an idea down for a unit. Raises Refusal."""
    check_propose(actor, unit.pk, kind)
    with change(actor=actor, verb="strategy.trial_proposed", at=at) as act:
        trial = act.create(Trial, unit=unit, kind=kind, created_by_id=actor.hand, **fields)
        act.subject = trial
        return trial


def copy(*, actor: Actor, trial: Trial, unit: Unit, at: Moment = None) -> Trial:
    """Take a trial into another unit as an idea, to be tried there too. Raises Refusal.

    Decision, money, dates and people stay where they are. It keeps its kind where the actor may propose one
    of that kind, and is a small one otherwise.
    """
    check_read(actor, trial)
    policies.check_begun(trial)
    check_propose(actor, unit.pk)
    kind = trial.kind if can_propose(actor, unit.pk, trial.kind) else TrialKind.SMALL
    words = {name: getattr(trial, name) for name in _COPIED_WORDS}
    with change(actor=actor, verb="strategy.trial_copied", at=at) as act:
        copied = act.create(Trial, unit=unit, kind=kind, created_by_id=actor.hand, copied_from=trial, **words)
        act.subject = copied
        link(act, kind=COPIED, upper=ref_of(trial), lower=ref_of(copied), day=actor.today)
        return copied


def change_trial(*, actor: Actor, trial: Trial, seen: int, at: Moment = None, **fields: Any) -> Trial:
    """Change what a trial says and who answers for it. Raises Refusal or StaleWrite.

    Its kind and its days are chosen until it begins; then its end is moved with a reason.
    """
    check_change(actor, trial)
    policies.check_editable(trial)
    if kind := fields.get("kind"):
        check_propose(actor, trial.unit_id, kind)
    with change(actor=actor, verb="strategy.trial_changed", about=trial, at=at) as act:
        return act.update(trial, seen=seen, where={"status": trial.status}, **fields)


def point_at_decision(
    *,
    actor: Actor,
    trial: Trial,
    seen: int,
    decision: Decision | None,
    amount: int | None,
    price_level: int | None,
    at: Moment = None,
) -> Trial:
    """Say what was decided of a trial, and with how much money, in øre. Raises Refusal or StaleWrite."""
    check_decide(actor, trial)
    before = trial.decision_id
    if decision is not None and decision.pk != before:
        check_read_decision(actor, decision)
    facts: dict[str, Any] = {"decision": decision, "amount": amount, "price_level": price_level}
    with change(actor=actor, verb="strategy.trial_decided", about=trial, at=at) as act:
        act.update(trial, seen=seen, **facts)
        if before and before != trial.decision_id:
            _unlink(act, trial, before)
        if decision is not None:
            link(act, kind=ABOUT, upper=ref_of(trial), lower=ref_of(decision))
        return trial


def _unlink(act: Change, trial: Trial, decision_id: int) -> None:
    """Take back the link to a decision that was pointed at by mistake: it never held."""
    upper = ref_of(trial)
    links = Link.objects.believed().filter(
        kind=ABOUT,
        upper_kind=upper.kind,
        upper_pk=upper.pk,
        lower_kind=Decision._meta.label_lower,
        lower_pk=decision_id,
        valid_to=OPEN_END,
    )
    for one in links:
        act.update(one, superseded_at=act.at)


def begin(*, actor: Actor, trial: Trial, seen: int, why: str = "", at: Moment = None) -> Trial:
    """Begin; a forsøg without its decision or its amount with a reason, which stays on it. Raises Refusal."""
    check_decide(actor, trial)
    step = workflow.TRIAL.check("begin", trial.status)
    policies.check_ready(trial, actor.today)
    verb, why = step.verb, why.strip()
    fields: dict[str, Any] = {"status": step.target, "begins": trial.begins or actor.today}
    if not policies.can_begin_decided(trial):
        if not why:
            policies.check_decided(trial)
        verb = "strategy.trial_begun_out_of_order"
        fields |= {"out_of_order": why, "out_of_order_by": actor.label[:200]}
    with change(actor=actor, verb=verb, about=trial, why=why, at=at) as act:
        return act.update(trial, seen=seen, where={"status": step.source}, **fields)


def add_effect(*, actor: Actor, trial: Trial, facts: EffectFacts, at: Moment = None) -> TrialEffect:
    """Write what was seen of a trial. Raises Refusal."""
    check_write_effect(actor, trial)
    with change(actor=actor, verb="strategy.trial_effect_added", about=trial, at=at) as act:
        _hold(act, trial)
        policies.check_effect(trial, facts, actor.today)
        return act.create(
            TrialEffect,
            trial=trial,
            **asdict(facts),
            author_id=actor.hand,
            author_label=actor.label[:200],
        )


def _hold(act: Change, trial: Trial) -> None:
    """Queue behind whoever writes on the trial right now, and see what status they left it in."""
    act.touch(trial)
    trial.refresh_from_db(fields=["status"])


def end(
    *, actor: Actor, trial: Trial, seen: int, outcome: str, learnt: str, on: dt.date, at: Moment = None
) -> Trial:
    """End a trial with how it went and what was learnt, or mend what was written of it then.

    Raises Refusal or StaleWrite.
    """
    check_decide(actor, trial)
    policies.check_end(trial, outcome=outcome, learnt=learnt, on=on, today=actor.today)
    fields: dict[str, Any] = {"outcome": outcome, "learnt": learnt.strip(), "ended_on": on}
    verb = "strategy.trial_learnt_changed"
    if trial.status == TrialStatus.RUNNING:
        step = workflow.TRIAL.check("end", trial.status)
        verb = step.verb
        fields["status"] = step.target
    with change(actor=actor, verb=verb, about=trial, at=at) as act:
        return act.update(trial, seen=seen, where={"status": trial.status}, **fields)


def prolong(*, actor: Actor, trial: Trial, seen: int, ends: dt.date, why: str, at: Moment = None) -> Trial:
    """Move the end of what runs, or go on with what had ended. Raises Refusal or StaleWrite."""
    check_decide(actor, trial)
    policies.check_new_end(trial, ends, actor.today)
    name = "give_time" if trial.status == TrialStatus.RUNNING else "prolong"
    step = workflow.TRIAL.check(name, trial.status)
    _check_reason(why)
    fields: dict[str, Any] = {"status": step.target, "ends": ends, "outcome": "", "ended_on": None}
    with change(actor=actor, verb=step.verb, about=trial, why=why.strip(), at=at) as act:
        return act.update(trial, seen=seen, where={"status": step.source}, **fields)


def drop(*, actor: Actor, trial: Trial, seen: int, why: str, at: Moment = None) -> Trial:
    """Give an idea up before it began. Raises Refusal or StaleWrite."""
    check_change(actor, trial)
    step = workflow.TRIAL.check("drop", trial.status)
    _check_reason(why)
    with change(actor=actor, verb=step.verb, about=trial, why=why.strip(), at=at) as act:
        return act.update(trial, seen=seen, where={"status": step.source}, status=step.target)


def adopt(*, actor: Actor, trial: Trial, unit: Unit, words: str = "", at: Moment = None) -> TrialAdoption:
    """Say that a unit has taken a way of working over; the first to do so takes the trial there too.

    Raises Refusal.
    """
    check_read(actor, trial)
    check_take_over(actor, unit.pk)
    with change(actor=actor, verb="strategy.trial_taken_over", about=trial, at=at) as act:
        _hold(act, trial)
        policies.check_adoptable(trial)
        if trial.adoptions.filter(unit=unit).exists():
            raise NotNow("adopted_already", N_("Enheden har allerede taget det i drift."))
        if trial.status == TrialStatus.ENDED:
            step = workflow.TRIAL.check("take_over", trial.status)
            trial.refresh_from_db(fields=["version"])
            act.update(trial, where={"status": step.source}, status=step.target)
        return act.create(TrialAdoption, trial=trial, unit=unit, words=words.strip(), on=actor.today)


def follow(*, actor: Actor, trial: Trial, at: Moment = None) -> None:
    """Hear how a trial goes from now on; who follows already goes on. Raises Refusal."""
    check_follow(actor, trial)
    if trial.followers.filter(person__pk=actor.hand or 0).exists():
        return
    # Two windows that ask at once both find nothing; the second to write has nothing left to say.
    with suppress(IntegrityError), change(actor=actor, verb="strategy.trial_followed", at=at) as act:
        # The event is the follower's own, not the trial's: nobody else reads who follows.
        act.subject = act.create(TrialFollower, trial=trial, person_id=actor.hand, since=actor.today)


def unfollow(*, actor: Actor, trial: Trial) -> None:
    """Hear no more of a trial. Raises Refusal."""
    check_follow(actor, trial)
    row = trial.followers.filter(person__pk=actor.hand or 0).first()
    if row is not None:
        with change(actor=actor, verb="strategy.trial_unfollowed") as act:
            act.delete(row)


def _check_reason(why: str) -> None:
    if not why.strip():
        raise NotNow("reason_needed", N_("Skriv hvorfor. Begrundelsen bliver stående i historikken."))
