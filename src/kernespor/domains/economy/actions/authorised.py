"""The authorised chart: the rows that come with this version of Kernespor."""

from __future__ import annotations

import csv
import datetime as dt
import io
from importlib import resources

from kernespor.domains.economy.models import AuthorisedAccount
from kernespor.domains.economy.permissions import check_keep
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import change
from kernespor.foundation.dated import OPEN_END

# The year for which the list was gathered; which of its rows held before isn't known.
FIRST_DAY = dt.date(2024, 1, 1)


def take_authorised(*, actor: Actor) -> None:
    """Bring the authorised chart up to this version's, as someone. Raises Refusal."""
    check_keep(actor)
    load_authorised(actor=actor)


def load_authorised(*, actor: Actor) -> None:
    """Bring the authorised chart up to this version's; what it says no more is superseded, never deleted."""
    wanted = {(row["kind"], row["code"]): row for row in _rows()}
    with change(actor=actor, verb="economy.authorised_taken_in") as act:
        held = {(row.kind, row.code): row for row in AuthorisedAccount.objects.believed()}
        new = []
        for key, row in wanted.items():
            facts = (row["name"], row["source"], row["verified"] == "ja")
            old = held.get(key)
            if old and (old.name, old.source, old.verified) == facts:
                continue
            if old:
                act.update(old, superseded_at=act.at)
            new.append(
                AuthorisedAccount(
                    kind=key[0],
                    code=key[1],
                    name=facts[0],
                    source=facts[1],
                    verified=facts[2],
                    valid_from=FIRST_DAY,
                    valid_to=OPEN_END,
                    recorded_at=act.at,
                )
            )
        for key, old in held.items():
            if key not in wanted:
                act.update(old, superseded_at=act.at)
        act.create_many(AuthorisedAccount, new)


def _rows() -> csv.DictReader[str]:
    content = resources.files("kernespor.domains.economy.actions").joinpath("authorised.csv")
    return csv.DictReader(io.StringIO(content.read_text(encoding="utf-8")), delimiter=";")
