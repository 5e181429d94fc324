"""Who finds what, and in which order."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

import factories
from bench.search_queries import judged
from kernespor.engines.danish_words.forms import word
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.search.actions import open_words
from kernespor.foundation.search.lexicon import lexicon
from kernespor.foundation.search.models import Passage
from kernespor.foundation.search.selectors import Results, Wish, at_once, found_by, search

LEAST_RECALL, LEAST_PRECISION = 0.95, 0.95


def shown(results: Results) -> list[str]:
    return [row.card.title for group in results.groups for row in group.rows]


@pytest.mark.usefixtures("sporkoebing")
def test_the_labelled_queries_are_found() -> None:
    facts = judged()
    assert facts["recall"] >= LEAST_RECALL, facts["missed"]
    assert facts["precision"] >= LEAST_PRECISION
    assert facts["flooded"] == []


def test_a_draft_is_found_by_those_who_write_it_alone(house: dict[str, Actor]) -> None:
    factories.draft_plan(house["head"], mark="Zebrastribe")
    assert search(house["head"], Wish("zebrastribe")).number == 6
    results = search(house["other"], Wish("zebrastribe"))
    assert (results.number, results.kinds, results.meant) == (0, [], "")


def test_no_word_of_a_draft_is_proposed(house: dict[str, Actor]) -> None:
    factories.draft_plan(house["head"], mark="Zebrastribe")
    assert search(house["head"], Wish("zebrastribr")).meant == "zebrastribe"
    assert search(house["other"], Wish("zebrastribr")).meant == ""


def test_a_draft_changes_nothing_of_what_others_find(house: dict[str, Actor]) -> None:
    """A word that stands in a draft alone doesn't make beginnings needless for those who can't read it."""
    factories.plan_in_force(house["head"], mark="Zebraerne")
    before = [hit.ref for hit in found_by(house["other"], "zebr")]
    assert before
    factories.draft_plan(house["head"], mark="Zebr")
    assert [hit.ref for hit in found_by(house["other"], "zebr")] == before


def test_a_compound_is_taken_apart_by_open_words_alone(house: dict[str, Actor]) -> None:
    factories.plan_in_force(house["head"], mark="Kvintelplan")
    factories.draft_plan(house["head"], mark="Kvintel")
    open_words(factories.DAY)
    assert "kvintel" not in lexicon().open
    assert not lexicon().compounds.is_part("kvintelplan", word("plan"))
    factories.plan_in_force(house["head"], mark="Kvintel")
    open_words(factories.DAY)
    assert lexicon().compounds.is_part("kvintelplan", word("plan"))


def test_who_holds_no_role_finds_nothing(house: dict[str, Actor]) -> None:
    factories.plan_in_force(house["head"], mark="Valmue")
    nobody = dataclasses.replace(house["other"], roles=())
    assert search(nobody, Wish("lederen")).number == 0


def test_title_before_text_exact_before_form_before_part(house: dict[str, Actor]) -> None:
    from kernespor.domains.strategy.models import PriorityArea
    from kernespor.foundation.audit.writing import change

    plan = factories.plan_in_force(house["head"])
    names = ("Høringssvaret", "Noget andet", "Svarene", "Svar")
    with change(actor=house["head"], verb="strategy.item_changed", about=plan) as act:
        for place, title in enumerate(names):
            text = "Vi venter på svar." if title == "Noget andet" else ""
            act.create(PriorityArea, plan=plan, position=place + 5, number="", title=title, text=text)
    assert shown(search(house["other"], Wish("svar")))[:4] == [
        "Svar",
        "Svarene",
        "Høringssvaret",
        "Noget andet",
    ]


def test_ones_own_unit_goes_first(house: dict[str, Actor]) -> None:
    theirs = factories.plan_in_force(house["head"], "OS", mark="Valmue")
    mine = factories.plan_in_force(house["other"], "BU", mark="Valmue")
    by_plan = [
        hit.unit_id for hit in found_by(house["other"], "valmue") if hit.ref.kind == "strategy.unitplan"
    ]
    assert by_plan == [mine.unit_id, theirs.unit_id]
    by_plan = [
        hit.unit_id for hit in found_by(house["head"], "valmue") if hit.ref.kind == "strategy.unitplan"
    ]
    assert by_plan == [theirs.unit_id, mine.unit_id]


@pytest.mark.usefixtures("sporkoebing")
class TestInSporkoebing:
    @pytest.fixture
    def me(self) -> Actor:
        return factories.actor("kommunaldirektoer")

    def test_a_quotation_stands_as_it_is_written(self, me: Actor) -> None:
        exact = {hit.ref for hit in found_by(me, "»køb på aftale«")}
        loose = {hit.ref for hit in found_by(me, "aftale køb")}
        assert exact
        assert exact < loose
        for ref in exact:
            texts = Passage.objects.filter(entry__kind=ref.kind, entry__key=ref.pk)
            assert any("køb på aftale" in f"{one.title} {one.body}".lower() for one in texts)
        assert not found_by(me, "»aftale på køb«")

    def test_a_name_of_a_unit_stands_for_what_is_in_it(self, me: Actor) -> None:
        found = search(me, Wish("sygefravær mælkevejen"))
        assert "Lavere sygefravær" in shown(found)
        assert found.has_all_words

    def test_one_slip_is_forgiven_and_said(self, me: Actor) -> None:
        found = search(me, Wish("borgersamlng"))
        assert found.meant == "borgersamling"
        assert "Kommunens første borgersamling gennemføres" in shown(found)

    def test_where_nothing_has_all_words_those_with_most(self, me: Actor) -> None:
        found = search(me, Wish("borgersamling qwertyuiop"))
        assert not found.has_all_words
        assert "6.1 Borgersamling og budget" in shown(found)

    def test_as_one_types(self, me: Actor) -> None:
        for typed in ("borg", "borgers", "borgersaml", "borgersamling"):
            assert "Kommunens første borgersamling gennemføres" in {
                row.title
                for row in Passage.objects.filter(entry__in=[h.entry_id for h in found_by(me, typed)])
            }, typed
        assert len(shown(at_once(me, "borg"))) <= 8

    def test_narrowed_to_a_kind_a_unit_and_a_period(self, me: Actor) -> None:
        every = search(me, Wish("plan"))
        kinds = dict(search(me, Wish("barn")).kinds)
        goals = search(me, Wish("barn", kind="maal"))
        assert [group.kind.slug for group in goals.groups] == ["maal"]
        assert goals.number == next(number for kind, number in kinds.items() if kind.slug == "maal")
        units = frozenset({factories.unit("OS").pk})
        here = search(me, Wish("plan", units=units))
        assert 0 < here.number < every.number
        assert all(row.card.unit_id in units for group in here.groups for row in group.rows)
        later = Wish("plan", first=factories.DAY + dt.timedelta(days=4000))
        assert search(me, later).number == 0
        assert 0 < search(me, Wish("plan", last=dt.date(2025, 12, 31))).number < every.number

    def test_pages_of_a_kind_hold_each_hit_once(self, me: Actor) -> None:
        first = search(me, Wish("vi", kind="handling"))
        assert first.last_page > 1
        seen: list[int] = []
        for page in range(1, first.last_page + 1):
            for group in search(me, Wish("vi", kind="handling", page=page)).groups:
                seen += [row.card.ref.pk for row in group.rows]
        assert len(seen) == len(set(seen)) == first.number

    def test_the_parts_of_the_product_are_gone_to_by_name(self, me: Actor) -> None:
        found = search(me, Wish("organisation"))
        assert ("Organisation", "/organisation/") in [(page.title, page.url) for page in found.pages]
        assert any(
            page.url.startswith("/hjaelp/") for page in search(me, Wish("kladder hjælp")).pages
        ) or any(page.url.startswith("/hjaelp/") for page in search(me, Wish("søg")).pages)

    def test_the_found_words_are_marked(self, me: Actor) -> None:
        found = search(me, Wish("barn", kind="maal"))
        rows = {row.card.title: row for group in found.groups for row in group.rows}
        marked = [piece.text for piece in rows["Børn med to sprog"].title if piece.found]
        assert marked == ["Børn"]

    def test_nothing_asked_nothing_found(self, me: Actor) -> None:
        for text in ("", "   ", "…", "»«", "-"):
            assert search(me, Wish(text)).number == 0
