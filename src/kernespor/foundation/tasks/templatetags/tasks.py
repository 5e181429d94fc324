"""What lists of tasks draw with: short days, numbers in words, what is over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django import template
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kernespor.engines import danish
from kernespor.foundation.tasks import registry
from kernespor.foundation.tasks.registry import Task

register = template.Library()

_WORDS = (
    "", _("én"), _("to"), _("tre"), _("fire"), _("fem"), _("seks"), _("syv"), _("otte"), _("ni"), _("ti"),
)  # fmt: skip


@register.filter
def in_words(number: int) -> str:
    """Return a number up to ten in words, the others in figures."""
    return str(_WORDS[number]) if 0 < number < len(_WORDS) else str(number)


@register.filter
def weekday(day: dt.date) -> str:
    """Return "Fre"."""
    if (get_language() or "da").startswith("en"):
        return date_format(day, "D")
    return danish.WEEKDAYS[day.weekday()][:3].capitalize()


@register.filter
def day_month(day: dt.date) -> str:
    """Return "21. aug.", for where the year is plain or stands apart."""
    if (get_language() or "da").startswith("en"):
        return date_format(day, "j M")
    return f"{day.day}. {danish.SHORT_MONTHS[day.month - 1]}"


@register.filter
def day_and_month(day: dt.date) -> str:
    """Return "10. august", for a day within the year."""
    if (get_language() or "da").startswith("en"):
        return date_format(day, "j F")
    return f"{day.day}. {danish.MONTHS[day.month - 1]}"


@register.filter
def overdue(task: Task, today: dt.date) -> int:
    """Return how many days a task is over its deadline."""
    return task.overdue_days(today)


@register.filter
def source_label(name: str) -> str:
    """Return what a source of tasks is called."""
    return registry.label_of(name)


@register.filter
def at(counts: Mapping[str, int], place: str) -> int:
    """Return the number that belongs beside a place of the menu, 0 for none."""
    return counts.get(place, 0) if counts else 0


@register.filter
def as_class(place: str) -> str:
    """Return the class of a place of the menu, by which its number is found."""
    return place.replace(":", "-")
