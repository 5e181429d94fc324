"""The plans of Sporkøbing: which there are, what stands in them, and what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from kernespor.connectors.organisation import UnitRow
from kernespor.connectors.sporkoebing.bank import Bank, BankAction, BankArea, BankGoal, bank
from kernespor.connectors.sporkoebing.calendar import Calendar
from kernespor.connectors.sporkoebing.content import table_of
from kernespor.connectors.sporkoebing.fates import (
    CONCLUDED_WEIGHTS,
    PROMISED,
    WEIGHTS,
    Fate,
    Span,
    Status,
    course_of,
    draw,
    report_days,
)
from kernespor.connectors.sporkoebing.habits import Habit, copied_areas, never_begun, span_of
from kernespor.connectors.sporkoebing.people import People

_HALF = 0.5
_WITHOUT_DEPUTY = 0.3
_WITHOUT_OWNER = 0.08
# The last goal of these plans has nothing to be done under it.
_NO_ACTION = ("biblioteket", "vej-og-park", "musikskolen", "hr-og-personale", "ydelse-og-kontrol")


@dataclass(frozen=True)
class Spec:
    """One plan to be made: its file, unit, bank, period, lifecycle, size, and the words of its document."""

    file: str
    unit: UnitRow
    bank: str
    span: Span
    lifecycle: str
    adopted_on: dt.date | None
    numbered: bool
    goals: int
    words: tuple[str, str, str, str]
    habit: Habit | None = None


@dataclass
class Planted:
    """An area, goal, action or indicator of a plan with its people, dates and statuses."""

    number: str
    owner: str
    deputy: str = ""
    begins: dt.date | None = None
    deadline: dt.date | None = None
    fate: Fate | None = None
    statuses: tuple[Status, ...] = ()


@dataclass
class Plan:
    """A plan with the bank's chosen areas, and everything planted, in order of its document."""

    spec: Spec
    sections: list[tuple[str, list[str]]]
    chosen_because: str
    areas: list[BankArea]
    items: list[Planted] = field(default_factory=list)
    copied: Plan | None = None


def specs_of(units: Sequence[UnitRow], calendar: Calendar, *, small: bool) -> list[Spec]:
    """Return the plans to make, each with its unit as it was when the plan was adopted."""
    specs: list[Spec] = []
    for file, code, bank_name, years, life, numbered, goals, words, mark, *habit in table_of("plans.txt"):
        if small and not mark:
            continue
        first, last = calendar.first(int(years)), calendar.last(int(years))
        adopted = dt.date(first.year - 1, 12, 5 + len(specs) % 24)
        span = span_of(first, last, calendar.until, Habit(habit[0]) if habit else None)
        # A plan of the year before is over when the municipality is made late in the present period.
        lifecycle = "concluded" if life == "in_force" and last < calendar.until and not habit else life
        unit = next(row for row in units if row.code == code and (row.valid_to or dt.date.max) >= adopted)
        actions, actions_intro, indicators, indicators_intro = words.split("/")
        specs.append(
            Spec(
                file=file.replace("{from}", str(first.year)).replace("{to}", str(last.year)),
                unit=unit,
                bank=bank_name,
                span=span,
                lifecycle=lifecycle,
                adopted_on=None if lifecycle == "draft" else adopted,
                numbered=numbered == "1",
                goals=int(goals),
                words=(actions, actions_intro, indicators, indicators_intro),
                habit=Habit(habit[0]) if habit else None,
            )
        )
    return specs


def plans_of(specs: Sequence[Spec], people: People, seed: int) -> list[Plan]:
    """Return the plans in order, each from chance of its own; a copy is made from its unit's plan before."""
    plans: list[Plan] = []
    for spec in specs:
        before = [plan for plan in plans if plan.spec.unit.code == spec.unit.code]
        rng = Random(f"{seed}/{spec.file}")  # noqa: S311 - made, not kept secret
        plans.append(plan_of(spec, people, rng, before[-1] if before else None))
    return plans


def plan_of(spec: Spec, people: People, rng: Random, before: Plan | None = None) -> Plan:
    """Choose a plan's goals from its bank, and plant people, dates and statuses."""
    source = bank(spec.bank, spec.unit.name)
    plan = Plan(spec, _sections(source, rng), "", _chosen(source, spec.goals, rng))
    if before and spec.habit is Habit.COPIED:
        plan.areas, plan.copied = copied_areas(before.areas, plan.areas), before
    if spec.lifecycle == "in_force" and spec.file.startswith(_NO_ACTION):
        goals = plan.areas[-1].goals
        goals[-1] = replace(goals[-1], actions=[])
    plan.chosen_because = rng.choice([row[0] for row in table_of("chosen.txt")])
    fates = _fates(plan, rng)
    for place, area in enumerate(plan.areas, start=1):
        pool = area.owners or [people.head_of[spec.unit.code], *people.staff_of[spec.unit.code]]
        owners = [person for person in pool if person not in people.left]
        gone = [person for person in pool if person in people.left]
        _plant_area(plan, str(place), area, (owners, gone), fates, rng)
    return plan


def _fates(plan: Plan, rng: Random) -> Iterator[Fate]:
    """Yield the fate of each action in order; a plan in force has one of each kind that must be found."""
    letters = [action.fate for area in plan.areas for goal in area.goals for action in goal.actions]
    if plan.spec.lifecycle == "draft":
        return iter([Fate.DRAFTED] * len(letters))
    if plan.spec.lifecycle == "concluded":
        return iter([draw(CONCLUDED_WEIGHTS, rng) for _ in letters])
    fates = [Fate(letter) if letter else draw(WEIGHTS, rng) for letter in letters]
    free = [place for place, letter in enumerate(letters) if not letter]
    if free:
        for place, fate in zip(rng.sample(free, len(PROMISED)), PROMISED, strict=True):
            fates[place] = fate
    if plan.spec.habit is Habit.NEVER_BEGUN:
        never_begun(plan.areas, fates, rng)
    return iter(fates)


def _sections(source: Bank, rng: Random) -> list[tuple[str, list[str]]]:
    """Return the bank's sections; of several with one heading, one."""
    headings = dict.fromkeys(heading for heading, _ in source.sections)
    return [
        (heading, rng.choice([text for other, text in source.sections if other == heading]))
        for heading in headings
    ]


def _chosen(source: Bank, goals: int, rng: Random) -> list[BankArea]:
    """Return the bank's areas with so many of their goals, in the bank's order."""
    all_goals = [goal for area in source.areas for goal in area.goals]
    kept = {id(goal) for goal in rng.sample(all_goals, min(goals, len(all_goals)))}
    areas = [
        BankArea(area.title, area.owners, area.text, [goal for goal in area.goals if id(goal) in kept])
        for area in source.areas
    ]
    return [area for area in areas if area.goals]


def _plant_area(
    plan: Plan,
    number: str,
    area: BankArea,
    people: tuple[list[str], list[str]],
    fates: Iterator[Fate],
    rng: Random,
) -> None:
    """Plant an area; `people` are those who may own something in it, and those who have left."""
    span, owners = plan.spec.span, people[0]
    plan.items.append(Planted(number, owners[0], owners[1], span.first, span.last))
    for place, goal in enumerate(area.goals, start=1):
        goal_number = f"{number}.{place}"
        owner = owners[place % len(owners)]
        planted = Planted(goal_number, owner, owners[0] if owner != owners[0] else owners[1])
        planted.begins, planted.deadline = span.first, span.last
        plan.items.append(planted)
        actions = [
            _action(plan, f"{goal_number}.{at}", action, next(fates), people, rng)
            for at, action in enumerate(goal.actions, start=1)
        ]
        planted.statuses = tuple(_goal_statuses(plan, actions, rng))
        plan.items.extend(actions)
        plan.items.extend(_indicators(plan, goal_number, goal, owner, rng))


def _action(
    plan: Plan,
    number: str,
    action: BankAction,
    fate: Fate,
    people: tuple[list[str], list[str]],
    rng: Random,
) -> Planted:
    owners, gone = people
    course = course_of(action, fate, plan.spec.span, rng)
    owner, deputy = rng.sample(owners, 2)
    chance = rng.random()
    if fate is Fate.OWNERLESS:
        owner = gone[0] if gone and (action.fate or chance < _HALF) else ""
    elif fate is Fate.DRAFTED and chance < _HALF:
        owner = ""
    elif chance < _WITHOUT_DEPUTY:
        deputy = ""
    return Planted(number, owner, deputy, course.begins, course.deadline, fate, course.statuses)


def _indicators(plan: Plan, number: str, goal: BankGoal, owner: str, rng: Random) -> list[Planted]:
    return [
        Planted(
            f"{number}.i{at}",
            "" if plan.spec.lifecycle != "concluded" and rng.random() < _WITHOUT_OWNER else owner,
            deadline=plan.spec.span.last,
        )
        for at, _ in enumerate(goal.indicators, start=1)
    ]


def _goal_statuses(plan: Plan, actions: Sequence[Planted], rng: Random) -> list[Status]:
    """Return what the goal's owner wrote each quarter: the sum of its actions, and what holds it back."""
    days = [day + dt.timedelta(days=10 + rng.randrange(4)) for day in report_days(plan.spec.span)]
    if plan.spec.lifecycle == "concluded":
        days.append(plan.spec.span.known_until)
    statuses = []
    for day in days:
        if day > plan.spec.span.known_until:
            continue
        latest = {
            action.number: [status for status in action.statuses if status.day <= day][-1].judgement
            for action in actions
            if action.statuses and action.statuses[0].day <= day
        }
        if latest:
            statuses.append(_sum_of(day, latest, len(actions)))
    return statuses


def _sum_of(day: dt.date, latest: dict[str, str], actions: int) -> Status:
    found = latest.values()
    good = sum(judgement in ("reached", "on_track") for judgement in found)
    late = [number for number, judgement in latest.items() if judgement in ("slipping", "off_track")]
    text = f"{good} af {actions} handlinger er nået eller på sporet."
    if late:
        text += f" Det halter med {' og '.join(late)}."
    elif len(latest) < actions:
        text += " Resten er der ikke skrevet om endnu."
    for judgement in ("off_track", "slipping"):
        if judgement in found:
            return Status(day, judgement, text)
    if len(latest) == actions and all(judgement in ("reached", "closed") for judgement in found):
        ended = "reached" if good else "closed"
        text = "Målet er nået." if good == actions else f"{good} af {actions} handlinger blev gennemført."
        return Status(day, ended, text)
    if all(judgement == "not_begun" for judgement in found):
        return Status(day, "not_begun", "Ingen handling er begyndt endnu.")
    return Status(day, "on_track", text)
