"""A million audit events: made in bulk, searched, sealed and verified, on both databases."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from itertools import islice
from random import Random

EVENTS = 1_000_000
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
