"""An item's way: written, approved, sent, decided; out of order never silently."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import factories
from domains.agenda.agenda_world import (
    DAY,
    approved,
    begun,
    body,
    decided,
    keeper,
    meeting,
    on_agenda,
    sent,
    stop_of,
)
from kernespor.domains.agenda.actions import items, meetings, minutes
from kernespor.domains.agenda.models import AgendaItem, Deviation, ItemStop
from kernespor.domains.agenda.selectors.items import item_page
from kernespor.domains.agenda.selectors.order import told_at
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.bodies.moments import at_hour
from kernespor.foundation.refusals import NotNow, NotPermitted, StaleWrite
from kernespor.foundation.thread.models import Link

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sporkoebing")]


def refused(code: str, action: Any, **arguments: Any) -> None:
    with pytest.raises(NotNow) as refusal:
        action(**arguments)
    assert refusal.value.code == code


def test_an_item_goes_through_its_bodies_and_its_decisions_hang_below_it() -> None:
    item = approved("Vejen igennem", "direktion", "boern-skole", case_number="26/1")
    sent(item, "direktion", 7)
    first = decided(item, "direktion")
    sent(item, "boern-skole", 21)
    last = decided(item, "boern-skole", "approved")
    item.refresh_from_db()
    assert item.status == "decided"
    links = Link.objects.believed().filter(upper_kind="agenda.agendaitem", upper_pk=item.pk)
    assert set(links.values_list("lower_pk", flat=True)) == {first.pk, last.pk}
    page = item_page(keeper(), item.pk)
    assert [view.where for view in page.stops] == ["decided", "decided"]
    assert page.next_stop is None


def test_an_agenda_is_not_sent_while_a_body_was_skipped_unless_someone_says_why() -> None:
    item = approved("Sprunget over", "direktion", "boern-skole")
    stop, made = on_agenda(item, "boern-skole")
    told = [one for one in told_at(stop_of(item, "boern-skole"), today=DAY) if one.stops]
    assert "Direktionen har ikke behandlet sagen" in told[0].sentence
    refused("order_broken", meetings.send, actor=keeper(), meeting=made, seen=made.version, reasons={})
    refused(
        "order_broken", meetings.send, actor=keeper(), meeting=made, seen=made.version,
        reasons={(stop.pk, told[0].key): "   "},
    )  # fmt: skip
    assert not ItemStop.objects.get(pk=stop.pk).sent_on
    meetings.send(
        actor=keeper(), meeting=made, seen=made.version,
        reasons={(stop.pk, one.key): "Direktionen er på ferie" for one in told},
    )  # fmt: skip
    rows = Deviation.objects.filter(stop=stop, stops=True)
    assert {row.why for row in rows} == {"Direktionen er på ferie"}
    assert rows.count() == len(told)
    item.refresh_from_db()
    assert item.status == "under_way"
    assert ItemStop.objects.get(pk=stop.pk).sent_version.number == 1  # type: ignore[union-attr]


def test_an_unapproved_item_stops_the_agenda() -> None:
    item = begun("Ikke godkendt", "direktion")
    stop, made = on_agenda(item, "direktion")
    assert [one.rule for one in told_at(stop, today=DAY) if one.stops] == ["approved"]
    refused("order_broken", meetings.send, actor=keeper(), meeting=made, seen=made.version, reasons={})


def test_a_med_answer_that_is_missing_stops_the_agenda_until_it_is_there() -> None:
    from kernespor.foundation.bodies.actions import answers
    from kernespor.foundation.bodies.models import Consultation, ConsultationParty

    consultation = Consultation.objects.get(title="Fælles faste vikarer i daginstitutionerne")
    item = approved("Vikarer", "boern-skole", subjects=("staffing",))
    writer = factories.actor("leder.dagtilbud")
    items.build_on(actor=writer, item=item, consultation=consultation)
    stop, _made = on_agenda(item, "boern-skole")
    waiting = [one.sentence for one in told_at(stop, today=DAY) if one.stops]
    assert any("MED-udvalget i Børn & Unge har ikke svaret" in sentence for sentence in waiting)
    for party in ConsultationParty.objects.filter(consultation=consultation).select_related("consultation"):
        facts = answers.AnswerFacts("Vi er enige")
        answers.record_answer(
            actor=keeper(), party=party, facts=facts,
            received=at_hour(DAY, dt.time(0, 1)),
        )  # fmt: skip
    assert [one.sentence for one in told_at(stop, today=DAY) if one.stops] == []


def test_what_was_decided_can_always_be_recorded_and_stands_as_out_of_order() -> None:
    item = begun("Uden dagsorden", "boern-skole")
    decided(item, "boern-skole", "approved")
    item.refresh_from_db()
    assert item.status == "decided"
    rules = set(Deviation.objects.filter(stop__item=item, stops=True).values_list("rule", "why"))
    assert ("sent", "Besluttet på mødet") in rules
    assert ("approved", "Besluttet på mødet") in rules
    with pytest.raises(NotNow) as again:
        decided(item, "boern-skole")
    assert again.value.code == "stop_decided"


def test_what_is_postponed_comes_to_the_same_body_again() -> None:
    item = approved("Udsat", "direktion", "boern-skole")
    sent(item, "direktion")
    decided(item, "direktion", "postponed")
    codes = list(item.stops.order_by("position").values_list("body__code", "position"))
    assert codes == [("direktion", 1), ("direktion", 2), ("boern-skole", 3)]
    item.refresh_from_db()
    assert item.status == "under_way"
    sent(item, "direktion", 28)
    decided(item, "direktion", "recommended")
    assert stop_of(item, "boern-skole").decision_id is None


def test_what_was_sent_stays_as_it_was_sent() -> None:
    item = approved("Første udgave", "direktion")
    stop, _made = sent(item, "direktion")
    writer = factories.actor("leder.dagtilbud")
    item.refresh_from_db()
    facts = items.ItemFacts(title="Anden udgave", recommendation="Noget andet")
    refused("reason_needed", items.change_item, actor=writer, item=item, seen=item.version, facts=facts)
    items.change_item(actor=writer, item=item, seen=item.version, facts=facts, why="Tallene er rettet")
    stop.refresh_from_db()
    assert stop.sent_version.title == "Første udgave"  # type: ignore[union-attr]
    assert list(item.versions.order_by("number").values_list("title", "why")) == [
        ("Første udgave", ""), ("Anden udgave", "Tallene er rettet"),
    ]  # fmt: skip


def test_two_who_write_at_once_lose_nothing() -> None:
    item = begun("To skriver", "direktion")
    seen = item.version
    writer, head = factories.actor("leder.dagtilbud"), factories.actor("boerneogungechef")
    other = AgendaItem.objects.get(pk=item.pk)
    items.change_item(actor=writer, item=item, seen=seen, facts=items.ItemFacts(title="Den første"))
    with pytest.raises(StaleWrite) as stale:
        items.change_item(actor=head, item=other, seen=seen, facts=items.ItemFacts(title="Den anden"))
    assert stale.value.theirs.title == "Den første"
    with pytest.raises(StaleWrite):
        items.set_way(actor=head, item=other, seen=seen, way=[(body("boern-skole"), "")])


def test_the_way_keeps_what_was_passed() -> None:
    item = approved("Vejen", "direktion", "boern-skole")
    sent(item, "direktion")
    item.refresh_from_db()
    writer = factories.actor("leder.dagtilbud")
    refused(
        "passed_stop", items.set_way, actor=writer, item=item, seen=item.version, way=[(body("byraad"), "")]
    )
    refused("no_way", items.set_way, actor=writer, item=begun("Tom", "direktion"), seen=2, way=[])
    way = [(body("direktion"), ""), (body("oekonomiudvalg"), ""), (body("byraad"), "1")]
    items.set_way(actor=writer, item=item, seen=item.version, way=way)
    assert list(item.stops.order_by("position").values_list("body__code", "reading")) == [
        ("direktion", ""), ("oekonomiudvalg", ""), ("byraad", "1"),
    ]  # fmt: skip


def test_a_body_that_is_passed_over_stands_on_the_item_with_the_reason() -> None:
    item = approved("Uden om", "direktion", "boern-skole")
    stop = stop_of(item, "direktion")
    writer = factories.actor("leder.dagtilbud")
    refused("reason_needed", items.skip, actor=writer, stop=stop, seen=stop.version, why=" ")
    items.skip(actor=writer, stop=stop, seen=stop.version, why="Direktionen har sagt ja på mail")
    row = Deviation.objects.get(stop=stop)
    assert (row.stops, row.why) == (True, "Direktionen har sagt ja på mail")
    assert row.template.format(**row.params) == "Direktionen er sprunget over."
    assert [view.where for view in item_page(keeper(), item.pk).stops] == ["skipped", ""]
    refused("stop_passed", items.skip, actor=writer, stop=stop, seen=stop.version, why="Igen")


def test_an_item_is_put_on_an_agenda_of_its_own_body_that_isnt_sent() -> None:
    item = approved("På dagsordenen", "direktion")
    stop = stop_of(item, "direktion")
    other, own = meeting("boern-skole"), meeting("direktion")
    refused("other_body", items.place, actor=keeper(), stop=stop, meeting=other, seen=stop.version)
    items.place(actor=keeper(), stop=stop, meeting=own, seen=stop.version)
    items.lift(actor=keeper(), stop=stop, seen=stop.version)
    assert (stop.meeting, stop.place) == (None, None)
    _sent, gone = sent(approved("Et andet", "direktion"), "direktion", 30)
    writer = factories.actor("leder.dagtilbud")
    refused("agenda_sent", items.place, actor=writer, stop=stop, meeting=gone, seen=stop.version)
    refused("agenda_sent", meetings.order, actor=keeper(), meeting=gone, seen=gone.version, stops=[])


def test_a_meeting_is_planned_moved_held_and_cancelled() -> None:
    made = meeting("direktion", 5)
    facts = meetings.MeetingFacts(made.on, kind="extraordinary")
    refused("meeting_there", meetings.plan, actor=keeper(), body=made.body, meetings=[facts])
    refused("meeting_there", meetings.plan, actor=keeper(), body=body("byraad"), meetings=[facts, facts])
    refused("empty_agenda", meetings.send, actor=keeper(), meeting=made, seen=made.version, reasons={})
    refused(
        "meeting_ahead", meetings.step, actor=keeper(), meeting=made, name="hold_unsent", seen=made.version,
        why="Det blev holdt",
    )  # fmt: skip
    item = approved("Aflyst", "direktion")
    stop = stop_of(item, "direktion")
    items.place(actor=keeper(), stop=stop, meeting=made, seen=stop.version)
    meetings.send(actor=keeper(), meeting=made, seen=made.version, reasons={})
    later = meetings.MeetingFacts(made.on + dt.timedelta(days=1), kind="extraordinary")
    refused(
        "reason_needed",
        meetings.move_meeting,
        actor=keeper(),
        meeting=made,
        seen=made.version,
        facts=later,
        why="",
    )
    meetings.move_meeting(actor=keeper(), meeting=made, seen=made.version, facts=later, why="Sygdom")
    meetings.step(actor=keeper(), meeting=made, name="cancel_sent", seen=made.version, why="Sygdom")
    stop.refresh_from_db()
    assert (stop.meeting_id, stop.sent_on) == (None, None)
    refused(
        "meeting_over",
        meetings.move_meeting,
        actor=keeper(),
        meeting=made,
        seen=made.version,
        facts=facts,
        why="x",
    )
    refused("minutes_closed", meetings.attend, actor=keeper(), meeting=made, seen=1, people=[], reported="")
    with pytest.raises(KeyError):
        meetings.step(actor=keeper(), meeting=meeting("direktion", 9), name="send", seen=1)


def test_minutes_are_approved_when_every_item_has_its_decision() -> None:
    item = approved("Referatet", "direktion")
    _stop, made = sent(item, "direktion", 0)
    meetings.step(actor=keeper(), meeting=made, name="hold", seen=made.version)
    people = [
        meetings.Attended("Kommunaldirektøren", "absent"),
        meetings.Attended("En vikar", "deputy", None, "X"),
    ]
    meetings.attend(actor=keeper(), meeting=made, seen=made.version, people=people, reported="Kl. 9-10")
    meetings.attend(actor=keeper(), meeting=made, seen=made.version, people=people[:1], reported="Kl. 9-11")
    assert list(made.attendances.values_list("name", "presence")) == [("Kommunaldirektøren", "absent")]
    refused("undecided", meetings.step, actor=keeper(), meeting=made, name="approve", seen=made.version)
    decided(item, "direktion")
    meetings.step(actor=keeper(), meeting=made, name="approve", seen=made.version)
    assert made.status == "minutes_approved"
    meetings.step(actor=keeper(), meeting=made, name="reopen", seen=made.version, why="En fejl")


def test_a_decision_is_followed_up_by_the_one_who_was_asked() -> None:
    item = approved("Følg op", "direktion")
    decision = decided(item, "direktion", "approved")
    owner = factories.person("hrkonsulent")
    row = minutes.follow_up(
        actor=keeper(), decision=decision, task="Skriv det ind", owner=owner, due=dt.date(2026, 12, 1)
    )
    with pytest.raises(NotPermitted):
        minutes.report(actor=factories.actor("jurist"), row=row, seen=1, came_of_it="Nej", on=DAY)
    done = minutes.report(
        actor=factories.actor("hrkonsulent"), row=row, seen=row.version, came_of_it="Det er sket", on=DAY
    )
    assert (done.done_on, done.came_of_it) == (DAY, "Det er sket")
    refused(
        "follow_up_done", minutes.report, actor=keeper(), row=row, seen=row.version, came_of_it="Igen", on=DAY
    )
    stop = stop_of(item, "direktion")
    suspended = minutes.suspend(actor=keeper(), stop=stop, seen=stop.version, why="Et medlem")
    assert suspended.suspended_on == DAY
    refused("not_suspendable", minutes.suspend, actor=keeper(), stop=stop, seen=stop.version, why="Igen")


def test_what_was_out_of_order_outlives_the_meeting_and_the_way() -> None:
    item = approved("Bliver stående", "direktion", "boern-skole")
    stop, made = sent(item, "boern-skole")
    writer = factories.actor("leder.dagtilbud")
    item.refresh_from_db()
    ways = ([body("boern-skole")], [body("direktion")], [body("boern-skole"), body("direktion")])
    for way in ways:
        refused(
            "passed_stop", items.set_way, actor=writer, item=item, seen=item.version,
            way=[(one, "") for one in way],
        )  # fmt: skip
    meetings.step(actor=keeper(), meeting=made, name="cancel_sent", seen=made.version, why="Sygdom")
    refused(
        "passed_stop",
        items.set_way,
        actor=writer,
        item=item,
        seen=item.version,
        way=[(body("direktion"), "")],
    )
    way = [(body(code), "") for code in ("direktion", "boern-skole", "byraad")]
    items.set_way(actor=writer, item=item, seen=item.version, way=way)
    assert Deviation.objects.filter(stop=stop, stops=True).exists()
    stop.refresh_from_db()
    items.place(actor=keeper(), stop=stop, meeting=meeting("boern-skole", 40), seen=stop.version)


def test_who_may_not_is_told_why() -> None:
    item = begun("Ikke for alle", "direktion")
    stranger = factories.actor("hrkonsulent")
    facts = items.ItemFacts(title="Nej")
    for action, arguments in (
        (items.begin, {"unit": item.unit, "facts": facts}),
        (items.change_item, {"item": item, "seen": 1, "facts": facts}),
        (items.move, {"item": item, "step": "discard", "seen": 1}),
        (items.move, {"item": item, "step": "approve", "seen": 1}),
        (items.place, {"stop": stop_of(item, "direktion"), "meeting": meeting("direktion"), "seen": 1}),
        (meetings.plan, {"body": body("direktion"), "meetings": []}),
        (items.dismiss, {"item": item, "key": "x", "why": "y"}),
    ):
        with pytest.raises(NotPermitted):
            action(actor=stranger, **arguments)
    writer = factories.actor("leder.dagtilbud")
    row = items.dismiss(actor=writer, item=item, key="heavy:1", why="Det er et citat")
    assert (row.key, row.why) == ("heavy:1", "Det er et citat")
    items.move(actor=writer, item=item, step="discard", seen=item.version)
    refused("item_ended", items.change_item, actor=writer, item=item, seen=item.version, facts=facts)
    refused("item_ended", items.set_way, actor=writer, item=item, seen=item.version, way=[])
    empty = items.begin(actor=writer, unit=item.unit, facts=facts)
    head = factories.actor("boerneogungechef")
    refused("no_recommendation", items.move, actor=head, item=empty, step="approve", seen=empty.version)


def test_each_item_of_an_agenda_has_an_event_of_its_own() -> None:
    item = approved("Hændelsen", "direktion", openness="closed")
    _stop, made = sent(item, "direktion")
    of_meeting = AuditEvent.objects.get(verb="agenda.meeting_sent", subject_id=made.pk)
    assert [row["row"].partition(":")[0] for row in of_meeting.rows] == ["agenda.meeting"]
    assert "Hændelsen" not in str(of_meeting.rows) + of_meeting.words
    assert AuditEvent.objects.filter(verb="agenda.item_sent", subject_id=item.pk).count() == 1


def test_an_addition_is_sent_like_the_agenda_itself() -> None:
    _stop, made = sent(approved("Det første", "direktion"), "direktion")
    seen = made.version
    refused("empty_agenda", meetings.send, actor=keeper(), meeting=made, seen=seen, reasons={})
    late = stop_of(approved("Det sene", "direktion"), "direktion")
    items.place(actor=keeper(), stop=late, meeting=made, seen=late.version)
    skipped = stop_of(approved("Springer over", "boern-skole", "direktion"), "direktion")
    items.place(actor=keeper(), stop=skipped, meeting=made, seen=skipped.version)
    refused("order_broken", meetings.send, actor=keeper(), meeting=made, seen=made.version, reasons={})
    items.lift(actor=keeper(), stop=skipped, seen=skipped.version)
    first = made.sent_on
    meetings.send(actor=keeper(), meeting=made, seen=made.version, reasons={})
    late.refresh_from_db()
    assert (late.sent_on, late.place, made.sent_on, made.status) == (DAY, 2, first, "sent")
    assert AuditEvent.objects.filter(verb="agenda.meeting_sent_more", subject_id=made.pk).count() == 1
    again = stop_of(approved("Igen", "direktion"), "direktion")
    items.place(actor=keeper(), stop=again, meeting=made, seen=again.version)
    with pytest.raises(StaleWrite):
        meetings.send(actor=keeper(), meeting=made, seen=seen, reasons={})
