"""The addresses of comments."""

from __future__ import annotations

from django.urls import path

from kernespor.foundation.comments import views

app_name = "comments"
urlpatterns = [
    path("<slug:slug>/<int:pk>/", views.page, name="page"),
    path("<slug:slug>/<int:pk>/<int:comment_id>/tag-tilbage/", views.withdraw, name="withdraw"),
]
