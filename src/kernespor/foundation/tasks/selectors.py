"""A person's tasks as pages show them: what awaits, what they let wait, what they do for others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import DateField, TextField, Value
from django.db.models.functions import Cast

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.models import Deputyship
from kernespor.foundation.memory import once
from kernespor.foundation.tasks import registry
from kernespor.foundation.tasks.models import CalendarFeed, Digest, DigestSetting, HomeVisit, Pause
from kernespor.foundation.tasks.registry import Task

FIRST_LOOK_BACK = 30
_PAUSE, _VISIT, _DEPUTY = "pause", "visit", "deputy"


@dataclass(frozen=True, slots=True)
class Paused:
    """A task that the person lets wait, until when, and why."""

    task: Task
    until: dt.date
    why: str


@dataclass(frozen=True, slots=True)
class Board:
    """What awaits a person, and what they let wait."""

    tasks: tuple[Task, ...]
    paused: tuple[Paused, ...]
    today: dt.date

    @property
    def overdue(self) -> int:
        """How many of those that await are over their deadline."""
        return sum(1 for task in self.tasks if task.overdue_days(self.today))

    @property
    def this_week(self) -> int:
        """How many are due between today and Sunday."""
        sunday = self.today + dt.timedelta(days=6 - self.today.weekday())
        return sum(1 for task in self.tasks if task.due and self.today <= task.due <= sunday)


def board(actor: Actor, read: Mapping[str, Iterable[Task]] | None = None) -> Board:
    """Return what awaits the actor; what they let wait until a later day apart. One query and the sources'.

    `read` holds the tasks of sources, by name, that the caller has read already.
    """
    tasks = registry.waiting(actor, read)
    own = {} if actor.on_behalf or not tasks else _pauses(actor)
    return Board(
        tuple(task for task in tasks if task.key not in own),
        tuple(Paused(task, *own[task.key]) for task in tasks if task.key in own),
        actor.today,
    )


def _pauses(actor: Actor) -> dict[str, tuple[dt.date, str]]:
    rows = _own(actor.person_id or 0, actor.today)
    return {key: (until, why) for kind, key, why, until, _before in rows if kind == _PAUSE}


@once
def _own(person_id: int, today: dt.date) -> tuple[tuple[str, str, str, dt.date, dt.date], ...]:
    """Return what is the person's own: pauses, the last visit, whom they stand in for. One query.

    Each as (kind, task, why, day, day before); what a kind has none of is empty.
    """
    nothing, no_day = Value("", TextField()), Cast(Value(None), DateField())
    pauses = Pause.objects.filter(person__pk=person_id, until__gt=today).order_by()
    visits = HomeVisit.objects.filter(person__pk=person_id).order_by()
    standing_in = Deputyship.objects.in_force(today).filter(deputy_id=person_id).order_by()
    rows = pauses.values_list(Value(_PAUSE, TextField()), "task_key", "why", "until", no_day).union(
        visits.values_list(Value(_VISIT, TextField()), nothing, nothing, "on", "before"),
        standing_in.values_list(Value(_DEPUTY, TextField()), nothing, nothing, "valid_to", no_day),
        all=True,
    )
    return tuple(rows)


def task_of(actor: Actor, key: str) -> Task | None:
    """Return the task of that key if it awaits the actor."""
    return next((task for task in registry.waiting(actor) if task.key == key), None)


def counts_by_place(tasks: Iterable[Task]) -> dict[str, int]:
    """Return how many tasks belong beside each item of the menu, by its address name."""
    places = {source.name: source.place for source in registry.sources() if source.place}
    found: dict[str, int] = {}
    for task in tasks:
        if place := places.get(task.source):
            found[place] = found.get(place, 0) + 1
    return found


def visit_before(actor: Actor) -> dt.date | None:
    """Return the day of the actor's last visit to the overview before today; None for their first."""
    for kind, _key, _why, on, before in _own(actor.oneself.person_id or 0, actor.today):
        if kind == _VISIT:
            return before if on == actor.today else on
    return None


def look_back(actor: Actor) -> dt.date:
    """Return the day from which the overview tells what happened: the last visit, or a month back."""
    return visit_before(actor) or actor.today - dt.timedelta(days=FIRST_LOOK_BACK)


def has_principals(actor: Actor) -> bool:
    """Say whether the one at the keys may act on someone's behalf today."""
    return any(kind == _DEPUTY for kind, *_rest in _own(actor.person_id or 0, actor.today))


def feed_of(actor: Actor) -> CalendarFeed | None:
    """Return the actor's calendar feed, if it is open."""
    return CalendarFeed.objects.filter(person__pk=actor.person_id or 0).first()


def setting_of(actor: Actor) -> DigestSetting:
    """Return how the actor wants the digest; an unsaved row that says never, where they said nothing."""
    found = DigestSetting.objects.filter(person__pk=actor.person_id or 0).first()
    return found or DigestSetting(person_id=actor.person_id or 0)


def mails_to(actor: Actor, *, limit: int = 60) -> list[Digest]:
    """Return the mails to the actor, newest first; in the demo they are read here."""
    rows = Digest.objects.filter(person__pk=actor.person_id or 0).exclude(status="empty")
    return list(rows.order_by("-made_at", "-id")[:limit])


def mailbox_shown() -> bool:
    """Say whether mails are read in the product: in the demo, and where they are kept as files."""
    return bool(settings.DEMO or settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"))
