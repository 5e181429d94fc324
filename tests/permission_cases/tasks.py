"""Tasks: a thing that awaits one person, the head's calendar, a mail to the head."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

import factories
from kernespor.domains.strategy.actions import plans
from kernespor.foundation.tasks import actions
from kernespor.foundation.tasks.calendar import token_of
from kernespor.foundation.tasks.digest.compose import compose

NOBODY = 999_999


def prepare(world: Any) -> None:
    """Make what someone owns due soon; open, close and open the head's calendar; write the head a mail."""
    maker, head = factories.actor("budgetchef"), factories.actor("oekonomichef")
    soon = factories.DAY + dt.timedelta(days=5)
    plans.change_item(actor=maker, item=world.own, seen=world.own.version, deadline=soon)
    plans.give_status(actor=maker, item=world.own, judgement="on_track", text="", on=factories.DAY)
    factories.account("oekonomichef")
    closed = token_of(actions.open_feed(actor=head))
    actions.close_feed(actor=head)
    world.of["tasks"] = {
        "closed": closed,
        "open": token_of(actions.open_feed(actor=head)),
        "mail": compose(head.person_id or 0, slot="prøve", now=timezone.now(), today=factories.DAY),
    }


def arguments(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return the arguments of an address."""
    mine = world.of["tasks"]
    if name == "tasks:feed":
        tokens = {"lederens adresse": mine["open"], "en adresse, der er lukket igen": mine["closed"]}
        return {"token": tokens.get(case, "1-0")}
    if name == "tasks:mail":
        return {"mail_id": NOBODY if "ikke findes" in case else mine["mail"].pk}
    return {}


def data(world: Any, name: str, case: str) -> Mapping[str, Any]:
    """Return what a form would send."""
    del case
    key = f"strategy.action:{world.own.pk}"
    return {
        "tasks:pause": {"key": key, "until": "23-11-2026", "why": "Venter på svar"},
        "tasks:resume": {"key": key},
        "tasks:settings": {"version": 1, "rhythm": "weekly", "weekday": 2, "hour": 8},
    }.get(name, {})
