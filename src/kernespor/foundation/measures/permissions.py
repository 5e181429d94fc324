"""Who may read a measure: `check_x` raises with the reason, `can_x` answers."""

from __future__ import annotations

from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.measures.registry import Measure
from kernespor.foundation.refusals import NotPermitted, answering


def check_read(actor: Actor, measure: Measure) -> None:
    """Each measure says itself who may read it."""
    if not measure.readable(actor):
        raise NotPermitted("measure_not_mine", N_("Måltallet er for andre roller end din."))


can_read = answering(check_read)
