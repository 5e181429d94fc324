"""When a run can be stopped, and when it can be sent off again."""

from __future__ import annotations

from kernespor.engines.findings import N_
from kernespor.foundation.jobs.enums import RunStatus
from kernespor.foundation.jobs.models import Run
from kernespor.foundation.jobs.workflow import RUN
from kernespor.foundation.lifecycle import Transition
from kernespor.foundation.refusals import NotNow, answering


def check_cancel(run: Run) -> None:
    """What has ended can't be stopped, and one asks once."""
    if not run.is_open:
        raise NotNow("run_ended", N_("Kørslen er allerede slut."))
    if run.stop_asked:
        raise NotNow("stop_asked", N_("Kørslen er bedt om at standse. Den gør det, så snart den kan."))


def check_retry(run: Run) -> None:
    """Only what failed or was stopped is sent off again."""
    if run.status not in {RunStatus.FAILED, RunStatus.CANCELLED}:
        raise NotNow("run_not_stopped", N_("Kun en kørsel, der er standset, kan sættes i gang igen."))


def again(run: Run) -> Transition:
    """Return the step that sends a run off again; NotNow says why there is none."""
    check_retry(run)
    return RUN.check("retry" if run.status == RunStatus.FAILED else "resume", run.status)


def other_is_open() -> NotNow:
    """Return the refusal of a run whose work another one is already at."""
    return NotNow("other_run_open", N_("En anden kørsel er allerede i gang med det samme."))


can_cancel = answering(check_cancel)
can_retry = answering(check_retry)
