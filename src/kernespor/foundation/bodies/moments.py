"""The moment at which something happens, on the day that the product stands on."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone


def now_on(today: dt.date) -> dt.datetime:
    """Return this moment; where the product stands on another day than the clock, that day at this hour."""
    now = timezone.localtime()
    if now.date() == today:
        return now
    return timezone.make_aware(dt.datetime.combine(today, now.time().replace(tzinfo=None)))


def at_hour(day: dt.date, hour: dt.time) -> dt.datetime:
    """Return a day at an hour on the installation's own clock."""
    return timezone.make_aware(dt.datetime.combine(day, hour))
