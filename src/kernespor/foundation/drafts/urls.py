"""The addresses of this part."""

from __future__ import annotations

from django.urls import path

from kernespor.foundation.drafts import views

app_name = "drafts"
urlpatterns = [
    path("", views.page, name="page"),
    path("gem/", views.keep, name="keep"),
    path("<int:draft_id>/smid-vaek/", views.throw_away, name="throw_away"),
]
