"""Every page at 200 plans, 12,000 actions and a million audit events: queries, times, and the goals.

Lists are held against a minimal Django list page that the same machine serves in turn with them.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.clock import in_turn, once, p95
from bench.database import environments
from bench.server import Visitor, serving

REQUESTS, FEWEST, PATIENCE = 40, 5, 6.0  # how often a page is asked for, within so many seconds
MOST_OF_LIST, MOST_OF_PAGE, RATIO, SECOND = 8, 20, 0.5, 1.0
# The lists of one kind of object, held against the minimal one.
LISTS = (
    "strategy:plans", "indicators:list", "trials:board", "reviews:all_plans", "governing:documents",
    "focus:sets", "analyses:list", "bodies:body_list", "bodies:body_decisions",
    "bodies:consultation_list", "agenda:meetings", "agenda:items", "filing:unfiled",
    "jobs:list", "accounts:users", "audit:search",
)  # fmt: skip
# What every part of the product is asked for: the overview and its tasks, the thread and its breaks, what is
# found, and the measures.
GATHERED = ("home", "tasks:page", "thread:page", "thread:breaks", "search:page", "measures:page")
SEARCHED = ("børn", "syg", "virksomhedsplan 2026", "findesikkert")
# What is looked for among the events: what people did (the newest of all are the batches that laid in the
# plans, of 900 rows each), common words, rare ones, none at all, and words with a filter.
AUDITED = (
    {"til": "20-11-2026"},
    {"ord": "virksomhedsplan 2026 enhed"}, {"ord": "s"}, {"ord": "klima rekrut trivs"}, {"ord": "findesikke"},
    {"hvad": "strategy.status_given"}, {"hvad": "strategy.plan_concluded", "ord": "virksomhedsplan"},
    {"fra": "1-3-2026", "til": "7-3-2026", "ord": "enhed"},
)  # fmt: skip


def run() -> None:
    """Print the figures for each database at hand."""
    with environments() as databases:
        for name, environment in databases.items():
            _measure(name, environment, _prepared(environment))


def _measure(name: str, environment: dict[str, str], facts: dict[str, Any]) -> None:
    print(
        f"{name}: {facts['plans']} plans, {facts['actions']} actions, {facts['statuses']} statuses, "
        f"{facts['events']:,} events (laid in: {facts['built']:.0f} s)"
    )
    with (
        serving("kernespor.site.wsgi:application", environment) as (_, port),
        serving("bench.minimal.wsgi:application", environment) as (_, peer),
    ):
        cookies = facts["cookies"]
        minimal = Visitor(peer, facts["peer"])
        opened = {page["path"]: page for page in facts["pages"]}
        first = facts["pages"][0]
        cold = once(lambda: Visitor(port, cookies[first["by"]]).get(first["path"]))
        print(f"  the first page after the start, with nothing kept from before: {_ms(cold).strip()}")
        missed = [
            _list(page, Visitor(port, cookies[page["by"]]), minimal)
            for page in opened.values()
            if page["name"] in LISTS and "?" not in page["path"]
        ]
        print(f"  gathered from everywhere (goal ≤ {MOST_OF_PAGE} queries), and the rest:")
        missed += [_page(page, Visitor(port, cookies[page["by"]])) for page in opened.values()]
    for one in facts["without"]:
        print(f"  not opened: {one}")
    print(f"  {sum(missed)} goals missed")


def _prepared(environment: dict[str, str]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.pages"],
        env={**os.environ, **environment, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    facts: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return facts


def _list(page: dict[str, Any], visitor: Visitor, minimal: Visitor) -> bool:
    """Print how a list stands beside the minimal one; say whether it misses a goal."""
    path = page["path"]
    one = once(lambda: visitor.get(path))
    ours, theirs = in_turn(lambda: visitor.get(path), lambda: minimal.get("/"), times=_times(one))
    each = [1 / statistics.median(taken) for taken in (ours, theirs)]
    ratio = each[0] / each[1]
    over = page["queries"] > MOST_OF_LIST or ratio < RATIO
    print(
        f"  {'MISSED' if over else 'met   '} list {path:<32} {page['queries']:>3} queries "
        f"(goal ≤ {MOST_OF_LIST})  {each[0]:6.1f} requests/s beside {each[1]:6.1f}; "
        f"ratio {ratio:.2f} (goal ≥ {RATIO})",
        flush=True,
    )
    return over


def _page(page: dict[str, Any], visitor: Visitor) -> bool:
    """Print what a page costs; say whether it misses its goal, where it has one."""
    taken = _timed(lambda: visitor.get(page["path"]))
    slowest, audited = p95(taken), page["name"] == "audit:search"
    held = page["name"] in GATHERED or audited
    over = held and (page["queries"] > MOST_OF_PAGE or (audited and slowest > SECOND))
    mark = "MISSED" if over else "met   " if held else "      "
    times = f"p50 {_ms(statistics.median(taken))}  p95 {_ms(slowest)}"
    print(f"  {mark} {page['path']:<62} {page['queries']:>3} queries  {times}", flush=True)
    return over


def _timed(work: Callable[[], Any]) -> list[float]:
    return [once(work) for _ in range(_times(once(work)))]


def _times(one: float) -> int:
    """Return how often to ask for what takes so long once."""
    return max(FEWEST, min(REQUESTS, int(PATIENCE / one)))


def _ms(value: float) -> str:
    return f"{1000 * value:7.1f} ms"


def prepare() -> dict[str, Any]:
    """Build the municipality; return its size, sessions, and the queries of every page that a GET opens."""
    from kernespor.site.cli.manage import setup

    setup()
    from django.core.management import call_command

    from bench.events import EVENTS, fill
    from bench.municipality import build
    from kernespor.domains.strategy.models import Action, Status, UnitPlan
    from kernespor.foundation.audit.models import AuditEvent

    start = time.perf_counter()
    call_command("migrate", verbosity=0)
    build()
    _a_run()
    fill(max(0, EVENTS - AuditEvent.objects.count()))
    return {
        "built": time.perf_counter() - start,
        "plans": UnitPlan.objects.count(),
        "actions": Action.objects.count(),
        "statuses": Status.objects.count(),
        "events": AuditEvent.objects.count(),
        **_opened(),
    }


def _a_run() -> None:
    """Ask for a run and carry it out, so that there is one to look at."""
    from django.conf import settings
    from django.utils import timezone

    from kernespor.foundation.access.actor import system
    from kernespor.foundation.jobs.actions import enqueue, run_now

    actor = system("Bench", settings.TODAY or timezone.localdate())
    run_now(enqueue(actor=actor, job="drafts.expire"))


def _opened() -> dict[str, Any]:
    """Open every page as the first who may: what does nobody's eyes, or leads on, is left out."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from bench.addresses import Page, pages
    from kernespor.foundation.accounts.models import User
    from kernespor.foundation.organisation.enums import RoleKind

    users = [
        User.objects.filter(person__roles__role=role).order_by("pk").first()
        for role in (RoleKind.CONTROLLER, RoleKind.ADMINISTRATOR, RoleKind.SECRETARY)
    ]
    clients, peer = [Client(SERVER_NAME="127.0.0.1") for _ in users], Client()
    for client, user in zip(clients, users, strict=True):
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    peer.force_login(users[0], backend="django.contrib.auth.backends.ModelBackend")
    found, without = pages()
    at = {page.name: page.path for page in found}
    found += [Page("search:page", f"{at['search:page']}?{urlencode({'q': text})}") for text in SEARCHED]
    found += [Page("audit:search", f"{at['audit:search']}?{urlencode(asked)}") for asked in AUDITED]
    counted, shut = [], []
    for page in found:
        for by, client in enumerate(clients):
            if client.get(page.path).status_code == 200:
                with CaptureQueriesContext(connection) as captured:
                    client.get(page.path)
                counted.append({"name": page.name, "path": page.path, "by": by, "queries": len(captured)})
                break
        else:
            shut.append(f"{page.name} (leads on, or asks for what nobody here has begun)")
    return {
        "cookies": [client.cookies["sessionid"].value for client in clients],
        "peer": peer.cookies["sessionid"].value,
        "pages": counted,
        "without": without + shut,
    }


if __name__ == "__main__":
    print(json.dumps(prepare()))
