"""Addresses of themed budget analyses."""

from __future__ import annotations

from django.urls import path

from kernespor.domains.strategy.views.analyses import pages, steps, writing

app_name = "analyses"
urlpatterns = [
    path("", pages.analysis_list, name="list"),
    path("excel/", pages.list_excel, name="list_excel"),
    path("ny/", writing.new, name="new"),
    path("<int:analysis_id>/", pages.page, name="analysis"),
    path("<int:analysis_id>/word/", pages.word, name="word"),
    path("<int:analysis_id>/ret/", writing.change, name="change"),
    path("<int:analysis_id>/skriv/<slug:kind>/", writing.part_new, name="part_new"),
    path("<int:analysis_id>/del/<int:part_id>/", writing.part, name="part"),
    path("<int:analysis_id>/del/<int:part_id>/tag-ud/", writing.part_remove, name="part_remove"),
    path("<int:analysis_id>/skridt/<slug:step>/", steps.move, name="move"),
    path("<int:analysis_id>/resultat/", steps.result, name="result"),
    path("<int:analysis_id>/beslutning/", steps.decision, name="decision"),
    path("<int:analysis_id>/status/ny/", steps.report_new, name="report_new"),
    path("<int:analysis_id>/status/<int:report_id>/", steps.report, name="report"),
    path("<int:analysis_id>/status/<int:report_id>/frist/", steps.report_move, name="report_move"),
]
