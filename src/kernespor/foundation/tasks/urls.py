"""The addresses of this part."""

from __future__ import annotations

from django.urls import path

from kernespor.foundation.tasks.views import own, pages

app_name = "tasks"
urlpatterns = [
    path("", pages.page, name="page"),
    path("excel/", pages.tasks_excel, name="excel"),
    path("antal/", pages.count, name="count"),
    path("som-stedfortraeder/", pages.deputy, name="deputy"),
    path("siden-sidst/", pages.since, name="since"),
    path("set/", pages.seen, name="seen"),
    path("vent/", pages.pause, name="pause"),
    path("vent/slut/", pages.resume, name="resume"),
    path("kalender/", own.calendar_page, name="calendar"),
    path("kalender/aabn/", own.feed_open, name="feed_open"),
    path("kalender/luk/", own.feed_close, name="feed_close"),
    path("kalender/<str:token>.ics", own.feed, name="feed"),
    path("besked/", own.digest_settings, name="settings"),
    path("postkasse/", own.mailbox, name="mailbox"),
    path("postkasse/send/", own.mailbox_send, name="mailbox_send"),
    path("postkasse/<int:mail_id>/", own.mail, name="mail"),
]
