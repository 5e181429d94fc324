"""A person's open tasks as a calendar (RFC 5545): days and titles, nothing more."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext
from icalendar import Calendar, Event

from kernespor.foundation.access.openness import Openness
from kernespor.foundation.objects import Ref, of
from kernespor.foundation.tasks.models import CalendarFeed
from kernespor.foundation.tasks.registry import Task

_SALT = "kernespor.tasks.calendar"
_HIDDEN = (Openness.CONFIDENTIAL, Openness.CLOSED)
_NOBODY = "0" * 64  # what a token is held against where no feed has its number


def token_of(feed: CalendarFeed) -> str:
    """Return the last part of a feed's address. It can't be made from the database alone."""
    return f"{feed.pk}-{_signed(feed.pk, feed.secret)}"


def feed_with(token: str) -> CalendarFeed | None:
    """Return the feed of a token, or nothing; a wrong one takes as long as a right one."""
    number, _, given = token.partition("-")
    key = int(number) if number.isdecimal() and len(number) < len(str(2**62)) else 0
    feed = CalendarFeed.objects.filter(pk=key).select_related("person").first()
    right = _signed(key, feed.secret if feed else _NOBODY)
    return feed if constant_time_compare(given, right) and feed else None


def _signed(key: int, secret: str) -> str:
    return salted_hmac(_SALT, f"{key}:{secret}", algorithm="sha256").hexdigest()


def hidden_refs(tasks: Iterable[Task]) -> frozenset[Ref]:
    """Return the objects whose titles may not leave the product: those that are confidential or closed.

    One query for each kind of object that carries how open it is.
    """
    by_kind: dict[str, set[int]] = {}
    for task in tasks:
        if task.ref:
            by_kind.setdefault(task.ref.kind, set()).add(task.ref.pk)
    found = set()
    for name, keys in by_kind.items():
        model = of(name).model
        if any(field.name == "openness" for field in model._meta.get_fields()):
            rows = model._default_manager.filter(pk__in=keys, openness__in=_HIDDEN)
            found |= {Ref(name, pk) for pk in rows.values_list("pk", flat=True)}
    return frozenset(found)


def title_outside(task: Task, hidden: frozenset[Ref]) -> str:
    """Return what a task may be called where others might see it: in a calendar, in a mail."""
    return gettext("Sag i Kernespor") if task.guarded or task.ref in hidden else task.title


def calendar(tasks: Iterable[Task], *, name: str, base_url: str, today: dt.date) -> bytes:
    """Return the calendar of the tasks that have a deadline, each a whole day; the same bytes the same day.

    A thing keeps its UID for as long as it is open. A deadline is a day, so that no time zone moves it.
    """
    tasks = [task for task in tasks if task.due]
    hidden = hidden_refs(tasks)
    found = Calendar()
    found.add("prodid", "-//Kernespor//Opgaver//DA")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", name)
    found.add("x-wr-timezone", "Europe/Copenhagen")
    found.add("refresh-interval", dt.timedelta(hours=1), parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", "PT1H")
    stamp = dt.datetime.combine(today, dt.time(), dt.UTC)
    host = urlsplit(base_url).hostname or "kernespor"
    for task in tasks:
        found.add_component(_event(task, hidden, stamp, host, base_url))
    return bytes(found.to_ical())


def _event(task: Task, hidden: frozenset[Ref], stamp: dt.datetime, host: str, base_url: str) -> Event:
    kept_in = task.guarded or task.ref in hidden
    event = Event()
    digest = hashlib.sha256(task.key.encode()).hexdigest()[:32]
    event.add("uid", f"{digest}@{host}")
    event.add("dtstamp", stamp)
    event.add("summary", title_outside(task, hidden))
    if task.due:
        event.add("dtstart", task.due)
        event.add("dtend", task.due + dt.timedelta(days=1))
    event.add("url", urljoin(base_url, reverse("tasks:page") if kept_in else task.url))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event
