"""The addresses of the search."""

from __future__ import annotations

from django.urls import path

from kernespor.foundation.search import views

app_name = "search"
urlpatterns = [
    path("", views.page, name="page"),
    path("straks/", views.at_once, name="at_once"),
]
