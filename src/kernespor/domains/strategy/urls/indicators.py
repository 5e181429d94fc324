"""Addresses of indicators and their readings."""

from __future__ import annotations

from django.urls import path

from kernespor.domains.strategy.views.indicators import lists, pages

app_name = "indicators"
urlpatterns = [
    path("", lists.indicator_list, name="list"),
    path("excel/", lists.list_excel, name="list_excel"),
    path("<int:indicator_id>/foelges/", pages.arrange, name="arrange"),
    path("<int:indicator_id>/laes/", pages.read, name="read"),
    path("<int:indicator_id>/excel/", pages.history_excel, name="history_excel"),
]
