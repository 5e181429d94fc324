"""The status that is due is made on its date: once, as someone, or with the reason why not."""

from __future__ import annotations

import datetime as dt

import pytest

import factories
from domains.agenda.agenda_world import body, keeper
from domains.agenda.year_world import facts_of, step
from kernespor.connectors.documents.uploads import opened
from kernespor.domains.agenda.actions import meetings
from kernespor.domains.agenda.actions import wheel as rules
from kernespor.domains.agenda.actions.wheel_made import due, make
from kernespor.domains.agenda.models import AgendaItem, WheelMade
from kernespor.domains.agenda.registrations.jobs import JOB
from kernespor.domains.agenda.registrations.tasks import tasks_of
from kernespor.domains.strategy.enums import FocusStatus
from kernespor.domains.strategy.models import FocusSet, StatusNote
from kernespor.foundation.access.actor import system
from kernespor.foundation.files.selectors import attachments_of
from kernespor.foundation.jobs.actions import enqueue, run_now
from kernespor.foundation.jobs.enums import RunStatus

pytestmark = pytest.mark.usefixtures("sporkoebing")
DAY = factories.DAY  # four days after the status was due
STATUS = "own.focus_status"


def run() -> str:
    found = run_now(enqueue(actor=system("Kernespor", DAY), job=JOB))
    assert found.status == RunStatus.DONE, (found.trouble, found.text)
    return found.text


def trouble() -> str:
    return " ".join(WheelMade.objects.values_list("trouble", flat=True))


def test_the_status_is_made_once_with_its_item_and_its_file() -> None:
    notes = StatusNote.objects.count()
    planned = meetings.plan(
        actor=keeper(),
        body=body("hovedudvalg"),
        meetings=[meetings.MeetingFacts(DAY + dt.timedelta(days=3), kind="extraordinary")],
    )[0]
    assert run().startswith("1 lavet, 0"), trouble()
    made = WheelMade.objects.get()
    assert (made.code, made.year, made.due, made.trouble) == (STATUS, 2026, dt.date(2026, 11, 16), "")
    item = made.item
    assert item is not None
    assert StatusNote.objects.count() == notes + 1
    assert item.title == StatusNote.objects.latest("pk").title
    stops = list(item.stops.order_by("position").select_related("body", "meeting"))
    assert [stop.body.code for stop in stops] == ["hovedudvalg", "oekonomiudvalg"]
    assert stops[0].meeting == planned
    assert stops[1].meeting is None or stops[1].meeting.on >= planned.on
    (attached,) = attachments_of(item)
    assert attached.file.name.endswith(".docx")
    attached.file.refresh_from_db()
    lines = opened("status.docx", bytes(attached.file.content)).lines
    assert any("Kort fortalt" in line.text for line in lines)
    assert run().startswith("0 lavet, 0")
    assert WheelMade.objects.count() == 1
    assert StatusNote.objects.count() == notes + 1
    tasks = {task.key: task for task in tasks_of(keeper())}
    assert tasks[f"agenda.wheelmade:{item.pk}"].button == "Læs punktet"
    assert f"agenda.wheelmade:{item.pk}" not in {one.key for one in tasks_of(factories.actor("budgetchef"))}


def test_two_at_once_make_one() -> None:
    (one,) = due(DAY)
    make(one=one, today=DAY)
    notes, items = StatusNote.objects.count(), AgendaItem.objects.count()
    assert make(one=one, today=DAY) is None
    assert (StatusNote.objects.count(), AgendaItem.objects.count()) == (notes, items)


def test_before_its_day_and_long_after_nothing_is_made() -> None:
    assert due(dt.date(2026, 11, 15)) == []
    assert [one.step.code for one in due(dt.date(2026, 11, 16))] == [STATUS]
    assert due(dt.date(2026, 12, 17)) == []


def test_what_can_not_be_made_says_why_and_is_tried_again() -> None:
    row = step(STATUS)
    told = facts_of(
        row, makes=row.makes, bodies=tuple(row.bodies), responsible_id=factories.person("hrkonsulent").pk
    )
    rules.change_step(actor=keeper(), step=row, seen=row.version, facts=told)
    notes = StatusNote.objects.count()
    assert run().startswith("0 lavet, 1")
    made = WheelMade.objects.get()
    assert made.item is None
    assert "sekretariatet" in made.trouble
    assert StatusNote.objects.count() == notes
    assert any(made.trouble in task.why for task in tasks_of(keeper()))
    assert not any(made.trouble in task.why for task in tasks_of(factories.actor("hrkonsulent")))
    row.refresh_from_db()
    again = facts_of(row, makes=row.makes, bodies=tuple(row.bodies), responsible_id=keeper().person_id)
    rules.change_step(actor=keeper(), step=row, seen=row.version, facts=again)
    assert run().startswith("1 lavet, 0"), trouble()
    made.refresh_from_db()
    assert made.item is not None
    assert made.trouble == ""


def test_without_focus_areas_in_force_there_is_no_status_to_make() -> None:
    FocusSet.objects.filter(status=FocusStatus.IN_FORCE).update(starts=DAY + dt.timedelta(days=1))
    assert run().startswith("0 lavet, 1")
    assert "Ingen fokusområder er i kraft." in trouble()


def test_a_body_or_a_maker_that_is_gone_is_the_reason() -> None:
    row = step(STATUS)
    for more, said in (({"bodies": ("findes-ikke",)}, "findes-ikke"), ({"makes": "ukendt"}, "kan ikke lave")):
        told = facts_of(
            row, responsible_id=keeper().person_id, **{"makes": row.makes, "bodies": ("direktion",)} | more
        )
        rules.change_step(actor=keeper(), step=row, seen=row.version, facts=told)
        run()
        assert said in WheelMade.objects.get().trouble
        row.refresh_from_db()
