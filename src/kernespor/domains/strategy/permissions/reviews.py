"""Who may choose at a review of a trial, and who may begin a plan without a document."""

from __future__ import annotations

from kernespor.domains.strategy.enums import PlanKind
from kernespor.domains.strategy.models import Trial
from kernespor.domains.strategy.permissions.plans import PLANNERS, WRITERS
from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.enums import MED
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.bodies.permissions import seats_in
from kernespor.foundation.refusals import NotPermitted, answering


def check_review_trial(actor: Actor, trial: Trial) -> None:
    """Those who answer for a trial, and those who plan for its unit, record what was chosen."""
    if actor.answers_in(trial.unit_id, trial.owner_id, trial.deputy_id):
        return
    if not actor.holds_over(trial.unit_id, *PLANNERS):
        raise NotPermitted(
            "not_trial_reviewer",
            N_("Kun forsøgets ejer og stedfortræder og enhedens ledelse kan vælge for forsøget."),
        )


def check_begin_some(actor: Actor) -> None:
    """Those who plan for some unit, or lead or write for some MED committee, may begin on a plan."""
    if actor.holds(*PLANNERS):
        return
    seats = seats_in(actor, *WRITERS)
    if not seats or not Body.objects.filter(pk__in=seats, kind__in=MED).exists():
        raise NotPermitted(
            "not_planner_or_writer",
            N_(
                "Kun ledere, direktører, økonomikonsulenter og sekretærer, og et MED-udvalgs formand, "
                "næstformand og sekretær, kan begynde på en plan."
            ),
        )


def check_begin(actor: Actor, kind: str, unit_id: int, body: Body | None) -> None:
    """A plan is begun for a unit that one plans for, or for a MED committee that one leads or writes for."""
    if actor.holds_over(unit_id, *PLANNERS):
        return
    if kind != PlanKind.MED or body is None or body.pk not in seats_in(actor, *WRITERS):
        raise NotPermitted(
            "not_planner_here_either",
            N_("Du kan ikke begynde på en plan her. Vælg en af dine enheder eller et af dine udvalg."),
        )


can_review_trial = answering(check_review_trial)
can_begin_some = answering(check_begin_some)
can_begin = answering(check_begin)
