"""The Django app."""

from django.apps import AppConfig


class EconomyConfig(AppConfig):
    """The chart of accounts."""

    name = "kernespor.domains.economy"
    label = "economy"

    def ready(self) -> None:
        """Fill the registries of the foundation."""
        from kernespor.domains.economy import registrations

        registrations.register()
