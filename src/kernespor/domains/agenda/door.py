"""What other parts of the house may use of this domain."""

from __future__ import annotations

from kernespor.domains.agenda.actions.loading import load_agenda
from kernespor.domains.agenda.actions.mandate_loading import load_mandates
from kernespor.domains.agenda.actions.wheel import load_start
from kernespor.domains.agenda.documents import Made, Maker, register_maker

__all__ = ["Made", "Maker", "load_agenda", "load_mandates", "load_start", "register_maker"]
