"""When and what: how long a task may be let wait."""

from __future__ import annotations

import datetime as dt

from kernespor.engines.findings import N_
from kernespor.foundation.refusals import NotNow, answering
from kernespor.foundation.tasks.registry import Task

LONGEST, LONGEST_OVERDUE = 30, 7  # days


def last_pause(task: Task, today: dt.date) -> dt.date:
    """Return the last day that a task may be let wait until.

    A week for what is over its deadline; else its deadline, and thirty days at most.
    """
    if task.overdue_days(today):
        return today + dt.timedelta(days=LONGEST_OVERDUE)
    last = today + dt.timedelta(days=LONGEST)
    return min(last, task.due) if task.due else last


def check_pause(task: Task, until: dt.date, why: str, today: dt.date) -> None:
    """A task waits until a day to come, not past its deadline, and with a reason."""
    if until <= today:
        raise NotNow("pause_over", N_("Dagen er gået. Skriv en dag efter i dag."))
    last = last_pause(task, today)
    if until > last and task.overdue_days(today):
        raise NotNow("pause_overdue", N_("Det, der er over fristen, kan højst vente en uge."))
    if until > last and task.due:
        raise NotNow("pause_past_due", N_("Opgaven kan ikke vente til efter sin frist."))
    if until > last:
        raise NotNow("pause_long", N_("En opgave kan højst vente 30 dage."))
    if not why.strip():
        raise NotNow("pause_without_reason", N_("Skriv, hvad den venter på."))


can_pause = answering(check_pause)
