"""Sporkøbing's mandates into the database, each step by the one who took it, on its day."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from kernespor.domains.agenda.actions import harvest, mandates
from kernespor.domains.agenda.models import Mandate
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.accounts.selectors import actor_for
from kernespor.foundation.bodies.actions import decisions
from kernespor.foundation.bodies.models import Body, Decision
from kernespor.foundation.organisation.models import Person

_SECRETARY = "politisk.sekretariat"
_ORDINARY = "approved"


def load_mandates(*, files: Mapping[str, bytes], today: dt.date) -> None:
    """Load `agenda/mandates.json` of Sporkøbing.

    Raises KeyError when a row points at nothing, Refusal when someone did what they may not.
    """
    persons = {person.code: person for person in Person.objects.all()}
    bodies = {body.code: body for body in Body.objects.all()}
    for row in json.loads(files["agenda/mandates.json"]):
        _load(row, persons, bodies, today)


def _load(
    row: dict[str, Any], persons: Mapping[str, Person], bodies: Mapping[str, Body], today: dt.date
) -> None:
    """Load a mandate: set down, put in force, delivered, harvested."""
    starts = _day(row["starts"])
    secretary = actor_for(persons[_SECRETARY], min(starts, today))
    mandate = mandates.begin(
        actor=secretary,
        body=bodies[row["body"]],
        facts=mandates.MandateFacts(
            **{name: row[name] for name in ("title", "task", "frame", "power")},
            tovholder=persons[row["tovholder"]],
            set_by=bodies[row["set_by"]],
            reports_to=bodies[row["reports_to"]],
            decision=_decision(row["decision"], persons, bodies),
            starts=starts,
            ends=_day(row["ends"]) if row["ends"] else None,
        ),
        deliverables=[
            mandates.DeliverableFacts(one["text"], _day(one["due"])) for one in row["deliverables"]
        ],
    )
    mandates.step(actor=secretary, mandate=mandate, name="adopt", seen=mandate.version)
    for deliverable, one in zip(mandate.deliverables.order_by("pk"), row["deliverables"], strict=True):
        became = one["became"]
        if became:
            told = harvest.Settled(became["state"], _day(became["on"]), became["result"])
            actor = actor_for(persons[row["tovholder"]], told.on)
            harvest.settle(actor=actor, row=deliverable, seen=deliverable.version, told=told)
    if row["harvest"]:
        _harvest(row["harvest"], mandate, persons, actor_for(persons[row["tovholder"]], today))


def _decision(
    row: dict[str, str] | None, persons: Mapping[str, Person], bodies: Mapping[str, Body]
) -> Decision | None:
    if row is None:
        return None
    on = _day(row["on"])
    facts = decisions.DecisionFacts(on, row["title"], row["words"], _ORDINARY)
    return decisions.record(actor=actor_for(persons[_SECRETARY], on), body=bodies[row["body"]], facts=facts)


def _harvest(row: dict[str, Any], mandate: Mandate, persons: Mapping[str, Person], actor: Actor) -> None:
    carried = [harvest.Carried(words, persons[owner]) for owner, words in row["carried"]]
    told = harvest.Harvest(_day(row["on"]), row["came_of_it"], row["learned"], carried)
    harvest.harvest(actor=actor, mandate=mandate, seen=mandate.version, told=told)


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
