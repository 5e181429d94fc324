"""The Django app."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files as they were handed in."""

    name = "kernespor.foundation.files"
    label = "files"
