"""The Django app."""

from django.apps import AppConfig


class ThreadConfig(AppConfig):
    """Links and breaks."""

    name = "kernespor.foundation.thread"
    label = "thread"

    def ready(self) -> None:
        """Fill the registries of the foundation."""
        from kernespor.foundation.thread import registrations

        registrations.register()
