"""Rows with two times: what held on a day, as we know it now; a correction hides but never removes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

import factories
from kernespor.connectors.organisation import Organisation, UnitRow
from kernespor.foundation.access.actor import system
from kernespor.foundation.dated import OPEN_END, STILL_BELIEVED
from kernespor.foundation.organisation.actions import take_in
from kernespor.foundation.organisation.models import UnitVersion

pytestmark = pytest.mark.django_db
FIRST, SECOND = dt.datetime(2026, 1, 1, tzinfo=dt.UTC), dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
SINCE, CHANGED = dt.date(2020, 1, 1), dt.date(2024, 7, 1)
DAY = dt.timedelta(days=1)


def say(at: dt.datetime, *rows: UnitRow) -> None:
    take_in(actor=system("Kernespor", factories.DAY), records=Organisation(units=rows), at=at)


def named(name: str, since: dt.date, until: dt.date | None = None) -> UnitRow:
    return UnitRow("X", name, "", "", "", "", since, until)


def name_on(day: dt.date) -> list[str]:
    return list(UnitVersion.objects.on(day).values_list("name", flat=True))


def test_both_ends_are_included() -> None:
    say(FIRST, named("Før", SINCE, CHANGED - DAY), named("Efter", CHANGED))
    assert name_on(SINCE - DAY) == []
    assert name_on(SINCE) == name_on(CHANGED - DAY) == ["Før"]
    assert name_on(CHANGED) == name_on(OPEN_END) == ["Efter"]


def test_a_correction_supersedes_and_what_was_believed_before_can_still_be_read() -> None:
    say(FIRST, named("Skrevet forkert", SINCE))
    say(SECOND, named("Rettet", SINCE))
    assert name_on(SINCE) == ["Rettet"]
    assert [row.name for row in UnitVersion.objects.believed()] == ["Rettet"]
    old = UnitVersion.objects.get(name="Skrevet forkert")
    assert (old.recorded_at, old.superseded_at) == (FIRST, SECOND)
    assert UnitVersion.objects.get(name="Rettet").superseded_at == STILL_BELIEVED
    assert UnitVersion.objects.count() == 2


def test_the_same_said_twice_is_written_once() -> None:
    say(FIRST, named("Navn", SINCE))
    say(SECOND, named("Navn", SINCE))
    assert UnitVersion.objects.get().recorded_at == FIRST


def test_the_database_takes_no_row_that_ends_before_it_begins() -> None:
    say(FIRST, named("Navn", SINCE))
    row = UnitVersion.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitVersion.objects.filter(pk=row.pk).update(valid_to=SINCE - DAY)


def test_the_database_takes_no_two_beliefs_from_the_same_day() -> None:
    say(FIRST, named("Navn", SINCE))
    row = UnitVersion.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
