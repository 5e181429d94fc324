"""What has had no event for so many days, for those who can do something about it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from kernespor.domains.strategy.enums import PlanStatus
from kernespor.domains.strategy.policies.reviews import OVER
from kernespor.domains.strategy.selectors.reviews.still_rows import (
    ACTION,
    DOCUMENT,
    FOCUS,
    FOCUS_SET,
    GOAL,
    PART_FIELDS,
    PLAN,
    TRIAL,
    Events,
    Last,
    beside,
    events_of,
    parts_of,
)
from kernespor.engines import danish
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import Ref
from kernespor.foundation.organisation.tree import tree_on

GOALS_PATH, ACTIONS_PATH = "areas__goals", "areas__goals__actions"
GOALS, GOALS_NUMBER, GOALS_PLACE = (f"{GOALS_PATH}__{name}" for name in ("pk", "number", "position"))
ACTIONS = f"{ACTIONS_PATH}__pk"
DAYS = (30, 60, 90, 180)
USUAL = 90
_PAGES = {
    TRIAL: ("trials:trial", "trial_id"),
    FOCUS: ("focus:area", "area_id"),
    DOCUMENT: ("governing:document", "document_id"),
}


@dataclass(frozen=True, slots=True)
class Still:
    """One thing that stands still: what it is, where, when something last happened, what would help.

    `last` is None where nothing has happened since it began, on `since`. `under` counts what stands still
    beneath it; `above` is the nearest thing over it that stands still too.
    """

    ref: Ref
    title: str
    number: str
    of: str
    unit_id: int
    unit: str
    since: dt.date | None
    last: Last | None
    url: str
    button: str
    above: Ref | None = None
    under: int = 0

    def days(self, today: dt.date) -> int | None:
        """How many days have passed without an event; None where its beginning isn't known."""
        day = self.last.on if self.last else self.since
        return (today - day).days if day else None


@dataclass(frozen=True, slots=True)
class Area:
    """A unit with what stands still there."""

    unit: str
    rows: tuple[Still, ...]


def standing_still(actor: Actor, days: int) -> list[Still]:
    """Return everything that has had no event for so many days and that the actor can do something about.

    In order: by unit, and within it as plans have it. Four queries and the tree.
    """
    rows = [dict(zip(PART_FIELDS, row, strict=True)) for row in parts_of(actor).values_list(*PART_FIELDS)]
    others = beside(actor)
    events = events_of({row["pk"] for row in rows}, _refs(rows, others), actor.today)
    border = actor.today - dt.timedelta(days=days)
    found = [*_in_plans(actor, rows, events, border), *_beside(actor, others, events, border)]
    return _counted(sorted(found, key=lambda one: (danish.sort_key(one.unit), one.unit_id)))


def _refs(rows: list[dict[str, Any]], others: list[tuple[Any, ...]]) -> set[Ref]:
    """Return all of whose last event is asked: an area with the set that it is of."""
    found = {Ref(PLAN, row["pk"]) for row in rows}
    found |= {Ref(GOAL, row[GOALS]) for row in rows if row[GOALS]}
    found |= {Ref(ACTION, row[ACTIONS]) for row in rows if row[ACTIONS]}
    found |= {Ref(kind, pk) for kind, pk, *_rest in others}
    return found | {Ref(FOCUS_SET, one[4]) for one in others if one[4]}


def topmost(rows: list[Still]) -> list[Still]:
    """Return what stands still and lies under nothing that does."""
    return [row for row in rows if row.above is None]


def by_area(rows: list[Still]) -> list[Area]:
    """Return what stands still, unit by unit."""
    found: dict[str, list[Still]] = defaultdict(list)
    for row in rows:
        found[row.unit].append(row)
    return [Area(unit, tuple(one)) for unit, one in found.items()]


def _counted(rows: list[Still]) -> list[Still]:
    under: dict[Ref, int] = defaultdict(int)
    above = {row.ref: row.above for row in rows}
    for row in rows:
        upper = row.above
        while upper is not None:
            under[upper] += 1
            upper = above.get(upper)
    return [replace(row, under=under[row.ref]) for row in rows]


@dataclass(frozen=True, slots=True)
class _Step:
    """A plan, a goal or an action on the way down a row; `counts` says whether it may be listed.

    `lacks_owner`: what would help is that somebody answers for it.
    """

    ref: Ref
    number: str
    title: str
    counts: bool
    lacks_owner: bool = False


def _in_plans(actor: Actor, rows: list[dict[str, Any]], events: Events, border: dt.date) -> Iterator[Still]:
    """Yield the plans, goals and actions that stand still, each plan before what lies in it."""
    _climb(rows, events)
    tree = tree_on(actor.today)
    told: set[Ref] = set()
    still: set[Ref] = set()
    for row in rows:
        unit = tree.name(row["unit_id"]) or row["unit_name"]
        above: Ref | None = None
        for step in _line(actor, row, events):
            ref = step.ref
            last = events.last.get(ref)
            quiet = (last.on if last else row["expected_from"]) < border
            if quiet and step.counts and ref not in told:
                still.add(ref)
                of = "" if ref.kind == PLAN else f"{row['title']}, {row['unit_name']}"
                url, button = _remedy(row, step)
                yield Still(
                    ref=ref,
                    title=step.title,
                    number=step.number,
                    of=of,
                    unit_id=row["unit_id"],
                    unit=unit,
                    since=row["expected_from"],
                    last=last,
                    url=url,
                    button=button,
                    above=above,
                )
            told.add(ref)
            above = ref if ref in still else above


def _line(actor: Actor, row: dict[str, Any], events: Events) -> Iterator[_Step]:
    """Yield a row's plan, goal and action."""
    yield _Step(Ref(PLAN, row["pk"]), "", f"{row['title']}, {row['unit_name']}", row["leads"])
    if row[GOALS] is None or row["status"] == PlanStatus.DRAFT:
        return
    goal, action = Ref(GOAL, row[GOALS]), Ref(ACTION, row[ACTIONS] or 0)
    area = row["areas__number"] or str(row["areas__position"])
    number = row[GOALS_NUMBER] or f"{area}.{row[GOALS_PLACE]}"
    is_over = events.judged.get(goal) in OVER
    yield _part(actor, row, goal, number, row["areas__goals__title"], is_over=is_over)
    if row[ACTIONS] is not None:
        begins = row["areas__goals__actions__begins"]
        later = begins is not None and begins > actor.today
        is_over = is_over or later or events.judged.get(action) in OVER
        place = f"{number}.{row['areas__goals__actions__position']}"
        yield _part(actor, row, action, place, row["words"], is_over=is_over)


def _part(actor: Actor, row: dict[str, Any], ref: Ref, number: str, title: str, *, is_over: bool) -> _Step:
    way = GOALS_PATH if ref.kind == GOAL else ACTIONS_PATH
    owner, deputy = row[f"{way}__owner_id"], row[f"{way}__deputy_id"]
    mine = row["leads"] or actor.answers_in(row["unit_id"], owner, deputy)
    return _Step(ref, number, title or number, mine and not is_over, owner is None and row["leads"])


def _remedy(row: dict[str, Any], step: _Step) -> tuple[str, str]:
    """Return where one can do something about it, and what."""
    if step.ref.kind == PLAN:
        draft = row["status"] == PlanStatus.DRAFT
        word = gettext("Skriv videre") if draft else gettext("Følg op på planen")
        return reverse("strategy:plan", args=[row["pk"]]), word
    kind = "goal" if step.ref.kind == GOAL else "action"
    url = reverse("strategy:item", args=[row["pk"], kind, step.ref.pk])
    return (f"{url}#ret", gettext("Peg på en ejer")) if step.lacks_owner else (url, gettext("Skriv status"))


def _climb(rows: list[dict[str, Any]], events: Events) -> None:
    """Let what happened to an action have happened to its goal, and to its plan, where nothing did since."""
    for row in rows:
        plan, goal, action = (
            Ref(PLAN, row["pk"]),
            Ref(GOAL, row[GOALS] or 0),
            Ref(ACTION, row[ACTIONS] or 0),
        )
        for lower, upper in ((action, goal), (goal, plan)):
            known = events.last.get(upper)
            if lower in events.last and (known is None or known.on < events.last[lower].on):
                events.note(upper, events.last[lower].on, events.last[lower].word)


def _beside(actor: Actor, rows: list[tuple[Any, ...]], events: Events, border: dt.date) -> Iterator[Still]:
    tree = tree_on(actor.today)
    words = {
        TRIAL: gettext("Åbn forsøget"),
        FOCUS: gettext("Åbn fokusområdet"),
        DOCUMENT: gettext("Skriv videre"),
    }
    for kind, pk, title, unit_id, of_set, begins in rows:
        ref = Ref(kind, pk)
        lasts = [events.last.get(ref), events.last.get(Ref(FOCUS_SET, of_set or 0))]
        last = max((one for one in lasts if one), key=lambda one: one.on, default=None)
        if (last.on if last else begins or border) < border:
            name, argument = _PAGES[kind]
            url = reverse(name, kwargs={argument: pk})
            yield Still(ref, title, "", "", unit_id, tree.name(unit_id), begins, last, url, words[kind])
