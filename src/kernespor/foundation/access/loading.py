"""Deputyships from a file, as Sporkøbing has them."""

from __future__ import annotations

import csv
import datetime as dt
import io

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.models import Deputyship
from kernespor.foundation.audit.writing import change
from kernespor.foundation.organisation.models import Person, Unit


def load_deputies(*, actor: Actor, content: bytes) -> int:
    """Load deputyships, each in an act of its own; return how many. KeyError for an unknown code."""
    persons = {person.code: person for person in Person.objects.all()}
    units = {unit.code: unit for unit in Unit.objects.all()}
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    for row in rows:
        principal = persons[row["principal"]]
        with change(actor=actor, verb="access.deputy_set", why=row["why"]) as act:
            act.subject = act.create(
                Deputyship,
                principal=principal,
                deputy=persons[row["deputy"]],
                unit=units[row["unit_code"]] if row["unit_code"] else None,
                valid_from=dt.date.fromisoformat(row["first"]),
                valid_to=dt.date.fromisoformat(row["last"]),
                why=row["why"],
                set_by=principal,
                recorded_at=act.at,
            )
    return len(rows)
