"""What the tests of trials share: trials made as people make them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import factories
from kernespor.domains.strategy.actions import trials as actions
from kernespor.domains.strategy.models import Trial
from kernespor.domains.strategy.policies.trials import EffectFacts

DAY = factories.DAY
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WORDS = {"title": "Kortere møder", "belief": "Tid", "attempt": "45 minutter", "know_by": "Kalenderen"}


def days(number: int) -> dt.date:
    """Return the day so many days from the tests' day."""
    return DAY + dt.timedelta(days=number)


def idea(by: str = "head", unit: str = "OS", kind: str = "small", **more: Any) -> Trial:
    """Return an idea with its owner and its end, ready to begin."""
    actor = factories.actor(by)
    fields: dict[str, Any] = {**WORDS, "ends": days(30), "owner": factories.person(by), **more}
    return actions.propose(actor=actor, unit=factories.unit(unit), kind=kind, **fields)


def begun(*, on: dt.date = DAY, why: str = "", **more: Any) -> Trial:
    """Return a trial that began on a day."""
    trial = idea(**more)
    return actions.begin(actor=factories.actor("head", on), trial=trial, seen=trial.version, why=why)


def ended(outcome: str = "worked", *, on: dt.date = DAY, **more: Any) -> Trial:
    """Return a trial that ended on a day."""
    trial = begun(on=min(on, days(-1)), **({"ends": max(on, days(-1)) + dt.timedelta(days=1)} | more))
    actor = factories.actor("head", max(on, DAY))
    return actions.end(
        actor=actor, trial=trial, seen=trial.version, outcome=outcome, learnt="Det var beslutningen.", on=on
    )


def see(trial: Trial, words: str = "Roligere", *, by: str = "head", **more: Any) -> Any:
    """Write what was seen of a trial."""
    facts = EffectFacts(**{"on_whom": "work", "words": words, "on": DAY, **more})
    return actions.add_effect(actor=factories.actor(by), trial=trial, facts=facts)
