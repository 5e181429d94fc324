"""Addresses of reviews, standstill, the next plan and all plans on one page."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "reviews"
urlpatterns: list[URLPattern] = []
