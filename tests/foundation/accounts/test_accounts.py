"""Accounts are opened, and set to a person's taste, through the log like everything else."""

from __future__ import annotations

import pytest

import factories
from kernespor.foundation.access.actor import system
from kernespor.foundation.accounts.actions import choose_density, choose_language, open_accounts
from kernespor.foundation.accounts.models import User
from kernespor.foundation.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
PASSWORD = "Sporkoebing-2026-mael"


@pytest.fixture(autouse=True)
def house() -> None:
    factories.house()


def event() -> AuditEvent:
    return AuditEvent.objects.order_by("-id")[0]


def test_accounts_are_opened_in_one_event_that_says_whose_they_are() -> None:
    people = [factories.person("head"), factories.person("deputy")]
    users = open_accounts(actor=system("Prøven", factories.DAY), persons=people, password=PASSWORD)
    assert [user.person for user in users] == people
    assert all(user.check_password(PASSWORD) for user in users)
    assert (event().verb, len(event().rows)) == ("accounts.opened", 2)
    assert PASSWORD not in str(event().rows)
    assert event().rows[0]["after"]["person"]["label"] == "Lederen"


def test_an_account_without_a_password_cannot_be_guessed() -> None:
    user = factories.account("head")
    assert not user.has_usable_password()
    assert not user.check_password("")


def test_ones_own_taste_is_kept_and_logged_once() -> None:
    user, head = factories.account("head"), factories.actor("head")
    choose_language(actor=head, user=user, language="en")
    choose_language(actor=head, user=user, language="en")
    choose_density(actor=head, user=user, table="plans", dense=True)
    choose_density(actor=head, user=user, table="plans", dense=True)
    stands = User.objects.get(pk=user.pk)
    assert (stands.language, stands.dense_tables) == ("en", ["plans"])
    verbs = list(AuditEvent.objects.filter(subject_type="accounts.user").values_list("verb", flat=True))
    assert sorted(verbs) == ["accounts.density_chosen", "accounts.language_chosen"]


def test_the_hash_of_a_password_is_not_in_the_log() -> None:
    people = [factories.person("head")]
    [user] = open_accounts(actor=system("Prøven", factories.DAY), persons=people, password=PASSWORD)
    assert user.password not in str(event().rows)
    assert event().rows[0]["after"]["password"] == "…"
