"""The habits of whole plans: one that copies the last, one gone silent, one with a goal never begun.

And what class each indicator of a bank was written to be. Both were made before the rules that find them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from enum import StrEnum
from random import Random

from kernespor.connectors.sporkoebing.bank import BankArea
from kernespor.connectors.sporkoebing.fates import Fate, Span

_SILENT_DAYS = dt.timedelta(days=150)  # before `until` the last word on a plan that has gone silent
_LEFT_AFTER = dt.timedelta(days=300)  # after its first day the last word on a plan that nobody concluded
_MONTH = dt.timedelta(days=31)


class Habit(StrEnum):
    """What a plan's people do, beside what becomes of its actions."""

    COPIED = "copied"  # last period's goals again, but for one gone and one new
    SILENT = "silent"  # nobody has written for five months
    LEFT = "left"  # nobody wrote after ten months, and nobody concluded it when its period was over
    NEVER_BEGUN = "never_begun"  # one of its goals was never begun


class IndicatorClass(StrEnum):
    """What an indicator was written to be; the value is the bank's letter for it."""

    MEASURABLE = "m"  # a figure and what it is a figure of: one can count, and see when it is reached
    DIRECTION = "d"  # up or down, without a baseline to go from
    MILESTONE = "s"  # something that is there or isn't, without the date by which it shall be
    TWO_IN_ONE = "t"  # two things that may come out differently
    UNMEASURABLE = "u"  # as it stands nobody can say whether it was reached
    DUPLICATE = (
        "="  # says what another in the same plan says; never in a bank, where plans take what they want
    )


def span_of(first: dt.date, last: dt.date, until: dt.date, habit: Habit | None) -> Span:
    """Return a plan's two years and the last day on which anyone wrote of it."""
    if habit is Habit.SILENT:
        return Span(first, last, max(until - _SILENT_DAYS, first + _SILENT_DAYS))
    if habit is Habit.LEFT:
        return Span(first, last, first + _LEFT_AFTER)
    return Span(first, last, min(until, last + _MONTH))


def copied_areas(old: Sequence[BankArea], new: Sequence[BankArea]) -> list[BankArea]:
    """Return last period's areas without their first goal, and with one goal that was not there."""
    areas = [BankArea(area.title, area.owners, area.text, list(area.goals)) for area in old]
    del areas[0].goals[0]
    known = {goal.title for area in old for goal in area.goals}
    fresh = [(area.title, goal) for area in new for goal in area.goals if goal.title not in known]
    for title, goal in fresh[:1]:
        target = next((area for area in areas if area.title == title), areas[-1])
        target.goals.append(goal)
    return [area for area in areas if area.goals]


def never_begun(areas: Sequence[BankArea], fates: list[Fate], rng: Random) -> None:
    """Let nobody have begun one goal of two actions or more; each promised fate stays in the plan."""
    place, found = 0, []
    for area in areas:
        for goal in area.goals:
            span = slice(place, place + len(goal.actions))
            place = span.stop
            others = fates[: span.start] + fates[span.stop :]
            if len(goal.actions) > 1 and set(fates[span]) <= set(others):
                found.append(span)
    chosen = rng.choice(found)
    fates[chosen] = [Fate.SILENT] * (chosen.stop - chosen.start)


def classes_of(areas: Sequence[BankArea]) -> Iterator[tuple[str, IndicatorClass]]:
    """Yield the number and class of each indicator that its bank gives a class."""
    seen: set[str] = set()
    for at, area in enumerate(areas, start=1):
        for place, goal in enumerate(area.goals, start=1):
            for number, mark in enumerate(goal.classes, start=1):
                twin = mark[1:]
                if mark:
                    known = bool(twin) and twin in seen
                    yield (
                        f"{at}.{place}.i{number}",
                        IndicatorClass.DUPLICATE if known else IndicatorClass(mark[0]),
                    )
                seen |= {twin} - {""}


def copied_items(old: Sequence[BankArea], new: Sequence[BankArea]) -> list[tuple[str, str]]:
    """Return the number of each part that was copied, and its number in the old plan."""
    before = {words: number for number, words in reversed(list(_said(old)))}
    return [(number, before[words]) for number, words in _said(new) if words in before]


def _said(areas: Sequence[BankArea]) -> Iterator[tuple[str, tuple[str, str]]]:
    for at, area in enumerate(areas, start=1):
        for place, goal in enumerate(area.goals, start=1):
            yield f"{at}.{place}", ("goal", goal.title)
            for number, action in enumerate(goal.actions, start=1):
                yield f"{at}.{place}.{number}", ("action", action.text)
            for number, text in enumerate(goal.indicators, start=1):
                yield f"{at}.{place}.i{number}", ("indicator", text)
