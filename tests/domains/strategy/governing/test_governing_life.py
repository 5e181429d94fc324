"""The life of a governing document, from a file to what takes its place."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import factories
from domains.strategy.governing.governing_world import (
    consultation,
    council,
    in_force,
    keeper,
    laid_in,
    marked,
)
from kernespor.domains.strategy.actions.governing import documents, lifecycle
from kernespor.domains.strategy.models import GoverningDocument
from kernespor.domains.strategy.policies.governing import Adoption
from kernespor.domains.strategy.registrations.governing import breaks
from kernespor.domains.strategy.selectors.governing.documents import Asked, deviations_of, rows_of
from kernespor.domains.strategy.selectors.governing.tasks import tasks_of
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.objects import ref_of
from kernespor.foundation.refusals import NotNow, NotPermitted, StaleWrite
from kernespor.foundation.thread.models import Link
from kernespor.foundation.thread.registry import Scope

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sporkoebing")]
DAY = factories.DAY


def adoption(**more: Any) -> Adoption:
    facts = {"adopted_on": DAY, "valid_from": DAY, "adopted_by": council()}
    return Adoption(**(facts | more))


def test_a_file_becomes_a_draft_with_every_word_of_it() -> None:
    document = laid_in()
    blocks = list(document.blocks.values_list("kind", "text"))
    assert document.status == "draft"
    assert document.source.name == "politik.md"
    assert ("paragraph", (
        "Økonomisk politik begynder her. Driften skal give et overskud på 2,5 pct. om året. "
        "Gælden må højst være 10 mio. kr."
    )) in blocks  # fmt: skip
    assert ("bullet", "Vi hjælper hinanden.") in blocks


def test_a_document_without_text_is_kept_nowhere() -> None:
    from kernespor.connectors.governing.records import DocumentReading

    with pytest.raises(NotNow, match="no_text"):
        documents.lay_in(
            actor=keeper(), unit=factories.unit("OS"), kind="other", name="tom.txt", content=b"",
            reading=DocumentReading(),
        )  # fmt: skip
    assert not GoverningDocument.objects.filter(source__name="tom.txt").exists()


def test_the_whole_way_through_hearing_and_body() -> None:
    document, heard = laid_in(), consultation()
    lifecycle.hear(actor=keeper(), document=document, seen=document.version, consultation=heard)
    assert document.status == "hearing"
    assert Link.objects.filter(upper_pk=document.pk, lower_pk=heard.pk, structural=True).exists()
    later = factories.actor("oekonomichef", DAY + dt.timedelta(days=11))
    lifecycle.present(actor=later, document=document, seen=document.version, adopted_by=council())
    assert document.status == "at_body"
    assert [task.key for task in tasks_of(later) if task.ref == ref_of(document)]
    lifecycle.put_in_force(
        actor=later, document=document, seen=document.version, adoption=adoption(), step_name="adopt"
    )
    assert document.status == "in_force"
    assert not deviations_of(document)


def test_no_hearing_begins_before_it_is_sent_out() -> None:
    document, heard = laid_in(), consultation(sent=False)
    with pytest.raises(NotNow, match="consultation_not_sent"):
        lifecycle.hear(actor=keeper(), document=document, seen=document.version, consultation=heard)
    assert factories.again(document).status == "draft"


@pytest.mark.parametrize("unheard", [True, False])
def test_what_departs_from_the_order_takes_a_reason_that_stands(unheard: bool) -> None:  # noqa: FBT001 - a case
    document = laid_in()
    if not unheard:
        lifecycle.hear(actor=keeper(), document=document, seen=document.version, consultation=consultation())
    facts = {"actor": keeper(), "document": document, "adopted_by": council(), "unheard": unheard}
    with pytest.raises(NotNow, match="reason_needed"):
        lifecycle.present(seen=document.version, **facts)
    lifecycle.present(seen=document.version, why="Fristen til budgettet", **facts)
    assert [one.why for one in deviations_of(document)] == ["Fristen til budgettet"]
    assert document.pk in {row.document.pk for row in rows_of(keeper(), Asked(deviating=True))}
    assert laid_in().pk not in {row.document.pk for row in rows_of(keeper(), Asked(deviating=True))}


def test_the_new_one_replaces_the_old_one_in_the_same_act() -> None:
    old = in_force("Den gamle politik", last=dt.date(2030, 12, 31))
    new = in_force("Den nye politik", first=dt.date(2026, 11, 1), replaces=old)
    old = factories.again(old)
    assert (old.status, old.valid_to) == ("replaced", dt.date(2026, 10, 31))
    assert Link.objects.filter(
        kind="strategy.document_replaced_by", upper_pk=old.pk, lower_pk=new.pk
    ).exists()
    verbs = AuditEvent.objects.filter(subject_id=old.pk, subject_type="strategy.governingdocument")
    assert verbs.filter(verb="strategy.document_replaced", why="Den nye politik").exists()


def test_nothing_is_replaced_when_the_new_one_is_refused() -> None:
    old, new = in_force("Den gamle politik"), laid_in("Den nye politik")
    tomorrow = adoption(replaces=old, adopted_on=DAY + dt.timedelta(days=1))
    with pytest.raises(NotNow, match="adopted_in_future"):
        lifecycle.put_in_force(
            actor=keeper(), document=new, seen=new.version, adoption=tomorrow, step_name="record"
        )
    with pytest.raises(StaleWrite):
        lifecycle.put_in_force(
            actor=keeper(), document=new, seen=99, adoption=adoption(replaces=old), step_name="record"
        )
    assert factories.again(old).status == "in_force"
    assert factories.again(new).status == "draft"


def test_what_built_on_the_old_one_is_a_break_until_its_plan_is_over() -> None:
    from kernespor.foundation.thread.actions import tie

    old = in_force("Den gamle politik")
    passage = marked(old, "Vi hjælper hinanden.")
    goal = factories.first_goal(factories.plan_of_file("oekonomi-stab-2026-2027.docx"))
    over = factories.first_goal(factories.plan_of_file("oekonomi-stab-2024-2025.docx"))
    for one in (goal, over):
        tie(actor=keeper(), kind="strategy.builds_on", upper=ref_of(passage), lower=ref_of(one), why="Derfor")
    found = lambda: [one for one in breaks._built_on_replaced(keeper(), Scope()) if one.ref.pk == passage.pk]  # noqa: E731 - the rule itself
    assert found() == []
    in_force("Den nye politik", first=dt.date(2026, 11, 1), replaces=old)
    (broken,) = found()
    assert "Ét led bygger på passusen" in broken.sentence
    assert "Den nye politik" in broken.sentence
    assert broken.since == dt.date(2026, 11, 1)


def test_what_runs_out_without_a_successor_is_a_break_and_a_task() -> None:
    soon = in_force("Snart forbi", last=DAY + dt.timedelta(days=80))
    in_force("Længe endnu", last=DAY + dt.timedelta(days=100))
    keys = {one.ref.pk for one in breaks._running_out(keeper(), Scope())}
    ours = {
        row.document.pk
        for row in rows_of(keeper(), Asked())
        if row.document.title in {"Snart forbi", "Længe endnu"}
    }
    assert keys & ours == {soon.pk}
    assert any(task.ref == ref_of(soon) for task in tasks_of(keeper()))
    after = laid_in("Afløseren")
    documents.change_facts(actor=keeper(), document=after, seen=after.version, replaces=soon)
    lifecycle.present(
        actor=keeper(),
        document=after,
        seen=after.version,
        adopted_by=council(),
        unheard=True,
        why="Kort frist",
    )
    assert soon.pk not in {one.ref.pk for one in breaks._running_out(keeper(), Scope())}


def test_a_draft_is_for_its_keepers() -> None:
    document = laid_in()
    for code in ("hrkonsulent", "formand.boern", "boerneogungechef", "administrator"):
        assert not [row for row in rows_of(factories.actor(code), Asked()) if row.document.pk == document.pk]
    assert [
        row for row in rows_of(factories.actor("controller.stab"), Asked()) if row.document.pk == document.pk
    ]
    with pytest.raises(NotPermitted):
        lifecycle.move(
            actor=factories.actor("boerneogungechef"),
            document=document,
            step="discard",
            seen=document.version,
        )


def test_what_was_wrongly_tied_is_loosed() -> None:
    document, wrong, right = laid_in(), consultation(), consultation()
    for one in (wrong, right):
        documents.change_facts(actor=keeper(), document=document, seen=document.version, consultation=one)
    rows = Link.objects.believed().filter(upper_pk=document.pk, upper_kind="strategy.governingdocument")
    assert list(rows.values_list("lower_pk", flat=True)) == [right.pk]


def test_an_end_in_force_takes_a_reason() -> None:
    document = in_force()
    with pytest.raises(NotNow, match="reason_needed"):
        lifecycle.replace(actor=keeper(), document=document, seen=document.version, why=" ")
    lifecycle.replace(actor=keeper(), document=document, seen=document.version, why="Loven blev ændret")
    assert (document.status, document.valid_to) == ("replaced", DAY)
