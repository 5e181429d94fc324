"""Addresses of what the lint notices in plans."""

from __future__ import annotations

from django.urls import path

from kernespor.domains.strategy.views.lint import lists, pages, typed

app_name = "lint"
urlpatterns = [
    path("", lists.plan_list, name="plans"),
    path("excel/", lists.list_excel, name="plans_excel"),
    path("regler/", pages.rules_page, name="rules"),
    path("plan/<int:plan_id>/", pages.plan_page, name="plan"),
    path("plan/<int:plan_id>/excel/", lists.plan_excel, name="plan_excel"),
    path("plan/<int:plan_id>/<slug:kind>/<int:item_id>/mens-du-skriver/", typed.typed, name="typed"),
    path(
        "plan/<int:plan_id>/<slug:rule>/<slug:kind>/<int:item_id>/saet-til-side/", pages.aside, name="aside"
    ),
    path("plan/<int:plan_id>/tag-frem/<int:dismissal_id>/", pages.take_up, name="take_up"),
]
