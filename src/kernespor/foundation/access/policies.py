"""When and what: what must hold before tasks are handed on or someone is invited, whoever does it."""

from __future__ import annotations

import datetime as dt

from django.db.models import Model

from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.models import Deputyship
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.access.registry import guard_of, openness_of
from kernespor.foundation.refusals import NotNow, answering


def check_days(first: dt.date, last: dt.date, today: dt.date) -> None:
    """Tasks are handed on from today or later, to a day that isn't before."""
    if first < today:
        raise NotNow("deputy_in_past", N_("Den første dag må ikke ligge før i dag."))
    if last < first:
        raise NotNow("deputy_days_order", N_("Den sidste dag skal ligge efter den første."))


def check_deputy(principal_id: int, deputy: Actor) -> None:
    """A deputy is another than the principal, and holds a role on the first day."""
    if deputy.person_id == principal_id:
        raise NotNow("deputy_is_principal", N_("Stedfortræderen skal være en anden end den, det gælder."))
    if not deputy.in_house:
        raise NotNow("deputy_without_role", N_("Stedfortræderen har ingen rolle i kommunen den første dag."))


def check_not_handed_on_already(
    principal_id: int, deputy_id: int, unit_id: int | None, first: dt.date, last: dt.date
) -> None:
    """The same tasks are handed to the same person once at a time."""
    same = Deputyship.objects.believed().filter(
        principal_id=principal_id, deputy_id=deputy_id, unit_id=unit_id, ended_at=None
    )
    if same.filter(valid_from__lte=last, valid_to__gte=first).exists():
        raise NotNow("deputy_already", N_("Personen er allerede stedfortræder i de dage."))


def check_not_ended(row: Deputyship, today: dt.date) -> None:
    """What is over can't be ended again."""
    if row.ended_at is not None or row.valid_to < today:
        raise NotNow("deputyship_over", N_("Det er allerede slut."))


def check_in_force(row: Deputyship, today: dt.date) -> None:
    """One acts for another on the days of the deputyship."""
    check_not_ended(row, today)
    if row.valid_from > today:
        raise NotNow("deputyship_to_come", N_("Det er ikke begyndt endnu."))


def check_takes_invitations(row: Model) -> None:
    """To what is open to everyone nobody is invited."""
    guard = guard_of(row)
    if guard is None or not guard.invites:
        raise NotNow("no_invitations", N_("Der kan ikke inviteres til dette."))
    if openness_of(row) not in {Openness.DRAFT, Openness.CONFIDENTIAL}:
        raise NotNow("open_already", N_("Alle i kommunen kan læse det. Ingen skal inviteres."))


can_act_now = answering(check_in_force)
can_take_invitations = answering(check_takes_invitations)
