"""When something can be chosen at a review, and when the next one may be set."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from kernespor.domains.strategy.enums import JudgementChoice, PlanKind, PlanStatus, ReviewChoice, TrialStatus
from kernespor.domains.strategy.models import Trial, UnitPlan
from kernespor.engines.findings import N_
from kernespor.foundation.bodies.enums import MED
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.refusals import NotNow, answering

DUE = dt.timedelta(days=14)  # so long before its day a review may be held, and its tasks begin to stand
OVER = (JudgementChoice.REACHED, JudgementChoice.CLOSED)
_TOWARDS = {
    ReviewChoice.SCALE: N_("Skriv, hvor målet skal bredes ud."),
    ReviewChoice.RETHINK: N_("Skriv, hvad der skal gentænkes."),
}


def round_begins(plan: UnitPlan) -> dt.date:
    """Return the day from which a choice counts for the plan's next review."""
    return plan.review_on - DUE if plan.review_on else dt.date.min


def is_due(plan: UnitPlan, today: dt.date) -> bool:
    """Say whether a plan's review may be held now."""
    return plan.review_on is not None and plan.review_on <= today + DUE


def check_choice(
    choice: str, evidence: str, decided_by: str, follow: str, on: dt.date, today: dt.date
) -> None:
    """A choice has its evidence and somebody who decided; scaling and rethinking say where and what."""
    if choice not in ReviewChoice.values:
        raise NotNow("no_choice", N_("Vælg: skalér, fortsæt, gentænk eller nedlæg."))
    if not evidence.strip():
        raise NotNow("no_evidence", N_("Skriv, hvad valget bygger på."))
    if not decided_by.strip():
        raise NotNow("nobody_decided", N_("Skriv, hvem der besluttede det, eller vælg et udvalg."))
    wanted = _TOWARDS.get(ReviewChoice(choice))
    if wanted and not follow.strip():
        raise NotNow("no_direction", wanted)
    if on > today:
        raise NotNow("review_in_future", N_("Datoen ligger efter i dag. Skriv den dag, valget blev truffet."))


def check_goal_is_open(said: str | None) -> None:
    """What is reached or closed has nothing left to be chosen for it."""
    if said in OVER:
        raise NotNow("goal_is_over", N_("Målet er nået eller nedlagt. Der er ikke mere at vælge."))


def check_trial_goes_on(trial: Trial) -> None:
    """One chooses for a trial that has begun and that nobody has taken over yet."""
    if trial.status not in {TrialStatus.RUNNING, TrialStatus.ENDED}:
        raise NotNow("trial_not_running", N_("Der vælges for forsøg, der er i gang eller slut."))


def check_next_review(plan: UnitPlan, on: dt.date | None, waiting: int, why: str, today: dt.date) -> None:
    """A review that is due is moved aloud: while goals await their choice, the new day needs a reason."""
    if on is not None and on <= today:
        raise NotNow("review_in_past", N_("Skriv en dag, der ligger efter i dag."))
    if is_due(plan, today) and waiting and not why.strip():
        raise NotNow(
            "review_put_off",
            N_("{waiting} mål venter på et valg. Vælg for dem først, eller skriv, hvorfor det udskydes."),
            waiting=waiting,
        )


def check_can_go_on(plan: UnitPlan) -> None:
    """The next plan starts from one that holds or has held."""
    if plan.status == PlanStatus.DRAFT:
        raise NotNow("next_of_draft", N_("Planen er selv en kladde. Sæt den i kraft først."))


def check_no_news(known: Collection[int], drafts: Collection[int]) -> None:
    """Nobody begins a second draft without having seen the first."""
    if set(drafts) - set(known):
        raise NotNow(
            "next_begun",
            N_("Der er allerede begyndt en kladde til den næste plan. Se den øverst, før du går videre."),
        )


def check_whose(kind: str, body: Body | None) -> None:
    """A MED plan is a MED committee's; other plans are no body's."""
    if kind == PlanKind.MED and (body is None or body.kind not in MED):
        raise NotNow("no_committee", N_("Vælg det MED-udvalg, planen er for."))
    if kind != PlanKind.MED and body is not None:
        raise NotNow("committee_of_none", N_("Kun en MED-handleplan hører til et udvalg."))


can_go_on = answering(check_can_go_on)
