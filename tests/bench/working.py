"""The worker in the crashes: started, killed, and asked in the end whether each row was written once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

WORKED = (
    "KERNESPOR_BENCH_WORKED"  # names the folder in which each run of a worker's that writes leaves a file
)
RUNS = 4
AT_ONCE = 2  # runs that a worker carries out side by side
ROWS_A_ROUND = 15  # of each run: more than a round's worker comes through
LEFT_ALONE = 0.5  # seconds, at most, from when all its runs are writing until a worker is killed
FIRST_ROW = 60.0  # seconds until a worker has loaded the product and found its runs, at most
WAIT = 900.0  # seconds for what is left when nobody kills any more
GONE = 5.0  # seconds until the processes of a killed worker have noticed


def start(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start a worker with a group of processes of its own."""
    paths = os.pathsep.join([str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(
        [sys.executable, "-m", "bench.work"],
        env={**os.environ, **environment, "PYTHONPATH": paths},
        start_new_session=True,
    )


def kill(process: subprocess.Popen[bytes], *, whole: bool) -> list[str]:
    """Kill a worker with all its processes, or only the one that watches; return what outlives it."""
    with suppress(ProcessLookupError):
        if whole:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            os.kill(process.pid, signal.SIGKILL)
    process.wait()
    end = time.monotonic() + GONE
    while time.monotonic() < end:
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return []
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    return [f"processes of the killed worker {process.pid} were still there after {GONE} s"]


def kill_at_work(process: subprocess.Popen[bytes], *, worked: Path, after: float, whole: bool) -> list[str]:
    """Kill a worker so many seconds after its runs have begun to write, in the middle of them."""
    end = time.monotonic() + FIRST_ROW
    while len(list(worked.iterdir())) < AT_ONCE and time.monotonic() < end:
        time.sleep(0.005)
    time.sleep(after)
    return kill(process, whole=whole)


def lay_out(user: Any, action: int, rounds: int) -> None:
    """Ask for the runs; Django must be ready."""
    from django.utils import timezone

    from bench.work import register
    from kernespor.foundation.accounts.selectors import actor_for
    from kernespor.foundation.jobs import actions

    register()
    actor = actor_for(user.person, timezone.localdate(), user_id=user.pk)
    for number in range(RUNS):
        mark = f"run{number}"
        rows = ROWS_A_ROUND * max(rounds, 5)
        actions.enqueue(actor=actor, job="bench.rows", key=mark, mark=mark, number=rows, action=action)


def finish() -> dict[str, int]:
    """Let a worker come to the end of all runs, and end it as systemd would."""
    from kernespor.foundation.jobs.enums import OPEN
    from kernespor.foundation.jobs.models import Run

    runs = Run.objects.filter(job="bench.rows")
    worker = start({})
    end = time.monotonic() + WAIT
    while runs.filter(status__in=OPEN).exists() and time.monotonic() < end:
        time.sleep(0.2)
    worker.send_signal(signal.SIGTERM)
    worker.wait(timeout=WAIT)
    taken_up = sum(run.attempts - 1 for run in runs)
    return {"rows": sum(run.params["number"] for run in runs), "taken_up": taken_up}


def rows_problems() -> list[str]:
    """Return the rows that are missing or were written twice, and the runs that aren't done."""
    from kernespor.domains.strategy.models import Status
    from kernespor.foundation.jobs.models import Run

    problems = []
    found = Counter(Status.objects.filter(text__endswith="-row").values_list("text", flat=True))
    for run in Run.objects.filter(job="bench.rows"):
        if run.status != "done":
            problems.append(f"{run.key} is {run.status} {run.trouble} after {run.attempts} attempts")
        wanted = [f"{run.params['mark']}-{place}-row" for place in range(1, run.params["number"] + 1)]
        wrong = [f"{text} {found[text]} times" for text in wanted if found[text] != 1]
        problems += [f"{run.key}: {one}" for one in wrong[:10]]
    return problems
