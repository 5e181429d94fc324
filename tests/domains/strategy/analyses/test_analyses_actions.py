"""Budget analyses from commission to decision, the statuses they owe, and their breaks."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import factories
from kernespor.domains.strategy.actions import analyses as actions
from kernespor.domains.strategy.documents.analyses import note_of
from kernespor.domains.strategy.models import Analysis, AnalysisReport, GoverningDocument, Passage
from kernespor.domains.strategy.selectors.analyses.board import analyses
from kernespor.domains.strategy.selectors.analyses.due import tasks_of
from kernespor.domains.strategy.selectors.analyses.page import analysis_for, analysis_page
from kernespor.domains.strategy.selectors.analyses.suggested import suggested
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.bodies.actions.decisions import DecisionFacts, record
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.filing import registry as filing
from kernespor.foundation.objects import ref_of
from kernespor.foundation.refusals import NotNow, NotPermitted, StaleWrite
from kernespor.foundation.search.models import Passage as Found
from kernespor.foundation.thread.models import Link
from kernespor.foundation.thread.registry import Scope, break_kinds

pytestmark = pytest.mark.usefixtures("sporkoebing")
DAY = factories.DAY
DUE = DAY + dt.timedelta(days=14)


def made(**more: Any) -> Analysis:
    facts: dict[str, Any] = {
        "unit": factories.unit("OS"),
        "title": "Færre skemaer",
        "purpose": "At finde dem, ingen bruger.",
        "begins": DAY - dt.timedelta(days=300),
        "owner": factories.person("udbudskonsulent"),
        "deputy": factories.person("jurist"),
        "parts": [actions.PartFacts("mark", "Færre"), actions.PartFacts("effort", "Tæl dem", "Lederne")],
        "reports": [actions.DueFacts("Økonomiudvalget", DUE)],
    }
    return actions.begin(actor=factories.actor("oekonomichef"), **{**facts, **more})


def under_way(**more: Any) -> Analysis:
    row = made(**more)
    return actions.move(actor=factories.actor("oekonomichef"), analysis=row, step="begin", seen=row.version)


def concluded(days: int = 10, **more: Any) -> Analysis:
    row = under_way(**more)
    on = DAY - dt.timedelta(days=days)
    return actions.conclude(
        actor=factories.actor("jurist"), analysis=row, seen=row.version, result="De fleste.", on=on
    )


def decided_by(on: dt.date = DAY) -> Any:
    return record(
        actor=factories.actor("politisk.sekretariat"),
        body=Body.objects.get(code="oekonomiudvalg"),
        facts=DecisionFacts(on, "Skemaer", "Ni skemaer nedlægges.", "approved"),
    )


def breaks(kind: str, code: str = "oekonomichef") -> list[Any]:
    found = next(one for one in break_kinds() if one.name == f"strategy.analysis_{kind}")
    return list(found.find(factories.actor(code), Scope()))


def test_only_those_who_plan_for_the_unit_begin_one() -> None:
    for code in ("hrkonsulent", "boerneogungechef", "borgmester"):
        with pytest.raises(NotPermitted):
            actions.begin(
                actor=factories.actor(code), unit=factories.unit("OS"), title="A", purpose="B", begins=DAY
            )


def test_an_analysis_goes_from_commission_to_decision_in_its_own_words() -> None:
    row = concluded()
    decision = decided_by()
    actor = factories.actor("udbudskonsulent")
    actions.decide(actor=actor, analysis=row, seen=row.version, decision=decision)
    page = analysis_page(actor, analysis_for(actor, row.pk))
    assert page.decision is not None
    assert (page.analysis.status, page.decision.words) == ("decided", "Ni skemaer nedlægges.")
    assert Link.objects.filter(upper_pk=row.pk, lower_kind="bodies.decision", lower_pk=decision.pk).exists()
    with pytest.raises(NotNow):
        actions.change_analysis(actor=actor, analysis=row, seen=row.version, title="Nyt")


def test_a_decision_from_before_the_analysis_is_not_on_its_result() -> None:
    row = concluded()
    old = decided_by(row.begins - dt.timedelta(days=1))
    with pytest.raises(NotNow, match="decision_before"):
        actions.decide(actor=factories.actor("jurist"), analysis=row, seen=row.version, decision=old)


def test_what_was_decided_and_is_not_on_record_stands_with_name_and_reason_until_it_is() -> None:
    row, head = concluded(), factories.actor("oekonomichef")
    with pytest.raises(NotNow):
        actions.decide_unrecorded(actor=head, analysis=row, seen=row.version, why="  ")
    actions.decide_unrecorded(actor=head, analysis=row, seen=row.version, why="Referatet mangler")
    assert [one.ref for one in breaks("unrecorded")] == [ref_of(row)]
    assert row.out_of_order_by == head.label
    actions.decide(actor=head, analysis=row, seen=row.version, decision=decided_by())
    assert breaks("unrecorded") == []
    assert row.out_of_order == "Referatet mangler"


def test_a_result_needs_words_and_a_day_that_has_been() -> None:
    row, actor = under_way(), factories.actor("jurist")
    for result, on in (("  ", DAY), ("Noget", DAY + dt.timedelta(days=1))):
        with pytest.raises(NotNow):
            actions.conclude(actor=actor, analysis=row, seen=row.version, result=result, on=on)
    assert Analysis.objects.get(pk=row.pk).status == "under_way"


def test_steps_are_taken_once_and_in_order() -> None:
    row, head = made(), factories.actor("oekonomichef")
    with pytest.raises(NotNow):
        actions.conclude(actor=head, analysis=row, seen=row.version, result="X", on=DAY)
    seen = row.version
    actions.move(actor=head, analysis=row, step="begin", seen=seen)
    again = Analysis.objects.get(pk=row.pk)
    with pytest.raises(StaleWrite):
        actions.change_analysis(actor=head, analysis=again, seen=seen, title="Andet")
    with pytest.raises(KeyError):
        actions.move(actor=head, analysis=again, step="conclude", seen=again.version)
    with pytest.raises(NotNow):
        actions.move(actor=head, analysis=again, step="stop_under_way", seen=again.version)


def test_owner_deputy_and_head_are_reminded_a_fortnight_before_and_nobody_earlier() -> None:
    report = made().reports.get()
    key = f"strategy.analysisreport:{report.pk}"
    for code in ("udbudskonsulent", "jurist", "oekonomichef"):
        assert key in {task.key for task in tasks_of(factories.actor(code))}
        before = factories.actor(code, DAY - dt.timedelta(days=1))
        assert key not in {task.key for task in tasks_of(before)}
    assert key not in {task.key for task in tasks_of(factories.actor("hrkonsulent"))}
    actions.give_report(
        actor=factories.actor("jurist"), report=report, seen=report.version, text="Godt", given_on=DAY
    )
    assert key not in {task.key for task in tasks_of(factories.actor("udbudskonsulent"))}


def test_a_status_that_was_not_given_by_its_day_is_a_break_from_the_day_after() -> None:
    on_time = under_way()
    late = under_way(title="Sen", reports=[actions.DueFacts("Byrådet", DAY - dt.timedelta(days=1))])
    today = under_way(title="I dag", reports=[actions.DueFacts("Byrådet", DAY)])
    found = {one.ref for one in breaks("status_late")}
    assert ref_of(late) in found
    assert not found & {ref_of(on_time), ref_of(today)}
    row = next(row for row in analyses(factories.actor("hrkonsulent")) if row.analysis == late)
    assert row.late_days == 1


def test_a_result_is_asked_for_its_decision_after_half_a_year() -> None:
    waits, fresh = concluded(181), concluded(180, title="Frisk")
    found = {one.ref for one in breaks("undecided")}
    assert ref_of(waits) in found
    assert ref_of(fresh) not in found
    assert f"strategy.analysis:{waits.pk}:decide" in {
        task.key for task in tasks_of(factories.actor("udbudskonsulent"))
    }


def test_who_is_late_is_named_to_those_concerned_alone() -> None:
    late = under_way(reports=[actions.DueFacts("Byrådet", DAY - dt.timedelta(days=3))])
    shown = {code: analysis_page(factories.actor(code), late) for code in ("hrkonsulent", "oekonomichef")}
    assert (shown["hrkonsulent"].owner, shown["hrkonsulent"].owner_hidden) == ("", True)
    assert shown["oekonomichef"].owner == factories.person("udbudskonsulent").name
    on_time = under_way(title="Til tiden")
    assert analysis_page(factories.actor("hrkonsulent"), on_time).owner


def test_a_status_is_mended_in_the_open_and_its_day_stays() -> None:
    report, actor = made().reports.get(), factories.actor("jurist")
    for text, on in (("", DAY), ("Godt", DAY + dt.timedelta(days=1))):
        with pytest.raises(NotNow):
            actions.give_report(actor=actor, report=report, seen=report.version, text=text, given_on=on)
    seen = report.version
    actions.give_report(actor=actor, report=report, seen=seen, text="Godt", given_on=DAY)
    with pytest.raises(StaleWrite):
        actions.give_report(actor=actor, report=report, seen=seen, text="Dårligt", given_on=DAY)
    facts = actions.DueFacts("Byrådet", DUE)
    with pytest.raises(NotNow):
        actions.move_report(actor=actor, report=report, seen=report.version, facts=facts, why="Flyttet")
    assert AnalysisReport.objects.get(pk=report.pk).text == "Godt"


def test_a_part_from_a_passage_hangs_on_the_thread_as_long_as_it_stands() -> None:
    head = factories.actor("oekonomichef")
    document = GoverningDocument.objects.filter(passages__role="guiding_mark").distinct().first()
    assert document is not None
    found = suggested(head, document.pk)
    assert found is not None
    marks = [one for one in found.parts if one.kind == "mark"]
    assert {one.passage.role for one in marks} == {"guiding_mark"}
    facts = [actions.PartFacts(one.kind, one.passage.text, "", one.passage) for one in marks]
    row = made(parts=facts, document=document)
    ends = {"upper_kind": "strategy.passage", "lower_kind": "strategy.analysis", "lower_pk": row.pk}
    assert Link.objects.on(DAY).filter(**ends).count() == len(marks)
    with pytest.raises(NotNow):
        actions.remove_part(actor=head, part=row.parts.first(), why="")
    actions.remove_part(actor=head, part=row.parts.first(), why="Ikke et mærke")
    assert Link.objects.on(DAY).filter(**ends).count() == len(marks) - 1
    withdrawn = Passage.objects.get(pk=marks[0].passage.pk)
    withdrawn.withdrawn_on = DAY
    with pytest.raises(NotNow):
        actions.add_part(actor=head, analysis=row, facts=actions.PartFacts("mark", "Igen", passage=withdrawn))


def test_all_that_is_written_is_found_and_told_in_the_history() -> None:
    row = concluded(parts=[actions.PartFacts("effort", "Tæl zebrastriberne")])
    assert Found.objects.filter(folded__contains="zebrastriberne", entry__key=row.pk).exists()
    verbs = list(
        AuditEvent.objects.filter(subject_type="strategy.analysis", subject_id=row.pk)
        .order_by("pk")
        .values_list("verb", flat=True)
    )
    assert verbs == [
        "strategy.analysis_commissioned", "strategy.analysis_begun", "strategy.analysis_concluded",
    ]  # fmt: skip


def test_a_decided_one_is_filed_as_word_with_every_part_and_status() -> None:
    row, head = concluded(), factories.actor("oekonomichef")
    kept = next(one for one in filing.known() if one.kind == "strategy.analysis")
    assert row not in kept.finished(head)
    actions.decide(actor=head, analysis=row, seen=row.version, decision=decided_by())
    assert row in kept.finished(head)
    text = "\n".join(
        f"{part.heading}\n{part.text}"
        for part in note_of(analysis_page(head, analysis_for(head, row.pk))).parts
    )
    for words in ("At finde dem", "Færre", "Tæl dem Inddraget: Lederne", "De fleste.",
                  "»Ni skemaer nedlægges.«", "Økonomiudvalget, gives senest"):  # fmt: skip
        assert words in text


def test_sporkoebing_has_one_decided_with_its_statuses_one_due_soon_and_one_that_waits() -> None:
    rows = {row.analysis.status: row for row in analyses(factories.actor("hrkonsulent"))}
    assert set(rows) == {"decided", "under_way", "result"}
    assert rows["decided"].given == len(rows["decided"].reports) == 2
    owed = rows["under_way"].next_report
    assert owed is not None
    assert 0 < (owed.due - DAY).days <= 14
    assert rows["result"].waits_days > 180
