"""Writes of accounts: opened, and set to the person's taste."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.accounts.models import User
from kernespor.foundation.audit.writing import change
from kernespor.foundation.organisation.models import Person


def open_accounts(*, actor: Actor, persons: list[Person], password: str | None) -> list[User]:
    """Give these persons an account each; without a password only other ways of logging in work."""
    hashed = make_password(password)
    with change(actor=actor, verb="accounts.opened") as act:
        return act.create_many(
            User, [User(email=person.email.casefold(), person=person, password=hashed) for person in persons]
        )


def choose_language(*, actor: Actor, user: User, language: str) -> None:
    """Set the language of the person's pages."""
    with change(actor=actor, verb="accounts.language_chosen", about=user) as act:
        act.update(user, language=language)


def choose_density(*, actor: Actor, user: User, table: str, dense: bool) -> None:
    """Set whether a table is shown densely to this person."""
    tables = sorted({*user.dense_tables, table} if dense else {*user.dense_tables} - {table})
    with change(actor=actor, verb="accounts.density_chosen", about=user) as act:
        act.update(user, dense_tables=tables)
