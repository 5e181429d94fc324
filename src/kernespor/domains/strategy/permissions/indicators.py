"""Who may do what with indicators: `check_x` raises with the reason, `can_x` answers."""

from __future__ import annotations

from kernespor.domains.strategy.enums import IndicatorKind
from kernespor.domains.strategy.models import Indicator
from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.measures import registry
from kernespor.foundation.refusals import NotPermitted, answering


def check_see_measure(actor: Actor, code: str) -> None:
    """What was read from a measure is for those who may read the measure.

    Of a measure that is no more nobody can say who they were: then it is for nobody.
    """
    measure = registry.of(code)
    if measure is None or not measure.readable(actor):
        raise NotPermitted("measure_not_mine", N_("Måltallet er for andre roller end din."))


def check_see_figures(actor: Actor, indicator: Indicator) -> None:
    """Everyone who may read the plan sees an indicator's figures, but for those of a closed measure."""
    if indicator.kind == IndicatorKind.COMPUTED and registry.of(indicator.measure) is not None:
        check_see_measure(actor, indicator.measure)


can_see_measure = answering(check_see_measure)
can_see_figures = answering(check_see_figures)
