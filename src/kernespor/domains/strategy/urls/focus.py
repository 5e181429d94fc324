"""Addresses of focus areas and status notes."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "focus"
urlpatterns: list[URLPattern] = []
