"""Who may set what: one's calendar, one's digest and one's pauses are one's own."""

from __future__ import annotations

from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.refusals import NotPermitted, answering


def check_own(actor: Actor) -> None:
    """Calendar, digest and pauses are set in one's own name, never on another's behalf."""
    if actor.person_id is None or actor.on_behalf:
        raise NotPermitted(
            "not_oneself",
            N_("Det er personligt. Gør det i dit eget navn, ikke på vegne af en anden."),
        )


def own_person(actor: Actor) -> int:
    """Return the person that the actor is, in their own name; NotPermitted otherwise."""
    check_own(actor)
    return actor.person_id or 0


can_own = answering(check_own)
