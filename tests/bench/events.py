"""A million audit events: made in bulk, searched, sealed and verified, on both databases."""

from __future__ import annotations

import datetime as dt
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random

from bench.clock import once, p95, seconds
from bench.database import environments

EVENTS = int(os.environ.get("KERNESPOR_BENCH_EVENTS", "1000000"))
TIMES = 15
CHUNK = 20_000
COLUMNS = (
    "at", "actor", "person_id", "doer_id", "unit_id", "verb", "subject_type", "subject_id", "subject", "why",
    "rows", "payload_digest", "words",
)  # fmt: skip
# What people do, and how often; the rare ones are those that one looks for.
DONE = (
    ("strategy.status_given", "strategy.unitplan", 420), ("strategy.item_changed", "strategy.unitplan", 300),
    ("strategy.action_added", "strategy.unitplan", 60), ("strategy.plan_seen", "strategy.unitplan", 150),
    ("strategy.reading_corrected", "strategy.planimport", 40),
    ("strategy.plan_changed", "strategy.unitplan", 15), ("accounts.opened", "accounts.user", 10),
    ("strategy.plan_put_in_force", "strategy.unitplan", 3), ("organisation.taken_in", "", 1),
    ("strategy.plan_concluded", "strategy.unitplan", 1),
)  # fmt: skip
WORDS = (
    "boligsocial", "indsats", "kontaktperson", "fremmøde", "sagsbehandling", "dagtilbud", "skole",
    "ældre", "pleje", "sygefravær", "budget", "opfølgning", "møde", "bibliotek",
    "vejnet", "klima", "rekruttering", "trivsel", "læring", "sundhed", "forebyggelse",
    "digital", "borger",
)  # fmt: skip


def rows(count: int, people: list[tuple[int, str]], *, as_text: bool) -> Iterator[tuple[object, ...]]:
    """Yield events as an installation of some years has them, oldest first, in the order of COLUMNS."""
    from kernespor.foundation.audit.digests import payload_digest
    from kernespor.foundation.audit.models import AuditEvent
    from kernespor.foundation.audit.words import words_of

    rng = Random(1)  # noqa: S311 - an example, not a secret
    kinds, weights = [one[:2] for one in DONE], [one[2] for one in DONE]
    end = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
    for number, (verb, kind) in enumerate(rng.choices(kinds, weights, k=count)):
        person, name = people[int(rng.random() ** 3 * len(people))]
        subject, words = int(rng.random() * 200) + 1, " ".join(rng.choices(WORDS, k=4))
        event = AuditEvent(
            at=end - dt.timedelta(seconds=60 * (count - number)),
            actor=name,
            person_id=person,
            doer_id=None if number % 50 else people[0][0],
            unit_id=subject % 60 + 1 if kind == "strategy.unitplan" else None,
            verb=verb,
            subject_type=kind,
            subject_id=subject if kind else None,
            subject=f"Virksomhedsplan 2026, Enhed {subject}" if kind else "",
            why=f"Fordi {words}" if number % 40 == 0 else "",
            rows=[
                {
                    "row": f"strategy.action:{rng.randrange(12_000) + 1}",
                    "before": {"text": words, "owner": {"id": person, "label": name}},
                    "after": {"text": f"{words} {number}", "owner": {"id": person, "label": name}},
                }
            ],
        )
        event.payload_digest, event.words = payload_digest(event), words_of(event)
        at = event.at.strftime("%Y-%m-%d %H:%M:%S") if as_text else event.at
        values = [getattr(event, column) for column in COLUMNS]
        values[0], values[COLUMNS.index("rows")] = at, json.dumps(event.rows, ensure_ascii=False)
        yield tuple(values)


def fill(count: int = EVENTS) -> None:
    """Write this many events past the ORM, and have the database look at what it got."""
    from kernespor.foundation.audit.actions import make_lasts_anew

    _write(count)
    make_lasts_anew()


def _write(count: int) -> None:
    from django.db import connection

    from kernespor.foundation.organisation.models import Person

    people = list(Person.objects.order_by("pk").values_list("pk", "name"))
    people = people or [(number, f"Person {number}") for number in range(1, 301)]
    made = rows(count, people, as_text=connection.vendor == "sqlite")
    if connection.vendor == "postgresql":
        from psycopg import sql

        copy = sql.SQL("COPY audit_auditevent ({}) FROM STDIN").format(
            sql.SQL(", ").join(map(sql.Identifier, COLUMNS))
        )
        with connection.cursor() as cursor:
            with cursor.copy(copy) as target:
                for row in made:
                    target.write_row(row)
            cursor.execute("VACUUM ANALYZE audit_auditevent")
        return
    places = ", ".join("?" for _ in COLUMNS)
    connection.ensure_connection()
    line = connection.connection
    while chunk := list(islice(made, CHUNK)):
        line.execute("BEGIN")
        line.executemany(f"INSERT INTO audit_auditevent ({', '.join(COLUMNS)}) VALUES ({places})", chunk)  # noqa: S608 - our own names
        line.execute("COMMIT")


def run() -> None:
    """Print the figures for each database at hand."""
    with environments() as databases:
        for name, environment in databases.items():
            print(f"{name}:", flush=True)
            paths = str(Path(__file__).parents[1])
            subprocess.run(
                [sys.executable, "-m", "bench.events"],
                env={**os.environ, **environment, "PYTHONPATH": paths},
                check=True,
            )


def questions() -> Iterator[tuple[str, dict[str, object]]]:
    """Yield what is asked: each filter, their worst combinations, common words and rare ones."""
    from kernespor.foundation.objects import Ref

    rare, none = "strategy.plan_concluded", "accounts.opened"
    days = {"first": dt.date(2025, 3, 1), "last": dt.date(2025, 3, 7)}
    yield "the newest", {}
    yield "one person", {"person_id": 150}
    yield "a common verb", {"verb": "strategy.status_given"}
    yield "a rare verb", {"verb": rare}
    yield "a verb and a kind that never meet", {"verb": none, "kind": "strategy.unitplan"}
    yield "an object", {"about": Ref("strategy.action", 77)}
    yield "an object that is in many, and a rare verb", {"about": Ref("strategy.unitplan", 7), "verb": rare}
    yield "units and a rare verb", {"unit_ids": frozenset(range(1, 30)), "verb": rare}
    yield "a week, long ago, and a person", {**days, "person_id": 150}
    yield "a rare word", {"words": "klima rekrut trivs"}
    yield "a word that nobody wrote", {"words": "findesikke"}
    yield "a letter", {"words": "s"}
    yield "three words of nearly all", {"words": "virksomhedsplan 2026 enhed"}
    yield "those and a rare verb", {"words": "virksomhedsplan 2026 enhed", "verb": rare}
    yield "those, a person and a week", {"words": "virksomhedsplan enhed", "person_id": 150, **days}
    yield "those and a unit without any", {"words": "virksomhedsplan 2026", "unit_ids": frozenset({9999})}


def measure() -> None:
    """Fill one database and print how long it takes to search, to write, to seal and to verify."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from kernespor.foundation.access.actor import Actor, HeldRole
    from kernespor.foundation.audit.actions import seal
    from kernespor.foundation.audit.models import AuditEvent
    from kernespor.foundation.audit.selectors import Asked, search
    from kernespor.foundation.audit.verifying import verify
    from kernespor.foundation.organisation.enums import RoleKind

    today = dt.date(2026, 11, 20)
    whole = HeldRole(RoleKind.ADMINISTRATOR, 1, "", frozenset(range(60)), today, at_top=True)
    administrator = Actor("Bench", today, person_id=1, roles=(whole,))
    controller = Actor(
        "Bench",
        today,
        person_id=9_999,
        roles=(HeldRole(RoleKind.CONTROLLER, 1, "", frozenset({9_999}), today),),
    )
    written = _write_cost()
    print(f"  an act with its event, all indexes against none: {written:.2f} times as long")
    print(f"  {EVENTS:,} events laid in: {once(fill):.0f} s", flush=True)
    for who, actor in (("administrator", administrator), ("controller without events", controller)):
        for words, asked in questions():
            taken = seconds(lambda a=actor, q=asked: search(a, Asked(**q)), times=TIMES)
            print(
                f"  {who}, {words:<45} p50 {_ms(statistics.median(taken))}  p95 {_ms(p95(taken))}", flush=True
            )
            if actor is controller and not asked:
                break
    sealed, number = once(seal), AuditEvent.objects.count()
    print(f"  sealed: {number / sealed:,.0f} events/s")
    checked = once(verify)
    print(f"  verified: {number / checked:,.0f} events/s")


def _write_cost() -> float:
    """Return how much longer a small act takes with the indexes of events than without; rolled back."""
    from django.db import connection

    indexes = {
        "sqlite": ["DROP TRIGGER audit_words_add", "DROP INDEX audit_event_facets"],
        "postgresql": ["DROP INDEX audit_event_words", "DROP INDEX audit_event_facets"],
    }[connection.vendor]
    fill(20_000)
    bare, kept = [], []
    for _ in range(6):
        kept.append(_acts())
        bare.append(_acts(indexes))
    return statistics.median(kept) / statistics.median(bare)


def _acts(without: list[str] | None = None) -> float:
    """Return how long 300 small acts take in one transaction, which is undone."""
    from django.db import connection, transaction

    from kernespor.foundation.access.actor import system
    from kernespor.foundation.audit.writing import change
    from kernespor.foundation.organisation.models import Unit

    def work() -> None:
        for number in range(300):
            with change(actor=system("Bench", dt.date(2026, 11, 20)), verb="organisation.taken_in") as act:
                act.create(Unit, code=f"bench {number}")

    with transaction.atomic():
        with connection.cursor() as cursor:
            for statement in without or ():
                cursor.execute(statement)
        taken = once(work)
        transaction.set_rollback(True)
    return taken


def _ms(value: float) -> str:
    return f"{1000 * value:6.1f} ms"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kernespor.site.settings")
    measure()
