"""A stop as it was seen on a day: who had taken a stand by then, who had been asked, who had answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from kernespor.engines.agenda_order.records import POSTPONED, Deviation, Heard, Param, Rule, Stop, Way


class Seen(NamedTuple):
    """A stop on a day. `happened`: its agenda was sent, or it was decided; `closed` days are no weekdays.

    `earlier` are the stops before it with what each had come to, or nothing.

    `name` tells it from the body's other ones, and stays when positions change.
    """

    way: Way
    stop: Stop
    day: dt.date
    happened: bool
    closed: AbstractSet[dt.date]
    earlier: tuple[tuple[Stop, str], ...]
    later: tuple[Stop, ...]
    name: str

    def spoken(self, stop: Stop) -> bool:
        """Say whether a body had taken a stand: to postpone is none."""
        return stop.decided_on is not None and stop.decided_on <= self.day and stop.outcome != POSTPONED

    def asked(self, heard: Heard) -> bool:
        """Say whether a party had been asked."""
        return heard.asked_on is not None and heard.asked_on <= self.day

    def answered(self, heard: Heard) -> bool:
        """Say whether a party had answered."""
        return heard.answered_on is not None and heard.answered_on <= self.day

    def is_last(self, rule: Rule) -> bool:
        """Say whether no later stop is one that the rule is about: here it is decided."""
        return not any(stop.kind in rule.kinds for stop in self.later)

    def say(
        self,
        rule: Rule,
        code: str,
        message: str,
        params: Mapping[str, Param],
        *,
        stops: bool = True,
        waits: bool = False,
        party: str = "",
        about: str = "",
    ) -> Deviation:
        """Return a deviation at this stop; it stops what the rule stops, unless `stops` is false."""
        where = f"{self.name}<{about}" if about else self.name
        words = {"body": self.stop.body, **params}
        return Deviation(
            rule.code, code, message, words, self.stop.position, party, rule.stops and stops, rule.source,
            where, waits,
        )  # fmt: skip


def seen_at(way: Way, at: int, day: dt.date, closed: AbstractSet[dt.date], *, happened: bool) -> Seen:
    """Return a stop of a way, counted from 0, as it was on a day."""
    earlier = tuple(
        [
            (one, one.outcome if one.decided_on is not None and one.decided_on <= day else "")
            for one in way.stops[:at]
        ]
    )
    return Seen(way, way.stops[at], day, happened, closed, earlier, way.stops[at + 1 :], name_of(way, at))


def name_of(way: Way, at: int) -> str:
    """Return what tells a stop, counted from 0, from the body's other ones without its position."""
    body, number = way.stops[at].body, 1
    for one in way.stops[:at]:
        number += one.body == body
    return f"{body}#{number}"
