"""Addresses of reviews, standstill, the next plan and all plans on one page."""

from __future__ import annotations

from django.urls import path

from kernespor.domains.strategy.views.reviews import lists, next_plan, rounds, trials, writing

app_name = "reviews"
urlpatterns = [
    path("alle-planer/", lists.all_plans, name="all_plans"),
    path("alle-planer/excel/", lists.all_plans_excel, name="all_plans_excel"),
    path("staar-stille/", lists.still, name="still"),
    path("staar-stille/excel/", lists.still_excel, name="still_excel"),
    path("plan/<int:plan_id>/gennemgang/", rounds.page, name="round"),
    path("plan/<int:plan_id>/gennemgang/<int:goal_id>/", rounds.choose, name="choose"),
    path("plan/<int:plan_id>/gennemgang/dato/", rounds.set_next, name="set_next"),
    path("plan/<int:plan_id>/naeste-plan/", next_plan.page, name="next_plan"),
    path("plan/<int:plan_id>/skriv/", writing.page, name="write"),
    path("forsoeg/<int:trial_id>/", trials.page, name="trial"),
    path("ny-plan/", writing.new, name="new_plan"),
]
