"""What other parts of the house may use of this domain."""

from __future__ import annotations

from kernespor.domains.strategy.actions.loading import load_plans
from kernespor.domains.strategy.selectors.overview import overview
from kernespor.domains.strategy.selectors.plans import plans_of_files

__all__ = ["load_plans", "overview", "plans_of_files"]
