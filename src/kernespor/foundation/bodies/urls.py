"""The addresses of this part."""

from __future__ import annotations

from django.urls import path

from kernespor.foundation.bodies.views import (
    answers,
    bodies,
    consultations,
    decisions,
    members,
    minutes,
    notes,
    public,
    releases,
)

app_name = "bodies"
urlpatterns = [
    path("", bodies.body_list, name="body_list"),
    path("excel/", bodies.list_excel, name="body_excel"),
    path("nyt/", bodies.new, name="body_new"),
    path("<int:body_id>/", bodies.page, name="body"),
    path("<int:body_id>/ret/", bodies.rename, name="body_change"),
    path("<int:body_id>/medlem/", members.seat_new, name="body_seat_new"),
    path("medlem/<int:seat_id>/", members.seat_change, name="body_seat"),
    path("medlem/<int:seat_id>/slet/", members.seat_strike, name="body_seat_strike"),
    path("perioder/", members.terms, name="body_terms"),
    path("perioder/<int:term_id>/", members.term, name="body_term"),
    path("<int:body_id>/beslutning/", decisions.record, name="body_decision_new"),
    path("<int:body_id>/beslutning/laes/", minutes.read, name="body_decision_read"),
    path("beslutninger/", decisions.decision_list, name="body_decisions"),
    path("beslutninger/excel/", decisions.list_excel, name="body_decisions_excel"),
    path("beslutninger/<int:decision_id>/", decisions.page, name="body_decision"),
    path("beslutninger/<int:decision_id>/ret/", decisions.correct, name="body_decision_correct"),
    path("beslutninger/<int:decision_id>/aabenhed/", decisions.openness, name="body_decision_openness"),
    path("hoeringer/", consultations.consultation_list, name="consultation_list"),
    path("hoeringer/excel/", consultations.list_excel, name="consultation_excel"),
    path("hoeringer/ny/", consultations.new, name="consultation_new"),
    path("hoeringer/<int:consultation_id>/", consultations.page, name="consultation"),
    path("hoeringer/<int:consultation_id>/ret/", consultations.change, name="consultation_change"),
    path("hoeringer/<int:consultation_id>/frist/", consultations.time, name="consultation_time"),
    path("hoeringer/<int:consultation_id>/afslut/", consultations.conclude, name="consultation_conclude"),
    path(
        "hoeringer/<int:consultation_id>/materiale/",
        consultations.material_add,
        name="consultation_material_add",
    ),
    path("hoeringer/<int:consultation_id>/skridt/<slug:step>/", consultations.move, name="consultation_move"),
    path("hoeringer/<int:consultation_id>/notat/word/", notes.word, name="consultation_note_word"),
    path("hoeringer/<int:consultation_id>/notat/pdf/", notes.pdf, name="consultation_note_pdf"),
    path("hoeringer/<int:consultation_id>/svar/", answers.answer, name="consultation_answer"),
    path("hoeringer/<int:consultation_id>/modtaget/", answers.record, name="consultation_answer_record"),
    path("hoeringer/<int:consultation_id>/skriv/", public.answer, name="consultation_public_answer"),
    path("hoeringer/kvittering/<slug:number>/", public.receipt, name="consultation_receipt"),
    path("materiale/<int:material_id>/", answers.material, name="consultation_material"),
    path("svar/<int:response_id>/fil/", answers.answer_file, name="consultation_answer_file"),
    path("svar/<int:response_id>/original/", releases.original, name="consultation_answer_original"),
    path("svar/<int:response_id>/samtykke/", releases.withdraw, name="consultation_answer_withdraw"),
    path("svar/<int:response_id>/offentliggoer/", releases.publish, name="consultation_answer_publish"),
]
