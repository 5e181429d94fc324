"""A stop as it was seen on a day: who had taken a stand by then, who had been asked, who had answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kernespor.engines.agenda_order.records import Deviation, Heard, Param, Rule, Stop, Way


@dataclass(frozen=True, slots=True)
class Seen:
    """A stop on a day. `happened`: its agenda was sent, or it was decided; `closed` days are no weekdays."""

    way: Way
    stop: Stop
    day: dt.date
    happened: bool
    closed: AbstractSet[dt.date]
    earlier: tuple[Stop, ...]
    later: tuple[Stop, ...]

    def spoken(self, stop: Stop) -> bool:
        """Say whether a body had taken a stand."""
        return (day := stop.spoke_on) is not None and day <= self.day

    def outcome(self, stop: Stop) -> str:
        """Return what a body had come to, or nothing."""
        return stop.outcome if stop.decided_on is not None and stop.decided_on <= self.day else ""

    def asked(self, heard: Heard) -> bool:
        """Say whether a party had been asked."""
        return heard.asked_on is not None and heard.asked_on <= self.day

    def answered(self, heard: Heard) -> bool:
        """Say whether a party had answered."""
        return heard.answered_on is not None and heard.answered_on <= self.day

    def is_last(self, rule: Rule) -> bool:
        """Say whether no later stop is one that the rule is about: here it is decided."""
        return not any(stop.kind in rule.kinds for stop in self.later)

    def names(self, stop: Stop) -> str:
        """Return what tells a stop from the body's other ones, without its position."""
        before = sum(one.body == stop.body and one.position < stop.position for one in self.way.stops)
        return f"{stop.body}#{before + 1}"

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
        where = self.names(self.stop) + (f"<{about}" if about else "")
        words = {"body": self.stop.body, **params}
        return Deviation(
            rule.code, code, message, words, self.stop.position, party, rule.stops and stops, rule.source,
            where, waits,
        )  # fmt: skip


def seen_at(way: Way, stop: Stop, day: dt.date, closed: AbstractSet[dt.date], *, happened: bool) -> Seen:
    """Return a stop of a way as it was on a day."""
    earlier = tuple(one for one in way.stops if one.position < stop.position)
    later = way.stops[len(earlier) + 1 :]
    return Seen(way, stop, day, happened, closed, earlier, later)
