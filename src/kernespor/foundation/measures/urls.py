"""The addresses of this part."""

from __future__ import annotations

from django.urls import path

from kernespor.foundation.measures import views

app_name = "measures"
urlpatterns = [
    path("", views.page, name="page"),
    path("excel/", views.excel_file, name="excel"),
    path("<str:code>/", views.measure_page, name="measure"),
    path("<str:code>/excel/", views.measure_excel, name="measure_excel"),
]
