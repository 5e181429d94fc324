"""Addresses of the ui parts themselves."""

from __future__ import annotations

from django.urls import path

from kernespor.foundation.ui import views

app_name = "ui"

urlpatterns = [path("", views.building_blocks, name="building_blocks")]
