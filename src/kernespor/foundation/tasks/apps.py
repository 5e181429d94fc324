"""The Django app."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """Tasks, reminders, the digest."""

    name = "kernespor.foundation.tasks"
    label = "tasks"

    def ready(self) -> None:
        """Fill the registries of the foundation."""
        from kernespor.foundation.tasks import registrations

        registrations.register()
