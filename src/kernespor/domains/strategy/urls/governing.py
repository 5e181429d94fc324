"""Addresses of governing documents."""

from __future__ import annotations

from django.urls import path

from kernespor.domains.strategy.views.governing import documents, files, passages, steps

app_name = "governing"
urlpatterns = [
    path("", documents.document_list, name="documents"),
    path("excel/", files.list_excel, name="documents_excel"),
    path("laeg-ind/", documents.lay_in, name="lay_in"),
    path("<int:document_id>/", documents.page, name="document"),
    path("<int:document_id>/ret/", documents.facts, name="facts"),
    path("<int:document_id>/skridt/<slug:step>/", steps.move, name="move"),
    path("<int:document_id>/forslag/", passages.suggestions, name="suggestions"),
    path("<int:document_id>/udpeg/<int:block_id>/", passages.mark, name="mark"),
    path("<int:document_id>/word/", files.word, name="word"),
    path("<int:document_id>/pdf/", files.pdf, name="pdf"),
    path("<int:document_id>/kilde/", files.source, name="source"),
    path("passus/<int:passage_id>/", passages.page, name="passage"),
    path("passus/<int:passage_id>/ret/", passages.change, name="passage_change"),
    path("passus/<int:passage_id>/tilbage/", passages.withdraw, name="withdraw"),
]
