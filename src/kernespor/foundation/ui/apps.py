"""The ui parts as a Django app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Templates, static files and template tags; no models."""

    name = "kernespor.foundation.ui"
    label = "ui"
