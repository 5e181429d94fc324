"""One analysis: what it is to find out, how, with whom, what came of it, and the statuses it owes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.enums import AnalysisPartKind
from kernespor.domains.strategy.models import Analysis, AnalysisPart, AnalysisReport
from kernespor.domains.strategy.permissions.analyses import can_know_owner
from kernespor.domains.strategy.permissions.governing import can_read_document
from kernespor.domains.strategy.policies.analyses import REMIND_DAYS
from kernespor.domains.strategy.selectors.analyses.board import waits_days
from kernespor.domains.strategy.selectors.trials.page import Quoted
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.kinds import decision_rows
from kernespor.foundation.bodies.selectors.names import names_on
from kernespor.foundation.organisation.selectors import active_persons
from kernespor.foundation.organisation.selectors.names import unit_name_of

_HEADINGS: dict[str, str | Promise] = {
    AnalysisPartKind.MARK: _("Pejlemærker"),
    AnalysisPartKind.EFFORT: _("Indsatser"),
    AnalysisPartKind.EXAMPLE: _("Det er allerede i gang"),
    AnalysisPartKind.METHOD: _("Metoder og værktøjer"),
    AnalysisPartKind.STEP: _("Proces"),
}


@dataclass(frozen=True, slots=True)
class PartView:
    """A part, and whether the reader may open the document that it stands in."""

    row: AnalysisPart
    cited: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The parts of one kind."""

    kind: str
    heading: str
    parts: list[PartView]


@dataclass(frozen=True, slots=True)
class ReportView:
    """A status that is owed or was given, on a day."""

    row: AnalysisReport
    late_days: int  # given or not, how many days after its day; 0 in time
    soon: bool
    body: str  # what the body is called today, where it isn't what the document calls it

    @property
    def state(self) -> str:
        """The code of the mark that stands beside it."""
        if self.row.given_on:
            return "reached"
        return "off_track" if self.late_days else "slipping" if self.soon else "not_begun"


@dataclass(frozen=True, slots=True)
class AnalysisPage:
    """An analysis as its page shows it to one person."""

    analysis: Analysis
    unit: str
    commissioned_by: str
    document_open: bool
    owner: str
    deputy: str
    owner_left: bool
    owner_hidden: bool
    groups: list[Group]
    reports: list[ReportView]
    decision: Quoted | None
    decision_closed: bool
    waits_days: int

    @property
    def late(self) -> list[ReportView]:
        """The statuses that should have been given and weren't."""
        return [one for one in self.reports if one.late_days and not one.row.given_on]

    @property
    def next_report(self) -> ReportView | None:
        """The first status that isn't given."""
        return next((one for one in self.reports if not one.row.given_on), None)

    def group(self, kind: str) -> Group:
        """Return the parts of a kind."""
        return next(group for group in self.groups if group.kind == kind)


def analysis_for(actor: Actor, analysis_id: int) -> Analysis:
    """Return an analysis that the actor may read. Raises Http404 or NotPermitted."""
    found: Analysis = objects.fetch(actor, "budgetanalyse", analysis_id)
    return found


def part_for(actor: Actor, analysis_id: int, part_id: int) -> AnalysisPart:
    """Return a part of an analysis; 404 for one of another analysis."""
    analysis = analysis_for(actor, analysis_id)
    part = analysis.parts.filter(pk=part_id).first()
    if part is None:
        raise Http404(part_id)
    part.analysis = analysis
    return part


def report_for(actor: Actor, analysis_id: int, report_id: int) -> AnalysisReport:
    """Return a status of an analysis; 404 for one of another analysis."""
    analysis = analysis_for(actor, analysis_id)
    report = analysis.reports.select_related("body").filter(pk=report_id).first()
    if report is None:
        raise Http404(report_id)
    report.analysis = analysis
    return report


def analysis_page(actor: Actor, analysis: Analysis) -> AnalysisPage:
    """Return an analysis as its page shows it. Six queries at most."""
    names, active = names_on(actor.today), active_persons(actor.today)
    reports = [_report(row, actor.today, names) for row in analysis.reports.order_by("due", "id")]
    late = any(one.late_days and not one.row.given_on for one in reports)
    waits = waits_days(analysis, actor.today)
    hidden = bool(late or waits) and not can_know_owner(actor, analysis)
    decision = _quoted(actor, analysis.decision_id)
    return AnalysisPage(
        analysis=analysis,
        unit=unit_name_of(analysis),
        commissioned_by=names.get(analysis.commissioned_by_id or 0, ""),
        document_open=analysis.document is not None and can_read_document(actor, analysis.document),
        owner="" if hidden or analysis.owner is None else analysis.owner.name,
        deputy="" if hidden or analysis.deputy is None else analysis.deputy.name,
        owner_left=analysis.owner_id is not None and analysis.owner_id not in active,
        owner_hidden=hidden,
        groups=_groups(actor, analysis),
        reports=reports,
        decision=decision,
        decision_closed=analysis.decision_id is not None and decision is None,
        waits_days=waits,
    )


def _groups(actor: Actor, analysis: Analysis) -> list[Group]:
    found: dict[str, list[PartView]] = defaultdict(list)
    for part in analysis.parts.select_related("passage__document__unit").order_by("position", "pk"):
        cited = part.passage is not None and can_read_document(actor, part.passage.document)
        found[part.kind].append(PartView(part, cited))
    return [Group(kind, str(heading), found[kind]) for kind, heading in _HEADINGS.items()]


def _quoted(actor: Actor, decision_id: int | None) -> Quoted | None:
    """Return the decision in its own words where the actor may read it."""
    row: Any = decision_rows(actor).filter(pk=decision_id).first() if decision_id else None
    if row is None:
        return None
    card = objects.card_of(row)
    return Quoted(row.current.words, card.title, card.who, row.current.on, card.url)


def _report(row: AnalysisReport, today: dt.date, names: dict[int, str]) -> ReportView:
    name = names.get(row.body_id or 0, "")
    left = (row.due - today).days
    return ReportView(
        row=row,
        late_days=max(((row.given_on or today) - row.due).days, 0),
        soon=row.given_on is None and 0 <= left <= REMIND_DAYS,
        body="" if name.casefold() == row.to_name.casefold() else name,
    )
