"""The engines behind a catalogue of proposals: the seminar's table, and the grey zone."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from itertools import product

from engines.grey_zone.answering import later
from kernespor.engines.grey_zone import function, vignettes
from kernespor.engines.grey_zone.records import Given, Kind
from kernespor.engines.grey_zone.reference import position
from kernespor.engines.grey_zone.together import together
from kernespor.engines.money_once.admissible import obstacles
from kernespor.engines.money_once.fast import Table
from kernespor.engines.money_once.records import Catalogue, Cell, Proposal
from kernespor.engines.money_once.reference import by_year, labelled, overlaps

_PROPOSALS = 300
_COMMITTEES = 6
_TURNS = 30


def run() -> None:
    """Print what the sums of a catalogue and its points take, and how many vignettes stand in their place."""
    catalogue = _catalogue(random.Random(1))  # noqa: S311 - a catalogue, not a secret
    keys = sorted(catalogue.proposals)
    kinds = {key: list(Kind)[at % len(Kind)] for at, key in enumerate(keys)}
    committees = {key: str(at % _COMMITTEES) for at, key in enumerate(keys)}
    table, chosen = Table(catalogue), set(keys[::2])
    print(
        f"catalogue of {_PROPOSALS} proposals, {len(overlaps(table.laid, set(keys)))} overlaps, half chosen"
    )
    _print("laid out", lambda: Table(catalogue))
    _print("sum by year", lambda: table.by_year(chosen))
    _print("the same by the reference", lambda: by_year(catalogue, chosen))
    _print(
        "one choice: sum, kinds, committees, overlaps, obstacles",
        lambda: (
            table.by_year(chosen),
            labelled(table.by_year, chosen, kinds),
            labelled(table.by_year, chosen, committees),
            overlaps(table.laid, chosen),
            obstacles(catalogue, table.laid, chosen),
        ),
    )
    given = [Given(str(at), "head", one.answers) for at, one in enumerate(vignettes.load()[:5])]
    _print("one proposal placed", lambda: position(given[0].answers, function.load()))
    _print("one proposal with five people's answers", lambda: together(given, function.load()))
    own = [(one.answers, one.expected) for one in vignettes.load()]
    for name, rows in (
        ("fourteen vignettes (own set)", own),
        ("written after the weights", later().values()),
    ):
        right = sum(position(answers, function.load()).kinds == there for answers, there in rows)
        print(f"{name}: {right} of {len(rows)} stand where their reader puts them")


def _catalogue(dice: random.Random) -> Catalogue:
    """Return 300 proposals, each with three accounts in four years, among 200 cost centres."""
    proposals = {}
    for at in range(_PROPOSALS):
        centre = str(dice.randrange(200))
        accounts = dice.sample(range(4000, 4010), 3)
        amounts = {
            Cell(centre, str(account), year): -dice.randrange(1, 10**8)
            for account, year in product(accounts, range(2027, 2031))
        }
        amounts[Cell(centre, "9000", 2027)] = dice.randrange(1, 10**7)
        proposals[str(at)] = Proposal(str(at), amounts)
    budget = {cell: 10**9 for one in proposals.values() for cell in one.amounts}
    return Catalogue(proposals, budget=budget)


def _print(what: str, asked: Callable[[], object]) -> None:
    took = []
    for _ in range(_TURNS):
        before = time.perf_counter()
        asked()
        took.append(time.perf_counter() - before)
    print(f"  {what:<58}{statistics.median(took) * 1000:>8.2f} ms median{max(took) * 1000:>9.2f} ms most")
