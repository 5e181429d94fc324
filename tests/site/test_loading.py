"""Sporkøbing is loaded whole or not at all."""

from __future__ import annotations

import pytest

import factories
from kernespor.foundation.accounts.models import User
from kernespor.foundation.audit.models import AuditEvent
from kernespor.site import loading


@pytest.mark.django_db
@pytest.mark.parametrize("broken", ["plans/statuses.csv", "plans/items.csv", "organisation/demo.csv"])
def test_what_cannot_be_loaded_whole_is_not_loaded_at_all(
    monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    files = factories.small() | {broken: factories.small()[broken].replace(b"leder.maelkevejen", b"ukendt")}
    monkeypatch.setattr(loading, "generate", lambda *_args: files)
    with pytest.raises(KeyError):
        factories.load_small()
    assert not User.objects.exists()
    assert not AuditEvent.objects.exists()


@pytest.mark.django_db
def test_an_organisation_that_does_not_hold_together_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "organisation/roles.csv"
    files = factories.small() | {name: factories.small()[name].replace("direktør".encode(), b"konge")}
    monkeypatch.setattr(loading, "generate", lambda *_args: files)
    with pytest.raises(ValueError, match="konge"):
        factories.load_small()
    assert not AuditEvent.objects.exists()


@pytest.mark.django_db
def test_a_plan_that_cannot_be_read_stops_the_loading(monkeypatch: pytest.MonkeyPatch) -> None:
    files = factories.small() | {"plans/maelkevejen-2026-2027.docx": b"PK\x03\x04 intet"}
    monkeypatch.setattr(loading, "generate", lambda *_args: files)
    with pytest.raises(ValueError):  # noqa: PT011 - the finding's own words
        factories.load_small()
    assert not User.objects.exists()
