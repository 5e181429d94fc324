"""The status note writes itself from the facts, says what is missing, and loses no edit."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import docx
import pytest

import factories
from kernespor.connectors.note.word import write_word
from kernespor.domains.strategy.actions.focus import notes, sets
from kernespor.domains.strategy.actions.plans import give_status
from kernespor.domains.strategy.documents.focus import paper_of
from kernespor.domains.strategy.enums import FocusStatus, NoteStatus, PlanKind
from kernespor.domains.strategy.models import Action, FocusSet, Goal, StatusNote, StatusNotePart, UnitPlan
from kernespor.domains.strategy.selectors.focus.notes import note_page
from kernespor.domains.strategy.selectors.focus.odd import odd_in_note, odd_in_set
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import change
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.objects import ref_of
from kernespor.foundation.refusals import NotNow, NotPermitted

DAY = factories.DAY


@pytest.fixture
def keeper(sporkoebing: dict[str, Any]) -> Actor:
    del sporkoebing
    return factories.actor("politisk.sekretariat")


def in_force() -> FocusSet:
    return FocusSet.objects.get(status=FocusStatus.IN_FORCE)


def written(actor: Actor, *, on: dt.date = DAY) -> StatusNote:
    return notes.write_note(
        actor=actor, of_set=in_force(), title="Status", sender="Direktionen", since=dt.date(2026, 1, 1), on=on
    )


def part(note: StatusNote, position: int | None, heading: str) -> StatusNotePart:
    rows = StatusNotePart.objects.filter(note=note, heading=heading).select_related("note__of_set", "area")
    return rows.get(area__position=position) if position else rows.get(area=None)


def tied_goal(position: int = 1) -> Goal:
    from kernespor.domains.strategy.selectors.focus.promises import ties_of

    area = in_force().areas.get(position=position)
    refs = [ref for ref in ties_of([area.pk], DAY)[area.pk] if ref.kind == "strategy.goal"]
    return Goal.objects.select_related("area__plan").get(pk=refs[0].pk)


def test_every_area_has_its_headings_and_every_sentence_its_source(keeper: Actor) -> None:
    note = written(keeper)
    for area in note.of_set.areas.all():
        headings = list(note.parts.filter(area=area).values_list("heading", flat=True))
        assert headings == [
            area.title, "Planlagt", "Fælles administrative initiativer", "MED-udvalgenes emner", "Gjort",
            "Lært", "Det næste",
        ]  # fmt: skip
    for one in note.parts.all():
        assert one.sources, one.heading
        text = " ".join(one.made.split())
        for source in one.sources:
            assert " ".join(source["sentence"].split()) in text
            assert source["words"]
            assert source["kind"]
    assert "Økonomiudvalget vedtog det" in part(note, None, "Kort fortalt").text


def test_what_is_not_there_is_said_to_be_missing(keeper: Actor) -> None:
    row = sets.propose(
        actor=keeper, unit=factories.unit("SK"), title="Tomt", text="", starts=dt.date(2026, 1, 1), ends=None
    )
    sets.add_area(actor=keeper, row=row, title="Uden noget", text="")
    note = notes.write_note(
        actor=keeper, of_set=row, title="Status", sender="", since=dt.date(2026, 1, 1), on=DAY
    )
    whole = "\n".join(one.text for one in note.parts.all())
    for missing in (
        "Der er ikke ført ind, hvem der vedtog det",
        "Der er ikke ført ind, hvem der bakker op",
        "Fokusområdets formål er ikke skrevet.",
        "Ingen enhed har lovet noget under fokusområdet.",
        "Der er ingen fælles administrative initiativer under fokusområdet.",
        "Hovedudvalget har ingen emner under fokusområdet.",
        "Der er ingen handlinger under fokusområdet at gøre status på.",
        "Det er ikke skrevet, hvad der er lært",
        "Det er ikke skrevet, hvad der sker nu.",
    ):
        assert missing in whole


def test_what_is_stale_or_ownerless_is_never_told_as_on_track(keeper: Actor) -> None:
    goal = tied_goal()
    plan = goal.area.plan
    Action.objects.filter(goal=goal).update(owner=None)
    note = written(keeper)
    text = part(note, 1, "Gjort").text
    for action in goal.actions.all():
        assert f"»{action.text}« (på sporet" not in text
        assert f"Handlingen »{action.text}«" not in text
    assert "er uden ejer og tæller ikke med" in text
    assert plan.unit_name in text


def test_what_is_reached_is_told_with_its_evidence_and_unit(keeper: Actor) -> None:
    goal = tied_goal()
    action = goal.actions.all()[0]
    with change(actor=keeper, verb="strategy.item_changed", about=goal.area.plan) as act:
        act.update(action, owner=factories.person("jurist"))
    give_status(actor=keeper, item=action, judgement="reached", text="Alle er med", on=DAY)
    text = part(written(keeper), 1, "Gjort").text
    told = " ".join(action.text.split())
    assert f"- Handlingen »{told}« ({goal.area.plan.unit_name}) er nået: »Alle er med«" in text


def test_topics_of_med_and_common_initiatives_are_told(keeper: Actor) -> None:
    area = in_force().areas.get(position=2)
    med = factories.plan_in_force(
        factories.actor("oekonomichef"), "OS-IT", mark="Balance mellem opgaver og tid"
    )
    common = factories.plan_in_force(factories.actor("oekonomichef"), "OS-HR", mark="Fælles samtaler")
    body = Body.objects.get(code="hovedudvalg")
    UnitPlan.objects.filter(pk=med.pk).update(kind=PlanKind.MED, body=body)
    UnitPlan.objects.filter(pk=common.pk).update(kind=PlanKind.COMMON)
    for plan in (med, common):
        topic = plan.areas.all()[0]
        sets.promise(actor=keeper, area=area, refs=[ref_of(topic)], why="Emnet hører under området")
    note = written(keeper)
    topics = part(note, 2, "MED-udvalgenes emner").text
    assert topics.startswith("Hovedudvalget har ")
    assert "Balance mellem opgaver og tid i hverdagen" in topics.partition("\n")[0]
    assert "Handling om Balance mellem opgaver og tid, den første" in topics
    assert "Fælles samtaler" in part(note, 2, "Fælles administrative initiativer").text
    assert "OS-IT" not in part(note, 2, "Planlagt").text


def test_an_edit_survives_a_renewal_and_can_be_taken_back(keeper: Actor) -> None:
    note = written(keeper)
    done = part(note, 1, "Gjort")
    notes.change_part(actor=keeper, part=done, seen=done.version, text="Mine egne ord.")
    goal = tied_goal()
    action = goal.actions.all()[0]
    give_status(actor=keeper, item=action, judgement="slipping", text="Det går trægt", on=DAY)
    untouched = part(note, 1, "Planlagt")
    note.refresh_from_db()
    number = notes.renew(actor=keeper, note=note, seen=note.version)
    assert number >= 1
    after = part(note, 1, "Gjort")
    assert after.text == "Mine egne ord."
    assert after.made != done.made
    assert "skrider" in after.made
    assert part(note, 1, "Planlagt").text == untouched.text
    shown = next(one for one in note_page(keeper, note).parts if one.part.pk == after.pk)
    assert shown.is_edited
    assert shown.by == keeper.label
    assert not any(source.stands for source in shown.sources)
    notes.take_back(actor=keeper, part=after, seen=after.version)
    assert part(note, 1, "Gjort").text == after.made


def test_a_renewal_without_news_changes_nothing(keeper: Actor) -> None:
    note = written(keeper)
    before = list(note.parts.values_list("pk", "text", "version"))
    assert notes.renew(actor=keeper, note=note, seen=note.version) == 0
    assert list(note.parts.values_list("pk", "text", "version")) == before


def test_a_finished_note_is_open_and_stands(keeper: Actor) -> None:
    note = written(keeper)
    reader = factories.actor("med.stab")
    from kernespor.domains.strategy.selectors.focus.notes import note_for

    with pytest.raises(NotPermitted):
        note_for(reader, note.pk)
    notes.finish(actor=keeper, note=note, seen=note.version)
    assert note_for(reader, note.pk).status == NoteStatus.FINISHED
    one = note.parts.select_related("note__of_set")[0]
    with pytest.raises(NotNow, match="note_finished"):
        notes.change_part(actor=keeper, part=one, seen=one.version, text="Nej")


def test_the_word_file_says_what_the_page_says(keeper: Actor) -> None:
    note = written(keeper)
    one = part(note, 1, "Gjort")
    notes.change_part(actor=keeper, part=one, seen=one.version, text="Mine egne ord.\n\n- Et punkt")
    document = docx.Document(io.BytesIO(write_word(paper_of(note))))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert "Mine egne ord." in lines
    assert "Et punkt" in lines
    for area in note.of_set.areas.all():
        assert area.title in lines
    assert any("rettet af mennesker i 1 af" in line for line in lines)


def test_a_note_of_a_past_day_tells_of_that_day(keeper: Actor) -> None:
    del keeper
    note = StatusNote.objects.get(status=NoteStatus.FINISHED)
    whole = "\n".join(one.text for one in note.parts.all())
    assert "har lovet noget" in whole
    days = [source["on"] for one in note.parts.all() for source in one.sources if source["on"]]
    assert max(days) <= note.on.isoformat()


def test_what_a_note_calls_done_that_is_not_is_found(keeper: Actor) -> None:
    note = written(keeper)
    goal = tied_goal()
    action = next(one for one in goal.actions.all())
    give_status(actor=keeper, item=action, judgement="slipping", text="Det går trægt", on=DAY)
    one = part(note, 1, "Gjort")
    said = f"»{action.text}« er gennemført i alle huse. Der er i 2031 mange projekter i gang."
    notes.change_part(actor=keeper, part=one, seen=one.version, text=said)
    found = [odd.code for odd in odd_in_note(StatusNote.objects.get(pk=note.pk))]
    assert sorted(found) == ["done_but_is_not", "note_before_told"]


def test_a_note_as_it_writes_itself_contradicts_nothing(keeper: Actor) -> None:
    assert [odd.message for odd in odd_in_note(written(keeper))] == []


def test_what_does_not_hold_together_in_a_set_is_found(keeper: Actor) -> None:
    row = in_force()
    assert [odd.code for odd in odd_in_set(row, DAY)] == []
    sets.add_backing(actor=keeper, row=row, body=None, name="Nogen", words="", on=dt.date(2026, 5, 1))
    sets.change_set(actor=keeper, row=row, seen=row.version, starts=dt.date(2025, 12, 1))
    found = {odd.code for odd in odd_in_set(FocusSet.objects.get(pk=row.pk), DAY)}
    assert found == {"backed_after_adoption", "adopted_after_start", "overlaps"}
