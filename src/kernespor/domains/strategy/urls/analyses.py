"""Addresses of themed budget analyses."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "analyses"
urlpatterns: list[URLPattern] = []
