"""From facts to the state that may be shown: what is stale, ownerless or overdue is never green."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from kernespor.engines.plan_state.records import GOOD, Facts, Judgement, Shown, State


def shown(facts: Facts, *, today: dt.date, fresh_days: int) -> Shown:
    """Return the state of a goal or action on a day.

    Over the deadline comes before stale, because it hurts more; without an owner comes before both, because
    nobody can mend the others. What was reached stays reached after its owner left, for the evidence stands;
    but never without an owner at all.
    """
    if facts.judgement is Judgement.CLOSED:
        return Shown(State.CLOSED)
    if facts.judgement is Judgement.REACHED:
        return Shown(State.REACHED if facts.has_owner else State.OWNERLESS)
    overdue = max(0, (today - facts.deadline).days) if facts.deadline else 0
    silent = _silent_days(facts, today)
    if not facts.has_owner or facts.owner_left:
        state = State.OWNERLESS
    elif overdue:
        state = State.OFF_TRACK
    elif facts.begins and facts.begins > today and facts.judgement in {None, Judgement.NOT_BEGUN}:
        return Shown(State.NOT_BEGUN)
    elif silent > fresh_days:
        state = State.STALE
    else:
        state = State(facts.judgement or Judgement.NOT_BEGUN)
    return Shown(state, overdue, silent if silent > fresh_days else 0)


def _silent_days(facts: Facts, today: dt.date) -> int:
    since = facts.judged_on or max(facts.begins or facts.expected_from, facts.expected_from)
    return max(0, (today - since).days)


def tally(states: Iterable[State]) -> dict[State, int]:
    """Return how many there are of each state, all states named, in the order of `State`."""
    counts = dict.fromkeys(State, 0)
    for state in states:
        counts[state] += 1
    return counts


def good(counts: dict[State, int]) -> int:
    """Return how many are reached or on track."""
    return sum(number for state, number in counts.items() if state in GOOD)
