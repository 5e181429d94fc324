"""The Django app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The search index."""

    name = "kernespor.foundation.search"
    label = "search"

    def ready(self) -> None:
        """Fill the registries of the foundation."""
        from kernespor.foundation.search import registrations

        registrations.register()
