"""The Django app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The event log."""

    name = "kernespor.foundation.audit"
    label = "audit"

    def ready(self) -> None:
        """Fill the registries of the foundation."""
        from kernespor.foundation.audit import registrations

        registrations.register()
