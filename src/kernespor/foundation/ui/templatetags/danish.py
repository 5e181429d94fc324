"""Dates and figures as a municipality writes them. Loaded for every template.

Figures stand in Danish in both languages; the names of months follow the reader's.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

from kernespor.engines import danish

register = template.Library()

NOTHING = "–"


@register.filter
def long_date(day: dt.date | None) -> str:
    """Return "21. november 2026"; a dash for no date."""
    if day is None:
        return NOTHING
    return danish.long_date(_local(day)) if _in_danish() else date_format(_local(day), "j F Y")


@register.filter
def short_date(day: dt.date | None) -> str:
    """Return "21. nov. 2026", for tables; a dash for no date."""
    if day is None:
        return NOTHING
    return danish.short_date(_local(day)) if _in_danish() else date_format(_local(day), "j M Y")


@register.filter
def month(day: dt.date) -> str:
    """Return "november"."""
    return danish.MONTHS[day.month - 1] if _in_danish() else date_format(day, "F")


@register.filter
def day_and_date(day: dt.date) -> str:
    """Return "lørdag den 21. november 2026"."""
    if not _in_danish():
        return date_format(_local(day), "l j F Y")
    return f"{danish.WEEKDAYS[_local(day).weekday()]} den {danish.long_date(_local(day))}"


@register.filter
def clock(moment: dt.datetime) -> str:
    """Return "kl. 9.14" in the installation's own time."""
    local = timezone.localtime(moment)
    return f"kl. {local.hour}.{local.minute:02}" if _in_danish() else f"{local.hour}:{local.minute:02}"


@register.filter
def moment(value: dt.datetime) -> str:
    """Return "21. nov. 2026 kl. 9.14"."""
    return f"{short_date(value)} {clock(value)}"


@register.filter
def count(number: int, words: str) -> str:
    """Return "1 handling" or "3 handlinger" from "handling,handlinger"."""
    one, _, many = words.partition(",")
    return danish.count(number, one, many)


@register.filter
def number(value: float | Decimal | None, decimals: int = 0) -> str:
    """Return "1.234.567" or, with decimals, "12,4", with a true minus; a dash for None."""
    if value is None:
        return NOTHING
    text = f"{value:,.{decimals}f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    # What rounds to zero has no sign.
    return text.replace("-", "−" if text.strip("-0,") else "")


@register.filter
def plain(value: object) -> str:
    """Return a year, an id or a measure without dots: "2026"."""
    return str(value)


def _in_danish() -> bool:
    return not (get_language() or "da").startswith("en")


def _local(day: dt.date) -> dt.date:
    if isinstance(day, dt.datetime):
        return timezone.localtime(day).date() if timezone.is_aware(day) else day.date()
    return day
