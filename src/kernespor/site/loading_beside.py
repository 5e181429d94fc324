"""What stands beside Sporkøbing's plans into the database: case numbers and filing, comments, files."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Mapping

from kernespor.domains.strategy.door import plans_of_files
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.accounts.selectors import actor_for
from kernespor.foundation.comments import actions as comments
from kernespor.foundation.files import actions as attachments
from kernespor.foundation.filing import actions as filing
from kernespor.foundation.filing.selectors import filing_of
from kernespor.foundation.organisation.models import Person


def load_beside(*, files: Mapping[str, bytes], today: dt.date) -> None:
    """Let the persons of the municipality number, file, comment and attach, each in their own name."""
    plans, actors = plans_of_files(), _Actors(today)
    secretary = actors["politisk.sekretariat"]
    for row in _rows(files["beside/patterns.csv"]):
        first = dt.date.fromisoformat(row["valid_from"])
        filing.set_pattern(actor=secretary, mask=row["mask"], source=row["source"], first=first)
    for row in _rows(files["beside/cases.csv"]):
        actor, plan = actors[row["person_id"]], plans[row["file"]]
        seen = filing_of(plan).version
        held = filing.number_case(actor=actor, row=plan, seen=seen, case_number=row["case_number"])
        if row["system"]:
            filing.file(
                actor=actor,
                row=plan,
                seen=held.version,
                system=row["system"],
                record_number=row["record_number"],
                on=dt.date.fromisoformat(row["filed_on"]),
            )
    for row in _rows(files["beside/comments.csv"]):
        comments.comment(actor=actors[row["person_id"]], row=plans[row["file"]], text=row["text"])
    for row in _rows(files["beside/notes.csv"]):
        attachments.attach(
            actor=actors[row["person_id"]],
            row=plans[row["file"]],
            files=[(row["name"], row["text"].encode())],
            note=row["note"],
        )


class _Actors(dict[str, Actor]):
    """Actors by the municipality's own code of the person."""

    def __init__(self, today: dt.date) -> None:
        super().__init__()
        self.today = today

    def __missing__(self, code: str) -> Actor:
        self[code] = actor_for(Person.objects.get(code=code), self.today)
        return self[code]


def _rows(content: bytes) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
