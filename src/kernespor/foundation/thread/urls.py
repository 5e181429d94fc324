"""The addresses of this part."""

from __future__ import annotations

from django.urls import path

from kernespor.foundation.thread.views import breaks, links, threads

app_name = "thread"
urlpatterns = [
    path("brud/", breaks.page, name="breaks"),
    path("brud/excel/", breaks.excel_file, name="breaks_excel"),
    path("forbindelse/<int:link_id>/", links.page, name="link"),
    path("forbindelse/<int:link_id>/loes/", links.untie, name="untie"),
    path("<slug:slug>/<int:pk>/", threads.page, name="page"),
    path("<slug:slug>/<int:pk>/excel/", threads.excel_file, name="excel"),
    path("<slug:slug>/<int:pk>/knyt/", links.tie, name="tie"),
]
