"""The Django app."""

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """Comments on any object."""

    name = "kernespor.foundation.comments"
    label = "comments"

    def ready(self) -> None:
        """Fill the registries of the foundation."""
        from kernespor.foundation.comments import registrations

        registrations.register()
