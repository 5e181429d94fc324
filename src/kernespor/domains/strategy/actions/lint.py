"""Writes of what is set aside of the advice on plans."""

from __future__ import annotations

from kernespor.domains.strategy.actions.plans import hold
from kernespor.domains.strategy.models import LintDismissal, UnitPlan
from kernespor.domains.strategy.permissions.plans import check_change_plan
from kernespor.domains.strategy.policies.lint import check_aside, check_not_aside, check_still_said
from kernespor.domains.strategy.policies.plans import check_editable
from kernespor.domains.strategy.selectors.beside import before_of
from kernespor.domains.strategy.selectors.lint.advice import said_of
from kernespor.domains.strategy.selectors.lint.plans import of_rows, texts_of
from kernespor.engines.findings import N_
from kernespor.engines.plan_lint.lint import advice_on
from kernespor.engines.plan_lint.records import Kind
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import change
from kernespor.foundation.refusals import NotNow


def set_aside(
    *, actor: Actor, plan: UnitPlan, rule: str, kind: Kind, pk: int, seen: str, why: str
) -> LintDismissal:
    """Set a rule aside for a part of a plan, as long as its words stand. Raises Refusal."""
    check_change_plan(actor, plan)
    if not why.strip():
        raise NotNow("reason_needed", N_("Skriv hvorfor. Begrundelsen bliver stående i historikken."))
    with change(actor=actor, verb="lint.set_aside", about=plan, why=why.strip()) as act:
        hold(act, plan)
        check_editable(plan)
        previous = before_of(actor, [plan])
        texts = texts_of(previous.values())
        before = {plan.pk: texts.get(previous[plan.pk].pk, ())} if previous else {}
        found = advice_on(of_rows([plan], today=actor.today, before=before)[plan.pk])
        said = said_of(plan, found, rule, kind, pk)
        check_still_said(said, seen)
        assert said is not None  # noqa: S101 - checked in the line above
        names = dict(zip(("rule", "kind", "object_id", "wording"), said, strict=True))
        check_not_aside(plan.dismissals.filter(**names, withdrawn_on=None).first())
        return act.create(
            LintDismissal,
            plan=plan,
            **names,
            why=why.strip(),
            on=actor.today,
            author_id=actor.hand,
            author_label=actor.label,
        )


def take_up(*, actor: Actor, row: LintDismissal) -> LintDismissal:
    """Take advice up again that was set aside. Raises Refusal or StaleWrite."""
    plan = row.plan
    check_change_plan(actor, plan)
    with change(actor=actor, verb="lint.taken_up", about=plan) as act:
        hold(act, plan)
        check_editable(plan)
        row.refresh_from_db(fields=["withdrawn_on"])
        check_aside(row)
        return act.update(row, where={"withdrawn_on": None}, withdrawn_on=actor.today)
