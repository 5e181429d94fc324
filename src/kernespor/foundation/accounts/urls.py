"""The addresses of accounts, beside those of allauth."""

from __future__ import annotations

from django.urls import path

from kernespor.foundation.accounts.views import mine, users

app_name = "accounts"
urlpatterns = [
    path("min-konto/logget-ind/<int:session_id>/log-ud/", mine.session_end, name="session_end"),
    path("brugere/", users.users, name="users"),
    path("brugere/excel/", users.users_excel, name="users_excel"),
    path("brugere/<int:user_id>/", users.user, name="user"),
]
