"""Sporkøbing's files read back, for the tests that hold its truth against them."""

import csv
import datetime as dt
import io
import json
from functools import cache
from types import SimpleNamespace

from kernespor.connectors.organisation import read_organisation
from kernespor.connectors.sporkoebing import DEFAULT_UNTIL, Size, generate

FINAL = ("reached", "closed")
TOWNS = [
    (1, Size.SMALL, DEFAULT_UNTIL),
    (2, Size.SMALL, dt.date(2027, 7, 1)),
    (1, Size.FULL, DEFAULT_UNTIL),
    (7, Size.FULL, dt.date(2026, 11, 21)),
    (3, Size.FULL, dt.date(2027, 6, 30)),
    (4, Size.FULL, dt.date(2028, 2, 29)),
]


@cache
def files_of(seed, size, until):
    return generate(seed, size, until)


def table(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def day(text):
    return dt.date.fromisoformat(text) if text else None


@cache
def municipality(seed, size, until):
    files = files_of(seed, size, until)
    organisation = read_organisation(
        *(files[f"organisation/{name}.csv"] for name in ("units", "persons", "roles"))
    )
    statuses = {}
    for row in table(files["plans/statuses.csv"]):
        statuses.setdefault((row["file"], row["number"]), []).append(row)
    return SimpleNamespace(
        files=files,
        organisation=organisation,
        records=organisation.records,
        index={row["file"]: row for row in table(files["plans/index.csv"])},
        items={(row["file"], row["number"]): row for row in table(files["plans/items.csv"])},
        statuses=statuses,
        demo=table(files["organisation/demo.csv"]),
        truth=json.loads(files["truth.json"]),
        manifest=json.loads(files["manifest.json"]),
        until=until,
    )


def held_roles(town, person, on):
    return [
        role
        for role in town.records.roles
        if role.person_id == person and role.valid_from <= on <= (role.valid_to or dt.date.max)
    ]
