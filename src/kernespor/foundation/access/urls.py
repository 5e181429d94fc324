"""The addresses of this part."""

from __future__ import annotations

from django.urls import path

from kernespor.foundation.access.views import deputies, pages

app_name = "access"
urlpatterns = [
    path("stedfortraedere/", deputies.page, name="deputies"),
    path("stedfortraedere/<int:deputyship_id>/slut/", deputies.end, name="deputyship_end"),
    path("paa-vegne-af/slut/", deputies.stop, name="stop"),
    path("paa-vegne-af/<int:deputyship_id>/", deputies.act, name="act"),
    path("person/<int:person_id>/", pages.person, name="person"),
    path("<slug:slug>/<int:pk>/", pages.object_page, name="object"),
    path("<slug:slug>/<int:pk>/excel/", pages.object_excel, name="object_excel"),
    path("<slug:slug>/<int:pk>/inviter/", pages.invite, name="invite"),
    path("<slug:slug>/<int:pk>/invitation/<int:invitation_id>/slut/", pages.withdraw, name="withdraw"),
]
