"""Who someone is on a day: the roles of that day, over the units that lay beneath on that day."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

import factories
from kernespor.connectors.organisation import Organisation, RoleRow, UnitRow
from kernespor.foundation.access.actor import Actor, anonymous, system
from kernespor.foundation.accounts.selectors import actor_for, actor_of
from kernespor.foundation.organisation.actions import take_in
from kernespor.foundation.organisation.enums import RoleKind

pytestmark = pytest.mark.django_db
SINCE = dt.date(2020, 1, 1)
DAY = factories.DAY


def ids(*codes: str) -> frozenset[int]:
    return frozenset(factories.unit(code).pk for code in codes)


def on(day: dt.date, code: str = "head") -> Actor:
    return actor_for(factories.person(code), day)


def test_a_role_covers_what_lies_below_or_its_unit_alone() -> None:
    factories.house(
        RoleRow("head", "head", "OS", includes_below=True, valid_from=SINCE),
        RoleRow("head", "controller", "SK", includes_below=False, valid_from=SINCE),
    )
    head = on(DAY)
    assert head.units_under(RoleKind.HEAD) == ids("OS", "OS-A")
    assert head.units_under(RoleKind.CONTROLLER) == ids("SK")
    assert head.units_under(RoleKind.HEAD, RoleKind.CONTROLLER) == ids("OS", "OS-A", "SK")
    assert head.units_under(RoleKind.BUYER) == frozenset()
    assert head.holds_over(factories.unit("OS-A").pk, RoleKind.HEAD)
    assert not head.holds_over(factories.unit("OS-A").pk, RoleKind.CONTROLLER)
    assert not head.holds_over(factories.unit("BU").pk, RoleKind.HEAD, RoleKind.CONTROLLER)
    assert head.holds(RoleKind.BUYER, RoleKind.HEAD)
    assert not head.holds(RoleKind.BUYER)
    assert head.unit_name == "Økonomi & Stab"


def test_roles_begin_and_end_with_their_days() -> None:
    last = dt.date(2026, 6, 30)
    factories.house(RoleRow("head", "head", "OS", includes_below=True, valid_from=SINCE, valid_to=last))
    day = dt.timedelta(days=1)
    assert not on(SINCE - day).roles
    assert on(SINCE).holds(RoleKind.HEAD)
    assert on(last).holds(RoleKind.HEAD)
    assert not on(last + day).roles
    assert on(last + day).unit_name == ""


def test_a_unit_that_moved_is_covered_where_it_stood_on_the_day() -> None:
    factories.house()
    moved = dt.date(2026, 7, 1)
    rows = (
        UnitRow("OS-A", "Aarhusgade 1", "", "", "OS", "", SINCE, moved - dt.timedelta(days=1)),
        UnitRow("OS-A", "Aarhusgade 1", "", "", "BU", "", moved),
    )
    take_in(actor=system("Kernespor", DAY), records=Organisation(units=rows))
    assert on(dt.date(2026, 6, 30)).units_under(RoleKind.HEAD) == ids("OS", "OS-A")
    assert on(moved).units_under(RoleKind.HEAD) == ids("OS")
    assert on(dt.date(2026, 6, 30), "other").units_under(RoleKind.HEAD) == ids("BU")
    assert on(moved, "other").units_under(RoleKind.HEAD) == ids("BU", "OS-A")


def test_a_role_over_a_unit_that_was_closed_covers_that_unit_alone() -> None:
    factories.house()
    rows = (UnitRow("OS", "Økonomi & Stab", "", "", "SK", "", SINCE, dt.date(2026, 1, 1)),)
    take_in(actor=system("Kernespor", DAY), records=Organisation(units=rows))
    assert on(DAY).units_under(RoleKind.HEAD) == ids("OS")
    assert on(DAY).unit_name == ""


def test_an_actor_is_read_in_two_queries(django_assert_num_queries: pytest.FixtureRequest) -> None:
    factories.house()
    person = factories.person("head")
    with django_assert_num_queries(2):  # type: ignore[operator]
        actor_for(person, DAY)


def test_who_has_not_logged_in_holds_nothing() -> None:
    nobody = actor_of(AnonymousUser(), DAY)
    assert nobody == anonymous(DAY)
    assert not nobody.is_authenticated
    assert not nobody.roles
    assert nobody.person_id is None
    assert nobody.unit_name == ""


def test_the_actor_of_an_account_is_its_person() -> None:
    factories.house()
    user = factories.account("head")
    head = actor_of(user, DAY)
    assert head.is_authenticated
    assert (head.user_id, head.person_id, head.label) == (user.pk, user.person_id, "Lederen")
    assert head.roles[0].since == SINCE


def test_the_system_acts_under_its_own_name_without_a_role() -> None:
    assert system("Natlig kørsel", DAY).label == "Natlig kørsel"
    assert not system("Natlig kørsel", DAY).is_authenticated
