"""The addresses of this part."""

from __future__ import annotations

from django.urls import path

from kernespor.foundation.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.run_list, name="list"),
    path("excel/", views.run_list_excel, name="excel"),
    path("<int:run_id>/", views.run_page, name="run"),
    path("<int:run_id>/fremdrift/", views.progress, name="progress"),
    path("<int:run_id>/afbryd/", views.cancel, name="cancel"),
    path("<int:run_id>/igen/", views.retry, name="retry"),
]
