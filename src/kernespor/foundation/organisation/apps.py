"""The Django app."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Units, persons and roles."""

    name = "kernespor.foundation.organisation"
    label = "organisation"

    def ready(self) -> None:
        """Fill the registries of the foundation."""
        from kernespor.foundation.organisation import registrations

        registrations.register()
