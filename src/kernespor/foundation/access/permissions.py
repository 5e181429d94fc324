"""Who may hand tasks on, act for another, and invite: `check_x` raises with the reason, `can_x` answers."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Model

from kernespor.engines.findings import N_
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.models import Deputyship
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.refusals import NotPermitted, answering

LEADING = (RoleKind.HEAD, RoleKind.DIRECTOR)


def check_own_name(actor: Actor) -> None:
    """Some things a person does in their own name alone."""
    if actor.on_behalf:
        raise NotPermitted(
            "own_name_alone",
            N_("Det kan du kun gøre i dit eget navn. Stop først med at handle for en anden."),
        )


def check_set_deputy(
    actor: Actor, principal_id: int, units: Collection[int], unit_id: int | None = None
) -> None:
    """A person hands on their own tasks; their head may, for a unit that the head leads.

    `units` are those in which the principal holds a role, `unit_id` the one that the deputyship is for. A
    deputyship is never handed on.
    """
    check_own_name(actor)
    if actor.person_id == principal_id and actor.in_house:
        return
    led = actor.units_under(*LEADING)
    if not led.intersection(units):
        raise NotPermitted(
            "not_their_head", N_("Kun personen selv og personens leder kan vælge en stedfortræder.")
        )
    if unit_id is None or unit_id not in led:
        raise NotPermitted("not_their_unit", N_("Vælg en enhed, du selv leder."))


def check_end_deputy(actor: Actor, deputyship: Deputyship, units: Collection[int]) -> None:
    """Those of a deputyship may end it, and so may the principal's head; `units` are the principal's."""
    check_own_name(actor)
    if actor.is_oneself(deputyship.principal_id, deputyship.deputy_id, deputyship.set_by_id):
        return
    if not actor.units_under(*LEADING).intersection(units):
        raise NotPermitted("not_in_deputyship", N_("Kun de to, det handler om, og lederen kan afslutte det."))


def check_act(actor: Actor, deputyship: Deputyship) -> None:
    """A deputy acts for the principal; nobody else does."""
    if actor.oneself.person_id is None or deputyship.deputy_id != actor.oneself.person_id:
        raise NotPermitted("not_deputy", N_("Du er ikke stedfortræder her."))


def check_invite(actor: Actor, row: Model) -> None:
    """Those who may change an object say who else may read it."""
    objects.check_change(actor, row)


can_set_deputy = answering(check_set_deputy)
can_end_deputy = answering(check_end_deputy)
can_act = answering(check_act)
can_invite = answering(check_invite)
