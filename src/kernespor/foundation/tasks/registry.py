"""What awaits a person: each part of the product says what it knows of, and here it becomes one list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.functional import Promise

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.memory import keeping_what_is_read
from kernespor.foundation.objects import Ref

OVERDUE, SOON, WRONG, LATER = range(4)  # the first part of `pain`
SOON_DAYS = 7
_WRONGS = ("ownerless", "stale", "off_track", "slipping")  # codes of states, what hurts first at the front
NO_DEADLINE = 10_000


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that a person can do something about, in one press.

    `key` is the same for as long as it is the same thing, in every list ("strategy.goal:7"). `why` is one or
    two sentences; `button` says what one does ("Skriv status"). `pain` orders what hurts first, by
    `pain_of`. `state` is a code of
    `foundation.ui.states`, or nothing. `minutes` is how long it takes. `role` is in which capacity it awaits
    this person, in their language, where that isn't plain. `guarded`: neither title nor object may stand
    outside the product. `source` is filled in by the registry.
    """

    key: str
    title: str
    why: str
    url: str
    button: str
    due: dt.date | None
    pain: tuple[int, int]
    ref: Ref | None = None
    state: str = ""
    minutes: int | None = None
    role: str = ""
    guarded: bool = False
    source: str = ""

    def overdue_days(self, today: dt.date) -> int:
        """How many days its deadline lies back; 0 when it doesn't."""
        return max((today - self.due).days, 0) if self.due else 0


def pain_of(due: dt.date | None, today: dt.date, state: str = "") -> tuple[int, int]:
    """Return how much a thing hurts, the same for every source; what is least hurts first.

    Overdue, longest first; due within a week, soonest first; then by `state` what is wrong with it: without
    an owner, without news, off track, slipping; then the rest by date, what has none last.
    """
    left = (due - today).days if due else NO_DEADLINE
    if left < 0:
        return OVERDUE, left
    if left <= SOON_DAYS:
        return SOON, left
    if state in _WRONGS:
        return WRONG, _WRONGS.index(state)
    return LATER, left


@dataclass(frozen=True, slots=True)
class Source:
    """A part of the product that knows of tasks. `tasks_of` reads in a constant number of queries.

    `place` is the menu item (its address name) beside which the number of its tasks stands; none: no number.
    `mine` gives the objects that are the actor's own, of which the overview says what others did to them.
    """

    name: str
    label: str | Promise
    tasks_of: Callable[[Actor], list[Task]]
    place: str = ""
    mine: Callable[[Actor], list[Ref]] | None = None


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Add a source; one of the same name replaces the one before."""
    _sources[source.name] = source


def sources() -> list[Source]:
    """Return every source by name."""
    return [_sources[name] for name in sorted(_sources)]


def label_of(name: str) -> str:
    """Return what a source is called in the reader's language; KeyError when there is none of that name."""
    return str(_sources[name].label)


def waiting(actor: Actor, read: Mapping[str, Iterable[Task]] | None = None) -> list[Task]:
    """Return all that awaits the actor, what hurts first at the top, and the same thing once.

    `read` holds the tasks of sources, by name, that the caller has read already.
    """
    found: dict[str, Task] = {}
    with keeping_what_is_read():
        for source in sources():
            given = (read or {}).get(source.name)
            for task in source.tasks_of(actor) if given is None else given:
                known = found.get(task.key)
                if known is None or task.pain < known.pain:
                    found[task.key] = replace(task, source=source.name)
    return sorted(found.values(), key=_order)


def mine(actor: Actor) -> list[Ref]:
    """Return the objects that are the actor's own, as each source knows them."""
    return [ref for source in sources() if source.mine for ref in source.mine(actor)]


def _order(task: Task) -> tuple[tuple[int, int], dt.date, str]:
    return task.pain, task.due or dt.date.max, task.key
