"""Parties that were not heard, and answers that are not there."""

from __future__ import annotations

from collections.abc import Iterator

from kernespor.engines.agenda_order.records import SILENT_OUTCOMES, Deviation, Heard, Param, Rule
from kernespor.engines.agenda_order.seen import Seen
from kernespor.engines.findings import N_

UNHEARD = N_("Ikke hørt: {kinds}.")
NOT_YET = N_("Ikke hørt endnu: {kinds}.")
NOT_ASKED = N_("{party} er ikke spurgt endnu.")
ASKED_LATE = N_("{party} blev først spurgt {asked}, da dagsordenen til {body} var sendt.")
TOO_LATE = N_("{party} har frist til {deadline}, men {body} mødes {on}.")
MISSING = N_("{party} har ikke svaret. Fristen er {deadline}.")
NO_DEADLINE = N_("{party} har ikke svaret og har ingen frist.")
SILENT = N_("{party} svarede ikke inden fristen {deadline}.")


def must_be_heard(rule: Rule, seen: Seen) -> Iterator[Deviation]:
    """Say that none of `parties` was heard, by a hearing or as a body on the way.

    A hearing that is planned and can still come before the last of `kinds` is told and stops nothing: a
    committee may decide to send its proposal out.
    """
    hearings = [
        one for one in seen.way.heard if one.kind in rule.parties and (not rule.what or one.what in rule.what)
    ]
    if any(seen.asked(one) or seen.answered(one) for one in hearings):
        return
    before = [outcome for stop, outcome in seen.earlier if stop.kind in rule.parties]
    if any(outcome not in SILENT_OUTCOMES for outcome in before):
        return
    ahead = any(stop.kind in rule.parties for stop in seen.later)
    comes = bool(hearings or before)
    yield seen.say(
        rule, "unheard", NOT_YET if comes or ahead else UNHEARD, {"kinds": tuple(sorted(rule.parties))},
        stops=seen.is_last(rule) or not (comes or ahead), waits=comes,
    )  # fmt: skip


def answer(rule: Rule, seen: Seen) -> Iterator[Deviation]:
    """Say which hearings have no answer. One after its deadline stops nothing."""
    counts: dict[tuple[str, str], int] = {}
    for heard in seen.way.heard:
        if heard.kind not in rule.parties or heard.what not in rule.what:
            continue
        alike = heard.party, heard.what
        counts[alike] = counts.get(alike, 0) + 1
        if not seen.answered(heard):
            yield _unanswered(rule, seen, heard, f"{heard.what}#{counts[alike]}")


def _unanswered(rule: Rule, seen: Seen, heard: Heard, about: str) -> Deviation:
    asked = seen.asked(heard)
    message, params = _message(seen, heard, asked=asked)
    over = asked and heard.deadline is not None and heard.deadline < seen.day
    return seen.say(
        rule, "unanswered", message, params | {"party": heard.party},
        stops=not over and (asked or seen.is_last(rule)),
        waits=not over and message != TOO_LATE,
        party=heard.party, about=about,
    )  # fmt: skip


def _message(seen: Seen, heard: Heard, *, asked: bool) -> tuple[str, dict[str, Param]]:
    """Return what is said of a hearing without an answer."""
    deadline, on = heard.deadline, seen.stop.on
    if not asked and seen.happened and heard.asked_on:
        return ASKED_LATE, {"asked": heard.asked_on}
    if deadline and on and deadline > on:
        return TOO_LATE, {"deadline": deadline, "on": on}
    if not asked:
        return NOT_ASKED, {}
    if deadline is None:
        return NO_DEADLINE, {}
    return (SILENT if deadline < seen.day else MISSING), {"deadline": deadline}
