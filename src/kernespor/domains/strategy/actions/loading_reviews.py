"""Sporkøbing's plans that were written in the product, and its reviews, each act on its day."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Mapping
from typing import Any

from kernespor.domains.strategy.actions import plans as acts
from kernespor.domains.strategy.actions.reviews import writing
from kernespor.domains.strategy.actions.reviews.choices import Chosen, review_goal, set_next_review
from kernespor.domains.strategy.models import Action, Goal, PriorityArea
from kernespor.domains.strategy.policies.reviews import OVER
from kernespor.domains.strategy.selectors.plans import plans_of_files
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.accounts.selectors import actor_for
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.organisation.models import Person, Unit

_RECORDER = "kommunaldirektoer"  # plans for every unit, on every day
_AHEAD = dt.timedelta(days=45)  # so long before its day a review was set
_NEXT = dt.timedelta(days=120)  # after the last one, for the plans that were written in the product


def load_reviews(*, files: Mapping[str, bytes], today: dt.date) -> None:
    """Load `reviews/plans.json` and `reviews/reviews.csv` of Sporkøbing.

    Raises KeyError when a row points at nothing, Refusal when someone did what they may not.
    """
    loader = _Loader(today)
    for told in json.loads(files["reviews/plans.json"]):
        loader.plan(told)
    rows = csv.DictReader(io.StringIO(files["reviews/reviews.csv"].decode("utf-8-sig")), delimiter=";")
    for row in rows:
        loader.review(row)


class _Loader:
    def __init__(self, today: dt.date) -> None:
        self.today = today
        self.units = {unit.code: unit for unit in Unit.objects.all()}
        self.persons = {person.code: person for person in Person.objects.all()}
        self.bodies = {body.code: body for body in Body.objects.all()}
        self.plans = plans_of_files()

    def actor(self, code: str, day: str | dt.date) -> Actor:
        return actor_for(self.persons[code], _day(day))

    def plan(self, told: dict[str, Any]) -> None:
        """Write a plan on the day on which it began, and tell what was said of it since."""
        writer = self.actor(told["writer"], told["begun"])
        facts = writing.PlanFacts(
            title=told["title"],
            kind=told["kind"],
            unit=self.units[told["unit"]],
            first=_day(told["first"]),
            last=_day(told["last"]),
            body=self.bodies[told["body"]] if told["body"] else None,
        )
        plan = writing.begin_plan(actor=writer, facts=facts)
        made = [
            self.goal(writer, area, goal)
            for one in told["areas"]
            for area in [writing.add_area(actor=writer, plan=plan, title=one["title"], text=one["text"])]
            for goal in one["goals"]
        ]
        acts.move_plan(actor=writer, plan=plan, step="put_in_force", seen=plan.version)
        for goal, actions, source in made:
            for action, one in zip(actions, source["actions"], strict=True):
                if one["said"]:
                    self.said(action, one["owner"], one["said"])
            if source["review"]:
                self.chosen(goal, told["writer"], source["review"])
        days = [source["review"]["day"] for _goal, _actions, source in made if source["review"]]
        later = max(map(_day, days), default=self.today) + _NEXT
        plan.refresh_from_db()
        set_next_review(
            actor=self.actor(told["writer"], self.today), plan=plan, seen=plan.version,
            on=max(later, self.today + dt.timedelta(days=30)),
        )  # fmt: skip

    def goal(
        self, writer: Actor, area: PriorityArea, told: dict[str, Any]
    ) -> tuple[Goal, list[Action], dict[str, Any]]:
        """Write a goal with its actions and indicators."""
        goal = writing.add_goal(actor=writer, area=area, title=told["title"], text=told["text"])
        self.give(writer, goal, told["owner"])
        actions = []
        for one in told["actions"]:
            action = acts.add_action(actor=writer, goal=goal, text=one["text"])
            self.give(writer, action, one["owner"], deadline=_day(one["deadline"]))
            actions.append(action)
        for text in told["indicators"]:
            self.give(writer, writing.add_indicator(actor=writer, goal=goal, text=text), told["owner"])
        return goal, actions, told

    def give(self, writer: Actor, item: Any, owner: str, **more: Any) -> None:
        """Let someone answer for a part."""
        acts.change_item(actor=writer, item=item, seen=item.version, owner=self.persons[owner], **more)

    def said(self, action: Action, owner: str, told: dict[str, str]) -> None:
        """Write a status in the owner's name."""
        acts.give_status(
            actor=self.actor(owner, told["day"]), item=action, judgement=told["judgement"], text=told["text"],
            on=_day(told["day"]),
        )  # fmt: skip

    def chosen(self, goal: Goal, by: str, told: dict[str, str]) -> None:
        """Choose for a goal, in the body's name."""
        day = _day(told["day"])
        chosen = Chosen(
            told["choice"], told["evidence"], day, told.get("decided_by", ""),
            self.bodies[told["body"]] if told["body"] else None, told["follow"],
        )  # fmt: skip
        last = goal.reviews.order_by("pk").last()
        review_goal(actor=self.actor(by, day), goal=goal, seen=last.pk if last else 0, chosen=chosen)

    def review(self, row: dict[str, str]) -> None:
        """Choose for one of a plan's open goals, or set the day of its next review."""
        plan = self.plans[row["file"]]
        if row["what"] == "next":
            on = _day(row["day"])
            day = min(self.today, on - _AHEAD)
            plan.refresh_from_db()
            set_next_review(actor=self.actor(_RECORDER, day), plan=plan, seen=plan.version, on=on)
            return
        goals = Goal.objects.filter(area__plan=plan).select_related("area__plan")
        goals = goals.order_by("area__position", "position")
        still_open = [goal for goal in goals if not _is_over(goal, _day(row["day"]))]
        self.chosen(still_open[int(row["nth"]) - 1], _RECORDER, row)


def _is_over(goal: Goal, day: dt.date) -> bool:
    last = goal.statuses.filter(on__lte=day).last()
    return last is not None and last.judgement in OVER


def _day(text: str | dt.date) -> dt.date:
    return text if isinstance(text, dt.date) else dt.date.fromisoformat(text)
