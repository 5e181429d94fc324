"""The product as the browser tests meet it: the demo, served on a free port with a data folder of its own."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TODAY = "2026-11-20"
LONGEST_LOAD = 240  # seconds, on a machine with much else to do
# The persons of the demo by what they come to the tests for.
CONTROLLER = "budgetchef"
FINANCE_HEAD = "oekonomichef"
DAY_CARE_HEAD = "leder.maelkevejen"
SECRETARY = "politisk.sekretariat"
COUNCILLOR = "formand.boern"
ADMINISTRATOR = "administrator"
EMPLOYEE = "udbudskonsulent"
FIRST_PART = {
    "area": "SELECT a.id FROM strategy_priorityarea a WHERE a.plan_id = ?",
    "goal": (
        "SELECT g.id FROM strategy_goal g "
        "JOIN strategy_priorityarea a ON a.id = g.area_id WHERE a.plan_id = ?"
    ),
    "action": (
        "SELECT x.id FROM strategy_action x JOIN strategy_goal g ON g.id = x.goal_id "
        "JOIN strategy_priorityarea a ON a.id = g.area_id WHERE a.plan_id = ?"
    ),
    "indicator": (
        "SELECT x.id FROM strategy_indicator x JOIN strategy_goal g ON g.id = x.goal_id "
        "JOIN strategy_priorityarea a ON a.id = g.area_id WHERE a.plan_id = ?"
    ),
}


@dataclass(frozen=True, slots=True)
class Product:
    """A running product: its address and its data folder."""

    url: str
    folder: Path

    @property
    def password(self) -> str:
        """The password of every person of this demo."""
        return (self.folder / "demo-password").read_text(encoding="utf-8")

    def person(self, name: str) -> int:
        """Return the id of the person who logs in as `name`."""
        return self.value("SELECT person_id FROM accounts_user WHERE email LIKE ?", f"{name}@%")

    def value(self, question: str, *given: object) -> int:
        """Return the one number that a question to the database gives; KeyError where there is none."""
        address = f"file:{self.folder / 'kernespor.sqlite3'}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=20)) as database:
            row = database.execute(question, given).fetchone()
        if row is None:
            raise KeyError(question)
        return int(row[0])

    def run(self) -> int:
        """Return the id of a run: the clock sends the first ones off as soon as the worker is there."""
        until = time.monotonic() + 240
        while True:
            try:
                return self.value("SELECT id FROM jobs_run ORDER BY id")
            except KeyError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)

    def plan(self, unit: str = "Økonomi & Stab", status: str = "in_force") -> int:
        """Return the id of a unit's plan."""
        return self.value(
            "SELECT p.id FROM strategy_unitplan p JOIN organisation_unitversion v ON v.unit_id = p.unit_id "
            "WHERE v.name = ? AND p.status = ? ORDER BY p.id",
            unit,
            status,
        )

    def part(self, kind: str, plan: int) -> int:
        """Return the id of a plan's first area, goal, action or indicator."""
        return self.value(FIRST_PART[kind], plan)


def laid_out(factory: pytest.TempPathFactory, name: str) -> Path:
    """Return a new data folder with the demo in it, as nobody has touched it.

    The municipality is loaded once in a test run, and all workers copy it. RuntimeError when it can't be.
    """
    folder = factory.mktemp(name)
    shutil.copytree(_prepared(_root_of(factory)), folder, dirs_exist_ok=True)
    return folder


def _root_of(factory: pytest.TempPathFactory) -> Path:
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def _prepared(root: Path) -> Path:
    done, underway = root / "demo", root / "demo-underway"
    until = time.monotonic() + LONGEST_LOAD
    while not done.exists() and time.monotonic() < until:
        try:
            underway.mkdir()  # one of those who come at the same time gets it made
        except FileExistsError:
            time.sleep(0.2)
            continue
        if done.exists():  # another was ready between the two looks
            underway.rmdir()
            break
        _prepare(underway)
        underway.rename(done)
    if not done.exists():
        raise RuntimeError(f"The demo was not loaded in {LONGEST_LOAD} s.")
    return done


def _prepare(folder: Path) -> None:
    command = [sys.executable, "-c", _program("--prepare")]
    made = subprocess.run(
        command, cwd=ROOT, env=_settings(folder), capture_output=True, text=True, check=False
    )
    if made.returncode:
        shutil.rmtree(folder)
        raise RuntimeError(made.stdout + made.stderr)


def _program(*words: str) -> str:
    return f"import sys; from kernespor.site.cli import main; sys.exit(main(['demo', *{words!r}]))"


def _settings(folder: Path, **more: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("KERNESPOR_")}
    ours = {"KERNESPOR_DATA_DIR": str(folder), "KERNESPOR_TODAY": TODAY, "KERNESPOR_DEMO": "1"}
    return kept | ours | more


@contextmanager
def served(folder: Path, **more: str) -> Iterator[Product]:
    """Serve the demo from `folder` until the block ends; RuntimeError when it doesn't answer in time.

    `more` are further settings of the installation.
    """
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder / "server.log"
    with log.open("wb") as out:
        server = subprocess.Popen(
            [sys.executable, "-c", _program("--port", str(port))],
            cwd=ROOT,
            env=_settings(folder, **more),
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        url = f"http://127.0.0.1:{port}"
        if not _answers(f"{url}/sundhed/", server):
            raise RuntimeError(log.read_text(encoding="utf-8"))
        yield Product(url, folder)
    finally:
        server.terminate()
        server.wait(timeout=20)


def _answers(url: str, server: subprocess.Popen[bytes]) -> bool:
    until = time.monotonic() + LONGEST_LOAD
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310 - our own loopback address
                return True
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    return False
