"""The Django app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Deputies and invitations."""

    name = "kernespor.foundation.access"
    label = "access"

    def ready(self) -> None:
        """Fill the registries of the foundation."""
        from kernespor.foundation.access import registrations

        registrations.register()
