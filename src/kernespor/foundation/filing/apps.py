"""The Django app."""

from django.apps import AppConfig


class FilingConfig(AppConfig):
    """Case numbers and filing of any object."""

    name = "kernespor.foundation.filing"
    label = "filing"

    def ready(self) -> None:
        """Fill the registries of the foundation."""
        from kernespor.foundation.filing import registrations

        registrations.register()
