"""Writes of a person's own: pauses, visits, the calendar's address, when the digest comes."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit import unaudited
from kernespor.foundation.audit.writing import change
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.tasks.enums import Rhythm
from kernespor.foundation.tasks.models import CalendarFeed, DigestSetting, HomeVisit, Pause
from kernespor.foundation.tasks.permissions import check_own, own_person
from kernespor.foundation.tasks.policies import check_pause
from kernespor.foundation.tasks.registry import Task
from kernespor.foundation.tasks.selectors import feed_of, setting_of


def pause(*, actor: Actor, task: Task, until: dt.date, why: str) -> None:
    """Let a task wait until a day. Raises NotNow for a day that is past, or too far off."""
    person = own_person(actor)
    check_pause(task, until, why, actor.today)
    row = Pause(person_id=person, task_key=task.key, until=until, why=why.strip()[:300])
    with transaction.atomic():
        unaudited.drop(Pause.objects.filter(person__pk=person, task_key=task.key))
        unaudited.put([row])


def resume(*, actor: Actor, key: str) -> None:
    """Take a task back to those that await; one that doesn't wait stays as it is."""
    person = own_person(actor)
    unaudited.drop(Pause.objects.filter(person__pk=person, task_key=key))


def see_home(*, actor: Actor) -> None:
    """Remember that the person had the overview open today; a second look on the same day changes nothing."""
    if actor.on_behalf or actor.person_id is None:
        return
    mine = HomeVisit.objects.filter(person__pk=actor.person_id)
    seen = mine.first()
    if seen and seen.on != actor.today:
        unaudited.alter(mine.filter(on=seen.on), before=seen.on, on=actor.today)
    elif seen is None:
        try:
            with transaction.atomic():
                unaudited.put([HomeVisit(person_id=actor.person_id, on=actor.today)])
        except IntegrityError:
            return  # two windows opened at once, and the other one wrote it


def open_feed(*, actor: Actor) -> CalendarFeed:
    """Open the person's calendar address, or give it a new one: the one before answers no more."""
    check_own(actor)
    feed = feed_of(actor)
    secret = secrets.token_hex(32)
    verb = "tasks.feed_renewed" if feed else "tasks.feed_opened"
    with change(actor=actor, verb=verb) as act:
        if feed:
            return act.update(feed, secret=secret, opened_at=act.at)
        return act.create(CalendarFeed, person_id=actor.person_id, secret=secret, opened_at=act.at)


def close_feed(*, actor: Actor) -> None:
    """Close the person's calendar address."""
    check_own(actor)
    feed = feed_of(actor)
    if feed:
        with change(actor=actor, verb="tasks.feed_closed") as act:
            act.delete(feed)


def set_digest(*, actor: Actor, seen: int, rhythm: str, weekday: int, hour: int) -> DigestSetting:
    """Set when the person's digest comes. Raises StaleWrite when it was set in another window since."""
    check_own(actor)
    setting = setting_of(actor)
    fields: dict[str, Any] = {"rhythm": rhythm, "weekday": weekday, "hour": hour}
    with change(actor=actor, verb="tasks.digest_set") as act:
        if setting.pk is None:
            return act.create(DigestSetting, person_id=actor.person_id, **fields)
        return act.update(setting, seen=seen, **fields)


def want_daily(*, actor: Actor, persons: Sequence[Person], hour: int = 7) -> None:
    """Set that the digest comes to these persons each weekday: for those who begin with it on."""
    with change(actor=actor, verb="tasks.digest_set") as act:
        rows = [DigestSetting(person=person, rhythm=Rhythm.DAILY, hour=hour) for person in persons]
        act.create_many(DigestSetting, rows)
