"""How fast a backup and its restore are, at a full Sporkøbing, and what a run of a job costs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import clock
from bench.database import POSTGRESQL, database, environments
from bench.working import start

RUNS = 300
WAIT = 300.0
LOAD = """
from django.core.management import call_command
from kernespor.site.loading import load
call_command("migrate", verbosity=0)
load(seed=1, password=None)
"""
ASK = f"""
import time
from django.utils import timezone
from bench.work import register
from kernespor.foundation.access.actor import system
from kernespor.foundation.jobs import actions
from kernespor.foundation.jobs.models import Run
register()
actor = system("Bench", timezone.localdate())
began = time.monotonic()
for place in range({RUNS}):
    actions.enqueue(actor=actor, job="bench.nothing", key=str(place), place=place)
print(time.monotonic() - began)
"""
WATCH = f"""
import json, time
from django.db.models import Max, Min
from kernespor.foundation.jobs.models import Run
end = time.monotonic() + {WAIT}
while Run.objects.filter(job="bench.nothing").exclude(status="done").exists() and time.monotonic() < end:
    time.sleep(0.1)
runs = Run.objects.filter(job="bench.nothing", status="done")
span = runs.aggregate(first=Min("started_at"), last=Max("ended_at"))
print(json.dumps([runs.count(), (span["last"] - span["first"]).total_seconds()]))
"""


def run() -> None:
    """Measure on each database at hand, and print."""
    with environments() as databases, tempfile.TemporaryDirectory() as folder:
        for name, environment in databases.items():
            _ask(environment, LOAD)
            _backup(name, environment, Path(folder) / name)
            _jobs(name, environment)


def _backup(name: str, environment: dict[str, str], folder: Path) -> None:
    said: list[str] = []
    taken = clock.once(lambda: said.extend(_command(environment, "backup", str(folder)).splitlines()))
    file = Path(said[0])
    rows = int(said[1].split(", ")[1].split()[0])
    megabytes = file.stat().st_size / 1024 / 1024
    checked = clock.once(lambda: _command(environment, "backup", "--verify", str(file)))
    if environment["KERNESPOR_DATABASE_URL"]:
        with database(os.environ[POSTGRESQL], f"kernespor_restored_{os.getpid()}") as url:
            restored = _restore({**environment, "KERNESPOR_DATABASE_URL": url}, file)
    else:
        restored = _restore({**environment, "KERNESPOR_DATA_DIR": str(folder / "restored")}, file)
    print(
        f"{name}: {rows} rows, {megabytes:.1f} MB: backup {taken:.1f} s ({rows / taken:.0f} rows/s), "
        f"verify {checked:.1f} s, restore with comparison {restored:.1f} s ({rows / restored:.0f} rows/s)"
    )


def _restore(environment: dict[str, str], file: Path) -> float:
    return clock.once(lambda: _command(environment, "restore", str(file)))


def _jobs(name: str, environment: dict[str, str]) -> None:
    asked = float(_ask(environment, ASK))
    worker = start(environment)
    done, span = json.loads(_ask(environment, WATCH))
    worker.terminate()
    ended = clock.once(lambda: worker.wait(timeout=60))
    print(
        f"{name}: {RUNS / asked:.0f} runs/s asked for, {done / span:.0f} runs/s carried out by one process "
        f"({1000 * span / done:.0f} ms each, all overhead); the worker ended {ended:.1f} s "
        "after SIGTERM"
    )


def _ask(environment: dict[str, str], code: str) -> str:
    """Run code with Django ready, and return the last line that it prints."""
    said = _python(environment, "-c", f"from kernespor.site.cli.manage import setup; setup()\n{code}")
    return said.splitlines()[-1] if said else ""


def _command(environment: dict[str, str], *words: str) -> str:
    return _python(environment, "-m", "kernespor.site.cli", *words)


def _python(environment: dict[str, str], *words: str) -> str:
    paths = os.pathsep.join([str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, *words],
        env={**os.environ, **environment, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout
