"""The addresses of this part."""

from __future__ import annotations

from django.urls import path

from kernespor.domains.agenda.views import (
    exports,
    follow_ups,
    items,
    meetings,
    minutes,
    minutes_in,
    order,
    stops,
    wheel,
)

app_name = "agenda"
urlpatterns = [
    path("", meetings.meeting_list, name="meetings"),
    path("moede/nyt/", meetings.new, name="meeting_new"),
    path("moede/laes-referat/", minutes_in.read_new, name="minutes_in"),
    path("moede/<int:meeting_id>/", meetings.page, name="meeting"),
    path("moede/<int:meeting_id>/ret/", meetings.change, name="meeting_change"),
    path("moede/<int:meeting_id>/saet-paa/", meetings.put_on, name="meeting_put_on"),
    path("moede/<int:meeting_id>/raekkefoelge/", meetings.order, name="meeting_order"),
    path("moede/<int:meeting_id>/send/", meetings.send, name="meeting_send"),
    path("moede/<int:meeting_id>/skridt/<slug:step>/", meetings.step, name="meeting_step"),
    path("moede/<int:meeting_id>/referat/", minutes.attendance, name="minutes"),
    path("moede/<int:meeting_id>/referat/laes/", minutes_in.read, name="minutes_read"),
    path("moede/<int:meeting_id>/word/", exports.meeting_word, name="meeting_word"),
    path("moede/<int:meeting_id>/pdf/", exports.meeting_pdf, name="meeting_pdf"),
    path("vej/<int:stop_id>/beslutning/", minutes.decide, name="decide"),
    path("vej/<int:stop_id>/moede/", stops.place, name="stop_place"),
    path("vej/<int:stop_id>/tag-af/", stops.lift, name="stop_lift"),
    path("vej/<int:stop_id>/spring-over/", stops.skip, name="stop_skip"),
    path("vej/<int:stop_id>/indstilling/", stops.recommend, name="stop_recommend"),
    path("vej/<int:stop_id>/standsning/", stops.suspend, name="stop_suspend"),
    path("sager/", items.item_list, name="items"),
    path("sager/excel/", exports.items_excel, name="items_excel"),
    path("sager/nyt/", items.new, name="item_new"),
    path("sager/laes/", items.read, name="item_read"),
    path("sager/<int:item_id>/", items.page, name="item"),
    path("sager/<int:item_id>/ret/", items.change, name="item_change"),
    path("sager/<int:item_id>/vej/", stops.way, name="item_way"),
    path("sager/<int:item_id>/skridt/<slug:step>/", items.move, name="item_move"),
    path("sager/<int:item_id>/hoering/", items.build_on, name="item_heard"),
    path("sager/<int:item_id>/gode-raad/", items.dismiss, name="item_dismiss"),
    path("sager/<int:item_id>/udgaver/<int:number>/", items.version, name="item_version"),
    path("sager/<int:item_id>/kort/", items.brief, name="item_brief"),
    path("sager/<int:item_id>/word/", exports.item_word, name="item_word"),
    path("sager/<int:item_id>/pdf/", exports.item_pdf, name="item_pdf"),
    path("afvigelser/", order.deviation_list, name="deviations"),
    path("afvigelser/excel/", order.deviations_excel, name="deviations_excel"),
    path("aarshjul/", wheel.page, name="wheel"),
    path("aarshjul/excel/", wheel.wheel_excel, name="wheel_excel"),
    path("aarshjul/kalender/", wheel.wheel_calendar, name="wheel_calendar"),
    path("opfoelgning/", follow_ups.follow_up_list, name="follow_ups"),
    path("opfoelgning/ny/<int:decision_id>/", follow_ups.new, name="follow_up_new"),
    path("opfoelgning/<int:follow_up_id>/", follow_ups.report, name="follow_up_report"),
]
