"""When and what: what must hold before something can be done, whoever does it."""

from __future__ import annotations

import datetime as dt

from kernespor.connectors.unit_plan.records import PlanReading
from kernespor.domains.strategy.enums import ImportStatus, JudgementChoice, PlanStatus
from kernespor.domains.strategy.models import OwnedRow, PlanImport, UnitPlan
from kernespor.engines.findings import N_, has_error
from kernespor.foundation.refusals import NotNow, answering


def check_editable(plan: UnitPlan) -> None:
    """A concluded plan stands as it was."""
    if plan.status == PlanStatus.CONCLUDED:
        raise NotNow("plan_concluded", N_("Planen er afsluttet og kan ikke ændres."))


def check_followed_up(plan: UnitPlan) -> None:
    """Statuses are given on a plan in force."""
    if plan.status == PlanStatus.DRAFT:
        raise NotNow("plan_is_draft", N_("Der kan skrives status, når planen er sat i kraft."))
    check_editable(plan)


def check_status(item: OwnedRow, judgement: str, text: str, on: dt.date, today: dt.date) -> None:
    """What is reached needs an owner and evidence, what is closed a reason; no status is from the future."""
    if on > today:
        raise NotNow("status_in_future", N_("Datoen ligger efter i dag. Skriv den dag, vurderingen er fra."))
    if judgement == JudgementChoice.REACHED and item.owner_id is None:
        raise NotNow("reached_without_owner", N_("Peg på en ejer, før det meldes nået."))
    if judgement == JudgementChoice.REACHED and not text.strip():
        raise NotNow("reached_without_evidence", N_("Skriv, hvordan det kan ses, at det er nået."))
    if judgement == JudgementChoice.CLOSED and not text.strip():
        raise NotNow("closed_without_reason", N_("Skriv, hvorfor det nedlægges."))


def check_open(draft: PlanImport) -> None:
    """A document is corrected while it is open."""
    if draft.status != ImportStatus.OPEN:
        raise NotNow("import_ended", N_("Dokumentet er allerede gemt eller kasseret."))


def check_acceptable(draft: PlanImport, reading: PlanReading) -> None:
    """A plan is saved when every finding that stops it is settled, and its unit and period are known."""
    check_open(draft)
    if has_error(reading.findings):
        raise NotNow("open_findings", N_("Afgør de fund, der er mærket »Afgør«, først. Intet er gemt endnu."))
    if draft.unit_id is None:
        raise NotNow("no_unit", N_("Vælg den enhed, planen gælder for. Intet er gemt endnu."))
    if not (reading.plan.period.start and reading.plan.period.end):
        raise NotNow("no_period", N_("Skriv planens periode. Intet er gemt endnu."))


can_edit = answering(check_editable)
can_follow_up = answering(check_followed_up)
can_accept = answering(check_acceptable)
