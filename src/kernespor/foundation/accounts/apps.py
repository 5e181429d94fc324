"""The Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who can log in."""

    name = "kernespor.foundation.accounts"
    label = "accounts"
