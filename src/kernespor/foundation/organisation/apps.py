"""The Django app."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Units, persons and roles."""

    name = "kernespor.foundation.organisation"
    label = "organisation"
