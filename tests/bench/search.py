"""The search at a large municipality, on both databases: what it finds, how fast, what its upkeep costs."""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.clock import in_turn, once, p95, seconds
from bench.database import environments

TYPED = (
    *("videre", "tilfreds", "mål", "handling", "plan", "børn", "bolig", "svar", "sygefravær mælkevejen"),
    *("økonomi & stab", "s", "sy", "syg", "sygef", "»på aftale«", "kørselskontoret", "høringsvar", "indkøb"),
    *("virksomhedsplan 2026", "leder af børnehuset", "digital", "klima", "findesikkert", "råd", "et stykke"),
)
RARE = 30_000  # words that no other text has, so that they are as many as in a large municipality
IN_ONE = 15  # of them in one text
TIMES = 5


def run() -> None:
    """Print the figures for each database at hand; what is judged and what is timed each have their own."""
    with environments() as databases:
        found = {name: _done("judged", environment) for name, environment in databases.items()}
    with environments() as databases:
        for name, environment in databases.items():
            _print(name, found[name], _done("timed", environment))


def _done(part: str, environment: dict[str, str]) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "bench.search", part],
        env={**os.environ, **environment, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def _print(name: str, found: dict[str, Any], facts: dict[str, Any]) -> None:
    print(f"{name}")
    print(f"  {found['queries']} labelled queries over Sporkøbing: recall {found['recall']:.3f}, ", end="")
    print(f"precision@10 {found['precision']:.3f}")
    print(f"  {found['forbidden']} with what must not be found: {len(found['flooded'])} find it")
    for missed in found["missed"]:
        print(f"    missed: {missed}")
    print(
        f"  a large municipality: {facts['words']} words, {facts['objects']} objects, {facts['texts']} texts"
    )
    print(
        f"  {len(TYPED)} searches, the whole page: p50 {_ms(facts['p50'])}, p95 {_ms(facts['p95'])}, ", end=""
    )
    print(f"slowest {_ms(facts['worst'])} ({facts['slowest']}), ", end="")
    print(f"at most {facts['most_queries']} queries (goal ≤ 20)")
    print(f"  a status written: {_ms(facts['written'])}, {_ms(facts['bare'])} without the index; ", end="")
    print(f"ratio {facts['written'] / facts['bare']:.2f}")
    print(f"  the index gone through: {facts['again']:.1f} s; made anew: {facts['anew']:.1f} s")


def _ms(value: float) -> str:
    return f"{1000 * value:.1f} ms"


def judged() -> dict[str, object]:
    """Load Sporkøbing in this process, and ask the labelled queries of it."""
    _empty()
    from bench.search_queries import judged
    from kernespor.site.loading import load

    load(seed=1, password=None)
    return judged()


def timed() -> dict[str, object]:
    """Build the large municipality in this process, and measure the search over it."""
    _empty()
    from django.conf import settings
    from django.utils import timezone

    from bench.municipality import build
    from kernespor.foundation.search import actions
    from kernespor.foundation.search.models import Entry, Passage, Word

    build()
    _rare_words()
    actions.open_words(settings.TODAY or timezone.localdate())
    return {
        "words": Word.objects.count(),
        "objects": Entry.objects.count(),
        "texts": Passage.objects.count(),
        **_searches(),
        **_writes(),
        "again": once(actions.rebuild),
        "anew": once(lambda: actions.rebuild(anew=True)),
    }


def _empty() -> None:
    from kernespor.site.cli.manage import setup

    setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _rare_words() -> None:
    """Say something of two thousand actions, in compounds that nobody else uses."""
    from django.conf import settings
    from django.utils import timezone

    from kernespor.domains.strategy.models import Action, Status
    from kernespor.engines.danish_words import data
    from kernespor.foundation.access.actor import system
    from kernespor.foundation.audit.writing import change

    heads = data.HEADS.split()
    chance = random.Random(1)  # noqa: S311 - nothing is kept secret by it
    words = [f"{chance.choice(heads)}{chance.choice(('', 's'))}{chance.choice(heads)}" for _ in range(RARE)]
    today = settings.TODAY or timezone.localdate()
    actions = Action.objects.select_related("goal__area").order_by("pk")[: RARE // IN_ONE]
    with change(actor=system("Bench", today), verb="strategy.sporkoebing_loaded") as act:
        rows = [
            Status(
                plan_id=action.goal.area.plan_id,
                action=action,
                judgement="on_track",
                text=f"Vi ser på {' og '.join(words[place * IN_ONE : (place + 1) * IN_ONE])}.",
                on=today,
                author_label="Lederen",
                recorded_at=act.at,
            )
            for place, action in enumerate(actions)
        ]
        act.create_many(Status, rows)


def _searches() -> dict[str, object]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from kernespor.foundation.accounts.models import User
    from kernespor.foundation.organisation.enums import RoleKind

    client = Client(SERVER_NAME="127.0.0.1")
    user = User.objects.filter(person__roles__role=RoleKind.CONTROLLER).order_by("pk").first()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    taken: dict[str, list[float]] = {}
    most = 0
    for text in TYPED:
        ask = lambda text=text: client.get("/soeg/", {"q": text})  # noqa: E731 - one line, one use
        taken[text] = seconds(ask, times=TIMES)
        with CaptureQueriesContext(connection) as captured:
            ask()
        most = max(most, len(captured))
    every = [one for times in taken.values() for one in times]
    slowest = max(taken, key=lambda text: max(taken[text]))
    return {
        "p50": statistics.median(every),
        "p95": p95(every),
        "worst": max(every),
        "slowest": slowest,
        "each": {text: round(1000 * statistics.median(times), 1) for text, times in taken.items()},
        "most_queries": most,
    }


def _writes() -> dict[str, float]:
    """Time one status written, with the index kept up and without, in turn."""
    from django.conf import settings
    from django.utils import timezone

    from kernespor.domains.strategy.models import Action, Status
    from kernespor.foundation.access.actor import system
    from kernespor.foundation.audit import writing
    from kernespor.foundation.search import actions

    today = settings.TODAY or timezone.localdate()
    rows = iter(Action.objects.select_related("goal__area").order_by("-pk"))

    def write() -> None:
        action = next(rows)
        with writing.change(actor=system("Bench", today), verb="strategy.status_given", about=action) as act:
            act.create(
                Status,
                plan_id=action.goal.area.plan_id,
                action=action,
                judgement="on_track",
                text="Naboerne er hørt, og de fleste er glade for det nye stisystem.",
                on=today,
                author_label="Lederen",
                recorded_at=act.at,
            )

    def bare() -> None:
        writing._listeners.remove(actions.written)
        try:
            write()
        finally:
            writing._listeners.append(actions.written)

    with_index, without = in_turn(write, bare, times=100)
    return {"written": statistics.median(with_index), "bare": statistics.median(without)}


if __name__ == "__main__":
    print(json.dumps({"judged": judged, "timed": timed}[sys.argv[1]]()))
