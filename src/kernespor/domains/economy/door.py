"""What other parts of the house may use of this domain."""

from __future__ import annotations

from kernespor.domains.economy.actions.authorised import load_authorised
from kernespor.domains.economy.actions.loading import load_economy

__all__ = ["load_authorised", "load_economy"]
