"""Addresses of the chart of accounts."""

from __future__ import annotations

from django.urls import path

from kernespor.domains.economy.views import chart, imports, own

app_name = "economy"
urlpatterns = [
    path("", own.page, name="page"),
    path("omkostningssted/<int:centre_id>/", own.cost_centre, name="cost_centre"),
    path("konti/", own.account_list, name="accounts"),
    path("bevillinger/", own.appropriations, name="appropriations"),
    path("autoriseret/", chart.authorised, name="authorised"),
    path("autoriseret/hent/", chart.authorised_take, name="authorised_take"),
    path("forklar/", chart.explain, name="explain"),
    path("laes-ind/", imports.import_new, name="import_new"),
    path("laes-ind/<int:draft_id>/", imports.import_page, name="import"),
    path("laes-ind/<int:draft_id>/gem/", imports.import_accept, name="import_accept"),
    path("laes-ind/<int:draft_id>/kasser/", imports.import_discard, name="import_discard"),
    path("hent/<slug:kind>/", imports.export_file, name="export_file"),
]
