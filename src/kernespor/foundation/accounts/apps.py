"""The Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who can log in."""

    name = "kernespor.foundation.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Fill the registries of the foundation, and listen to what allauth tells."""
        from kernespor.foundation.accounts import registrations, signals
        from kernespor.foundation.accounts.oidc import adapter

        registrations.register()
        signals.connect()
        adapter.connect()
