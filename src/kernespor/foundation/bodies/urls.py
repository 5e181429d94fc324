"""The addresses of this part."""

from __future__ import annotations

from django.urls import path

from kernespor.foundation.bodies.views import answers, bodies, consultations, decisions, members

app_name = "bodies"
urlpatterns = [
    path("", bodies.body_list, name="bodies"),
    path("excel/", bodies.list_excel, name="bodies_excel"),
    path("nyt/", bodies.new, name="body_new"),
    path("<int:body_id>/", bodies.page, name="body"),
    path("<int:body_id>/ret/", bodies.rename, name="body_change"),
    path("<int:body_id>/medlem/", members.seat_new, name="seat_new"),
    path("medlem/<int:seat_id>/", members.seat_change, name="seat"),
    path("medlem/<int:seat_id>/slet/", members.seat_strike, name="seat_strike"),
    path("perioder/", members.terms, name="terms"),
    path("perioder/<int:term_id>/", members.term, name="term"),
    path("<int:body_id>/beslutning/", decisions.record, name="decision_new"),
    path("beslutninger/", decisions.decision_list, name="decisions"),
    path("beslutninger/excel/", decisions.list_excel, name="decisions_excel"),
    path("beslutninger/<int:decision_id>/", decisions.page, name="decision"),
    path("beslutninger/<int:decision_id>/ret/", decisions.correct, name="decision_correct"),
    path("beslutninger/<int:decision_id>/aabenhed/", decisions.openness, name="decision_openness"),
    path("hoeringer/", consultations.consultation_list, name="consultations"),
    path("hoeringer/excel/", consultations.list_excel, name="consultations_excel"),
    path("hoeringer/ny/", consultations.new, name="consultation_new"),
    path("hoeringer/<int:consultation_id>/", consultations.page, name="consultation"),
    path("hoeringer/<int:consultation_id>/ret/", consultations.change, name="consultation_change"),
    path("hoeringer/<int:consultation_id>/frist/", consultations.time, name="consultation_time"),
    path("hoeringer/<int:consultation_id>/afslut/", consultations.conclude, name="conclude"),
    path("hoeringer/<int:consultation_id>/materiale/", consultations.material_add, name="material_add"),
    path("hoeringer/<int:consultation_id>/skridt/<slug:step>/", consultations.move, name="consultation_move"),
    path("hoeringer/<int:consultation_id>/svar/", answers.answer, name="answer"),
    path("hoeringer/<int:consultation_id>/modtaget/", answers.record, name="answer_record"),
    path("materiale/<int:material_id>/", answers.material, name="material"),
    path("svar/<int:response_id>/fil/", answers.answer_file, name="answer_file"),
    path("svar/<int:response_id>/offentliggoer/", answers.publish, name="answer_publish"),
]
