"""Who may do what with a run: `check_x` raises with the reason, `can_x` answers."""

from __future__ import annotations

from django.db.models import Q

from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.jobs.models import Run
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.refusals import NotPermitted, answering


def sees_all(actor: Actor) -> bool:
    """Say whether every run is open to this person."""
    return actor.holds_over_all(RoleKind.ADMINISTRATOR)


def visible(actor: Actor) -> Q:
    """Return the condition on the runs that a person may see: an administrator all, others their own.

    One's own are those that one asked for at the keys, in whosever name.
    """
    if sees_all(actor):
        return Q()
    return Q(asked_by_id=actor.hand) if actor.hand is not None else Q(pk__in=())


def check_see(actor: Actor, run: Run) -> None:
    """A run is shown to the one who asked for it, and to administrators of the whole municipality."""
    if not sees_all(actor) and (actor.hand is None or run.asked_by_id != actor.hand):
        raise NotPermitted("not_my_run", N_("Kun den, der bad om kørslen, og administratorer kan se den."))


can_see = answering(check_see)
