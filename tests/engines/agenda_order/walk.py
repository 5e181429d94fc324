"""A random walk: items are sent, overridden, decided, postponed, heard, passed by, moved, suspended.

At every sending the engine is held against the oracle; nothing is sent that stops and isn't overridden; and
whatever was out of order when it happened stands on the item to its end, and long after.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from random import Random

from engines.agenda_order.oracle import DAY, Item, Party, Place, breaches, open_matters
from kernespor.engines.agenda_order.check import deviations, standing
from kernespor.engines.agenda_order.hearing import ASKED_LATE
from kernespor.engines.agenda_order.records import Deviation, Rule

FIRST_DAY = dt.date(2026, 1, 5)
SUBJECTS = (
    "budget", "staffing", "reorganisation", "elderly", "disability", "school", "school_structure", "daycare",
    "accounts", "appropriation", "local_plan", "statute",
)  # fmt: skip
PARTIES = (
    ("hu", "med_main", "med_discussion"), ("hu", "med_main", "med_information"),
    ("med-skole", "med_area", "med_codetermination"), ("aeldre", "elderly", "political"),
    ("handicap", "disabled", "political"), ("skole-nord", "school_board", "administrative"),
    ("lilleskov", "user_board", "administrative"), ("alle", "public", "political"),
    ("nabo", "outside", "administrative"),
)  # fmt: skip
OUTCOMES = ("approved", "recommended", "recommended", "noted", "other", "rejected")
EVENTS = (
    *("send",) * 4, *("hold",) * 6, *("hear",) * 18, *("answer",) * 24, *("move",) * 24, *("wait",) * 12,
    *("postpone",) * 2, "suspend", "skip", "override", "minutes",
)  # fmt: skip
OPEN = {"suspended", "unreported"}


class Walk:
    """Some steps over random items; `run` raises AssertionError for what is silent or wrong."""

    def __init__(self, seed: int, rules: tuple[Rule, ...]) -> None:
        self.rules = rules
        self.counts: Counter[str] = Counter()
        self.noticed: Counter[str] = Counter()
        self._random = Random(seed)  # noqa: S311 - the same walk each time, nothing secret
        self._days = [n * DAY for n in range(60)]
        self._item = self._new()
        self._events = [getattr(self, f"_{name}") for name in EVENTS]

    def run(self, steps: int) -> None:
        """Take so many steps, each of which changed something."""
        events, random, size = self._events, self._random.random, len(EVENTS)
        times = [0] * size
        taken = tried = 0
        while taken < steps:
            at = int(random() * size)
            tried += 1
            if events[at]():
                taken += 1
                times[at] += 1
                if random() < 0.5:
                    self._item.day += DAY
            if tried > 200:
                self._close()
                self._item, tried = self._new(), 0
        self._close()
        for name, number in zip(EVENTS, times, strict=True):
            self.counts[name] += number

    def _up_to(self, most: int) -> int:
        return int(self._random.random() * most)

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _new(self) -> Item:
        subjects = frozenset(one for one in SUBJECTS if self._chance(0.1))
        kinds = [one for one in ("directorate", "med_main", "committee", "finance") if self._chance(0.75)]
        councils = 2 if {"budget", "statute"} & subjects else 1
        day = FIRST_DAY + self._days[self._up_to(60)]
        on, places = day, []
        for at, kind in enumerate([*kinds, *("council",) * councils]):
            on += self._days[3 + self._up_to(20)]
            reading = max(0, at - len(kinds) + 1) if councils == 2 else 0
            places.append(Place(10 * at, kind, kind, on, reading))
        parties = [Party(*one, self._deadline(day)) for one in PARTIES if self._chance(0.25)]
        return Item(places, parties, subjects, self._chance(0.1), day)

    def _deadline(self, day: dt.date) -> dt.date | None:
        return day + self._days[10 + self._up_to(40)] if self._chance(0.9) else None

    def _next(self) -> int:
        """Return the first stop after all that happened, or -1."""
        places = self._item.places
        at = len(places)
        while at and not places[at - 1].happened:
            at -= 1
        return at if at < len(places) else -1

    # --- what may happen; each says whether anything did

    def _send(self) -> bool:
        return self._send_at(self._next())

    def _skip(self) -> bool:
        """Send to a body further on."""
        at = self._next()
        return at >= 0 and at + 1 < len(self._item.places) and self._send_at(at + 1)

    def _send_at(self, at: int) -> bool:
        item = self._item
        if at < 0:
            return False
        found = self._checked(at)
        stopping = [one for one in found if one.stops and one.key not in item.overridden]
        if stopping and self._chance(0.3):
            self.counts["stopped"] += 1
            return True
        for one in stopping:
            item.overridden[one.key] = ("Karen Holm", "Sagen kan ikke vente")
        assert all(not one.stops or all(item.overridden[one.key]) for one in found)
        self.counts["overridden"] += bool(stopping)
        item.places[at].sent_on, item.places[at].made = item.day, None
        item.happened.update([one.key for one in found if one.code not in OPEN])
        item.day += DAY  # the day is over: what comes after it comes too late
        return True

    def _minutes(self) -> bool:
        """Record a decision of a body to which no agenda was sent: minutes are never refused."""
        at = self._next()
        if at < 0:
            return False
        item, place = self._item, self._item.places[at]
        item.owed += [(place, rule, party) for rule, party, _ in breaches(item, at, sent=False)]
        place.outcome, place.decided_on, place.made = OUTCOMES[self._up_to(6)], item.day, None
        item.day += DAY
        return True

    def _hold(self) -> bool:
        for place in self._item.places:
            if place.sent_on and not place.outcome:
                self._item.day = max(self._item.day, place.on)
                place.outcome, place.decided_on, place.made = OUTCOMES[self._up_to(6)], self._item.day, None
                return True
        return False

    def _postpone(self) -> bool:
        """Postpone a decision; the body's next meeting is put after all that happened."""
        item = self._item
        for place in item.places:
            if place.sent_on and not place.outcome and len(item.places) < 9:
                item.day = max(item.day, place.on)
                place.outcome, place.decided_on = "postponed", item.day
                at = self._next()
                again = Place(0, place.body, place.kind, item.day + self._days[7], place.reading)
                item.places.insert(at if at >= 0 else len(item.places), again)
                for position, one in enumerate(item.places):
                    one.position, one.made = 10 * position, None
                return True
        return False

    def _hear(self) -> bool:
        item = self._item
        for party in item.parties:
            if party.asked_on is None:
                party.asked_on = item.day
                return True
        if len(item.parties) < 9:
            one = PARTIES[self._up_to(len(PARTIES))]
            item.parties.append(Party(*one, self._deadline(item.day), item.day))
            return True
        return False

    def _answer(self) -> bool:
        for party in self._item.parties:
            if party.asked_on and not party.answered_on and self._chance(0.7):
                party.answered_on = self._item.day
                return True
        return False

    def _move(self) -> bool:
        at = self._next()
        if at < 0:
            return False
        place = self._item.places[at]
        place.on, place.made = self._item.day + self._days[self._up_to(25)], None
        return True

    def _override(self) -> bool:
        """Override ahead of the sending what stops the next one."""
        at = self._next()
        if at < 0:
            return False
        for one in self._checked(at):
            if one.stops:
                self._item.overridden[one.key] = ("Per Dahl", "Aftalt med formanden")
                return True
        return False

    def _wait(self) -> bool:
        self._item.day += self._days[1 + self._up_to(4)]
        return True

    def _suspend(self) -> bool:
        for place in self._item.places:
            if place.kind in {"committee", "finance"} and place.spoke and not place.suspended_on:
                place.suspended_on = max(self._item.day, place.decided_on or self._item.day)
                place.made = None
                return True
        return False

    # --- what must hold

    def _checked(self, at: int) -> tuple[Deviation, ...]:
        """Return what the engine finds if the stop is sent now, held against the oracle."""
        item = self._item
        position = item.places[at].position
        found = deviations(item.way(), position, rules=self.rules, today=item.day)
        said: dict[tuple[str, str], bool] = {}
        for one in found:
            if one.code not in OPEN:
                said[one.rule, one.party] = said.get((one.rule, one.party), False) or one.stops
        told = {(rule, party, stops) for (rule, party), stops in said.items()}
        meant = breaches(item, at)
        assert told == meant, (sorted(told ^ meant), item)
        return found

    def _close(self) -> None:
        """Whatever happened stands, to the end and a year on; what is open stands; nothing is made up."""
        item = self._item
        self._stands(item, item.day)
        if self._chance(0.1):
            self._stands(item, item.day + 365 * DAY)
        self.counts["closed"] += 1

    def _stands(self, item: Item, today: dt.date) -> None:
        found = standing(item.way(), rules=self.rules, today=today)
        assert item.happened <= {one.key for one in found}, item
        owed = {(place.position, rule, party) for place, rule, party in item.owed}
        assert owed <= {(one.stop, one.rule, one.party) for one in found}, item
        still = {(one.rule, one.stop) for one in found if one.code in OPEN}
        assert still == open_matters(item), (still, item)
        past = {place.position for place in item.places if place.happened}
        for one in found:
            self.noticed[one.rule] += 1
            known = one.key in item.happened or (one.stop, one.rule, one.party) in owed
            # Who is asked only afterwards was not to be seen at the sending.
            assert known or one.stop not in past or one.code in OPEN or one.message == ASKED_LATE, (one, item)
