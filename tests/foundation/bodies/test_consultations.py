"""Consultations: from draft to what they changed, answers on time, late, for others, and published."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.utils import timezone

import factories
from foundation.bodies.world import facts
from kernespor.foundation import objects
from kernespor.foundation.access.actor import anonymous
from kernespor.foundation.bodies import breaks, permissions, workflow
from kernespor.foundation.bodies.actions import answers, consultations
from kernespor.foundation.bodies.enums import ConsultationStatus
from kernespor.foundation.bodies.models import ConsultationParty, ConsultationResponse
from kernespor.foundation.bodies.moments import at_hour, now_on
from kernespor.foundation.bodies.policies import can_edit, can_take_answers
from kernespor.foundation.bodies.selectors.consultations import consultation_page, waiting_for_body
from kernespor.foundation.bodies.selectors.consultations import consultations as listed
from kernespor.foundation.bodies.selectors.tasks import tasks_of
from kernespor.foundation.objects import ref_of
from kernespor.foundation.refusals import NotNow, NotPermitted, StaleWrite
from kernespor.foundation.thread.registry import Scope

TODAY = factories.DAY
SAID = answers.AnswerFacts("Vi er enige.")


def party(hearing, kind):
    return ConsultationParty.objects.select_related("consultation").get(consultation=hearing, kind=kind)


def refused(code, act, *args, **kwargs):
    with pytest.raises((NotNow, NotPermitted)) as refusal:
        act(*args, **kwargs)
    assert refusal.value.code == code
    assert refusal.value.reason


def test_a_draft_is_written_by_those_who_may_and_sent_with_time_to_answer(keeper, group):
    refused("not_hearer", consultations.begin, actor=factories.actor("jurist"), facts=facts())
    row = consultations.begin(actor=keeper, facts=facts())
    refused("no_party", consultations.move, actor=keeper, consultation=row, step="open", seen=row.version)
    past = facts(deadline=at_hour(TODAY - dt.timedelta(days=1), dt.time(12)))
    heard = [consultations.Heard(body=group), consultations.Heard(outside_name="En forening")]
    row = consultations.change_draft(
        actor=keeper, consultation=row, seen=row.version, facts=past, parties=heard
    )
    refused(
        "deadline_passed", consultations.move, actor=keeper, consultation=row, step="open", seen=row.version
    )
    with pytest.raises(StaleWrite):
        consultations.change_draft(actor=keeper, consultation=row, seen=1, facts=facts(), parties=[])
    row = consultations.change_draft(
        actor=keeper, consultation=row, seen=row.version, facts=facts(), parties=heard[:1]
    )
    assert row.parties.count() == 1
    assert can_edit(row)
    assert not can_take_answers(row)
    row = consultations.move(actor=keeper, consultation=row, step="open", seen=row.version)
    assert row.opens == TODAY
    refused(
        "consultation_sent", consultations.change_draft,
        actor=keeper, consultation=row, seen=row.version, facts=facts(), parties=heard,
    )  # fmt: skip
    other = consultations.begin(actor=keeper, facts=facts())
    other = consultations.move(actor=keeper, consultation=other, step="discard", seen=other.version)
    refused("not_sent", answers.answer, actor=factories.actor("oekonomichef"),
            party=_for(keeper, group), facts=SAID)  # fmt: skip
    refused("material_late", consultations.add_material, actor=keeper, consultation=other, title="",
            name="a.txt", content=b"a")  # fmt: skip


def _for(keeper, group):
    row = consultations.begin(actor=keeper, facts=facts(), parties=[consultations.Heard(body=group)])
    return party(row, "body")


def test_it_ends_with_what_it_changed(keeper, hearing):
    move = consultations.move
    refused("reason_needed", move, actor=keeper, consultation=hearing, step="withdraw", seen=hearing.version)
    refused("wrong_status", move, actor=keeper, consultation=hearing, step="conclude", seen=hearing.version)
    closed = move(actor=keeper, consultation=hearing, step="close", seen=hearing.version)
    refused("changed_needed", move, actor=keeper, consultation=closed, step="conclude", seen=closed.version)
    refused("reason_needed", move, actor=keeper, consultation=closed, step="reopen", seen=closed.version)
    task = [one for one in tasks_of(keeper) if one.key.endswith("conclude")]
    assert [one.ref for one in task] == [ref_of(closed)]
    again = move(actor=keeper, consultation=closed, step="reopen", seen=closed.version, why="For kort tid")
    closed = move(actor=keeper, consultation=again, step="close", seen=again.version)
    done = move(actor=keeper, consultation=closed, step="conclude", seen=closed.version, why="Intet.")
    assert (done.changed, done.concluded_on) == ("Intet.", TODAY)
    refused("consultation_ended", answers.answer, actor=factories.actor("oekonomichef"),
            party=party(done, "body"), facts=SAID)  # fmt: skip
    refused("not_under_way", consultations.give_time, actor=keeper, consultation=done, seen=done.version,
            deadline=done.deadline, why="x")  # fmt: skip


def test_those_heard_get_more_time_never_less(keeper, hearing):
    give, later = consultations.give_time, hearing.deadline + dt.timedelta(days=3)
    told = {"actor": keeper, "consultation": hearing, "seen": hearing.version}
    refused("deadline_earlier", give, **told, deadline=hearing.deadline, why="x")
    refused("reason_needed", give, **told, deadline=later, why="")
    assert give(**told, deadline=later, why="Mødet blev flyttet").deadline == later


def test_what_is_past_its_deadline_is_closed_once(hearing):
    system = factories.actor("politisk.sekretariat")
    consultations.close_due(actor=system, now=hearing.deadline)
    assert factories.again(hearing).status == "open"
    after = hearing.deadline + dt.timedelta(seconds=1)
    assert consultations.close_due(actor=system, now=after) >= 1
    assert consultations.close_due(actor=system, now=after) == 0
    assert factories.again(hearing).status == "closed"


def test_those_answer_who_speak_for_a_party(hearing):
    for code, body, unit in (
        ("oekonomichef", True, False), ("med.stab", True, False), ("hrkonsulent", True, False),
        ("hrchef", False, False), ("jurist", False, False), ("indkoebschef", False, True),
        ("politisk.sekretariat", False, False), ("borger", False, False),
    ):  # fmt: skip
        actor = factories.actor(code)
        assert permissions.can_answer(actor, party(hearing, "body")) is body, code
        assert permissions.can_answer(actor, party(hearing, "unit")) is unit, code
        assert permissions.can_answer(actor, party(hearing, "public")), code
        assert not permissions.can_answer(actor, party(hearing, "outside")), code
        mine = [one for one in tasks_of(actor) if one.ref == ref_of(hearing)]
        assert len(mine) == int(body or unit), code
    on_behalf = replace(factories.actor("med.stab"), doer_id=999_999)
    assert not permissions.can_answer(on_behalf, party(hearing, "public"))
    assert not permissions.can_answer(anonymous(TODAY), party(hearing, "public"))


def test_an_answer_takes_the_task_away_and_waits_no_more(hearing, group):
    steward = factories.actor("med.stab")
    assert [row.pk for row in waiting_for_body(steward, group.pk, TODAY)] == [hearing.pk]
    (task,) = [one for one in tasks_of(steward) if one.ref == ref_of(hearing)]
    assert task.title == "Svar på høringen »Skal vi flytte?«"
    assert task.due == dt.date(2026, 11, 27)
    refused("empty_answer", answers.answer, actor=steward, party=party(hearing, "body"),
            facts=answers.AnswerFacts(" "))  # fmt: skip
    answers.answer(actor=steward, party=party(hearing, "body"), facts=SAID)
    assert [one for one in tasks_of(steward) if one.ref == ref_of(hearing)] == []
    page = consultation_page(factories.actor("jurist"), hearing.pk)
    assert page.answered == 1
    (shown,) = [one for one in page.parties if one.row.kind == "body"]
    assert (shown.name, shown.last.text, shown.last.is_late) == ("Gruppen", "Vi er enige.", False)


def test_a_late_answer_is_recorded_and_marked(keeper, hearing):
    after = replace(keeper, today=TODAY + dt.timedelta(days=10))
    body = party(hearing, "body")
    told = {"actor": after, "party": body, "facts": SAID}
    refused(
        "received_ahead", answers.record_answer, **told, received=now_on(after.today) + dt.timedelta(days=1)
    )
    late = answers.record_answer(**told, received=hearing.deadline + dt.timedelta(minutes=1))
    on_time = answers.record_answer(**told, received=hearing.deadline)
    assert (late.is_late, on_time.is_late) == (True, False)
    refused("not_hearer", answers.record_answer, actor=factories.actor("jurist"), party=body, facts=SAID,
            received=hearing.deadline)  # fmt: skip


def test_a_residents_words_are_their_own_until_published_with_consent(keeper, hearing):
    resident, public = factories.actor("borger"), party(hearing, "public")
    private = answers.answer(actor=resident, party=public, facts=SAID)
    open_word = answers.answer(
        actor=resident, party=public, facts=answers.AnswerFacts("Byg om.", shown_name="Ida", may_publish=True)
    )
    neighbour = factories.actor("jurist")
    for actor, number in ((resident, 2), (keeper, 2), (neighbour, 0), (anonymous(TODAY), 0)):
        page = consultation_page(actor, hearing.pk)
        assert page.residents.number == 2
        assert len(page.residents.responses) == number
    assert not permissions.can_read_response(neighbour, open_word)
    refused("no_consent", answers.publish, actor=keeper, response=private)
    refused("not_hearer", answers.publish, actor=neighbour, response=open_word)
    answers.publish(actor=keeper, response=open_word)
    assert permissions.can_read_response(anonymous(TODAY), open_word)
    assert [
        one.shown_name for one in consultation_page(anonymous(TODAY), hearing.pk).residents.responses
    ] == ["Ida"]


def test_who_reads_what(keeper, group):
    made = {}
    for name, more in (("fortrolig", {"openness": "confidential"}), ("åben", {})):
        row = consultations.begin(
            actor=keeper, facts=facts(**more), parties=[consultations.Heard(body=group)]
        )
        made[f"{name} kladde"] = row.pk
        row = consultations.begin(
            actor=keeper, facts=facts(**more), parties=[consultations.Heard(body=group)]
        )
        made[name] = consultations.move(actor=keeper, consultation=row, step="open", seen=row.version).pk
    readers = {
        "politisk.sekretariat": set(made), "kommunaldirektoer": set(made), "oekonomichef": set(made),
        "med.stab": {"fortrolig", "åben"}, "hrchef": {"fortrolig", "åben"}, "jurist": {"åben"},
        "boerneogungechef": {"åben"}, "administrator": {"åben"}, "borger": set(),
    }  # fmt: skip
    kind = objects.of("bodies.consultation")
    for code, names in readers.items():
        actor = factories.actor(code)
        assert {name for name, pk in made.items() if listed(actor).filter(pk=pk).exists()} == names, code
        for name, pk in made.items():
            row = kind.model.objects.get(pk=pk)
            assert permissions.can_read_consultation(actor, row) is (name in names), (code, name)
            if name in names:
                assert kind.ground(actor, row)
    assert not listed(anonymous(TODAY)).filter(pk__in=made.values()).exists()


def test_the_list_shows_open_ones_ones_own_and_words(hearing):
    steward, stranger = factories.actor("med.stab"), factories.actor("jurist")
    assert hearing in list(listed(steward, show="mine"))
    assert hearing not in list(listed(stranger, show="mine"))
    assert hearing in list(listed(stranger, show="aabne", words="flytte"))
    assert hearing not in list(listed(stranger, words="svømmehal"))
    (row,) = listed(stranger).filter(pk=hearing.pk)
    assert (row.heard, row.answered) == (3, 0)


def test_a_consultation_without_an_answer_is_a_break(keeper, hearing):
    answers.answer(actor=factories.actor("med.stab"), party=party(hearing, "body"), facts=SAID)
    everywhere, here = Scope(), Scope(frozenset({ref_of(hearing)}))
    assert [one for one in breaks.unanswered(keeper, everywhere) if one.ref == ref_of(hearing)] == []
    consultations.move(actor=keeper, consultation=hearing, step="close", seen=hearing.version)
    (found,) = breaks.unanswered(keeper, here)
    assert found.sentence == "Svarede ikke: Indkøb & Udbud, En forening."
    assert found.since == dt.date(2026, 11, 27)
    (other,) = [one for one in breaks.unanswered(keeper, everywhere) if one.ref != ref_of(hearing)]
    assert "Handicaprådet" in other.sentence


def test_the_lifecycle_is_whole():
    assert set(workflow.CONSULTATION.owners) == {str(status) for status in ConsultationStatus}
    for status in ConsultationStatus:
        leaves = workflow.CONSULTATION.from_status(status)
        assert bool(leaves) is (status not in workflow.CONSULTATION.final), status


def test_a_moment_on_another_day_keeps_its_hour():
    assert timezone.localtime(now_on(dt.date(2020, 5, 1))).date() == dt.date(2020, 5, 1)
    assert abs(now_on(timezone.localdate()) - timezone.now()) < dt.timedelta(minutes=1)


@pytest.mark.usefixtures("sporkoebing")
def test_sporkoebing_hears_and_is_answered():
    steward = factories.actor("med.boernunge")
    (task,) = [one for one in tasks_of(steward) if "vikarer" in one.title]
    assert 0 < (task.due - TODAY).days <= 7
    assert ConsultationResponse.objects.filter(
        received_at__gt=dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    ).exists()
    late = [row for row in ConsultationResponse.objects.select_related("consultation") if row.is_late]
    assert late
    public = listed(anonymous(TODAY))
    assert public.exists()
    assert all(row.parties.filter(kind="public").exists() for row in public)
