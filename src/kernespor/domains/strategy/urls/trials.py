"""Addresses of trials."""

from __future__ import annotations

from django.urls import path

from kernespor.domains.strategy.views.trials import board, pages, steps, writing

app_name = "trials"
urlpatterns = [
    path("", board.board_page, name="board"),
    path("excel/", board.board_excel, name="excel"),
    path("ny/", writing.new, name="new"),
    path("<int:trial_id>/", pages.trial_page, name="trial"),
    path("<int:trial_id>/word/", pages.word, name="word"),
    path("<int:trial_id>/ret/", writing.change, name="change"),
    path("<int:trial_id>/beslutning/", writing.decision, name="decision"),
    path("<int:trial_id>/set/", writing.effect, name="effect"),
    path("<int:trial_id>/slut/", writing.end, name="end"),
    path("<int:trial_id>/flyt/", writing.prolong, name="prolong"),
    path("<int:trial_id>/tag-i-drift/", writing.adopt, name="adopt"),
    path("<int:trial_id>/begynd/", steps.begin, name="begin"),
    path("<int:trial_id>/opgiv/", steps.drop, name="drop"),
    path("<int:trial_id>/foelg/", steps.follow, name="follow"),
    path("<int:trial_id>/slip/", steps.unfollow, name="unfollow"),
    path("<int:trial_id>/proev-selv/", steps.copy, name="copy"),
]
