"""When and what: what must hold before something can be done with an analysis, whoever does it."""

from __future__ import annotations

import datetime as dt

from kernespor.domains.strategy.enums import AnalysisStatus
from kernespor.domains.strategy.models import Analysis, AnalysisReport
from kernespor.engines.findings import N_
from kernespor.foundation.bodies.models import Decision
from kernespor.foundation.refusals import NotNow, answering

REMIND_DAYS = 14  # before a status is due, those who answer for it are reminded
DECIDE_DAYS = 180  # after the result was laid forth, it is asked where the decision is


def check_editable(analysis: Analysis) -> None:
    """What was decided or stopped stands as it was; its statuses can still be given."""
    if analysis.status == AnalysisStatus.DECIDED:
        raise NotNow("analysis_decided", N_("Analysen er besluttet og kan ikke ændres."))
    if analysis.status == AnalysisStatus.STOPPED:
        raise NotNow("analysis_stopped", N_("Analysen er standset og kan ikke ændres."))


def check_dates(begins: dt.date, ends: dt.date | None) -> None:
    """An analysis ends no earlier than it begins."""
    if ends and ends < begins:
        raise NotNow("analysis_ends_early", N_("Analysen skal slutte efter den dag, den begynder."))


def check_result(text: str, on: dt.date, today: dt.date) -> None:
    """A result has words, and was laid forth on a day that has been."""
    if not text.strip():
        raise NotNow("no_result", N_("Skriv, hvad analysen viste."))
    if on > today:
        raise NotNow("result_in_future", N_("Datoen ligger efter i dag. Skriv den dag, det blev lagt frem."))


def check_reason(why: str) -> None:
    """What needs a reason has one."""
    if not why.strip():
        raise NotNow("reason_needed", N_("Skriv hvorfor. Begrundelsen bliver stående på analysen."))


def check_decision_missing(analysis: Analysis) -> None:
    """A decision is pointed at once; a wrong one is corrected where decisions are kept."""
    if analysis.status not in {AnalysisStatus.RESULT, AnalysisStatus.DECIDED} or analysis.decision_id:
        raise NotNow(
            "no_decision_now",
            N_("En beslutning kan pege på analysen, når resultatet er lagt frem, og den ikke har en."),
        )


def check_after_result(analysis: Analysis, decision: Decision) -> None:
    """What was decided before the analysis began is not a decision on its result."""
    if decision.current and decision.current.on < analysis.begins:
        raise NotNow(
            "decision_before",
            N_("Beslutningen er fra før analysen begyndte. Vælg den, der handler om resultatet."),
        )


def check_given(text: str, on: dt.date, today: dt.date) -> None:
    """A status that was given has words, and a day that has been."""
    if not text.strip():
        raise NotNow("status_without_words", N_("Skriv, hvad der blev givet status om."))
    if on > today:
        raise NotNow("given_in_future", N_("Datoen ligger efter i dag. Skriv den dag, status blev givet."))


def check_not_given(report: AnalysisReport) -> None:
    """A status that was given stays, and so does the day by which it was due."""
    if report.given_on:
        raise NotNow("given_stays", N_("Status er givet. Den og dens frist bliver stående."))


can_edit = answering(check_editable)
can_point_at_decision = answering(check_decision_missing)
