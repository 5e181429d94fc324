"""The Django app."""

from django.apps import AppConfig


class BodiesConfig(AppConfig):
    """Bodies, decisions, consultations."""

    name = "kernespor.foundation.bodies"
    label = "bodies"

    def ready(self) -> None:
        """Fill the registries of the foundation."""
        from kernespor.foundation.bodies import registrations

        registrations.register()
