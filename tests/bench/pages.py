"""The list of 200 plans beside a minimal Django list page, and every other page's queries and times."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from bench.clock import in_turn, once, p95, seconds
from bench.database import environments
from bench.server import Visitor, serving

REQUESTS = 60
LIST = "/virksomhedsplaner/"


def run() -> None:
    """Print the figures for each database at hand."""
    with environments() as databases:
        for name, environment in databases.items():
            _run(name, environment)


def _run(name: str, environment: dict[str, str]) -> None:
    paths = str(Path(__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-m", "bench.pages"],
        env={**os.environ, **environment, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    facts = json.loads(done.stdout.splitlines()[-1])
    print(f"{name}: {facts['plans']} plans, {facts['actions']} actions, {facts['statuses']} statuses")
    with (
        serving("kernespor.site.wsgi:application", environment) as (_, port),
        serving("bench.minimal.wsgi:application", environment) as (_, peer),
    ):
        ours, minimal = Visitor(port, facts["cookies"][0]), Visitor(peer, facts["cookies"][1])
        cold = once(lambda: ours.get(LIST))
        first, second = in_turn(lambda: ours.get(LIST), lambda: minimal.get("/"), times=REQUESTS)
        per_second = [1 / statistics.median(taken) for taken in (first, second)]
        print(f"  list of plans: {facts['queries'][LIST]} queries (goal ≤ 8), {per_second[0]:.0f} requests/s")
        ratio = per_second[0] / per_second[1]
        print(f"  the first after the start, with nothing kept from before: {_ms(cold).strip()}")
        print(f"  minimal Django list page: {per_second[1]:.0f} requests/s; ratio {ratio:.2f} (goal ≥ 0.5)")
        for path, queries in facts["queries"].items():
            taken = seconds(lambda path=path: ours.get(path), times=20)
            times = f"p50 {_ms(statistics.median(taken))}  p95 {_ms(p95(taken))}"
            print(f"  {path:<50} {queries:>3} queries  {times}")


def _ms(value: float) -> str:
    return f"{1000 * value:6.1f} ms"


def prepare() -> dict[str, object]:
    """Build the municipality; return its size, a session, and the queries of every page that a GET opens."""
    from kernespor.site.cli.manage import setup

    setup()
    from django.core.management import call_command

    from bench.municipality import build
    from kernespor.domains.strategy.models import Action, Status, UnitPlan

    call_command("migrate", verbosity=0)
    build()
    cookies, queries = _queries()
    return {
        "plans": UnitPlan.objects.count(),
        "actions": Action.objects.count(),
        "statuses": Status.objects.count(),
        "cookies": cookies,
        "queries": queries,
    }


def _queries() -> tuple[list[str], dict[str, int]]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from bench.addresses import pages
    from kernespor.foundation.accounts.models import User
    from kernespor.foundation.organisation.enums import RoleKind

    user = User.objects.filter(person__roles__role=RoleKind.CONTROLLER).order_by("pk").first()
    peer, client = Client(), Client(SERVER_NAME="127.0.0.1")
    peer.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    counted = {}
    for path in pages():
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(path)
        if answer.status_code == 200:
            counted[path] = len(captured)
    return [one.cookies["sessionid"].value for one in (client, peer)], counted


if __name__ == "__main__":
    print(json.dumps(prepare()))
