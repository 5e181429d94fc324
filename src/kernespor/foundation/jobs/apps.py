"""The Django app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Jobs and their runs."""

    name = "kernespor.foundation.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Fill the registries of the foundation."""
        from kernespor.foundation.jobs import registrations

        registrations.register()
