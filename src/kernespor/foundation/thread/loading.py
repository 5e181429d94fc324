"""Ties from files: Sporkøbing's."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.accounts.selectors import actor_for
from kernespor.foundation.objects import Ref
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.thread.actions import tie


def load_ties(*, actor: Actor, content: bytes, refs: Mapping[str, Ref]) -> int:
    """Tie what the file ties, each by the person named there as of today; return how many.

    `refs` says which object a name in the file is. Raises KeyError for a name that is none's, and Refusal as
    `tie` does.
    """
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    people = {
        person.code: person for person in Person.objects.filter(code__in=[row["person_id"] for row in rows])
    }
    for row in rows:
        tie(
            actor=actor_for(people[row["person_id"]], actor.today),
            kind=row["kind"],
            upper=refs[row["upper"]],
            lower=refs[row["lower"]],
            why=row["why"],
        )
    return len(rows)
