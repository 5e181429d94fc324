"""Addresses of focus areas and status notes."""

from __future__ import annotations

from django.urls import path

from kernespor.domains.strategy.views.focus import areas, evaluations, files, notes, sets, telling

app_name = "focus"
urlpatterns = [
    path("", sets.set_list, name="sets"),
    path("excel/", files.sets_excel, name="sets_excel"),
    path("nyt/", sets.new, name="set_new"),
    path("<int:set_id>/", sets.page, name="set"),
    path("<int:set_id>/excel/", files.set_excel, name="set_excel"),
    path("<int:set_id>/ret/", sets.change, name="set_change"),
    path("<int:set_id>/skridt/<slug:step>/", sets.move, name="set_move"),
    path("<int:set_id>/fra-forrige/", telling.fates, name="fates"),
    path("<int:set_id>/beslutning/", telling.adoption, name="adoption"),
    path("<int:set_id>/opbakning/", telling.backing, name="backing_new"),
    path("opbakning/<int:backing_id>/slet/", telling.backing_remove, name="backing_remove"),
    path("<int:set_id>/omraade/", areas.new, name="area_new"),
    path("omraade/<int:area_id>/", areas.page, name="area"),
    path("omraade/<int:area_id>/excel/", files.area_excel, name="area_excel"),
    path("omraade/<int:area_id>/ret/", areas.change, name="area_change"),
    path("omraade/<int:area_id>/loefte/", areas.promise, name="promise"),
    path("omraade/<int:area_id>/intet/", areas.silent, name="silent"),
    path("omraade/<int:area_id>/intet/excel/", files.silent_excel, name="silent_excel"),
    path("omraade/<int:area_id>/evaluering/", evaluations.evaluate, name="evaluate"),
    path("evaluering/<int:evaluation_id>/ret/", evaluations.correct, name="evaluation_correct"),
    path("knyt/<slug:slug>/<int:pk>/", areas.tie, name="tie"),
    path("<int:set_id>/notat/", notes.new, name="note_new"),
    path("<int:set_id>/laes-notat/", notes.read, name="note_read"),
    path("notat/<int:note_id>/", notes.page, name="note"),
    path("notat/<int:note_id>/ret/", notes.change, name="note_change"),
    path("notat/<int:note_id>/forny/", notes.renew, name="note_renew"),
    path("notat/<int:note_id>/faerdig/", notes.finish, name="note_finish"),
    path("notat/<int:note_id>/word/", files.note_word, name="note_word"),
    path("notat/<int:note_id>/pdf/", files.note_pdf, name="note_pdf"),
    path("notat/afsnit/<int:part_id>/", notes.part, name="note_part"),
    path("notat/afsnit/<int:part_id>/tilbage/", notes.part_back, name="note_part_back"),
]
