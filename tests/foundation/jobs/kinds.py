"""Kinds of work for the tests of jobs: each writes numbered rows that the tests can count."""

from __future__ import annotations

import datetime as dt

from kernespor.foundation.access.actor import system
from kernespor.foundation.audit.writing import change
from kernespor.foundation.jobs import registry
from kernespor.foundation.jobs.registry import Work
from kernespor.foundation.organisation.models import Unit
from kernespor.foundation.refusals import NotNow

FORGOTTEN = "test.forgotten"


def write(code: str) -> None:
    """Write a row through the audited way, as an action does."""
    with change(actor=system("Prøve", dt.date(2026, 11, 20)), verb="organisation.taken_in") as act:
        act.create(Unit, code=code)


@registry.job("test.rows", label="Skriv rækker")
def rows(work: Work, number: int = 3, mark: str = "r", fail_at: int = 0) -> None:
    """Write numbered rows, each once."""
    for place in range(1, number + 1):
        work.stop_if_cancelled()
        if place == fail_at:
            raise ZeroDivisionError(place)
        with work.once(str(place)) as first:
            if first:
                write(f"{mark}-{place}")
        work.progress(100 * place // number, f"{place} af {number}")


@registry.job("test.whole", label="Skriv det hele", whole=True)
def whole(work: Work, *, fail: bool = False) -> None:
    """Write two rows that belong together."""
    write("hel-1")
    work.progress(50)
    write("hel-2")
    if fail:
        raise ZeroDivisionError


@registry.job("test.refused", label="Afvises")
def refused(work: Work) -> None:
    """Be refused."""
    del work
    raise NotNow("not_now", "Ikke nu: {why}", why="det er søndag")
