"""What awaits people in the plans."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.selectors.tasks import tasks_of
from kernespor.foundation.tasks import registry


def register() -> None:
    """Fill the registry of tasks."""
    registry.register(registry.Source("strategy", _("Virksomhedsplaner"), tasks_of, place="strategy:plans"))
