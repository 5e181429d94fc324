"""Sporkøbing's trials into the database, each step in the name of the one who took it, on its day."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone

from kernespor.domains.strategy.actions import trials as actions
from kernespor.domains.strategy.models import Goal, Trial
from kernespor.domains.strategy.policies.trials import EffectFacts
from kernespor.domains.strategy.selectors.plans import plans_of_files
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.accounts.selectors import actor_for
from kernespor.foundation.bodies.actions.decisions import DecisionFacts, record
from kernespor.foundation.bodies.enums import Outcome
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.objects import ref_of
from kernespor.foundation.organisation.models import Person, Unit
from kernespor.foundation.thread.actions import tie

Step = dict[str, Any]
_SECRETARY = "politisk.sekretariat"


def load_trials(*, files: Mapping[str, bytes], today: dt.date) -> dict[str, Trial]:
    """Load `trials/trials.json` of Sporkøbing; return the trials by their key.

    Raises KeyError when a row points at nothing, Refusal when someone did what they may not.
    """
    loader = _Loader(today)
    for told in json.loads(files["trials/trials.json"]):
        loader.load(told)
    return loader.trials


class _Loader:
    def __init__(self, today: dt.date) -> None:
        self.units = {unit.code: unit for unit in Unit.objects.all()}
        self.persons = {person.code: person for person in Person.objects.all()}
        self.bodies = {body.code: body for body in Body.objects.all()}
        self.plans = plans_of_files()
        self.today = today
        self.trials: dict[str, Trial] = {}
        self.does: dict[str, Callable[[Trial, Step], object]] = {
            "decide": self._decide,
            "begin": lambda trial, step: actions.begin(
                trial=trial, seen=trial.version, why=step["why"], **self._who(step)
            ),
            "effect": self._effect,
            "prolong": lambda trial, step: actions.prolong(
                trial=trial, seen=trial.version, ends=_day(step["ends"]), why=step["why"], **self._who(step)
            ),
            "end": self._end,
            "drop": lambda trial, step: actions.drop(
                trial=trial, seen=trial.version, why=step["why"], **self._who(step)
            ),
            "adopt": lambda trial, step: actions.adopt(
                trial=trial, unit=self.units[step["unit"]], words=step["words"], **self._who(step)
            ),
            "follow": lambda trial, step: actions.follow(trial=trial, **self._who(step)),
        }

    def load(self, told: dict[str, Any]) -> None:
        """Take every step of one trial."""
        first, *later = told["steps"]
        trial = self._propose(told, first)
        self.trials[told["key"]] = trial
        for step in later:
            trial.refresh_from_db()
            self.does[step["does"]](trial, step)
        for row in told["ties"]:
            area, _, place = row["number"].partition(".")
            goal = Goal.objects.get(
                area__plan=self.plans[row["file"]], area__position=int(area), position=int(place)
            )
            actor = actor_for(self.persons[row["by"]], self.today)
            tie(
                actor=actor, kind="strategy.tried_in", upper=ref_of(goal), lower=ref_of(trial), why=row["why"]
            )

    def _who(self, step: Step) -> dict[str, Any]:
        """Return who took a step, with the roles of that day, and the moment."""
        on = _day(step["on"])
        at = dt.datetime.combine(on, dt.time(10), tzinfo=timezone.get_default_timezone())
        return {"actor": self._actor(step["by"], on), "at": at}

    def _actor(self, code: str, on: dt.date) -> Actor:
        return actor_for(self.persons[code], on)

    def _propose(self, told: dict[str, Any], step: Step) -> Trial:
        facts: dict[str, Any] = {
            name: _day(step[name]) if step[name] else None for name in ("ends", "begins")
        }
        facts |= {name: self.persons[step[name]] if step[name] else None for name in ("owner", "deputy")}
        who, unit, words = self._who(step), self.units[told["unit"]], told["words"]
        if not told["copy_of"]:
            return actions.propose(unit=unit, kind=told["kind"], **words, **facts, **who)
        trial = actions.copy(trial=self.trials[told["copy_of"]], unit=unit, **who)
        kind = {"kind": told["kind"]} if told["kind"] else {}
        return actions.change_trial(trial=trial, seen=trial.version, **words, **kind, **facts, **who)

    def _decide(self, trial: Trial, step: Step) -> None:
        who, decided = self._who(step), _day(step["decided"])
        facts = DecisionFacts(decided, step["title"], step["words"], Outcome.APPROVED)
        decision = record(
            actor=self._actor(_SECRETARY, _day(step["on"])), body=self.bodies[step["body"]], facts=facts
        )
        actions.point_at_decision(
            trial=trial,
            seen=trial.version,
            decision=decision,
            amount=step["amount"],
            price_level=step["price_level"],
            **who,
        )

    def _effect(self, trial: Trial, step: Step) -> None:
        facts = EffectFacts(
            step["on_whom"],
            step["words"],
            _day(step["on"]),
            _number(step["before"]),
            _number(step["after"]),
            step["counted"],
            step["source"],
        )
        actions.add_effect(trial=trial, facts=facts, **self._who(step))

    def _end(self, trial: Trial, step: Step) -> None:
        actions.end(
            trial=trial,
            seen=trial.version,
            outcome=step["outcome"],
            learnt=step["learnt"],
            on=_day(step["on"]),
            **self._who(step),
        )


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
