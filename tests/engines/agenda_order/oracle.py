"""What must be out of order by what has happened so far, told again otherwise than in the engine.

It knows events, not days: who has decided *by now*, who is asked *by now*. The engine knows days alone.
What the two say at the moment of a sending has to be the same.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from kernespor.engines.agenda_order.records import Heard, Stop, Way

DAY = dt.timedelta(days=1)
POLITICAL = {"committee", "finance", "council"}
FIRST = (
    ("finance_declares", "finance", {"council"}, {"appropriation", "staffing", "reorganisation"}),
    ("finance_makes_budget", "finance", {"council"}, {"budget"}),
    ("finance_renders_accounts", "finance", {"council"}, {"accounts"}),
    ("directorate_first", "directorate", POLITICAL, {"budget", "reorganisation", "appropriation"}),
)
DISCUSSED = {"med_discussion", "med_codetermination"}
ANY = DISCUSSED | {"political", "administrative", "med_information"}
MED = {"med_main", "med_area", "med_local"}
HEARD = (
    ("elderly_heard", {"elderly"}, POLITICAL, {"elderly"}, ANY),
    ("disabled_heard", {"disabled"}, POLITICAL, {"disability"}, ANY),
    ("school_structure_heard", {"school_board"}, POLITICAL, {"school_structure"}, ANY),
    ("school_heard", {"school_board"}, POLITICAL, {"school"}, ANY),
    ("daycare_heard", {"user_board"}, POLITICAL, {"daycare"}, ANY),
    ("plan_heard", {"public"}, {"council"}, {"local_plan"}, ANY),
    ("med_discusses", MED, POLITICAL, {"staffing", "reorganisation"}, DISCUSSED),
    ("med_discusses_budget", {"med_main"}, {"council"}, {"budget"}, DISCUSSED),
)
PASSED = (
    ("way_skipped", "", True),
    ("way_postponed", "postponed", True),
    ("way_rejected", "rejected", False),
)

Breach = tuple[str, str, bool]


@dataclass(slots=True)
class Place:
    """A stop that events change."""

    position: int
    body: str
    kind: str
    on: dt.date
    reading: int = 0
    sent_on: dt.date | None = None
    outcome: str = ""
    decided_on: dt.date | None = None
    suspended_on: dt.date | None = None
    made: Stop | None = None

    @property
    def happened(self) -> bool:
        return self.sent_on is not None or self.outcome != ""

    @property
    def spoke(self) -> bool:
        return self.outcome not in {"", "postponed"}

    def stop(self) -> Stop:
        if self.made is None:
            self.made = Stop(
                self.position, self.body, self.kind, self.on, self.sent_on, self.outcome, self.decided_on,
                self.reading, self.suspended_on,
            )  # fmt: skip
        return self.made


@dataclass(slots=True)
class Party:
    """A hearing that events change."""

    party: str
    kind: str
    what: str
    deadline: dt.date | None
    asked_on: dt.date | None = None
    answered_on: dt.date | None = None

    def heard(self) -> Heard:
        return Heard(self.party, self.kind, self.what, self.deadline, self.asked_on, self.answered_on)


@dataclass(slots=True)
class Item:
    """An item that events change, with all that was out of order when something happened.

    `happened` are the keys that the engine gave at a sending, `owed` what the oracle says of minutes.
    """

    places: list[Place]
    parties: list[Party]
    subjects: frozenset[str]
    urgent: bool
    day: dt.date
    overridden: dict[str, tuple[str, str]] = field(default_factory=dict)
    happened: set[str] = field(default_factory=set)
    owed: list[tuple[Place, str, str]] = field(default_factory=list)

    def way(self) -> Way:
        return Way(
            tuple([place.stop() for place in self.places]),
            tuple([party.heard() for party in self.parties]),
            self.subjects,
            self.urgent,
        )


def breaches(item: Item, at: int, *, sent: bool = True) -> set[Breach]:
    """Return (rule, party, whether it stops) for the stop that is sent now, or decided without a sending."""
    place, before, after = item.places[at], item.places[:at], item.places[at + 1 :]
    found: set[Breach] = set()
    spoken = {one.kind for one in before if one.spoke}
    for rule, first, kinds, subjects in FIRST:
        if place.kind in kinds and subjects & item.subjects and first not in spoken:
            found.add((rule, "", True))
    found |= _passed(place, before)
    found |= _unheard(item, place, before, after)
    found |= _unanswered(item, place, after)
    if place.kind in POLITICAL:
        rule = "council_dispatch" if place.kind == "council" else "committee_dispatch"
        if (not sent and not item.urgent) or (sent and _days(item.day, place.on) < 4):
            found.add((rule, "", False))
    if place.reading == 2:
        firsts = [one for one in before if one.reading == 1 and one.outcome != "postponed"]
        for subject, least in (("budget", 21), ("statute", 6)):
            if subject in item.subjects and (not firsts or place.on - firsts[-1].on < least * DAY):
                found.add((f"{subject}_readings", "", True))
    return found


def open_matters(item: Item) -> set[tuple[str, int]]:
    """Return (rule, position) for what is open on the way by now."""
    found = set()
    for at, place in enumerate(item.places):
        after = item.places[at + 1 :]
        if place.suspended_on and not any(one.kind == "council" and one.spoke for one in after):
            found.add(("suspension", place.position))
        told = any(one.body == place.body and one.spoke for one in after)
        if item.urgent and place.outcome and place.decided_on != place.on and not told:
            if place.kind == "council":
                found.add(("mayor_decides", place.position))
            elif place.kind in POLITICAL:
                found.add(("chair_decides", place.position))
    return found


def _passed(place: Place, before: list[Place]) -> set[Breach]:
    found = set()
    for at, one in enumerate(before):
        redone = any(other.body == one.body and other.spoke for other in before[at + 1 :])
        again = bool(one.outcome) and place.body == one.body
        for rule, outcome, stops in PASSED:
            if rule == "way_rejected" and place.kind not in POLITICAL:
                continue
            if one.outcome == outcome and not redone and not again:
                found.add((rule, one.body, stops))
    return found


def _unheard(item: Item, place: Place, before: list[Place], after: list[Place]) -> set[Breach]:
    found = set()
    for rule, parties, kinds, subjects, whats in HEARD:
        if place.kind not in kinds or not subjects & item.subjects:
            continue
        planned = [one for one in item.parties if one.kind in parties and one.what in whats]
        if any(one.asked_on for one in planned) or any(one.spoke and one.kind in parties for one in before):
            continue
        can = planned or any(one.kind in parties for one in (*before, *after))
        final = not any(one.kind in kinds for one in after)
        found.add((rule, "", final or not can))
    return found


def _unanswered(item: Item, place: Place, after: list[Place]) -> set[Breach]:
    found: dict[tuple[str, str], bool] = {}
    final = not any(one.kind in POLITICAL for one in after)
    for one in item.parties:
        if place.kind not in POLITICAL or one.answered_on or one.what == "med_information":
            continue
        rule = "med_answers" if one.what in DISCUSSED else "others_answer"
        over = one.deadline is not None and one.deadline < item.day
        stops = not over if one.asked_on else final
        found[rule, one.party] = found.get((rule, one.party), False) or stops
    return {(rule, party, stops) for (rule, party), stops in found.items()}


def _days(first: dt.date, meeting: dt.date) -> int:
    """Count weekdays one by one; far ahead is enough."""
    days = max(0, min((meeting - first).days, 14))
    return sum((meeting - n * DAY).weekday() < 5 for n in range(1, days + 1))
