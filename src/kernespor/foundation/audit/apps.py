"""The Django app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The event log."""

    name = "kernespor.foundation.audit"
    label = "audit"
