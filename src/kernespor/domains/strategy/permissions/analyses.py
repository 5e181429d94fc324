"""Who may do what with budget analyses: `check_x` raises with the reason, `can_x` answers."""

from __future__ import annotations

from kernespor.domains.strategy.models import Analysis
from kernespor.domains.strategy.permissions.plans import PLANNERS
from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.refusals import NotPermitted, answering

ANALYSIS = "strategy.analysis"


def check_change(actor: Actor, analysis: Analysis) -> None:
    """Those who answer for an analysis write in it, and so do those who plan for the unit."""
    if actor.answers_in(analysis.unit_id, analysis.owner_id, analysis.deputy_id):
        return
    if not actor.holds_over(analysis.unit_id, *PLANNERS):
        raise NotPermitted(
            "not_of_analysis",
            N_("Kun analysens ejer, stedfortræderen og enhedens ledelse kan skrive i analysen."),
        )


def check_know_owner(actor: Actor, analysis: Analysis) -> None:
    """Who is late with a status is named to themselves and those who plan for the unit."""
    if actor.answers_in(analysis.unit_id, analysis.owner_id, analysis.deputy_id):
        return
    if not actor.holds_over(analysis.unit_id, *PLANNERS):
        raise NotPermitted("late_owner", N_("Hvem der er over fristen, vises for enhedens ledelse."))


def check_commission(actor: Actor, unit_id: int) -> None:
    """An analysis is begun for a unit that one plans for."""
    if not actor.holds_over(unit_id, *PLANNERS):
        raise NotPermitted(
            "no_analysis_here", N_("Du kan ikke begynde en analyse for denne enhed. Vælg en af dine.")
        )


def check_commission_some(actor: Actor) -> None:
    """Those who plan for some unit may begin an analysis."""
    if not actor.holds(*PLANNERS):
        raise NotPermitted(
            "no_analysis_anywhere",
            N_("Kun ledere, direktører, økonomikonsulenter og sekretærer kan begynde en analyse."),
        )


can_change = answering(check_change)
can_know_owner = answering(check_know_owner)
can_commission_some = answering(check_commission_some)
