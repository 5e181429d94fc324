"""What other parts of the house may use of this domain."""

from __future__ import annotations

from kernespor.domains.strategy.actions.loading import load_plans
from kernespor.domains.strategy.actions.loading_analyses import load_analyses
from kernespor.domains.strategy.actions.loading_focus import load_focus
from kernespor.domains.strategy.actions.loading_governing import load_governing
from kernespor.domains.strategy.actions.loading_indicators import load_indicators
from kernespor.domains.strategy.actions.loading_lint import load_lint
from kernespor.domains.strategy.actions.loading_reviews import load_reviews
from kernespor.domains.strategy.actions.loading_trials import load_trials
from kernespor.domains.strategy.selectors.overview import overview
from kernespor.domains.strategy.selectors.plans import plans_of_files

__all__ = [
    "load_analyses",
    "load_focus",
    "load_governing",
    "load_indicators",
    "load_lint",
    "load_plans",
    "load_reviews",
    "load_trials",
    "overview",
    "plans_of_files",
]
