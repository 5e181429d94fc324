"""The Django app."""

from django.apps import AppConfig


class AgendaConfig(AppConfig):
    """Agenda items, meetings and their order."""

    name = "kernespor.domains.agenda"
    label = "agenda"

    def ready(self) -> None:
        """Fill the registries of the foundation."""
        from kernespor.domains.agenda import registrations

        registrations.register()
