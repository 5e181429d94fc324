"""How a passage is met: by its measure, never green when stale; by what builds on it, as far as one sees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

import factories
from domains.strategy.governing.governing_world import in_force, keeper, laid_in, marked
from kernespor.domains.strategy.actions.governing.passages import Use
from kernespor.domains.strategy.models import GoverningDocument, Passage
from kernespor.domains.strategy.registrations.governing import breaks
from kernespor.domains.strategy.selectors.governing.building import builders, visible
from kernespor.domains.strategy.selectors.governing.following import measured
from kernespor.foundation import objects
from kernespor.foundation.measures import registry
from kernespor.foundation.measures.registry import Direction, Measure, Reading
from kernespor.foundation.objects import ref_of
from kernespor.foundation.refusals import NotNow
from kernespor.foundation.thread.actions import tie
from kernespor.foundation.thread.registry import Scope

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sporkoebing")]
DAY = factories.DAY
FRESH = 30


@pytest.fixture
def shown() -> Iterator[dict[str, Reading | None]]:
    """Register a measure that shows what a test puts in it."""
    found: dict[str, Reading | None] = {"now": None}
    registry.register(
        Measure(
            "test.debt",
            "Gæld",
            "mio. kr.",
            Direction.DOWN,
            "Prøven",
            readable=lambda actor: actor.in_house,
            read=lambda _actor, _units, _day: found["now"],
            missing="Intet regnskab endnu.",
            fresh_days=FRESH,
        )
    )
    yield found
    del registry._measures["test.debt"]


def document(status: str = "in_force", first: int = -10, last: int | None = None) -> GoverningDocument:
    """Return a document valid from and to so many days from today, in no database."""
    return GoverningDocument(
        status=status,
        unit=factories.unit("OS"),
        valid_from=DAY + dt.timedelta(days=first),
        valid_to=None if last is None else DAY + dt.timedelta(days=last),
    )


def test_green_is_fresh_met_and_in_force_and_nothing_else_is(shown: dict[str, Any]) -> None:
    documents = {
        "holds": document(),
        "draft": document("draft"),
        "replaced": document("replaced"),
        "later": document(first=1),
        "over": document(last=-1),
    }
    for value, age, direction, name in product((9, 10, 11), (0, FRESH, FRESH + 1), ("up", "down"), documents):
        shown["now"] = Reading(value, DAY - dt.timedelta(days=age), "Prøven")
        passage = Passage(
            document=documents[name], measure="test.debt", target=Decimal(10), direction=direction
        )
        found = measured(keeper(), passage)
        assert found is not None
        met = value <= 10 if direction == "down" else value >= 10
        wanted = "" if name != "holds" else "stale" if age > FRESH else "on_track" if met else "off_track"
        assert found.state == wanted, (value, age, direction, name)


def test_what_cannot_be_read_says_why(shown: dict[str, Any]) -> None:
    del shown
    passage = Passage(document=document(), measure="test.debt", target=Decimal("2.5"), direction="up")
    found = measured(keeper(), passage)
    assert found is not None
    assert (found.state, found.value, found.why) == ("", "", "Intet regnskab endnu.")
    assert found.target == "mindst 2,5 mio. kr."
    assert measured(factories.actor("borger"), passage) is None


def test_what_is_measured_needs_a_measure_a_target_and_a_side() -> None:
    text = in_force()
    for use in (
        Use("financial_goal", "nothing.of.the.kind", Decimal(1), "up"),
        Use("financial_goal", "strategy.age", None, "up"),
        Use("financial_goal", "strategy.age", Decimal(1), "none"),
        Use("financial_goal", "", Decimal(1), "up"),
    ):
        with pytest.raises(NotNow):
            marked(text, "Vi hjælper hinanden.", use)
    assert not text.passages.exists()


def test_a_passage_stands_word_for_word_and_once() -> None:
    from kernespor.domains.strategy.actions.governing import passages

    text = in_force()
    block = next(one for one in text.blocks.all() if "Vi hjælper" in one.text)
    heading = next(one for one in text.blocks.all() if one.kind == "heading")
    for row, starts, words in ((block, 1, "Vi hjælper"), (block, 0, "Vi hjalp"), (heading, 0, heading.text)):
        with pytest.raises(NotNow):
            passages.mark(actor=keeper(), block=row, starts=starts, text=words, use=Use())
    marked(text, "Vi hjælper hinanden.")
    with pytest.raises(NotNow, match="passage_stands"):
        marked(text, "Vi hjælper hinanden.")


def test_what_one_may_not_see_builds_on_nothing() -> None:
    passage = marked(in_force(), "Vi hjælper hinanden.")
    plan = factories.draft_plan(keeper())
    goal = factories.first_goal(plan)
    tie(actor=keeper(), kind="strategy.builds_on", upper=ref_of(passage), lower=ref_of(goal), why="Derfor")
    assert builders(keeper(), [passage.pk]) == {passage.pk: [ref_of(goal)]}
    assert builders(factories.actor("hrkonsulent"), [passage.pk]) == {}


def test_the_same_is_visible_as_by_each_kind_of_its_own() -> None:
    secret = marked(laid_in(), "Vi hjælper hinanden.")
    rows = [
        *Passage.objects.all(),
        *GoverningDocument.objects.all(),
        factories.first_goal(factories.draft_plan(keeper())),
        factories.first_action(factories.plan_of_file("oekonomi-stab-2026-2027.docx")),
    ]
    for code in ("oekonomichef", "hrkonsulent", "borger"):
        reader = factories.actor(code)
        found = visible(reader, [ref_of(row) for row in rows])
        assert set(found) == set(objects.cards(reader, [ref_of(row) for row in rows]))
        assert (ref_of(secret) in found) is (code == "oekonomichef")


def test_a_financial_goal_that_nothing_follows_is_a_break() -> None:
    passage = marked(in_force(), "Gælden må højst være 10 mio. kr.", Use("financial_goal"))
    scope = Scope(frozenset({ref_of(passage)}))
    assert [one.ref for one in breaks._unfollowed(keeper(), scope)] == [ref_of(passage)]
    goal = factories.first_goal(factories.plan_of_file("oekonomi-stab-2026-2027.docx"))
    tie(actor=keeper(), kind="strategy.builds_on", upper=ref_of(passage), lower=ref_of(goal), why="Derfor")
    assert list(breaks._unfollowed(keeper(), scope)) == []


def test_the_demo_holds_what_was_planted(sporkoebing: dict[str, Any]) -> None:
    del sporkoebing
    reader = keeper()
    replaced = {one.row.text for one in breaks._built_on_replaced(reader, Scope()) if one.row}
    assert replaced == {"Tilsyn med bilag sker hos alle enheder hvert kvartal."}
    alone = {one.row.text for one in breaks._unfollowed(reader, Scope()) if one.row}
    assert alone == {"Den skattefinansierede gæld må ikke stige i funktionsperioden."}
    assert [one.row.title for one in breaks._running_out(reader, Scope()) if one.row] == ["Budgetstrategi"]
    for kind in ("economic_policy", "budget_strategy", "leadership_basis", "vision", "programme"):
        assert GoverningDocument.objects.filter(kind=kind).exists()
