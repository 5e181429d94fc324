"""A trial to the state engine, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container

from kernespor.domains.strategy.enums import TrialStatus
from kernespor.domains.strategy.models import Trial
from kernespor.domains.strategy.policies.trials import FRESH_DAYS
from kernespor.engines.plan_state.records import Facts, Judgement, Shown
from kernespor.engines.plan_state.states import shown


def state_of(trial: Trial, last: dt.date | None, *, active: Container[int], today: dt.date) -> Shown | None:
    """Return what may be shown of a trial that runs; nothing of one that is an idea or over.

    `last` is the day of the last effect that was written by today, `active` the persons who hold a role
    today. As long as someone writes what they see, and its end is ahead, it is on track.
    """
    if trial.status != TrialStatus.RUNNING:
        return None
    begins = trial.begins or today
    waits = begins > today
    facts = Facts(
        expected_from=begins,
        has_owner=trial.owner_id is not None,
        owner_left=trial.owner_id is not None and trial.owner_id not in active,
        begins=begins,
        deadline=trial.ends,
        judgement=Judgement.NOT_BEGUN if waits else Judgement.ON_TRACK,
        judged_on=today if waits else max(begins, last or begins),
    )
    return shown(facts, today=today, fresh_days=FRESH_DAYS)
