"""The site as a Django app."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Front page, settings, pages that belong to no domain."""

    name = "kernespor.site"
    label = "kernespor_site"

    def ready(self) -> None:
        """Fill the registries of the foundation."""
        from kernespor.site import registrations

        registrations.register()
