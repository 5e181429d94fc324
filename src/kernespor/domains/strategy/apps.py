"""The Django app."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    """Unit plans and what follows them up."""

    name = "kernespor.domains.strategy"
    label = "strategy"

    def ready(self) -> None:
        """Fill the registries of the foundation."""
        from kernespor.domains.strategy import registrations

        registrations.register()
