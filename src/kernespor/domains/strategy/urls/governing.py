"""Addresses of governing documents."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "governing"
urlpatterns: list[URLPattern] = []
