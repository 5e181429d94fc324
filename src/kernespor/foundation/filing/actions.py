"""Writes of case numbers and filing."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import Model

from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.attached import keys
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.filing import patterns, workflow
from kernespor.foundation.filing.models import CasePattern, Filing
from kernespor.foundation.filing.permissions import check_file, check_set_pattern
from kernespor.foundation.filing.policies import check_filed_on, check_number
from kernespor.foundation.filing.selectors import masks_on
from kernespor.foundation.refusals import NotNow, StaleWrite


def number_case(*, actor: Actor, row: Model, seen: int, case_number: str) -> Filing:
    """Give an object its case number, or take it away. Raises Refusal or StaleWrite."""
    check_file(actor, row)
    check_number(case_number.strip(), masks_on(actor.today))
    with change(actor=actor, verb="filing.numbered", about=row) as act:
        return act.update(_held(act, row, seen), seen=seen, case_number=case_number.strip())


def file(*, actor: Actor, row: Model, seen: int, system: str, record_number: str, on: dt.date) -> Filing:
    """Say that an object is filed: where, under which number, when. Raises Refusal or StaleWrite."""
    check_file(actor, row)
    check_filed_on(on, actor.today)
    with change(actor=actor, verb="filing.filed", about=row) as act:
        filing = _held(act, row, seen)
        step = workflow.FILING.check("file", filing.status)
        return act.update(
            filing,
            seen=seen,
            where={"status": step.source},
            status=step.target,
            system=system.strip(),
            record_number=record_number.strip(),
            filed_on=on,
            filed_by_id=actor.doer_id,
            filed_by_label=actor.label,
        )


def undo(*, actor: Actor, row: Model, seen: int, why: str) -> Filing:
    """Take back that an object is filed, with the reason. Raises Refusal or StaleWrite."""
    check_file(actor, row)
    if not why.strip():
        raise NotNow("reason_needed", N_("Skriv hvorfor. Begrundelsen bliver stående i historikken."))
    with change(actor=actor, verb="filing.undone", about=row, why=why.strip()) as act:
        filing = _held(act, row, seen)
        step = workflow.FILING.check("undo", filing.status)
        return act.update(filing, seen=seen, where={"status": step.source}, status=step.target, filed_on=None)


def set_pattern(*, actor: Actor, mask: str, source: str, first: dt.date) -> CasePattern:
    """Say what case numbers look like from a day on. Raises Refusal."""
    check_set_pattern(actor)
    if patterns.problem(mask):
        raise NotNow(
            "wrong_mask", N_("Skriv 0 for et ciffer, 0… for et eller flere cifre og X for et bogstav.")
        )
    with change(actor=actor, verb="filing.pattern_set") as act:
        act.subject = act.create(
            CasePattern, mask=mask, source=source.strip(), valid_from=first, recorded_at=act.at
        )
        return act.subject


def end_pattern(*, actor: Actor, pattern: CasePattern, last: dt.date) -> CasePattern:
    """Let a pattern hold to a day and no longer. Raises Refusal."""
    check_set_pattern(actor)
    if last < pattern.valid_from:
        raise NotNow("ends_before_it_begins", N_("Den sidste dag ligger før den første."))
    with change(actor=actor, verb="filing.pattern_ended", about=pattern) as act:
        return act.update(pattern, valid_to=last)


def _held(act: Change, row: Model, seen: int) -> Filing:
    """Return the object's filing, made where there is none; `seen` 0 is a page that showed none."""
    found = Filing.objects.filter(**keys(row)).first()
    if found is None:
        try:
            with transaction.atomic():
                return act.create(Filing, **keys(row), version=seen)
        except IntegrityError:  # someone else made it just now
            found = Filing.objects.get(**keys(row))
    if found.version != seen:
        raise StaleWrite(found)
    return found
