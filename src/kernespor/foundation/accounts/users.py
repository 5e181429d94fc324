"""The accounts as administrators see them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kernespor.engines import danish
from kernespor.foundation.accounts import lockout
from kernespor.foundation.accounts.models import User
from kernespor.foundation.accounts.sources import held_on
from kernespor.foundation.organisation.enums import RoleKind


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account in the list. `state` is `open`, `locked` or `closed`."""

    pk: int
    name: str
    email: str
    roles: tuple[str, ...]
    state: str
    locked_until: dt.datetime | None
    second_step: bool
    last_login: dt.datetime | None


def accounts(today: dt.date, now: dt.datetime, *, search: str = "", state: str = "") -> list[AccountRow]:
    """Return every account that fits, in Danish order by name. Three queries."""
    users = list(User.objects.select_related("person"))
    words = search.casefold().strip()
    users = [one for one in users if words in f"{one.person.name} {one.email}".casefold()]
    roles: dict[int, set[str]] = {}
    for person_id, role in held_on(today).values_list("person_id", "role"):
        roles.setdefault(person_id, set()).add(role)
    locked = {one.email: one.until for one in lockout.locks([user.email for user in users], now)}
    rows = [_row(user, roles.get(user.person_id, set()), locked) for user in users]
    rows = [row for row in rows if state in {"", row.state} or (state == "no_role" and not row.roles)]
    return sorted(rows, key=lambda row: (danish.sort_key(row.name), row.email))


def account(user: User, today: dt.date, now: dt.datetime) -> AccountRow:
    """Return one account. Two queries."""
    roles = set(held_on(today).filter(person=user.person_id).values_list("role", flat=True))
    return _row(user, roles, {one.email: one.until for one in lockout.locks([user.email], now)})


def _row(user: User, roles: set[str], locked: dict[str, dt.datetime]) -> AccountRow:
    until = locked.get(user.email.casefold())
    return AccountRow(
        pk=user.pk,
        name=user.person.name,
        email=user.email,
        roles=tuple(str(kind.label) for kind in RoleKind if kind.value in roles),
        state="closed" if not user.is_active else "locked" if until else "open",
        locked_until=until,
        second_step=user.second_step_since is not None,
        last_login=user.last_login,
    )
