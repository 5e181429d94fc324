"""Documents on their way in: laid in, corrected, saved as a plan or discarded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from kernespor.connectors.documents.lines import Line
from kernespor.connectors.unit_plan.corrections import Corrections
from kernespor.connectors.unit_plan.records import PlanReading
from kernespor.domains.strategy import workflow
from kernespor.domains.strategy.actions.plans import write_plan
from kernespor.domains.strategy.calculations.plans import period_dates
from kernespor.domains.strategy.models import PlanImport, UnitPlan
from kernespor.domains.strategy.permissions.plans import check_import, check_import_for, check_read_import
from kernespor.domains.strategy.policies.plans import check_acceptable, check_open
from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import change
from kernespor.foundation.files.store import keep
from kernespor.foundation.organisation.models import Unit
from kernespor.foundation.refusals import NotNow


def lay_in(
    *, actor: Actor, name: str, content: bytes, lines: Sequence[Line], unit: Unit | None
) -> PlanImport:
    """Keep a document and its lines, and open it for correction. Raises Refusal."""
    check_import(actor)
    with change(actor=actor, verb="strategy.document_laid_in") as act:
        draft = act.create(
            PlanImport,
            file=keep(act, name=name, content=content, actor=actor),
            lines=[asdict(line) for line in lines],
            unit=unit,
            created_by_id=actor.hand,
            created_at=act.at,
        )
        act.subject = draft
        return draft


def correct(
    *, actor: Actor, draft: PlanImport, seen: int, corrections: Corrections, unit: Unit | None
) -> PlanImport:
    """Keep what a person corrected. Raises Refusal, or StaleWrite when another window was first."""
    check_read_import(actor, draft)
    check_open(draft)
    if unit is not None:
        check_import_for(actor, unit.pk)
    with change(actor=actor, verb="strategy.reading_corrected", about=draft) as act:
        return act.update(
            draft, seen=seen, where={"status": draft.status}, corrections=corrections.as_dict(), unit=unit
        )


def check_saveable(draft: PlanImport, reading: PlanReading) -> None:
    """A plan is saved when nothing stops it, it has a title, and the calendar knows its period."""
    check_acceptable(draft, reading)
    if not reading.plan.title.strip():
        raise NotNow("no_title", N_("Skriv planens titel. Intet er gemt endnu."))
    try:
        first, last = period_dates(reading.plan.period.start, reading.plan.period.end)
    except ValueError:
        raise NotNow("period_unknown", N_("Skriv planens periode. Intet er gemt endnu.")) from None
    if first > last:
        raise NotNow("period_order", N_("Planens periode slutter, før den begynder. Intet er gemt endnu."))


def accept(*, actor: Actor, draft: PlanImport, seen: int, reading: PlanReading) -> UnitPlan:
    """Save the document as a plan, whole or not at all. Raises Refusal or StaleWrite."""
    check_read_import(actor, draft)
    check_saveable(draft, reading)
    unit = draft.unit
    assert unit is not None  # noqa: S101 - check_acceptable has just said so
    check_import_for(actor, unit.pk)
    step = workflow.IMPORT.check("accept", draft.status)
    with change(actor=actor, verb=step.verb) as act:
        plan = write_plan(act, reading=reading, unit=unit, source=draft.file, creator=draft.created_by)
        act.subject = plan
        act.update(draft, seen=seen, where={"status": step.source}, status=step.target, plan=plan)
    return plan


def discard(*, actor: Actor, draft: PlanImport, seen: int) -> None:
    """Put the document aside; file and corrections stay in the history. Raises Refusal or StaleWrite."""
    check_read_import(actor, draft)
    step = workflow.IMPORT.check("discard", draft.status)
    with change(actor=actor, verb=step.verb, about=draft) as act:
        act.update(draft, seen=seen, where={"status": step.source}, status=step.target)
