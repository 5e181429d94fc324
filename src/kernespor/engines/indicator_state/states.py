"""From facts to the state that may be shown: what is stale or has no owner is never green."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from kernespor.engines.indicator_state.records import Better, Facts, Kind, Param, Verdict, Why
from kernespor.engines.plan_state.records import State

_Found = tuple[State, Why, dict[str, Param]]


def verdict(facts: Facts, *, today: dt.date) -> Verdict:
    """Return the state of an indicator on a day, its reason, and when the next reading is due.

    Without an owner comes before everything, also before what was reached; then what is past its deadline
    and not reached; then what is too old; then where the figure stands.
    """
    due = next_due(facts)
    silent = max(0, (today - due).days) if due else 0
    state, why, params = _found(facts, today, silent)
    overdue = 0
    if state is not State.REACHED and facts.deadline and facts.deadline < today and not _reached(facts):
        overdue = (today - facts.deadline).days
    return Verdict(state, overdue, _age(facts, today) if state is State.STALE else 0, why, params, due)


def next_due(facts: Facts) -> dt.date | None:
    """Return the day by which the next reading is due; None when there is nothing more to read.

    Nothing is due of a milestone that was met, of one that has a day until that day, or of anything that was
    read on its deadline or later: that reading is the last.
    """
    if facts.kind is Kind.MILESTONE:
        return None if facts.met else facts.deadline or _after(facts)
    if facts.deadline and facts.read_on and facts.read_on >= facts.deadline and not facts.gone:
        return None
    return _after(facts)


def expected(facts: Facts, day: dt.date) -> Decimal | None:
    """Return where the straight line from the baseline to the target by the deadline stands on a day.

    Before the line's first day the baseline, after its last the target; None where there is no line.
    """
    if facts.baseline is None or facts.target is None or not facts.deadline or not facts.baseline_on:
        return None
    whole = (facts.deadline - facts.baseline_on).days
    gone = min(max((day - facts.baseline_on).days, 0), max(whole, 0))
    if whole <= 0:
        return facts.target
    return facts.baseline + (facts.target - facts.baseline) * gone / whole


def _found(facts: Facts, today: dt.date, silent: int) -> _Found:
    if not facts.has_owner or facts.owner_left:
        return State.OWNERLESS, Why.OWNER_LEFT if facts.has_owner else Why.NO_OWNER, {}
    if facts.gone:
        return State.STALE, Why.MEASURE_GONE, {}
    if facts.kind is Kind.MILESTONE:
        return _milestone(facts, today, silent)
    if facts.read_on is None:
        params: dict[str, Param] = {"due": _after(facts)}
        return (State.STALE, Why.NEVER_READ, params) if silent else (State.NOT_BEGUN, Why.FIRST_DUE, params)
    found = _level(facts, today) if facts.kind is Kind.ASSESSED else _value(facts, today)
    if silent and found[1] is not Why.NOT_MET_IN_TIME:
        return State.STALE, Why.TOO_OLD, {"days": _age(facts, today)}
    return found


def _milestone(facts: Facts, today: dt.date, silent: int) -> _Found:
    if facts.met and facts.read_on:
        return State.REACHED, Why.MET, {"day": facts.read_on}
    if facts.deadline and facts.deadline < today:
        return State.OFF_TRACK, Why.NOT_MET_IN_TIME, {"days": (today - facts.deadline).days}
    if facts.deadline:
        return State.NOT_BEGUN, Why.AWAITS_DAY, {"day": facts.deadline}
    return (State.STALE, Why.NO_DAY, {}) if silent else (State.NOT_BEGUN, Why.NO_DAY, {})


def _level(facts: Facts, today: dt.date) -> _Found:
    if facts.good_from is None or facts.level is None:
        return State.NOT_BEGUN, Why.NO_LIMIT, {}
    if facts.level >= facts.good_from:
        final = facts.deadline is not None and facts.read_on is not None and facts.read_on >= facts.deadline
        return (State.REACHED if final else State.ON_TRACK), Why.GOOD_LEVEL, {}
    if facts.deadline and facts.deadline < today:
        return State.OFF_TRACK, Why.NOT_MET_IN_TIME, {"days": (today - facts.deadline).days}
    if facts.level == facts.good_from - 1 and facts.level > 0:
        return State.SLIPPING, Why.JUST_BELOW, {}
    return State.OFF_TRACK, Why.POOR_LEVEL, {}


def _value(facts: Facts, today: dt.date) -> _Found:
    value, target, read_on = facts.value, facts.target, facts.read_on
    if value is None or read_on is None or target is None:
        return _without_target(facts)
    short = _short(facts, value, target)
    params: dict[str, Param] = {"target": target}
    if facts.better is not Better.NONE and short <= 0:
        return (State.REACHED if facts.deadline else State.ON_TRACK), Why.TARGET_MET, params
    if short <= facts.tolerance:
        final = facts.better is Better.NONE and facts.deadline and read_on >= facts.deadline
        return (State.REACHED if final else State.ON_TRACK), Why.WITHIN_TOLERANCE, params
    if facts.deadline and facts.deadline < today:
        return State.OFF_TRACK, Why.NOT_MET_IN_TIME, params | {"days": (today - facts.deadline).days}
    line = expected(facts, read_on)
    if facts.better is Better.NONE or line is None:
        return (State.SLIPPING if facts.deadline else State.OFF_TRACK), Why.TARGET_NOT_MET, params
    return _along_the_line(facts, value, line, params)


def _along_the_line(facts: Facts, value: Decimal, line: Decimal, params: dict[str, Param]) -> _Found:
    if _short(facts, value, line) <= facts.tolerance:
        return State.ON_TRACK, Why.ON_THE_LINE, params | {"line": line}
    if facts.baseline is not None and _short(facts, value, facts.baseline) > facts.tolerance:
        return State.OFF_TRACK, Why.WORSE_THAN_BASELINE, {"baseline": facts.baseline}
    return State.SLIPPING, Why.BEHIND_THE_LINE, params | {"line": line}


def _without_target(facts: Facts) -> _Found:
    if facts.value is None or facts.baseline is None or facts.better is Better.NONE:
        return State.NOT_BEGUN, Why.NO_LIMIT, {}
    params: dict[str, Param] = {"baseline": facts.baseline}
    if _short(facts, facts.value, facts.baseline) <= facts.tolerance:
        return State.ON_TRACK, Why.NO_WORSE_THAN_BASELINE, params
    return State.OFF_TRACK, Why.WORSE_THAN_BASELINE, params


def _short(facts: Facts, value: Decimal, wanted: Decimal) -> Decimal:
    """Return how far a value is short of what is wanted: below zero where it is better than that."""
    if facts.better is Better.UP:
        return wanted - value
    return value - wanted if facts.better is Better.DOWN else abs(value - wanted)


def _reached(facts: Facts) -> bool:
    """Say whether what was read last is good enough by itself, however old it is."""
    if facts.kind is Kind.MILESTONE:
        return bool(facts.met)
    if facts.kind is Kind.ASSESSED:
        return facts.level is not None and facts.good_from is not None and facts.level >= facts.good_from
    if facts.value is None or facts.target is None:
        return facts.target is None
    return _short(facts, facts.value, facts.target) <= facts.tolerance


def _after(facts: Facts) -> dt.date:
    return (facts.read_on or facts.expected_from) + dt.timedelta(days=facts.fresh_days)


def _age(facts: Facts, today: dt.date) -> int:
    return max(0, (today - (facts.read_on or facts.expected_from)).days)
