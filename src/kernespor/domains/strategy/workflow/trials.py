"""The life of a trial."""

from __future__ import annotations

from kernespor.domains.strategy.enums import TrialStatus
from kernespor.engines.findings import N_
from kernespor.foundation.lifecycle import Lifecycle, Transition

_OWNER = N_("forsøgets ejer og enhedens leder")
_S = TrialStatus

TRIAL = Lifecycle(
    title=N_("En prøvehandling eller et forsøg"),
    statuses=TrialStatus,
    owners=dict.fromkeys(_S, _OWNER),
    initial=_S.IDEA,
    final=frozenset({_S.TAKEN_OVER, _S.DROPPED}),
    transitions=(
        Transition("begin", _S.IDEA, _S.RUNNING, "strategy.trial_begun", N_("Gå i gang")),
        Transition(
            "drop", _S.IDEA, _S.DROPPED, "strategy.trial_dropped", N_("Opgiv idéen"), needs_reason=True
        ),
        Transition("end", _S.RUNNING, _S.ENDED, "strategy.trial_ended", N_("Slut, og skriv hvad I lærte")),
        Transition(
            "give_time",
            _S.RUNNING,
            _S.RUNNING,
            "strategy.trial_given_time",
            N_("Flyt slutdatoen"),
            needs_reason=True,
        ),
        Transition(
            "prolong", _S.ENDED, _S.RUNNING, "strategy.trial_prolonged", N_("Prøv videre"), needs_reason=True
        ),
        Transition("take_over", _S.ENDED, _S.TAKEN_OVER, "strategy.trial_taken_over", N_("Tag det i drift")),
    ),
)
