"""What awaits people in the plans."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.selectors.mine import my_plan_rows
from kernespor.domains.strategy.selectors.tasks import tasks_of
from kernespor.foundation.objects import ref_of
from kernespor.foundation.tasks import registry


def register() -> None:
    """Fill the registry of tasks."""
    registry.register(
        registry.Source(
            "strategy",
            _("Virksomhedsplaner"),
            tasks_of,
            place="strategy:plans",
            mine=lambda actor: [ref_of(plan) for plan in my_plan_rows(actor)],
        )
    )
