"""The pages of focus areas as people meet them: what they say, what they ask, what they keep."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import factories
from kernespor.domains.strategy.actions.focus import notes, sets
from kernespor.domains.strategy.enums import FocusStatus, NoteStatus
from kernespor.domains.strategy.models import (
    FocusArea,
    FocusEvaluation,
    FocusFate,
    FocusSet,
    Goal,
    StatusNote,
)
from kernespor.domains.strategy.selectors.focus.units import silent_units
from kernespor.foundation.audit.writing import change
from kernespor.foundation.objects import ref_of
from kernespor.foundation.tasks.registry import waiting
from kernespor.foundation.thread.actions import link
from kernespor.foundation.thread.models import Link

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DAY = factories.DAY
_XML = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def as_person(code: str) -> Client:
    client = Client()
    client.force_login(factories.account(code), backend=BACKEND)
    return client


@pytest.fixture
def keeper(sporkoebing: dict[str, Any]) -> Client:
    del sporkoebing
    return as_person("politisk.sekretariat")


def in_force() -> FocusSet:
    return FocusSet.objects.get(status=FocusStatus.IN_FORCE)


def area(position: int = 1) -> FocusArea:
    return in_force().areas.get(position=position)


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_the_history_says_what_became_of_each_area(keeper: Client) -> None:
    page = text_of(keeper.get(reverse("focus:sets")))
    for words in ("Afløst", "Ændret", "Ophørt", "Nyt", "»Effektiv drift«", "3 fokusområder gælder nu"):
        assert words in page
    assert "focus-history" in page


def test_a_set_whose_period_is_over_does_not_hold_now(keeper: Client) -> None:
    FocusSet.objects.filter(pk=in_force().pk).update(starts=dt.date(2016, 1, 1), ends=dt.date(2017, 12, 31))
    assert "Ingen fokusområder gælder lige nu." in text_of(keeper.get(reverse("focus:sets")))


def test_pages_cost_what_they_may(keeper: Client) -> None:
    row, note = in_force(), StatusNote.objects.get(status=NoteStatus.DRAFT)
    most = {
        reverse("focus:sets"): 8,
        reverse("focus:set", args=[row.pk]): 40,
        reverse("focus:area", args=[area().pk]): 40,
        reverse("focus:silent", args=[area().pk]): 12,
        reverse("focus:note", args=[note.pk]): 40,
    }
    costs = {}
    for path in most:
        keeper.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert keeper.get(path).status_code == 200
        costs[path] = len(asked)
    assert {path: cost for path, cost in costs.items() if cost > most[path]} == {}, costs


def test_who_has_nothing_is_the_same_on_page_and_in_excel(keeper: Client) -> None:
    rows = silent_units(area(), DAY)
    page = text_of(keeper.get(reverse("focus:silent", args=[area().pk])))
    assert all(one.node.name.replace("&", "&amp;") in page for one in rows)
    answer = keeper.get(reverse("focus:silent_excel", args=[area().pk]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        strings = ET.fromstring(packed.read("xl/sharedStrings.xml"))  # noqa: S314 - our own file
        sheet = ET.fromstring(packed.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - our own file
    words = ["".join(entry.itertext()) for entry in strings]
    first = [int(str(row[0][0].text)) for row in sheet.iter(f"{_XML}row")]
    assert [words[place] for place in first][1:] == [one.node.name for one in rows]


def test_a_set_is_proposed_and_its_predecessors_areas_are_asked_for(keeper: Client) -> None:
    before = in_force()
    typed = {
        "title": "Fokusområder 2029–", "unit": factories.unit("SK").pk, "starts": "1-1-2029", "ends": "",
        "text": "", "previous": before.pk,
    }  # fmt: skip
    answer = keeper.post(reverse("focus:set_new"), typed)
    row = FocusSet.objects.get(title="Fokusområder 2029–")
    assert answer["Location"] == reverse("focus:fates", args=[row.pk])
    first, second, third = before.areas.order_by("position")
    chosen = {
        f"kind_{first.pk}": "kept", f"after_{first.pk}": ["ny"], f"why_{first.pk}": "",
        f"kind_{second.pk}": "changed", f"after_{second.pk}": [], f"why_{second.pk}": "",
        f"kind_{third.pk}": "ended", f"why_{third.pk}": "Er i mål.",
    }  # fmt: skip
    wrong = keeper.post(reverse("focus:fates", args=[row.pk]), chosen)
    assert wrong.status_code == 422
    assert "går videre som, eller at det er ophørt" in text_of(wrong)
    assert not FocusFate.objects.filter(in_set=row).exists()
    right = keeper.post(reverse("focus:fates", args=[row.pk]), chosen | {f"after_{second.pk}": ["ny"]})
    assert right.status_code == 302
    assert [one.title for one in row.areas.all()] == [first.title, second.title]


def test_dates_that_turn_round_and_what_is_missing_are_said(keeper: Client) -> None:
    answer = keeper.post(
        reverse("focus:set_new"),
        {"title": "", "unit": factories.unit("SK").pk, "starts": "1-1-2029", "ends": "1-1-2028"},
    )
    assert answer.status_code == 422
    page = text_of(answer)
    assert "Den sidste dag skal ligge efter den første." in page
    assert 'value="1-1-2029"' in page


def test_whoever_saves_too_late_sees_both_texts(keeper: Client) -> None:
    one = area()
    keeper.post(
        reverse("focus:area_change", args=[one.pk]), {"title": "Først", "text": "", "version": one.version}
    )
    late = keeper.post(
        reverse("focus:area_change", args=[one.pk]),
        {"title": "Sidst", "text": "Mine ord", "version": one.version},
    )
    assert late.status_code == 409
    page = text_of(late)
    assert "Først" in page
    assert 'value="Sidst"' in page
    assert "Mine ord" in page
    note = StatusNote.objects.get(status=NoteStatus.DRAFT)
    part = note.parts.all()[1]
    path = reverse("focus:note_part", args=[part.pk])
    assert keeper.post(path, {"text": "Den ene", "version": part.version}).status_code == 302
    late = keeper.post(path, {"text": "Den anden", "version": part.version})
    assert late.status_code == 409
    assert "Den ene" in text_of(late)
    assert "Den anden" in text_of(late)


def test_a_head_ticks_off_what_they_have_promised(keeper: Client) -> None:
    del keeper
    head = as_person("oekonomichef")
    one = area(3)
    page = text_of(head.get(reverse("focus:area", args=[one.pk])))
    assert "Det har vi lovet" in page
    tied = Link.objects.filter(upper_kind="strategy.focusarea", upper_pk=one.pk).values("lower_pk")
    goals = Goal.objects.filter(area__plan__source__name="oekonomi-stab-2026-2027.docx").exclude(pk__in=tied)
    keys = [goal.pk for goal in goals.order_by("pk")[:2]]
    empty = head.post(reverse("focus:promise", args=[one.pk]), {"goals": keys, "why": ""})
    assert empty.status_code == 422
    assert "Skriv, hvordan målene bidrager." in text_of(empty)
    answer = head.post(reverse("focus:promise", args=[one.pk]), {"goals": keys, "why": "Det gør vi"})
    assert answer.status_code == 302
    rows = Link.objects.on(DAY).filter(upper_pk=one.pk, upper_kind="strategy.focusarea", lower_pk__in=keys)
    assert rows.count() == 2
    goal = goals.get(pk=keys[0]) if goals.filter(pk=keys[0]) else Goal.objects.get(pk=keys[0])
    item = text_of(head.get(reverse("strategy:item", args=[goal.area.plan_id, "goal", goal.pk])))
    assert one.title in item
    assert "Bidrager til fokusområder" in item


def test_a_goal_is_tied_from_its_own_page(keeper: Client) -> None:
    goal = factories.first_goal(factories.plan_of_file("maelkevejen-2026-2027.docx"))
    path = reverse("focus:tie", args=["maal", goal.pk])
    assert "Tid til kerneopgaven" in text_of(keeper.get(path))
    answer = keeper.post(path, {"area": area(2).pk, "why": "Det bidrager"})
    assert answer["Location"] == reverse("strategy:item", args=[goal.area.plan_id, "goal", goal.pk])
    assert Link.objects.on(DAY).filter(upper_pk=area(2).pk, lower_pk=goal.pk).exists()


def test_an_evaluation_must_point_at_a_fact(keeper: Client) -> None:
    one = area()
    path = reverse("focus:evaluate", args=[one.pk])
    typed = {"done": "Meget er gjort", "learnt": "", "following": "", "on": "20-11-2026"}
    empty = keeper.post(path, typed)
    assert empty.status_code == 422
    assert "Peg på mindst én kendsgerning" in text_of(empty)
    assert "Meget er gjort" in text_of(empty)
    link = Link.objects.filter(upper_kind="strategy.focusarea", upper_pk=one.pk, lower_kind="strategy.goal")[
        0
    ]
    assert keeper.post(path, typed | {"facts": [f"strategy.goal:{link.lower_pk}"]}).status_code == 302
    made = FocusEvaluation.objects.get(area=one)
    page = text_of(keeper.get(reverse("focus:area", args=[one.pk])))
    assert "Meget er gjort" in page
    assert Link.objects.filter(lower_kind="strategy.focusevaluation", lower_pk=made.pk).exists()


def test_an_evaluation_is_corrected_with_a_reason_and_keeps_what_one_may_not_see(keeper: Client) -> None:
    one = area()
    goals = Link.objects.filter(upper_kind="strategy.focusarea", upper_pk=one.pk, lower_kind="strategy.goal")
    first, second = (f"strategy.goal:{pk}" for pk in goals.values_list("lower_pk", flat=True)[:2])
    typed = {"done": "Meget er gjort", "learnt": "", "following": "", "on": "20-11-2026", "facts": [first]}
    keeper.post(reverse("focus:evaluate", args=[one.pk]), typed)
    made = FocusEvaluation.objects.get(area=one)
    leader = as_person("boerneogungechef")
    FocusSet.objects.filter(pk=one.of_set_id).update(unit=factories.unit("BU"))
    draft = factories.first_goal(factories.draft_plan(factories.actor("oekonomichef")))
    with change(actor=factories.actor("politisk.sekretariat"), verb="thread.tied", about=made) as act:
        link(act, kind="strategy.focus_fact", upper=ref_of(draft), lower=ref_of(made))
    path = reverse("focus:evaluation_correct", args=[made.pk])
    assert leader.get(path).context["form"]["facts"].value() == [first]
    right = typed | {"done": "Lidt er gjort", "facts": [second], "why": "Tallet var forkert", "version": 1}
    assert leader.post(path, right | {"why": ""}).status_code == 422
    assert leader.post(path, right | {"facts": []}).status_code == 422
    assert leader.post(path, right).status_code == 302
    stale = leader.post(path, right | {"done": "Intet er gjort"})
    assert stale.status_code == 409
    assert "Lidt er gjort" in text_of(stale)
    assert "Intet er gjort" in text_of(stale)
    made.refresh_from_db()
    assert made.done == "Lidt er gjort"
    above = Link.objects.on(DAY).filter(lower_kind="strategy.focusevaluation", lower_pk=made.pk)
    assert {str(row.upper) for row in above} == {second, str(ref_of(draft))}
    page = text_of(leader.get(reverse("focus:area", args=[one.pk])))
    assert "rettet siden" in page
    assert "Tallet var forkert" in text_of(leader.get(reverse("focus:set", args=[one.of_set_id])))
    assert as_person("med.stab").get(path).status_code == 403


def test_a_draft_note_is_in_no_list_of_those_who_may_not_read_it(keeper: Client) -> None:
    draft = StatusNote.objects.get(status=NoteStatus.DRAFT)
    with_draft = text_of(keeper.get(reverse("focus:set", args=[draft.of_set_id])))
    assert draft.title in with_draft
    reader = as_person("med.stab")
    assert draft.title not in text_of(reader.get(reverse("focus:set", args=[draft.of_set_id])))
    assert reader.get(reverse("focus:note", args=[draft.pk])).status_code == 403
    assert draft.title not in text_of(reader.get(reverse("search:page"), {"q": draft.title.split()[-1]}))


def test_a_note_is_written_edited_taken_back_renewed_and_finished(keeper: Client) -> None:
    row = in_force()
    answer = keeper.post(
        reverse("focus:note_new", args=[row.pk]),
        {"title": "Vores status", "sender": "Direktionen", "since": "1-1-2026", "on": "20-11-2026"},
    )
    note = StatusNote.objects.get(title="Vores status")
    assert answer["Location"] == reverse("focus:note", args=[note.pk])
    part = note.parts.all()[1]
    keeper.post(reverse("focus:note_part", args=[part.pk]), {"text": "Nye ord.", "version": part.version})
    page = text_of(keeper.get(reverse("focus:note", args=[note.pk])))
    assert "Rettet af Den politiske sekretær" in page
    assert "Se, hvad Kernespor skrev" in page
    assert "Skrevet af Kernespor." in page
    part.refresh_from_db()
    keeper.post(reverse("focus:note_part_back", args=[part.pk]), {"version": part.version})
    part.refresh_from_db()
    assert part.text == part.made
    note.refresh_from_db()
    keeper.post(reverse("focus:note_renew", args=[note.pk]), {"version": note.version})
    note.refresh_from_db()
    keeper.post(reverse("focus:note_finish", args=[note.pk]), {"version": note.version})
    note.refresh_from_db()
    assert note.status == NoteStatus.FINISHED
    reader = as_person("med.stab")
    assert reader.get(reverse("focus:note_word", args=[note.pk])).content.startswith(b"PK")
    assert reader.get(reverse("focus:note_pdf", args=[note.pk])).content.startswith(b"%PDF")


def test_a_note_that_is_read_in_is_held_against_the_facts(keeper: Client) -> None:
    content = (
        "# Status på fokusområderne\n\nDirektionen\n\n13. januar 2026\n\n## Tid til kerneopgaven\n\n"
        "Der er i 2027 mange projekter i gang. Herunder skal nævnes:\n\n"
        "## Trivsel og tillid på arbejdspladsen\n\nVi taler sammen.\n"
    )
    answer = keeper.post(
        reverse("focus:note_read", args=[in_force().pk]),
        {"document": SimpleUploadedFile("notat.md", content.encode())},
    )
    page = text_of(answer)
    assert answer.status_code == 200
    assert "»Der er i 2027 mange projekter i gang" in page
    assert "Notatet fortæller ikke om fokusområdet »Dygtige kolleger, der bliver«." in page
    assert "Herunder skal nævnes:" in page


def test_the_keeper_is_asked_to_evaluate_what_is_over(keeper: Client) -> None:
    del keeper
    actor = factories.actor("kommunaldirektoer")
    row = in_force()
    sets.change_set(actor=actor, row=row, seen=row.version, ends=dt.date(2026, 11, 1))
    titles = [task.title for task in waiting(actor)]
    assert f"Evaluér »{row.title}«" in titles
    page = text_of(as_person("kommunaldirektoer").get(reverse("thread:breaks")))
    assert "de er ikke evalueret" in page


def test_the_writer_of_a_draft_is_reminded_of_it(keeper: Client) -> None:
    del keeper
    actor = factories.actor("politisk.sekretariat")
    note = notes.write_note(actor=actor, of_set=in_force(), title="Mit notat", sender="", since=DAY, on=DAY)
    assert "Gør notatet »Mit notat« færdigt" in [task.title for task in waiting(actor)]
    assert ref_of(note) in [task.ref for task in waiting(actor)]
