"""kill -9 of server and worker: nothing acknowledged lost, nothing half there, nothing done twice."""

from __future__ import annotations

import http.client
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.database import environments
from bench.server import serving, stop
from bench.working import AT_ONCE, LEFT_ALONE, WORKED, finish, kill_at_work, lay_out, rows_problems, start

ROUNDS = 50
FIRST_ANSWER = 30.0  # seconds
TOKEN = "c" * 32  # the form's token and its cookie only have to be the same
BOUNDARY = "----kernespor"
FORM = "application/x-www-form-urlencoded"
APPLICATION = "kernespor.site.wsgi:application"
AREAS, GOALS, ACTIONS, INDICATORS = 2, 4, 8, 4


@dataclass
class Answered:
    """What the server said that it had done."""

    statuses: list[str] = field(default_factory=list)
    plans: list[str] = field(default_factory=list)
    interrupted: int = 0
    rows: int = 0  # written by the worker's runs
    taken_up: int = 0  # how often a run was begun again
    surprises: list[str] = field(default_factory=list)


class UnexpectedError(Exception):
    """The server answered what it shouldn't."""


def run() -> None:
    """Kill fifty times on each database at hand, and print what was found afterwards."""
    with environments() as databases:
        for name, environment in databases.items():
            answered, problems = crashes(environment, rounds=ROUNDS, seed=1)
            print(
                f"{name}: {ROUNDS} kills of the server and {ROUNDS} of the worker; "
                f"{len(answered.statuses)} statuses and {len(answered.plans)} plans acknowledged, "
                f"{answered.interrupted} requests cut off, {answered.rows} rows by runs that were taken up "
                f"{answered.taken_up} times; {len(problems)} problems"
            )
            for problem in problems:
                print(f"  {problem}")


def crashes(environment: dict[str, str], *, rounds: int, seed: int) -> tuple[Answered, list[str]]:
    """Serve, write from two sides, kill, and look; return what was acknowledged and what is wrong."""
    environment = {**environment, "KERNESPOR_RUN_SILENT_SECONDS": "1", "KERNESPOR_WORKERS": str(AT_ONCE)}
    facts = json.loads(_apart(environment, "prepare", json.dumps(rounds)))
    chance = random.Random(seed)  # noqa: S311 - when to kill is no secret
    answered = Answered()
    for number in range(rounds):
        worked = Path(tempfile.mkdtemp(dir=environment["KERNESPOR_DATA_DIR"]))
        worker = start({**environment, WORKED: str(worked)})
        how = {"worked": worked, "after": chance.uniform(0.0, LEFT_ALONE), "whole": number % 2 == 0}
        killer = threading.Thread(target=_kill, args=(worker, answered, how))
        killer.start()
        with serving(APPLICATION, environment) as (process, port):
            writers = [
                threading.Thread(target=_until_dead, args=(work, port, facts, f"r{number}", answered))
                for work in (_save, _import)
            ]
            for writer in writers:
                writer.start()
            _await_an_answer(answered, writers)
            time.sleep(chance.uniform(0.3, 1.2))
            stop(process)
            for writer in writers:
                writer.join()
        killer.join()
    found = json.loads(_apart(environment, "finish", ""))
    answered.rows, answered.taken_up = found["rows"], found["taken_up"]
    problems = json.loads(_apart(environment, "check", json.dumps([answered.statuses, answered.plans])))
    return answered, answered.surprises + problems


def _kill(worker: subprocess.Popen[bytes], answered: Answered, how: dict[str, Any]) -> None:
    answered.surprises += kill_at_work(worker, **how)


def _await_an_answer(answered: Answered, writers: list[threading.Thread]) -> None:
    """Wait until the round's first write is acknowledged: a busy machine takes long to load the product."""
    before, end = len(answered.statuses) + len(answered.plans), time.monotonic() + FIRST_ANSWER
    while (
        len(answered.statuses) + len(answered.plans) == before
        and time.monotonic() < end
        and any(writer.is_alive() for writer in writers)
    ):
        time.sleep(0.02)


def _apart(environment: dict[str, str], what: str, given: str) -> str:
    """Ask a process of its own, which knows the database, and return the last line that it prints."""
    paths = os.pathsep.join([str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-m", "bench.crash", what],
        env={**os.environ, **environment, "PYTHONPATH": paths},
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout.splitlines()[-1]


def _until_dead(
    work: Callable[..., str], port: int, facts: dict[str, Any], mark: str, answered: Answered
) -> None:
    """Write until the server dies."""
    try:
        for place in itertools.count():
            work(port, facts, f"{mark}-{place}", answered)
    except (OSError, http.client.HTTPException):
        answered.interrupted += 1
    except UnexpectedError as error:
        answered.surprises.append(str(error))


def _save(port: int, facts: dict[str, Any], mark: str, answered: Answered) -> None:
    text = f"{mark}-status"
    form = urlencode({"judgement": "on_track", "text": text, "on": "1-2-2026"})
    _post(port, facts, random.choice(facts["actions"]), form.encode(), FORM)  # noqa: S311 - any will do
    answered.statuses.append(text)


def _import(port: int, facts: dict[str, Any], mark: str, answered: Answered) -> None:
    title = f"{mark}-plan"
    content = facts["document"].replace("TITEL", title)
    body = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="document"; filename="plan.md"\r\n'
        f"Content-Type: text/markdown\r\n\r\n{content}\r\n--{BOUNDARY}--\r\n"
    )
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    draft = _post(port, facts, facts["import_new"], body.encode(), kind)
    _post(port, facts, f"{draft}gem/", b"version=1", FORM)
    answered.plans.append(title)


def _post(port: int, facts: dict[str, Any], path: str, body: bytes, kind: str) -> str:
    """Send a form; return where the answer points. Raises OSError or HTTPException when the server dies."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {
        "Cookie": f"sessionid={facts['cookie']}; csrftoken={TOKEN}",
        "X-CSRFToken": TOKEN,
        "Content-Type": kind,
    }
    try:
        line.request("POST", path, body=body, headers=headers)
        answer = line.getresponse()
        said = answer.read()
    finally:
        line.close()
    if answer.status != 302:
        raise UnexpectedError(f"{path} answered {answer.status}: {said[-1500:]!r}")
    return answer.headers["Location"]


def prepare(rounds: int) -> dict[str, Any]:
    """Load a small municipality and ask for runs enough for all rounds.

    Returns a session, addresses to write to, and a document to bring in.
    """
    from django.core.management import call_command
    from django.test import Client
    from django.urls import reverse

    from kernespor.connectors.sporkoebing.generate import Size
    from kernespor.connectors.unit_plan.markdown import write_markdown
    from kernespor.domains.strategy.models import Action
    from kernespor.foundation.accounts.models import User
    from kernespor.foundation.organisation.enums import RoleKind
    from kernespor.site.loading import load

    call_command("migrate", verbosity=0)
    load(seed=1, password=None, size=Size.SMALL)
    user = User.objects.filter(person__roles__role=RoleKind.CONTROLLER).order_by("pk").first()
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    actions = (
        Action.objects.filter(goal__area__plan__status="in_force").select_related("goal__area").order_by("pk")
    )
    plan = actions[0].goal.area.plan
    lay_out(user, actions[0].pk, rounds)
    return {
        "cookie": client.cookies["sessionid"].value,
        "actions": [
            reverse("strategy:item_status", args=[one.goal.area.plan_id, "action", one.pk])
            for one in actions[:20]
        ],
        "import_new": reverse("strategy:import_new"),
        "document": write_markdown(_record(plan.unit_name)),
    }


def _record(unit: str) -> object:
    from kernespor.connectors.unit_plan.records import (
        GoalRecord,
        Item,
        Period,
        PlanRecord,
        PriorityAreaRecord,
    )

    def goal(number: str) -> GoalRecord:
        actions = tuple(Item(f"Handling {one} under {number}") for one in range(ACTIONS // GOALS))
        indicators = tuple(Item(f"Tegn {one} under {number}") for one in range(INDICATORS // GOALS))
        return GoalRecord(number, f"Mål {number}", "Derfor.", "", actions, "", indicators)

    areas = tuple(
        PriorityAreaRecord(str(area), f"Område {area}", "", tuple(goal(f"{area}.{one}") for one in (1, 2)))
        for area in range(1, AREAS + 1)
    )
    return PlanRecord("TITEL", unit, Period("2026", "2027"), (), areas)


def check(statuses: list[str], plans: list[str]) -> list[str]:
    """Return what is lost or half there."""
    from django.db.models import Count, Q

    from kernespor.domains.strategy.enums import ImportStatus
    from kernespor.domains.strategy.models import PlanImport, Status, UnitPlan
    from kernespor.foundation.audit.models import AuditEvent

    problems = []
    written = set(Status.objects.filter(text__endswith="-status").values_list("text", flat=True))
    problems += [f"status {text} was acknowledged and isn't there" for text in set(statuses) - written]
    problems += rows_problems()
    told = AuditEvent.objects.filter(verb="strategy.status_given").count()
    there = Status.objects.filter(Q(text__endswith="-status") | Q(text__endswith="-row")).count()
    if told != there:
        problems.append(f"{there} statuses, {told} events")
    imported = UnitPlan.objects.filter(title__endswith="-plan").annotate(
        n_areas=Count("areas", distinct=True),
        n_goals=Count("areas__goals", distinct=True),
        n_actions=Count("areas__goals__actions", distinct=True),
        n_indicators=Count("areas__goals__indicators", distinct=True),
    )
    found = {plan.title: plan for plan in imported}
    problems += [f"plan {title} was acknowledged and isn't there" for title in set(plans) - set(found)]
    whole = (AREAS, GOALS, ACTIONS, INDICATORS)
    for title, plan in found.items():
        has = (plan.n_areas, plan.n_goals, plan.n_actions, plan.n_indicators)
        if has != whole:
            problems.append(f"plan {title} is half there: {has} of {whole}")
    accepted = PlanImport.objects.filter(status=ImportStatus.ACCEPTED)
    if accepted.filter(plan=None).exists() or accepted.count() != len(found):
        problems.append(f"{accepted.count()} documents accepted, {len(found)} plans")
    told = AuditEvent.objects.filter(verb="strategy.plan_imported").count()
    if told != len(found):
        problems.append(f"{len(found)} plans, {told} events")
    return problems


def _given(read: Any) -> list[Any]:
    return read if isinstance(read, list) else [read]


if __name__ == "__main__":
    from kernespor.site.cli.manage import setup

    setup()
    if sys.argv[1] == "finish":
        print(json.dumps(finish()))
    else:
        print(json.dumps((prepare if sys.argv[1] == "prepare" else check)(*_given(json.load(sys.stdin)))))
