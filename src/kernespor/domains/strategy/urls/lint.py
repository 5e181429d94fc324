"""Addresses of what the lint notices in plans."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "lint"
urlpatterns: list[URLPattern] = []
