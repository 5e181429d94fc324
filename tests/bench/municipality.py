"""A large municipality for the pages: Sporkøbing with 200 plans, written through the product's actions."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import replace

PLANS, ACTIONS, ALL_ACTIONS = 200, 60, 12_000
JUDGEMENTS = ("on_track", "slipping", "reached", "off_track", "not_begun")


def build() -> None:
    """Load Sporkøbing and add plans of 60 actions and a year of statuses: 200 at least, 12,000 actions."""
    from django.conf import settings
    from django.utils import timezone

    from kernespor.domains.strategy.models import Action, UnitPlan
    from kernespor.foundation.organisation.models import Person, Unit
    from kernespor.site.loading import load

    load(seed=1, password="bench")
    today = settings.TODAY or timezone.localdate()
    units, people = list(Unit.objects.order_by("code")), list(Person.objects.order_by("code"))
    plans, actions = UnitPlan.objects.count(), Action.objects.count()
    for number in range(plans, max(PLANS, plans - (actions - ALL_ACTIONS) // ACTIONS)):
        _plan(units[number % len(units)], people, today, number)


def _plan(unit, people, today: dt.date, number: int) -> None:
    from kernespor.connectors.unit_plan.records import PlanReading
    from kernespor.domains.strategy.actions.plans import write_plan
    from kernespor.domains.strategy.models import Action, Status
    from kernespor.foundation.access.actor import system
    from kernespor.foundation.audit.writing import change

    actor = system("Bench", today)
    reading = PlanReading(replace(_record(today.year), unit=f"Enhed {number}"))
    with change(actor=actor, verb="strategy.sporkoebing_loaded") as act:
        plan = write_plan(act, reading=reading, unit=unit, source=None, creator=None)
        act.subject = plan
        act.update(plan, status="in_force", expected_from=today - dt.timedelta(days=300))
        statuses = []
        for place, action in enumerate(Action.objects.filter(goal__area__plan=plan).order_by("pk")):
            deadline = today + dt.timedelta(days=(place * 17) % 400 - 60)
            act.update(action, owner=people[(number + place) % len(people)], deadline=deadline)
            statuses += _statuses(plan, action, today, place, act.at)
        act.create_many(Status, statuses)


def _statuses(plan, action, today: dt.date, place: int, at: dt.datetime) -> Iterator[object]:
    from kernespor.domains.strategy.models import Status

    judgement = itertools.cycle(JUDGEMENTS[place % 3 :] + JUDGEMENTS)
    for months in range(11, -1, -1):
        yield Status(
            plan=plan,
            action=action,
            judgement=next(judgement),
            text="Vi er kommet et stykke videre.",
            on=today - dt.timedelta(days=30 * months + place % 9),
            author_label="Lederen",
            recorded_at=at,
        )


def _record(year: int):
    from kernespor.connectors.unit_plan.records import (
        GoalRecord,
        Item,
        Period,
        PlanRecord,
        PriorityAreaRecord,
    )

    goals = itertools.count(1)
    areas = []
    for area in range(1, 6):
        three = tuple(
            GoalRecord(
                number=f"{area}.{place}",
                title=f"Mål {next(goals)}",
                text="Vi vil gøre det lettere at gøre det rigtige.",
                actions=tuple(Item(f"Handling {one} under mål {area}.{place}") for one in range(1, 5)),
                indicators=(Item("Flere er tilfredse end sidste år."),),
            )
            for place in range(1, 4)
        )
        areas.append(PriorityAreaRecord(str(area), f"Indsatsområde {area}", "Derfor gør vi det.", three))
    assert sum(len(goal.actions) for area in areas for goal in area.goals) == ACTIONS
    period = Period(str(year), str(year + 1))
    return PlanRecord("Virksomhedsplan", "", period, (), tuple(areas))
