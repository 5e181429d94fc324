"""Who may do what with trials. Each rule twice: `check_x` raises with the reason, `can_x` answers."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext

from kernespor.domains.strategy.enums import TrialKind, TrialStatus
from kernespor.domains.strategy.models import Trial
from kernespor.domains.strategy.permissions.plans import PLANNERS
from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.openness import invitation_ground, invited
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.refusals import NotPermitted, answering

TRIAL = "strategy.trial"
# Those who work in a unit: they may have an idea in it.
WORKERS = (*PLANNERS, RoleKind.BUYER, RoleKind.EMPLOYEE, RoleKind.MED_REPRESENTATIVE)
# An idea belongs to the unit's own people until it begins, and so does one that was given up before.
IDEAS = (TrialStatus.IDEA, TrialStatus.DROPPED)


def readable(actor: Actor) -> Q:
    """Return the trials that the actor may read, as a filter: the same rule as `check_read`."""
    own = Q(unit_id__in=actor.units_under(*WORKERS)) | invited(actor, TRIAL)
    if actor.person_id:
        theirs = Q(owner_id=actor.person_id) | Q(deputy_id=actor.person_id)
        own |= theirs if actor.limit is None else theirs & Q(unit_id__in=actor.limit)
        if not actor.on_behalf:
            own |= Q(created_by_id=actor.person_id)
    return ~Q(status__in=IDEAS) | own


def ground_of_trial(actor: Actor, trial: Trial) -> str:
    """Return why the actor may read a trial, empty when they may not. One query, for the uninvited idea."""
    if trial.status not in IDEAS:
        return gettext("Alle i kommunen kan læse det, der prøves eller er prøvet.")
    if actor.holds_over(trial.unit_id, *WORKERS):
        return gettext("Den, der arbejder i enheden eller over den, kan læse enhedens idéer.")
    if actor.answers_in(trial.unit_id, trial.owner_id, trial.deputy_id):
        return gettext("Ejeren eller stedfortræderen")
    if actor.is_oneself(trial.created_by_id):
        return gettext("Den, der fik idéen")
    return invitation_ground(actor, TRIAL, trial.pk)


def check_read(actor: Actor, trial: Trial) -> None:
    """What has begun is open to everyone in the house; an idea to the unit's people and the invited."""
    if not ground_of_trial(actor, trial):
        raise NotPermitted(
            "trial_idea",
            N_("Det er en idé endnu. Kun de, der arbejder i enheden, og de inviterede kan se den."),
        )


def check_propose(actor: Actor, unit_id: int, kind: str = TrialKind.SMALL) -> None:
    """Everyone who works in a unit may have an idea for it; what the council decides, those who plan."""
    if not actor.holds_over(unit_id, *WORKERS):
        raise NotPermitted("not_in_unit", N_("Du kan kun foreslå noget i en enhed, du arbejder i."))
    if kind != TrialKind.SMALL and not actor.holds_over(unit_id, *PLANNERS):
        raise NotPermitted(
            "trial_for_council",
            N_("Forsøg og frikommuneforsøg foreslås af enhedens ledelse. Begynd med en prøvehandling."),
        )


def check_propose_some(actor: Actor) -> None:
    """Those who work somewhere in the house may have an idea."""
    if not actor.holds(*WORKERS):
        raise NotPermitted("works_nowhere", N_("Kun de, der arbejder i kommunen, kan foreslå noget nyt."))


def check_change(actor: Actor, trial: Trial) -> None:
    """Those who plan for the unit may change a trial, and whoever had the idea until it begins."""
    if trial.status == TrialStatus.IDEA and actor.is_oneself(trial.created_by_id):
        return
    check_decide(actor, trial)


def check_decide(actor: Actor, trial: Trial) -> None:
    """Those who plan for the unit decide what begins and what ends."""
    if not actor.holds_over(trial.unit_id, *PLANNERS):
        raise NotPermitted(
            "trial_not_planner",
            N_("Det afgør enhedens leder, direktøren, økonomikonsulenten eller sekretariatet."),
        )


def check_write_effect(actor: Actor, trial: Trial) -> None:
    """Those who answer for a trial write what they see; so do those who plan for the unit."""
    if actor.answers_in(trial.unit_id, trial.owner_id, trial.deputy_id):
        return
    if not actor.holds_over(trial.unit_id, *PLANNERS):
        raise NotPermitted(
            "trial_not_owner",
            N_("Kun ejeren, stedfortræderen og enhedens ledelse kan skrive, hvad I har set."),
        )


def check_take_over(actor: Actor, unit_id: int) -> None:
    """Those who plan for a unit say that it has taken something over."""
    if not actor.holds_over(unit_id, *PLANNERS):
        raise NotPermitted("take_over_elsewhere", N_("Du kan kun tage noget i drift i en enhed, du leder."))


def check_take_over_some(actor: Actor) -> None:
    """Those who plan for some unit may take something over there."""
    if not actor.holds(*PLANNERS):
        raise NotPermitted(
            "plans_nowhere",
            N_("Kun ledere, direktører, økonomikonsulenter og sekretærer kan tage noget i drift."),
        )


def check_follow(actor: Actor, trial: Trial) -> None:
    """Whoever may read a trial may follow it."""
    check_read(actor, trial)
    if actor.hand is None:
        raise NotPermitted("nobody_follows", N_("Kun en person kan følge noget."))


def check_know_owner(actor: Actor, trial: Trial) -> None:
    """Return for those whom it concerns who answers for what is over its end: themselves, those who plan."""
    if actor.answers_in(trial.unit_id, trial.owner_id, trial.deputy_id):
        return
    if not actor.holds_over(trial.unit_id, *PLANNERS):
        raise NotPermitted("overdue_owner", N_("Hvem der er over fristen, vises for enhedens ledelse."))


can_read = answering(check_read)
can_propose = answering(check_propose)
can_propose_some = answering(check_propose_some)
can_change = answering(check_change)
can_decide = answering(check_decide)
can_write_effect = answering(check_write_effect)
can_take_over = answering(check_take_over)
can_take_over_some = answering(check_take_over_some)
can_follow = answering(check_follow)
can_know_owner = answering(check_know_owner)
