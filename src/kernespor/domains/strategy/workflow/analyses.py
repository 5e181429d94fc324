"""The life of a themed budget analysis."""

from __future__ import annotations

from kernespor.domains.strategy.enums import AnalysisStatus
from kernespor.engines.findings import N_
from kernespor.foundation.lifecycle import Lifecycle, Transition

_OWNER = N_("analysens ejer og enhedens leder")
_S = AnalysisStatus

ANALYSIS = Lifecycle(
    title=N_("En budgetanalyse"),
    statuses=AnalysisStatus,
    owners={
        _S.COMMISSIONED: _OWNER,
        _S.UNDER_WAY: _OWNER,
        _S.RESULT: N_("det råd eller udvalg, der skal beslutte"),
        _S.DECIDED: _OWNER,
        _S.STOPPED: _OWNER,
    },
    initial=_S.COMMISSIONED,
    final=frozenset({_S.DECIDED, _S.STOPPED}),
    transitions=(
        Transition("begin", _S.COMMISSIONED, _S.UNDER_WAY, "strategy.analysis_begun", N_("Gå i gang")),
        Transition(
            "conclude", _S.UNDER_WAY, _S.RESULT, "strategy.analysis_concluded", N_("Læg resultatet frem")
        ),
        Transition(
            "reopen",
            _S.RESULT,
            _S.UNDER_WAY,
            "strategy.analysis_reopened",
            N_("Arbejd videre"),
            needs_reason=True,
        ),
        Transition("decide", _S.RESULT, _S.DECIDED, "strategy.analysis_decided", N_("Peg på beslutningen")),
        # What really happened can be recorded before the minutes are.
        Transition(
            "decide_unrecorded",
            _S.RESULT,
            _S.DECIDED,
            "strategy.analysis_decided_unrecorded",
            N_("Besluttet, men ikke ført ind"),
            needs_reason=True,
        ),
        Transition(
            "stop",
            _S.COMMISSIONED,
            _S.STOPPED,
            "strategy.analysis_stopped",
            N_("Stands analysen"),
            needs_reason=True,
        ),
        Transition(
            "stop_under_way",
            _S.UNDER_WAY,
            _S.STOPPED,
            "strategy.analysis_stopped",
            N_("Stands analysen"),
            needs_reason=True,
        ),
    ),
)
