"""Every address asked as every person, held against the table that was written by hand."""

from __future__ import annotations

import os
from http.cookies import SimpleCookie
from typing import Any

import pytest
import reference
from django.core.cache import cache
from django.db import connection
from django.test import Client

import factories
from bench.database import POSTGRESQL
from kernespor.domains.strategy.permissions.plans import can_read_import, can_read_plan
from kernespor.foundation.access.middleware import operation_of
from kernespor.foundation.organisation.enums import RoleKind
from permission_asking import CODES, READERS, ROWS, TABLE, ask, text_of
from permission_world import World, addresses


def test_every_address_and_method_stands_in_the_table() -> None:
    known = addresses()
    assert sorted(known) == sorted(TABLE["addresses"])
    declared = {
        (name, method)
        for name, view in known.items()
        for method in operation_of(view, name).methods  # type: ignore[union-attr]
    }
    assert declared == {(name, method) for name, method, _ in ROWS}


def test_every_row_answers_for_every_person() -> None:
    assert {len(answers) for answers in ROWS.values()} == {len(CODES)}
    assert {sign for answers in ROWS.values() for sign in answers} <= set("+L–0!f")


@pytest.mark.parametrize("name", sorted(TABLE["addresses"]))
@pytest.mark.usefixtures("db")
def test_the_answers_are_those_of_the_table(one_browser: Client, world: World, name: str) -> None:
    cache.clear()
    measured, expected = {}, {}
    for (of, method, case), answers in ROWS.items():
        if of == name:
            asked = asked_of(answers)
            got = [ask(one_browser, world, name, method, case, CODES[place])[0] for place in asked]
            measured[f"{method} {case}"] = " ".join(got)
            expected[f"{method} {case}"] = " ".join(answers[place] for place in asked)
    assert measured == expected


def asked_of(answers: list[str]) -> list[int]:
    """Return the places of those who ask: all, or the first and last of each answer.

    Who may do what is decided by the same code on both; only the SQL that fetches it is another. All ask on
    PostgreSQL where there is one: no lines are counted there, and that is faster.
    """
    if connection.vendor == "postgresql" or not os.environ.get(POSTGRESQL):
        return list(range(len(answers)))
    ends = {place for sign in answers for place in (answers.index(sign), _last(answers, sign))}
    return sorted(ends)


def _last(answers: list[str], sign: str) -> int:
    return len(answers) - 1 - answers[::-1].index(sign)


@pytest.mark.usefixtures("db")
def test_those_who_may_read_the_draft_are_those_of_whom_the_mark_is_kept(
    one_browser: Client, world: World
) -> None:
    """Every answer above was searched for the draft's mark; here it is shown that the mark can be found."""
    may = {code for code in CODES if code and can_read_plan(factories.actor(code), world.plans["kladde"])}
    assert may == READERS
    assert not any(can_read_import(factories.actor(code), world.others) for code in CODES if code)
    for name in ("plan", "picture", "history", "markdown", "plan_excel", "word", "source"):
        _, content = ask(one_browser, world, f"strategy:{name}", "GET", "en kladde", "oekonomichef")
        assert factories.SECRET in text_of(content), name
    _, content = ask(one_browser, world, "strategy:plans_excel", "GET", "", "oekonomichef")
    assert factories.SECRET in text_of(content)


@pytest.mark.usefixtures("db")
def test_a_draft_is_in_no_count_filter_or_overview_of_those_who_may_not_read_it(
    one_browser: Client, world: World
) -> None:
    def listed(code: str, query: str = "") -> Any:
        one_browser.cookies = SimpleCookie({"sessionid": world.cookies[code]})
        return one_browser.get(f"/virksomhedsplaner/{query}").context

    unit = world.plans["kladde"].unit_id
    # The MED plan of Økonomi & Stab is open to those whom it concerns.
    for code, drafts, med in (("hrkonsulent", 0, 1), ("boerneogungechef", 0, 0), ("oekonomichef", 1, 1)):
        assert len(listed(code)["rows"]) == 3 + med + drafts
        assert len(listed(code, "?status=draft")["rows"]) == drafts
        assert len(listed(code, f"?enhed={unit}")["rows"]) == 2 + med + drafts
        assert listed(code)["total"] == listed("administrator")["total"]
    one_browser.cookies = SimpleCookie({"sessionid": world.cookies["oekonomichef"]})
    for sort in ("unit", "-good", "overdue", "period", "-last"):
        text = one_browser.get(f"/virksomhedsplaner/?sort={sort}").content.decode()
        assert factories.SECRET in text  # the head's own list, whatever its order


@pytest.mark.usefixtures("db")
def test_the_reason_of_a_refusal_names_nothing_of_what_is_refused(one_browser: Client, world: World) -> None:
    for case, name in (("en kladde", "strategy:plan"), ("en andens dokument", "strategy:import")):
        sign, content = ask(one_browser, world, name, "GET", case, "hrkonsulent")
        text = content.decode()
        assert sign == "–"
        assert "kladde" in text or "Kun den, der har lagt dokumentet ind" in text
        assert factories.SECRET not in text


@pytest.mark.usefixtures("db")
def test_each_kind_of_role_asks(world: World) -> None:
    held = {role.kind for code in CODES if code for role in factories.actor(code).roles}
    assert held == set(RoleKind)
    assert not factories.actor("tilsynskonsulent").roles
    assert set(world.cookies) == set(CODES) - {""}


def test_the_manuals_page_says_what_the_table_says() -> None:
    assert reference.PERMISSIONS.read_text(encoding="utf-8") == reference.permissions(TABLE)
