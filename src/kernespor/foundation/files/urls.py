"""The addresses of files."""

from __future__ import annotations

from django.urls import path

from kernespor.foundation.files import views

app_name = "files"
urlpatterns = [
    path("<slug:slug>/<int:pk>/", views.page, name="page"),
    path("<slug:slug>/<int:pk>/<int:attachment_id>/", views.open_file, name="open"),
    path("<slug:slug>/<int:pk>/<int:attachment_id>/tag-af/", views.take_off, name="take_off"),
]
