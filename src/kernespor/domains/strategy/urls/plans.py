"""Addresses of plans."""

from __future__ import annotations

from django.urls import path

from kernespor.domains.strategy.views import exports, imports, items, plans

app_name = "strategy"
urlpatterns = [
    path("", plans.plan_list, name="plans"),
    path("excel/", exports.list_excel, name="plans_excel"),
    path("<int:plan_id>/", plans.plan_page, name="plan"),
    path("<int:plan_id>/billede/", plans.picture_page, name="picture"),
    path("<int:plan_id>/historik/", plans.history_page, name="history"),
    path("<int:plan_id>/ret/", plans.facts, name="facts"),
    path("<int:plan_id>/set/", plans.seen, name="seen"),
    path("<int:plan_id>/skridt/<slug:step>/", plans.move, name="move"),
    path("<int:plan_id>/word/", exports.word, name="word"),
    path("<int:plan_id>/pdf/", exports.pdf, name="pdf"),
    path("<int:plan_id>/markdown/", exports.markdown, name="markdown"),
    path("<int:plan_id>/excel/", exports.plan_excel, name="plan_excel"),
    path("<int:plan_id>/kilde/", exports.source, name="source"),
    path("<int:plan_id>/<slug:kind>/<int:item_id>/", items.item_page, name="item"),
    path("<int:plan_id>/<slug:kind>/<int:item_id>/ret/", items.change, name="item_change"),
    path("<int:plan_id>/<slug:kind>/<int:item_id>/status/", items.status, name="item_status"),
    path("<int:plan_id>/goal/<int:goal_id>/handling/", items.add, name="action_add"),
    path("laes-ind/", imports.new, name="import_new"),
    path("laes-ind/<int:draft_id>/", imports.page, name="import"),
    path("laes-ind/<int:draft_id>/ret/", imports.correct, name="import_correct"),
    path("laes-ind/<int:draft_id>/gem/", imports.accept, name="import_accept"),
    path("laes-ind/<int:draft_id>/kasser/", imports.discard, name="import_discard"),
    path("laes-ind/<int:draft_id>/fund/", imports.findings_csv, name="import_findings"),
]
