"""The addresses of this part."""

from __future__ import annotations

from django.urls import path

from kernespor.foundation.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.search_page, name="search"),
    path("som/<slug:form>/", views.file, name="file"),
    path("nummer/<int:event_id>/", views.event_page, name="event"),
    path("nummer/<int:event_id>/slet/", views.erase, name="erase"),
    path("<slug:slug>/<int:pk>/", views.object_history, name="history"),
]
