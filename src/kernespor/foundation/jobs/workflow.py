"""The life of a run. Pure data; the manual's diagram comes from here."""

from __future__ import annotations

from kernespor.engines.findings import N_
from kernespor.foundation.jobs.enums import RunStatus
from kernespor.foundation.lifecycle import Lifecycle, Transition

_WORKER = N_("arbejderen")
_ASKER = N_("den, der bad om kørslen")

RUN = Lifecycle(
    title=N_("En kørsel"),
    statuses=RunStatus,
    owners={
        str(RunStatus.QUEUED): _WORKER,
        str(RunStatus.RUNNING): _WORKER,
        str(RunStatus.DONE): _ASKER,
        str(RunStatus.FAILED): _ASKER,
        str(RunStatus.CANCELLED): _ASKER,
    },
    initial=RunStatus.QUEUED,
    final=frozenset({RunStatus.DONE}),
    transitions=(
        Transition("start", RunStatus.QUEUED, RunStatus.RUNNING, "jobs.started", N_("Begynd")),
        Transition("finish", RunStatus.RUNNING, RunStatus.DONE, "jobs.done", N_("Bliv færdig")),
        Transition("fail", RunStatus.RUNNING, RunStatus.FAILED, "jobs.failed", N_("Stands ved en fejl")),
        Transition("take_up", RunStatus.RUNNING, RunStatus.QUEUED, "jobs.taken_up", N_("Tag op igen")),
        Transition("cancel", RunStatus.QUEUED, RunStatus.CANCELLED, "jobs.cancelled", N_("Afbryd")),
        Transition("stop", RunStatus.RUNNING, RunStatus.CANCELLED, "jobs.stopped", N_("Afbryd undervejs")),
        Transition(
            "retry", RunStatus.FAILED, RunStatus.QUEUED, "jobs.retried", N_("Prøv igen"), needs_reason=True
        ),
        Transition(
            "resume",
            RunStatus.CANCELLED,
            RunStatus.QUEUED,
            "jobs.resumed",
            N_("Sæt i gang igen"),
            needs_reason=True,
        ),
    ),
)
