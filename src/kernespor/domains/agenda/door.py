"""What other parts of the house may use of this domain."""

from __future__ import annotations

from kernespor.domains.agenda.actions.loading import load_agenda
from kernespor.domains.agenda.actions.mandate_loading import load_mandates

__all__ = ["load_agenda", "load_mandates"]
