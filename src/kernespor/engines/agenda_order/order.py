"""Bodies in the wrong order: who comes first, who was passed by, readings too close, decisions left open."""

from __future__ import annotations

from collections.abc import Iterator

from kernespor.engines.agenda_order.records import POSTPONED, REJECTED, SILENT_OUTCOMES, Deviation, Rule
from kernespor.engines.agenda_order.seen import Seen, name_of
from kernespor.engines.findings import N_

ABSENT = N_("{kinds} skal have sagen før {body}, men står ikke tidligere på sagens vej.")
UNDECIDED = N_("{earlier} skal have sagen før {body}, men har ikke taget stilling.")
PASSED_BY = N_("{earlier} har ikke behandlet sagen før {body}.")
IS_POSTPONED = N_("{earlier} har udsat sagen.")
IS_REJECTED = N_("{earlier} har afvist sagen.")
NO_FIRST = N_("1. behandling står ikke på sagens vej.")
CLOSE = N_("Der er {days} dage mellem 1. og 2. behandling. Der skal være mindst {least}.")
SUSPENDED = N_("Beslutningen i {body} er standset, men {kinds} står ikke på sagens vej.")
WAITING = N_("Beslutningen i {body} er standset. Den må ikke udføres, før {decider} har afgjort sagen.")
UNREPORTED = N_("Sagen er afgjort {day} på vegne af {body}. Det skal meddeles på næste møde.")
_PASSED = {"": PASSED_BY, POSTPONED: IS_POSTPONED, REJECTED: IS_REJECTED}
_SECOND = 2


def before(rule: Rule, seen: Seen) -> Iterator[Deviation]:
    """Say that one of `parties` must have taken a stand and hasn't."""
    first = [(stop, outcome) for stop, outcome in seen.earlier if stop.kind in rule.parties]
    if any(outcome not in SILENT_OUTCOMES for _, outcome in first):
        return
    if first:
        yield seen.say(rule, "before", UNDECIDED, {"earlier": first[-1][0].body}, waits=True)
    else:
        yield seen.say(rule, "before", ABSENT, {"kinds": tuple(sorted(rule.parties))})


def way(rule: Rule, seen: Seen) -> Iterator[Deviation]:
    """Say which earlier bodies have one of `outcomes`; a body's later meeting stands in for its first."""
    for at, (stop, outcome) in enumerate(seen.earlier):
        if outcome in rule.outcomes and outcome in _PASSED and not _made_good(at, seen):
            yield seen.say(
                rule, "way", _PASSED[outcome], {"earlier": stop.body},
                waits=outcome != REJECTED, party=stop.body, about=name_of(seen.way, at),
            )  # fmt: skip


def _made_good(at: int, seen: Seen) -> bool:
    stop, outcome = seen.earlier[at]
    if outcome and stop.body == seen.stop.body:
        return True
    return any(one.body == stop.body and said not in SILENT_OUTCOMES for one, said in seen.earlier[at + 1 :])


def apart(rule: Rule, seen: Seen) -> Iterator[Deviation]:
    """Say that a second reading has no first, or comes fewer than `least` days after it."""
    if seen.stop.reading != _SECOND:
        return
    held = [
        stop
        for stop, outcome in seen.earlier
        if stop.reading == 1 and stop.body == seen.stop.body and outcome != POSTPONED
    ]
    if not held:
        yield seen.say(rule, "no_first", NO_FIRST, {})
        return
    first, second = held[-1].on or held[-1].decided_on, seen.stop.on or seen.stop.decided_on
    if first and second and (days := (second - first).days) < rule.least:
        yield seen.say(rule, "apart", CLOSE, {"days": days, "least": rule.least})


def suspended(rule: Rule, seen: Seen) -> Iterator[Deviation]:
    """Say that a decision is suspended (as of the day) and not decided by one of `parties` yet."""
    stop = seen.stop
    if stop.suspended_on is None or stop.suspended_on > seen.day:
        return
    deciders = [one for one in seen.later if one.kind in rule.parties or one.body == stop.suspended_to]
    if not deciders:
        yield seen.say(rule, "suspended", SUSPENDED, {"kinds": tuple(sorted(rule.parties))})
    elif not any(seen.spoken(one) for one in deciders):
        decider = {"decider": deciders[-1].body}
        yield seen.say(rule, "suspended", WAITING, decider, stops=False, waits=True)


def urgent(rule: Rule, seen: Seen) -> Iterator[Deviation]:
    """Say that what a chair decided outside a meeting has not been told to the body at a meeting since."""
    stop = seen.stop
    if not seen.way.urgent or stop.decided_on is None or stop.on == stop.decided_on:
        return
    if not any(one.body == stop.body and seen.spoken(one) for one in seen.later):
        yield seen.say(rule, "unreported", UNREPORTED, {"day": stop.decided_on}, waits=True)
