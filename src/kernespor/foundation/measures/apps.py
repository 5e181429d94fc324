"""The Django app."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    """Measures and figures."""

    name = "kernespor.foundation.measures"
    label = "measures"

    def ready(self) -> None:
        """Fill the registries of the foundation."""
        from kernespor.foundation.measures import registrations

        registrations.register()
