"""The Django app."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files as they were handed in, and files on objects."""

    name = "kernespor.foundation.files"
    label = "files"

    def ready(self) -> None:
        """Fill the registries of the foundation."""
        from kernespor.foundation.files import registrations

        registrations.register()
