"""Ways out of a collision: days that, put into the year, leave it without this collision or a new one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice, product

from kernespor.engines.annual_wheel.collisions import ACROSS_LIMIT
from kernespor.engines.annual_wheel.days import DAY, Days
from kernespor.engines.annual_wheel.moments import Made
from kernespor.engines.annual_wheel.records import Moves
from kernespor.engines.annual_wheel.results import Collision, Moment, WayOut
from kernespor.engines.findings import N_

_OF_ONE_STEP, _SHOWN = 2, 3
_WEEK = 7 * DAY
_NEAR = 6 * 7  # days: what lies further off is another plan
_TRIES = 1000  # bounds the work where rules contradict each other all over: some two seconds
Key = tuple[str, tuple[str, ...]]
_NOT_TRIED: frozenset[Key] = frozenset({("wheel.not_tried", ())})


@dataclass(frozen=True, slots=True)
class Search:
    """A year as it stands, and `tried`, which returns its collisions with a way out chosen."""

    days: Days
    made: Made
    found: tuple[Collision, ...]
    tried: Callable[[WayOut], tuple[Collision, ...]]
    # Collisions often share a step: what a way out leads to is computed once for all of them.
    _known: dict[tuple[str, dt.date], frozenset[Key]] = field(default_factory=dict)

    def answered(self) -> tuple[Collision, ...]:
        """Return the collisions with up to three ways out each, and the first of them as the suggestion."""
        return tuple(self._answered(collision) for collision in self.found)

    def _answered(self, collision: Collision) -> Collision:
        if collision.finding.suggestion_template:
            return collision
        own = [
            moment for code in collision.steps if (moment := self.made.get(code)) and not moment.step.legal
        ]
        ways = self._best_ways(collision, own)
        advice = N_("Ingen dag i nærheden løser det. Ret reglen, eller giv trinnet en dag for dette år.")
        finding = replace(
            collision.finding,
            params={**collision.finding.params, **(ways[0].params if ways else {})},
            suggestion_template=ways[0].template if ways else advice,
        )
        return replace(collision, finding=finding, ways_out=ways)

    def _best_ways(self, collision: Collision, own: list[Moment]) -> tuple[WayOut, ...]:
        # Another weekday than the body's own is proposed only where its own ones have no room, and a day
        # that leaves the step in another collision only where each does.
        for alone, meeting in product((True, False), (True, False)):
            if ways := self._ways(collision, own, alone=alone, meeting=meeting):
                return ways
        return ()

    def _ways(
        self, collision: Collision, own: list[Moment], *, alone: bool, meeting: bool
    ) -> tuple[WayOut, ...]:
        known = {other.key for other in self.found} - {collision.key}

        def good(way: WayOut) -> bool:
            left = self._left(way)
            still = (
                any(way.step in steps for _, steps in left) if alone else (ACROSS_LIMIT, (way.step,)) in left
            )
            return left <= known and not still

        ways: list[WayOut] = []
        for moment in own:
            candidates = self._candidates(collision, moment, meeting=meeting)
            ways += islice(filter(good, candidates), _OF_ONE_STEP)
        return tuple(sorted(ways, key=lambda way: abs(way.on - self.made[way.step].on))[:_SHOWN])

    def _left(self, way: WayOut) -> frozenset[Key]:
        at = (way.step, way.on)
        if at not in self._known and len(self._known) < _TRIES:
            self._known[at] = frozenset(one.key for one in self.tried(way))
        return self._known.get(at, _NOT_TRIED)

    def _candidates(self, collision: Collision, moment: Moment, *, meeting: bool) -> Iterator[WayOut]:
        """Return the open days for a step, the nearest first, and of two as near the one in its direction."""
        way = DAY if moment.step.moves is Moves.LATER else -DAY
        for on in sorted(
            self._near(collision, moment), key=lambda day: (abs(day - moment.on), (moment.on - day) // way)
        ):
            ends = self._ends(moment, on)
            if not any(self.days.hit(moment.step, day, meeting=meeting) for day in (on, ends or on)):
                yield WayOut(moment.code, moment.title, on, ends)

    def _near(self, collision: Collision, moment: Moment) -> set[dt.date]:
        """Return the days near a step, near the law's limit for it, and near what it collides with."""
        others = [self.made[code] for code in collision.steps if code in self.made]
        centres = {day for other in others for day in (other.on, other.last)}
        if legal := self.made.get(moment.step.fulfils):
            centres |= {legal.planned, legal.planned - (moment.last - moment.on)}
        return {centre + n * DAY for centre in centres for n in range(-_NEAR, _NEAR + 1)} - {moment.on}

    def _ends(self, moment: Moment, on: dt.date) -> dt.date | None:
        """Return the day on which a moved period ends: as long as before, up to an open day."""
        if moment.ends is None:
            return None
        length = moment.ends - moment.on if moment.ends > moment.on else _WEEK
        last = on + length
        while last > on and self.days.hit(moment.step, last):
            last -= DAY
        return last
