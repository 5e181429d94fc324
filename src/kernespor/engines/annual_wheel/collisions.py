"""What doesn't go together in a year, each thing named with its steps and days."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kernespor.engines.annual_wheel.days import DAY, Days
from kernespor.engines.annual_wheel.moments import LeftOut, Made, order_span, span
from kernespor.engines.annual_wheel.records import Gap, Relative, Rules, Step
from kernespor.engines.annual_wheel.results import Collision, Moment, Obstacle, dated
from kernespor.engines.findings import N_, Finding, Severity

SAME_DAY, CLOSED_DAY, NO_MEETING = "wheel.same_day", "wheel.closed_day", "wheel.no_meeting"
GAP, ACROSS_LIMIT, OUT_OF_ORDER = "wheel.gap_too_short", "wheel.across_limit", "wheel.out_of_order"
IN_SCHOOL_HOLIDAY, EMPTY, LEFT_OUT = "wheel.consultation_in_school_holiday", "wheel.empty", "wheel.left_out"
Params = dict[str, str | int]


def collisions(rules: Rules, year: int, days: Days, made: Made, left_out: LeftOut) -> tuple[Collision, ...]:
    """Return all collisions of a year, without ways out, in order of their steps' days."""
    own = sorted((one for one in made.values() if not one.legal), key=lambda one: (one.on, one.code))
    found = [
        *_gaps(rules, year, made),
        *(one for moment in own for one in _alone(days, made, moment)),
        *_same_day(own),
        *(_left_out(step, lacking, year) for step, lacking in left_out),
    ]
    return tuple(sorted(found, key=lambda one: (*(made[code].on for code in one.steps[:1] if code in made),)))


def _alone(days: Days, made: Made, moment: Moment) -> Iterator[Collision]:
    """Find what is wrong with a step by itself, and with the steps it is computed from."""
    yield from _limits(made, moment)
    yield from _on_closed_day(days, moment)
    if moment.ends is not None:
        yield from _period(days, moment)
    for rule, day in ((moment.step.rule, moment.on), (moment.step.ends, moment.last)):
        if isinstance(rule, Relative):
            low, high = order_span(rule, made)
            if not low <= day <= high:
                other = made[rule.anchor]
                words = (
                    N_("»{title}« ({on}) skal ligge efter »{other}« ({other_on}).")
                    if rule.after
                    else N_("»{title}« ({on}) skal ligge før »{other}« ({other_on}).")
                )
                params: Params = {
                    "title": moment.title,
                    "on": dated(day),
                    "other": other.title,
                    "other_on": dated(other.last if rule.after else other.on),
                }
                yield _said(OUT_OF_ORDER, words, params, moment.code, other.code)


def _limits(made: Made, moment: Moment) -> Iterator[Collision]:
    legal = made.get(moment.step.fulfils)
    if legal is None:
        return
    low, high = span(legal.step.bound, legal.planned)
    if moment.on < low or moment.last > high:
        words = (
            N_("»{title}« ligger {on}, efter lovens frist {limit}.")
            if moment.last > high
            else N_("»{title}« ligger {on}, før lovens første dag {limit}.")
        )
        params: Params = {
            "title": moment.title,
            "on": dated(moment.last if moment.last > high else moment.on),
            "limit": dated(legal.planned),
        }
        yield _said(ACROSS_LIMIT, words, params, moment.code, severity=Severity.ERROR)


def _on_closed_day(days: Days, moment: Moment) -> Iterator[Collision]:
    for day in dict.fromkeys((moment.on, moment.last)):
        hit = days.hit(moment.step, day, meeting=not moment.decided)
        if hit is None:
            continue
        params: Params = {"title": moment.title, "on": dated(day), "name": hit.name}
        if hit.kind is Obstacle.NO_MEETING:
            words = N_("»{title}« ligger {on}, som ikke er en mødedag, og kan ikke flyttes.")
            yield _said(NO_MEETING, words, params, moment.code)
        else:
            words = N_("»{title}« ligger {on} ({name}).")
            yield _said(CLOSED_DAY, words, params, moment.code)
        return


def _period(days: Days, moment: Moment) -> Iterator[Collision]:
    params: Params = {"title": moment.title, "on": dated(moment.on), "ends": dated(moment.last)}
    if moment.last < moment.on:
        words = N_("Der er ingen dage til »{title}«: den slutter {ends}, før den begynder {on}.")
        yield _said(EMPTY, words, params, moment.code)
    elif moment.step.consultation and (hit := days.all_in_school_holiday(moment.on, moment.last)):
        words = N_("»{title}« fra {on} til {ends} ligger helt i {name}.")
        yield _said(IN_SCHOOL_HOLIDAY, words, {**params, "name": hit.name}, moment.code)


def _gaps(rules: Rules, year: int, made: Made) -> Iterator[Collision]:
    for gap in rules.gaps:
        if gap.in_force(year):
            for first, second in _pairs(gap, made):
                between = (second.on - first.last) // DAY
                if between < gap.days:
                    words = (
                        N_(
                            "Der er {between} dage mellem »{title}« ({on}) og »{other}« ({other_on}). "
                            "Loven kræver mindst {days}."
                        )
                        if between >= 0
                        else N_(
                            "»{other}« ({other_on}) ligger før »{title}« ({on}). "
                            "Loven kræver mindst {days} dage imellem."
                        )
                    )
                    params: Params = {
                        "between": between,
                        "days": gap.days,
                        "title": first.title,
                        "on": dated(first.last),
                        "other": second.title,
                        "other_on": dated(second.on),
                    }
                    yield _said(GAP, words, params, first.code, second.code, severity=Severity.ERROR)


def _pairs(gap: Gap, made: Made) -> Iterator[tuple[Moment, Moment]]:
    for first in made.values():
        for second in made.values():
            if first.step.fulfils == gap.first and second.step.fulfils == gap.second:
                yield first, second


def _same_day(own: list[Moment]) -> Iterator[Collision]:
    points = [moment for moment in own if moment.ends is None]
    for first, second in combinations(points, 2):
        shared = [party for party in first.step.parties if party in second.step.parties]
        if first.on == second.on and shared and not _together(first.step, second.step):
            words = N_("»{title}« og »{other}« ligger begge {on} for {party}.")
            params: Params = {
                "party": ", ".join(shared),
                "title": first.title,
                "other": second.title,
                "on": dated(first.on),
            }
            yield _said(SAME_DAY, words, params, first.code, second.code)


def _together(first: Step, second: Step) -> bool:
    """Say whether the one is put nought days from the other: in the same meeting, and meant so."""
    return any(
        isinstance(one.rule, Relative) and one.rule.number == 0 and one.rule.anchor == other.code
        for one, other in ((first, second), (second, first))
    )


def _left_out(step: Step, lacking: Step, year: int) -> Collision:
    words = N_("»{title}« har ingen dag i {year}, fordi »{lacking}« ingen har.")
    params: Params = {"title": step.titled(year), "year": str(year), "lacking": lacking.titled(year)}
    advice = N_("Giv »{title}« en dag for {year}, eller beregn det fra et andet trin.")
    return Collision(
        Finding(LEFT_OUT, Severity.WARNING, words, params, suggestion_template=advice), (step.code,)
    )


def _said(
    code: str, words: str, params: Params, *steps: str, severity: Severity = Severity.WARNING
) -> Collision:
    return Collision(Finding(code, severity, words, params), steps)
