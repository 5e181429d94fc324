"""Addresses of the organisation."""

from __future__ import annotations

from django.urls import path

from kernespor.foundation.organisation.views import exports, imports, pages

app_name = "organisation"
urlpatterns = [
    path("", pages.page, name="page"),
    path("excel/", exports.page_excel, name="page_excel"),
    path("enhed/<int:unit_id>/", pages.unit, name="unit"),
    path("person/<int:person_id>/", pages.person, name="person"),
    path("hent/", exports.export, name="export"),
    path("hent/<slug:kind>/", exports.export_file, name="export_file"),
    path("laes-ind/", imports.import_new, name="import_new"),
    path("laes-ind/<int:draft_id>/", imports.import_page, name="import"),
    path("laes-ind/<int:draft_id>/gem/", imports.import_accept, name="import_accept"),
    path("laes-ind/<int:draft_id>/kasser/", imports.import_discard, name="import_discard"),
    path("laes-ind/<int:draft_id>/fund/<slug:form>/", exports.import_findings, name="import_findings"),
    path("laes-ind/<int:draft_id>/aendringer/", exports.import_changes, name="import_changes"),
]
