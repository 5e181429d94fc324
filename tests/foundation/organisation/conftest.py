"""The small municipality of `organisation_files`, believed, and its people logged in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from foundation.organisation.organisation_files import PERSONS, ROLES, UNITS
from kernespor.connectors.organisation import read_organisation
from kernespor.engines.findings import has_error
from kernespor.foundation.access.actor import Actor, system
from kernespor.foundation.accounts.actions import open_accounts
from kernespor.foundation.accounts.selectors import actor_for
from kernespor.foundation.organisation.actions import take_in
from kernespor.foundation.organisation.models import Person, Unit

TODAY = dt.date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _today(settings: pytest.FixtureRequest) -> None:
    settings.TODAY = TODAY  # type: ignore[attr-defined]


@pytest.fixture
def organisation(db: None) -> None:  # noqa: ARG001 - asked for, not used
    reading = read_organisation(UNITS.encode(), PERSONS.encode(), ROLES.encode())
    assert not has_error(reading.findings), [finding.message for finding in reading.findings]
    actor = system("Prøven", TODAY)
    take_in(actor=actor, records=reading.records)
    open_accounts(actor=actor, persons=list(Person.objects.all()), password=None)


@pytest.fixture
def actor(organisation: None) -> Callable[[str], Actor]:  # noqa: ARG001 - asked for, not used
    return lambda code: actor_for(Person.objects.get(code=code), TODAY)


@pytest.fixture
def login(organisation: None) -> Callable[[str], Client]:  # noqa: ARG001 - asked for, not used
    def as_person(code: str) -> Client:
        client = Client()
        user = Person.objects.get(code=code).user
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return as_person


@pytest.fixture
def unit_id(organisation: None) -> Callable[[str], int]:  # noqa: ARG001 - asked for, not used
    return lambda code: Unit.objects.get(code=code).pk
