"""All analyses, each with the statuses that it owes and how late they are."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from kernespor.domains.strategy.enums import AnalysisStatus
from kernespor.domains.strategy.models import Analysis, AnalysisReport
from kernespor.domains.strategy.policies.analyses import DECIDE_DAYS
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.organisation.selectors.names import unit_name_of, with_unit_name

_ORDER = {status: place for place, status in enumerate(("result", "under_way", "commissioned"))}


@dataclass(frozen=True, slots=True)
class AnalysisRow:
    """An analysis in the list."""

    analysis: Analysis
    unit: str
    today: dt.date

    @property
    def reports(self) -> list[AnalysisReport]:
        """The statuses that it owes or has given, by the day they are due."""
        return list(self.analysis.reports.all())

    @property
    def given(self) -> int:
        """How many statuses were given."""
        return sum(1 for one in self.reports if one.given_on)

    @property
    def next_report(self) -> AnalysisReport | None:
        """The first status that isn't given."""
        return next((one for one in self.reports if not one.given_on), None)

    @property
    def late_days(self) -> int:
        """How many days the latest of its statuses is over its day; 0 when none is."""
        first = self.next_report
        return max((self.today - first.due).days, 0) if first else 0

    @property
    def waits_days(self) -> int:
        """How many days its result has waited for a decision, when that is too many; else 0."""
        return waits_days(self.analysis, self.today)


def waits_days(analysis: Analysis, today: dt.date) -> int:
    """Return how many days a result has waited for a decision, when that is too many; else 0."""
    if analysis.status != AnalysisStatus.RESULT or analysis.result_on is None:
        return 0
    days = (today - analysis.result_on).days
    return days if days > DECIDE_DAYS else 0


def analyses(actor: Actor, *, status: str = "", late: bool = False) -> list[AnalysisRow]:
    """Return the analyses that the actor may read, what is open first, newest first. Two queries."""
    rows = rows_of(actor).prefetch_related(Prefetch("reports", AnalysisReport.objects.order_by("due", "id")))
    if status:
        rows = rows.filter(status=status)
    found = [AnalysisRow(row, unit_name_of(row), actor.today) for row in rows]
    if late:
        found = [row for row in found if row.late_days or row.waits_days]
    return sorted(
        found, key=lambda row: (_ORDER.get(row.analysis.status, len(_ORDER)), -_day(row), row.analysis.pk)
    )


def rows_of(actor: Actor) -> QuerySet[Analysis]:
    """Return the analyses that the actor may read: all of them, for everyone in the house."""
    rows = Analysis.objects.select_related("unit", "owner", "deputy", "document", "created_by")
    return with_unit_name(rows if actor.in_house else rows.none(), actor.today)


def _day(row: AnalysisRow) -> int:
    return row.analysis.begins.toordinal()
