"""The Django app."""

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """Unsent drafts."""

    name = "kernespor.foundation.drafts"
    label = "drafts"

    def ready(self) -> None:
        """Fill the registries of the foundation."""
        from kernespor.foundation.drafts import registrations

        registrations.register()
