"""What in a mandate isn't as the rules say, when it ends, and from which day its end is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from kernespor.engines.findings import N_
from kernespor.engines.group_mandates.records import WARN_DELIVERABLE, WARN_END, Mandate, Remark, Rule

UNDECIDED = N_("Der er ingen beslutning i kommunalbestyrelsen om at nedsætte udvalget.")
POWER = N_("Udvalget har fået lov til at træffe beslutninger. Det skal forberede og rådgive.")
BEYOND = N_(
    "Udvalget slutter med kommunalbestyrelsens funktionsperiode den {day}, hvis det nye byråd ikke "
    "beslutter det på ny."
)


def remarks(mandate: Mandate, rules: Iterable[Rule], today: dt.date) -> tuple[Remark, ...]:
    """Return what isn't as the rules of a day say, in the rules' order."""
    found = []
    for rule in _in_force(rules, mandate.kind, today):
        message, params = "", {}
        if rule.kind == "decided_by" and mandate.decided_by not in rule.parties:
            message = UNDECIDED
        elif rule.kind == "no_power" and mandate.power:
            message = POWER
        elif rule.kind == "term" and mandate.term_ends and _goes_beyond(mandate.ends, mandate.term_ends):
            message, params = BEYOND, {"day": mandate.term_ends}
        if message:
            found.append(Remark(rule.code, message, rule.source, rule.verified, rule.stops, params))
    return tuple(found)


def _goes_beyond(ends: dt.date | None, term_ends: dt.date) -> bool:
    return ends is None or ends > term_ends


def bound_to_term(rules: Iterable[Rule], today: dt.date) -> frozenset[str]:
    """Return the kinds of bodies that end with the council's term."""
    return frozenset().union(*(rule.kinds for rule in rules if rule.kind == "term" and rule.holds(today)))


def days_ahead(rules: Iterable[Rule], kind: str, today: dt.date) -> int:
    """Return how many days ahead the end of a group of a kind is told: what its first rule says."""
    return next((rule.least for rule in _in_force(rules, kind, today) if rule.kind == WARN_END), 0)


def deliverable_days(rules: Iterable[Rule], today: dt.date) -> int:
    """Return how many days ahead a deliverable awaits the one who is to bring it."""
    return next((rule.least for rule in rules if rule.kind == WARN_DELIVERABLE and rule.holds(today)), 0)


def _in_force(rules: Iterable[Rule], kind: str, today: dt.date) -> list[Rule]:
    return [rule for rule in rules if rule.holds(today) and rule.is_about(kind)]
