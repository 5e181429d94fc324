"""Budget analyses: begun, written in, carried through, decided; their parts and the statuses they owe.

`at` is the moment at which something happened, where it is told afterwards; without it, now.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from kernespor.domains.strategy import workflow
from kernespor.domains.strategy.models import Analysis, AnalysisPart, AnalysisReport, Passage
from kernespor.domains.strategy.permissions.analyses import check_change, check_commission
from kernespor.domains.strategy.permissions.governing import check_read_document
from kernespor.domains.strategy.policies import analyses as policies
from kernespor.domains.strategy.selectors.governing.building import BUILDS_ON
from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.bodies.actions.decisions import ABOUT
from kernespor.foundation.bodies.models import Body, Decision
from kernespor.foundation.bodies.permissions import check_read_decision
from kernespor.foundation.dated import OPEN_END
from kernespor.foundation.objects import ref_of
from kernespor.foundation.organisation.models import Unit
from kernespor.foundation.refusals import NotNow
from kernespor.foundation.thread.actions import link
from kernespor.foundation.thread.models import Link

Moment = dt.datetime | None
_WITH_FORMS_OF_THEIR_OWN = frozenset({"conclude", "decide", "decide_unrecorded"})


@dataclass(frozen=True, slots=True)
class PartFacts:
    """A part of an analysis; `passage` is the sentence that it stands in, word for word."""

    kind: str
    text: str
    participants: str = ""
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class DueFacts:
    """A status that is owed: to whom, by which day."""

    to_name: str
    due: dt.date
    body: Body | None = None


def begin(
    *,
    actor: Actor,
    unit: Unit,
    parts: Sequence[PartFacts] = (),
    reports: Sequence[DueFacts] = (),
    at: Moment = None,
    **fields: Any,
) -> Analysis:
    """Begin an analysis for a unit, with what its commission says. Raises Refusal."""
    check_commission(actor, unit.pk)
    _check_sources(actor, parts)
    policies.check_dates(fields["begins"], fields.get("ends"))
    if document := fields.get("document"):
        check_read_document(actor, document)
    with change(actor=actor, verb="strategy.analysis_commissioned", at=at) as act:
        analysis = act.create(Analysis, unit=unit, created_by_id=actor.hand, **fields)
        act.subject = analysis
        if document:
            link(act, kind="leads_to", upper=ref_of(document), lower=ref_of(analysis), day=analysis.begins)
        _write_parts(act, analysis, parts)
        rows = [AnalysisReport(analysis=analysis, **_due_fields(one)) for one in reports]
        act.create_many(AnalysisReport, rows)
        return analysis


def change_analysis(*, actor: Actor, analysis: Analysis, seen: int, **fields: Any) -> Analysis:
    """Change what an analysis says and who answers for it. Raises Refusal or StaleWrite."""
    check_change(actor, analysis)
    policies.check_editable(analysis)
    policies.check_dates(fields.get("begins", analysis.begins), fields.get("ends", analysis.ends))
    with change(actor=actor, verb="strategy.analysis_changed", about=analysis) as act:
        where = {"status": analysis.status}
        return act.update(analysis, seen=seen, where=where, **fields)


def add_part(*, actor: Actor, analysis: Analysis, facts: PartFacts) -> AnalysisPart:
    """Add a part at the end of its kind. Raises Refusal."""
    check_change(actor, analysis)
    _check_sources(actor, [facts])
    with change(actor=actor, verb="strategy.analysis_part_added", about=analysis) as act:
        _hold(act, analysis)
        return _write_parts(act, analysis, [facts])[0]


def change_part(*, actor: Actor, part: AnalysisPart, seen: int, text: str, participants: str) -> AnalysisPart:
    """Change a part's words; what it was taken from stays. Raises Refusal or StaleWrite."""
    check_change(actor, part.analysis)
    with change(actor=actor, verb="strategy.analysis_part_changed", about=part.analysis) as act:
        _hold(act, part.analysis)
        return act.update(part, seen=seen, text=text, participants=participants)


def remove_part(*, actor: Actor, part: AnalysisPart, why: str) -> None:
    """Take a part out; it stays in the history with the reason. Raises Refusal."""
    analysis, passage = part.analysis, part.passage_id
    check_change(actor, analysis)
    policies.check_reason(why)
    with change(actor=actor, verb="strategy.analysis_part_removed", about=analysis, why=why.strip()) as act:
        _hold(act, analysis)
        act.delete(part)
        if passage and not analysis.parts.filter(passage_id=passage).exists():
            _loosen(act, analysis, passage, actor.today)


def add_report(*, actor: Actor, analysis: Analysis, facts: DueFacts) -> AnalysisReport:
    """Say that a status is owed. Raises Refusal."""
    check_change(actor, analysis)
    with change(actor=actor, verb="strategy.analysis_report_due", about=analysis) as act:
        act.touch(analysis)
        return act.create(AnalysisReport, analysis=analysis, **_due_fields(facts))


def move_report(
    *, actor: Actor, report: AnalysisReport, seen: int, facts: DueFacts, why: str
) -> AnalysisReport:
    """Give a status another day or another to give it to, with the reason. Raises Refusal or StaleWrite."""
    check_change(actor, report.analysis)
    policies.check_not_given(report)
    policies.check_reason(why)
    with change(
        actor=actor, verb="strategy.analysis_report_moved", about=report.analysis, why=why.strip()
    ) as act:
        act.touch(report.analysis)
        return act.update(report, seen=seen, where={"given_on": None}, **_due_fields(facts))


def give_report(
    *, actor: Actor, report: AnalysisReport, seen: int, text: str, given_on: dt.date, at: Moment = None
) -> AnalysisReport:
    """Say what status was given and when, or mend what was said. Raises Refusal or StaleWrite."""
    check_change(actor, report.analysis)
    policies.check_given(text, given_on, actor.today)
    with change(actor=actor, verb="strategy.analysis_report_given", about=report.analysis, at=at) as act:
        act.touch(report.analysis)
        return act.update(report, seen=seen, text=text.strip(), given_on=given_on)


def move(
    *, actor: Actor, analysis: Analysis, step: str, seen: int, why: str = "", at: Moment = None
) -> Analysis:
    """Take an analysis a step that needs no more than a reason. Raises Refusal, StaleWrite or KeyError."""
    if step in _WITH_FORMS_OF_THEIR_OWN:
        raise KeyError(step)
    fields: dict[str, Any] = {"result_on": None} if step == "reopen" else {}
    return _step(actor, analysis, step, seen, at, why=why, **fields)


def conclude(
    *, actor: Actor, analysis: Analysis, seen: int, result: str, on: dt.date, at: Moment = None
) -> Analysis:
    """Lay the result forth. Raises Refusal or StaleWrite."""
    policies.check_result(result, on, actor.today)
    return _step(actor, analysis, "conclude", seen, at, result=result.strip(), result_on=on)


def decide(*, actor: Actor, analysis: Analysis, seen: int, decision: Decision, at: Moment = None) -> Analysis:
    """Point at what was decided on the result, also where it was decided before it was on record.

    Raises Refusal or StaleWrite.
    """
    check_read_decision(actor, decision)
    policies.check_decision_missing(analysis)
    policies.check_after_result(analysis, decision)
    check_change(actor, analysis)
    transition = workflow.ANALYSIS.step("decide")
    with change(actor=actor, verb=transition.verb, about=analysis, at=at) as act:
        where = {"status": analysis.status, "decision": None}
        act.update(analysis, seen=seen, where=where, status=transition.target, decision=decision)
        day = decision.current.on if decision.current else actor.today
        link(act, kind=ABOUT, upper=ref_of(analysis), lower=ref_of(decision), day=day)
        return analysis


def decide_unrecorded(
    *, actor: Actor, analysis: Analysis, seen: int, why: str, at: Moment = None
) -> Analysis:
    """Say that it was decided though no decision is on record, in one's own name and with the reason."""
    said = {"out_of_order": why.strip(), "out_of_order_by": actor.label[:200]}
    return _step(actor, analysis, "decide_unrecorded", seen, at, why=why, **said)


def _step(
    actor: Actor, analysis: Analysis, step: str, seen: int, at: Moment, *, why: str = "", **fields: Any
) -> Analysis:
    check_change(actor, analysis)
    transition = workflow.ANALYSIS.check(step, analysis.status)
    if transition.needs_reason:
        policies.check_reason(why)
    with change(actor=actor, verb=transition.verb, about=analysis, why=why.strip(), at=at) as act:
        where = {"status": transition.source}
        return act.update(analysis, seen=seen, where=where, status=transition.target, **fields)


def _check_sources(actor: Actor, parts: Iterable[PartFacts]) -> None:
    """Nobody builds on a passage that they may not read, or on one that was taken back."""
    for facts in parts:
        if facts.passage is None:
            continue
        check_read_document(actor, facts.passage.document)
        if facts.passage.withdrawn_on:
            raise NotNow("passage_withdrawn", N_("Passusen er taget tilbage. Vælg en anden."))


def _hold(act: Change, analysis: Analysis) -> None:
    """Queue behind whoever writes in the analysis right now, and see what status they left it in."""
    act.touch(analysis)
    analysis.refresh_from_db(fields=["status"])
    policies.check_editable(analysis)


def _write_parts(act: Change, analysis: Analysis, parts: Iterable[PartFacts]) -> list[AnalysisPart]:
    """Write parts after those of their kind; what stands in a passage is tied to it on the thread."""
    last: dict[str, int] = dict(analysis.parts.order_by().values_list("kind").annotate(last=Max("position")))
    rows = []
    for facts in parts:
        last[facts.kind] = last.get(facts.kind, 0) + 1
        rows.append(
            AnalysisPart(
                analysis=analysis,
                kind=facts.kind,
                position=last[facts.kind],
                text=facts.text,
                participants=facts.participants,
                passage=facts.passage,
            )
        )
    created = act.create_many(AnalysisPart, rows)
    for passage in {row.passage_id: row.passage for row in created if row.passage}.values():
        link(act, kind=BUILDS_ON, upper=ref_of(passage), lower=ref_of(analysis))
    return created


def _loosen(act: Change, analysis: Analysis, passage: int, today: dt.date) -> None:
    """End the link from a passage that no part stands in any longer."""
    for one in Link.objects.believed().filter(
        kind=BUILDS_ON,
        upper_kind=Passage._meta.label_lower,
        upper_pk=passage,
        lower_kind=Analysis._meta.label_lower,
        lower_pk=analysis.pk,
        structural=True,
        valid_to=OPEN_END,
    ):
        act.update(one, valid_to=today - dt.timedelta(days=1))


def _due_fields(facts: DueFacts) -> dict[str, Any]:
    return {"to_name": facts.to_name, "due": facts.due, "body": facts.body}
