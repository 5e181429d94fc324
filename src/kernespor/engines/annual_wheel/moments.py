"""The moments of a year: each step's day, computed in order of what it is computed from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from kernespor.engines.annual_wheel.days import DAY, Days
from kernespor.engines.annual_wheel.records import (
    Bound,
    Moved,
    Moves,
    NthWeekday,
    OnDate,
    Relative,
    Rule,
    Rules,
    Step,
    Unit,
    Verified,
)
from kernespor.engines.annual_wheel.results import Hit, Moment

Made = Mapping[str, Moment]
LeftOut = tuple[tuple[Step, Step], ...]
_WEAKEST = tuple(Verified)


def check(rules: Rules) -> tuple[str, ...]:
    """Return the codes of the steps, each after those that it is computed from.

    Raises ValueError where a rule names a step that isn't there, or steps are computed from each other.
    """
    law = {step.code for step in rules.steps if step.legal}
    codes = {step.code for step in rules.steps}
    named = [(step.code, one.anchor, codes) for step in rules.steps for one in step.distances()]
    named += [(step.code, step.fulfils, law) for step in rules.steps if step.fulfils]
    named += [(gap.code, code, law) for gap in rules.gaps for code in (gap.first, gap.second)]
    named += [("moved", moved.step, codes) for moved in rules.moved]
    # What the law asks for must not hang on what a municipality plans.
    named += [(step.code, one.anchor, law) for step in rules.steps if step.legal for one in step.distances()]
    unknown = sorted({f"{who}: {code}" for who, code, among in named if code not in among})
    if unknown:
        raise ValueError(f"no such step: {', '.join(unknown)}")
    return _ordered(rules)


def _ordered(rules: Rules) -> tuple[str, ...]:
    # Sorted, so that the order in which the rules were written makes no difference.
    graph: dict[str, set[str]] = {code: set() for code in sorted(step.code for step in rules.steps)}
    for step in rules.steps:
        graph[step.code] |= {one.anchor for one in step.distances()} | {step.fulfils} - {""}
    try:
        return tuple(TopologicalSorter({code: sorted(graph[code]) for code in graph}).static_order())
    except CycleError as error:
        raise ValueError(f"steps computed from each other: {' < '.join(error.args[1])}") from error


def moments(rules: Rules, order: Iterable[str], year: int, days: Days) -> tuple[dict[str, Moment], LeftOut]:
    """Return the year's moments by code, and the steps left out with what they lack this year.

    `order` is what `check` returned: each step after those that it is computed from.
    """
    steps = {step.code: step for step in rules.steps if step.in_force(year)}
    ever = {step.code: step for step in rules.steps}
    decided = {moved.step: moved for moved in rules.moved if moved.year == year}
    made: dict[str, Moment] = {}
    left_out: list[tuple[Step, Step]] = []
    for code in order:
        step = steps.get(code)
        if step is None:
            continue
        missing = [one.anchor for one in step.distances() if one.anchor not in made]
        if missing and code not in decided:
            left_out.append((step, ever[missing[0]]))
            continue
        made[code] = _Maker(rules, year, days, made).moment(step, decided.get(code))
    return made, tuple(left_out)


def allowed(rules: Rules, step: Step, year: int, made: Made) -> Iterator[tuple[dt.date, dt.date]]:
    """Return the spans of days that the law leaves a step: by what it fulfils, and by the gaps."""
    legal = made.get(step.fulfils)
    if legal:
        yield span(legal.step.bound, legal.planned)
    for gap in rules.gaps:
        if not gap.in_force(year) or step.fulfils not in {gap.first, gap.second}:
            continue
        for other in made.values():
            if other.step.fulfils == gap.second and step.fulfils == gap.first:
                yield dt.date.min, other.on - gap.days * DAY
            elif other.step.fulfils == gap.first and step.fulfils == gap.second:
                yield other.last + gap.days * DAY, dt.date.max


def span(bound: Bound, day: dt.date) -> tuple[dt.date, dt.date]:
    """Return the first and the last day that a bound leaves."""
    return (
        dt.date.min if bound is Bound.LATEST else day,
        dt.date.max if bound is Bound.EARLIEST else day,
    )


def order_span(rule: Rule, made: Made) -> tuple[dt.date, dt.date]:
    """Return the span that keeps a day on the right side of the step it is counted from."""
    if not isinstance(rule, Relative) or rule.anchor not in made:
        return dt.date.min, dt.date.max
    anchor = made[rule.anchor]
    return (anchor.last, dt.date.max) if rule.after else (dt.date.min, anchor.on)


class _Maker:
    """Makes one moment from the rules and the moments made before it."""

    def __init__(self, rules: Rules, year: int, days: Days, made: Made) -> None:
        self.rules, self.year, self.days, self.made = rules, year, days, made

    def moment(self, step: Step, decided: Moved | None) -> Moment:
        """Return the step's moment; a decided day stands as it was decided."""
        ends, met_last = self._ends(step, decided)
        planned = decided.on if decided else self._planned(step.rule, legal=step.legal)
        on, met = (planned, ()) if decided and not step.legal else self._settled(step, planned)
        counted_from = self._counted_from(step, decided)
        return Moment(
            step=step,
            year=self.year,
            on=on,
            planned=planned,
            ends=ends,
            computed_from=counted_from,
            moved_because=tuple(dict.fromkeys((*met, *met_last))),
            decided=decided is not None,
            verified=self._verified(step, decided, counted_from),
            source=decided.source if decided else step.source,
        )

    def _planned(self, rule: Rule, *, legal: bool) -> dt.date:
        match rule:
            case OnDate(month, day):
                return dt.date(self.year, month, day)
            case NthWeekday(nth, weekday, month):
                if nth < 0:
                    last = dt.date(self.year + month // 12, month % 12 + 1, 1) - DAY
                    return last - (last.weekday() - weekday) % 7 * DAY
                first = dt.date(self.year, month, 1)
                return first + ((weekday - first.weekday()) % 7 + 7 * (nth - 1)) * DAY
            case Relative(number, unit, anchor, after):
                moment = self.made[anchor]
                start = moment.last if after else moment.on
                # The law counts from its own day, not from the working day before it.
                start = moment.planned if legal else start
                signed = number if after else -number
                if unit is Unit.WORKING_DAYS:
                    return self.days.counted(start, signed)
                return start + signed * (7 if unit is Unit.WEEKS else 1) * DAY

    def _settled(self, step: Step, planned: dt.date) -> tuple[dt.date, tuple[Hit, ...]]:
        if step.ends is not None:
            # A period is shortened rather than lengthened: it begins later, and ends earlier.
            return self.days.settled(step, planned, Moves.LATER, dt.date.min, dt.date.max)
        spans = [order_span(step.rule, self.made), *allowed(self.rules, step, self.year, self.made)]
        if step.legal:
            spans = [span(step.bound, planned)]
        low, high = max(one[0] for one in spans), min(one[1] for one in spans)
        return self.days.settled(step, planned, step.moves, low, high)

    def _counted_from(self, step: Step, decided: Moved | None) -> tuple[str, ...]:
        """Return the steps that the day and the end are counted from, without what was decided instead."""
        rules = (None if decided else step.rule, None if decided and decided.ends else step.ends)
        anchors = (rule.anchor for rule in rules if isinstance(rule, Relative))
        return tuple(code for code in dict.fromkeys(anchors) if code in self.made)

    def _ends(self, step: Step, decided: Moved | None) -> tuple[dt.date | None, tuple[Hit, ...]]:
        if step.ends is None:
            return None, ()
        if decided and decided.ends:
            return decided.ends, ()
        missing = isinstance(step.ends, Relative) and step.ends.anchor not in self.made
        if decided and missing:
            return decided.on, ()
        planned = self._planned(step.ends, legal=False)
        return self.days.settled(step, planned, Moves.EARLIER, dt.date.min, dt.date.max)

    def _verified(self, step: Step, decided: Moved | None, counted_from: tuple[str, ...]) -> Verified:
        own = decided.verified if decided else step.verified
        return min((own, *(self.made[code].verified for code in counted_from)), key=_WEAKEST.index)
