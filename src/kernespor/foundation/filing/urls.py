"""The addresses of filing."""

from __future__ import annotations

from django.urls import path

from kernespor.foundation.filing import views

app_name = "filing"
urlpatterns = [
    path("", views.unfiled_page, name="unfiled"),
    path("excel/", views.unfiled_excel, name="unfiled_excel"),
    path("sagsnumre/", views.pattern_page, name="patterns"),
    path("sagsnumre/<int:pattern_id>/slut/", views.pattern_end, name="pattern_end"),
    path("<slug:slug>/<int:pk>/", views.case, name="case"),
    path("<slug:slug>/<int:pk>/nummer/", views.number, name="number"),
    path("<slug:slug>/<int:pk>/journaliser/", views.file, name="file"),
    path("<slug:slug>/<int:pk>/tag-tilbage/", views.undo, name="undo"),
    path("<slug:slug>/<int:pk>/pakke/", views.package, name="package"),
]
