"""Writes of accounts: opened, closed, set to the person's taste, and what keeps them safe."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from allauth.mfa.base.internal.flows import delete_and_cleanup
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils import timezone

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.accounts import lockout
from kernespor.foundation.accounts.models import AssertedRole, User
from kernespor.foundation.accounts.policies import check_another, check_why
from kernespor.foundation.audit.writing import change
from kernespor.foundation.organisation.models import Person

VOUCHED_FOR = dt.timedelta(days=30)  # so long what the provider said counts for what happens without a login


@dataclass(frozen=True, slots=True)
class RoleClaim:
    """A role that the identity provider says a person has, found in our organisation."""

    code: str
    role: str
    unit_id: int
    includes_below: bool
    subject: str = ""
    valid_to: dt.date | None = None


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


def set_password(*, user: User, password: str, today: dt.date) -> None:
    """Keep a new password that its owner chose; the event says that, never what it is."""
    with change(actor=owner(user, today), verb="accounts.password_set", about=user) as act:
        act.update(user, password=make_password(password))


def note_second_step(*, user: User, today: dt.date, since: dt.datetime | None) -> None:
    """Keep that the owner set up a second step, or took it away."""
    verb = "accounts.second_step_on" if since else "accounts.second_step_off"
    with change(actor=owner(user, today), verb=verb, about=user) as act:
        act.update(user, second_step_since=since)


def end_session(*, user: User, session_id: int) -> bool:
    """Log a person out of one of their browsers and say whether there was such a one."""
    found = UserSession.objects.filter(user=user, pk=session_id).first()
    if found is not None:
        found.end()
    return found is not None


def end_sessions(*, user: User, but: str | None = None) -> int:
    """Log a person out everywhere (but in one browser) and return of how many."""
    found = list(UserSession.objects.filter(user=user).exclude(session_key=but or ""))
    for session in found:
        session.end()
    return len(found)


def set_open(*, actor: Actor, user: User, is_open: bool, why: str) -> None:
    """Close an account, so that nobody logs in with it, or open it again. Raises NotNow without a reason."""
    check_why(why)
    check_another(actor, user)
    with change(
        actor=actor, verb="accounts.reopened" if is_open else "accounts.closed", about=user, why=why
    ) as act:
        act.update(user, is_active=is_open)
    if not is_open:
        end_sessions(user=user)


def unlock(*, actor: Actor, user: User, why: str) -> None:
    """Let a person try again at once after too many wrong guesses. Raises NotNow without a reason."""
    check_why(why)
    with change(actor=actor, verb="accounts.unlocked", about=user, why=why) as act:
        lockout.lift(user.email)
        act.update(user, unlocked_at=timezone.now())


def reset_second_step(*, actor: Actor, user: User, why: str, request: HttpRequest) -> None:
    """Take a person's second step away, when the telephone and the codes are lost. NotNow without reason."""
    check_why(why)
    check_another(actor, user)
    with change(actor=actor, verb="accounts.second_step_reset", about=user, why=why) as act:
        for one in Authenticator.objects.filter(user=user).order_by("type"):
            delete_and_cleanup(request, one)
        act.update(user, second_step_since=None)
        lockout.forget_codes(user.email)
    end_sessions(user=user)


def accept_assertion(
    *, user: User, today: dt.date, claims: Sequence[RoleClaim] | None, why: str
) -> list[AssertedRole]:
    """Keep what the identity provider said at a login and return the roles that hold from now on.

    `claims` is None where the provider decides no roles. What is no longer said ends; `why` is what the
    event says of claims that couldn't be used.
    """
    actor = owner(user, today)
    with change(actor=actor, verb="accounts.asserted", about=user, why=why) as act:
        act.update(user, asserted_at=act.at)
        if claims is None:
            return []
        wanted = {_key(claim): claim for claim in claims}
        kept = []
        for row in AssertedRole.objects.on(today).filter(person=user.person_id).order_by("id"):
            key = (row.code, row.role, row.unit_id, row.includes_below, row.subject)
            if key in wanted:
                claim = wanted.pop(key)
                kept.append(act.update(row, valid_to=_until(claim, today)))
            elif row.valid_from < today:
                act.update(row, valid_to=today - dt.timedelta(days=1))
            else:
                act.update(row, superseded_at=act.at)
        new = [
            AssertedRole(
                person=user.person,
                role=claim.role,
                unit_id=claim.unit_id,
                includes_below=claim.includes_below,
                subject=claim.subject,
                code=claim.code,
                valid_from=today,
                valid_to=_until(claim, today),
                recorded_at=act.at,
            )
            for claim in wanted.values()
        ]
        return kept + (act.create_many(AssertedRole, new) if new else [])


def owner(user: User, today: dt.date) -> Actor:
    """Return the account's owner as the one who acts: what is done to an account is never done on behalf."""
    person = user.person
    return Actor(
        label=person.name,
        today=today,
        user_id=user.pk,
        person_id=person.pk,
        title=person.title,
        doer_id=person.pk,
    )


def _key(claim: RoleClaim) -> tuple[str, str, int, bool, str]:
    return (claim.code, claim.role, claim.unit_id, claim.includes_below, claim.subject)


def _until(claim: RoleClaim, today: dt.date) -> dt.date:
    latest = today + VOUCHED_FOR
    return min(claim.valid_to, latest) if claim.valid_to else latest
