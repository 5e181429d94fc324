"""Sporkøbing's meetings and items into the database, each step by the one who took it, on its day."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from kernespor.domains.agenda.actions import gatherings
from kernespor.domains.agenda.actions import items as item_actions
from kernespor.domains.agenda.actions import meetings as meeting_actions
from kernespor.domains.agenda.actions import minutes as minute_actions
from kernespor.domains.agenda.actions import wheel as wheel_actions
from kernespor.domains.agenda.models import AgendaItem, ItemStop, Meeting, WheelStep
from kernespor.domains.agenda.selectors.order import told_at
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.accounts.selectors import actor_for
from kernespor.foundation.bodies.actions.decisions import DecisionFacts
from kernespor.foundation.bodies.models import Body, Consultation
from kernespor.foundation.organisation.models import Person, Unit

_SECRETARY = "politisk.sekretariat"
_STATUS = "own.focus_status"
_BEFORE = dt.timedelta(days=1)
# What happens first where two steps fall on one day.
_ORDER = ("approve", "place", "send", "decide", "follow")
Step = dict[str, Any]


def load_agenda(*, files: Mapping[str, bytes], today: dt.date) -> None:
    """Load `agenda/agenda.json` of Sporkøbing.

    Raises KeyError when a row points at nothing, Refusal when someone did what they may not.
    """
    told = json.loads(files["agenda/agenda.json"])
    loader = _Loader(today)
    loader.year()
    loader.plan(told["meetings"])
    steps = [(loader.begin(row), step) for row in told["items"] for step in row["steps"]]
    steps.sort(key=lambda pair: (pair[1]["on"], _ORDER.index(pair[1]["what"])))
    for item, step in steps:
        loader.take(item, step)
    loader.close()
    loader.gather(told["gatherings"])


class _Loader:
    def __init__(self, today: dt.date) -> None:
        self.today = today
        self.persons = {person.code: person for person in Person.objects.all()}
        self.units = {unit.code: unit for unit in Unit.objects.all()}
        self.bodies = {body.code: body for body in Body.objects.all()}
        self.begun: dict[str, AgendaItem] = {}

    def who(self, code: str, day: dt.date) -> Actor:
        return actor_for(self.persons[code], day)

    def year(self) -> None:
        """Give the municipality its year, and say who makes the status that is due in it, and for whom."""
        actor = self.who(_SECRETARY, self.today)
        wheel_actions.load_start(actor=actor)
        wheel_actions.load_holidays(actor=actor)
        step = WheelStep.objects.get(code=_STATUS)
        facts = wheel_actions.StepFacts(
            title=step.title,
            process=step.process,
            rule=step.rule,
            valid_from=step.valid_from,
            source=step.source,
            parties=tuple(step.parties),
            responsible_id=self.persons[_SECRETARY].pk,
            makes="focus_status",
            bodies=("hovedudvalg", "oekonomiudvalg"),
        )
        wheel_actions.change_step(actor=actor, step=step, seen=step.version, facts=facts)

    def plan(self, rows: list[dict[str, Any]]) -> None:
        """Plan the meetings ahead, body by body."""
        facts: dict[str, list[meeting_actions.MeetingFacts]] = {}
        for row in rows:
            one = meeting_actions.MeetingFacts(
                on=_day(row["on"]),
                starts=_hour(row["hour"]),
                place=row["place"],
                drafts_due=_day(row["due"]),
            )
            facts.setdefault(row["body"], []).append(one)
        for code, meetings in facts.items():
            meeting_actions.plan(
                actor=self.who(_SECRETARY, self.today), body=self.bodies[code], meetings=meetings
            )

    def begin(self, row: dict[str, Any]) -> AgendaItem:
        """Begin on an item on the day before its first step, and choose its way; each item once."""
        if row["title"] in self.begun:
            return self.begun[row["title"]]
        first = min((_day(step["on"]) for step in row["steps"]), default=self.today)
        actor = self.who(row["by"], first - _BEFORE)
        item = item_actions.begin(actor=actor, unit=self.units[row["unit"]], facts=_facts(row))
        if row["way"]:
            way = [(self.bodies[code], reading) for code, reading in row["way"]]
            item_actions.set_way(actor=actor, item=item, seen=item.version, way=way)
        for consultation in Consultation.objects.filter(title__in=row["heard"]):
            item_actions.build_on(actor=actor, item=item, consultation=consultation)
        self.begun[row["title"]] = item
        return item

    def take(self, item: AgendaItem, step: Step) -> None:
        """Take one step of an item."""
        day = _day(step["on"])
        item.refresh_from_db()
        if step["what"] == "approve":
            actor = self.who(step["by"], day)
            item_actions.move(actor=actor, item=item, step="approve", seen=item.version)
            return
        actor = self.who(_SECRETARY, day)
        meeting = self.meeting(step, day)
        stop = self.stop(item, meeting)
        if step["what"] == "place":
            item_actions.place(actor=actor, stop=stop, meeting=meeting, seen=stop.version, why=step["why"])
        elif step["what"] == "send":
            self.send(actor, meeting, step["why"])
        elif step["what"] == "decide":
            facts = DecisionFacts(
                on=meeting.on, case_title=item.title, words=step["words"], outcome=step["outcome"],
                case_number=item.case_number,
            )  # fmt: skip
            minute_actions.decide(actor=actor, stop=stop, facts=facts)
        elif stop.decision:
            minute_actions.follow_up(
                actor=actor, decision=stop.decision, task=step["task"], owner=self.persons[step["owner"]],
                due=_day(step["due"]),
            )  # fmt: skip

    def meeting(self, step: Step, day: dt.date) -> Meeting:
        """Return the meeting that a step is about, planned on that day where nobody did before."""
        body, on = self.bodies[step["body"]], _day(step["meeting"])
        rows = Meeting.objects.filter(body=body).select_related("body").order_by("on")
        known = (rows.filter(on__gte=on) if on > self.today else rows.filter(on=on)).first()
        if known:
            return known
        facts = meeting_actions.MeetingFacts(on=on, starts=dt.time(16))
        return meeting_actions.plan(actor=self.who(_SECRETARY, day), body=body, meetings=[facts])[0]

    @staticmethod
    def stop(item: AgendaItem, meeting: Meeting) -> ItemStop:
        rows = ItemStop.objects.select_related("item__unit", "body", "meeting", "decision__current")
        return rows.get(item=item, body=meeting.body_id)

    @staticmethod
    def send(actor: Actor, meeting: Meeting, why: str) -> None:
        """Send an agenda, once; what is out of order is sent for the reason that is told."""
        if meeting.sent_on:
            return
        reasons = {
            (stop.pk, one.key): why
            for stop in meeting_actions.agenda_of(meeting)
            for one in told_at(stop, today=actor.today)
        }
        meeting_actions.send(actor=actor, meeting=meeting, seen=meeting.version, reasons=reasons)

    def gather(self, rows: list[dict[str, Any]]) -> None:
        """Plan the chair's and theme meetings ahead, with programme, guests and notes."""
        actor = self.who(_SECRETARY, self.today)
        for row in rows:
            facts = meeting_actions.MeetingFacts(
                on=_day(row["on"]), kind=row["kind"], starts=_hour(row["hour"]), place=row["place"]
            )
            (meeting,) = meeting_actions.plan(actor=actor, body=self.bodies[row["body"]], meetings=[facts])
            if row["points"]:
                gatherings.lay_programme(
                    actor=actor,
                    meeting=meeting,
                    seen=meeting.version,
                    points=[
                        gatherings.PointFacts(title, _hour(hour), who) for hour, title, who in row["points"]
                    ],
                    guests=[gatherings.GuestFacts(name, role) for name, role in row["guests"]],
                )
            for words in row["notes"]:
                gatherings.note(actor=actor, meeting=meeting, words=words)

    def close(self) -> None:
        """Report the meetings before today as held; their minutes are approved a week later."""
        for meeting in Meeting.objects.filter(on__lt=self.today).select_related("body").order_by("on"):
            actor = self.who(_SECRETARY, self.today)
            meeting_actions.step(actor=actor, meeting=meeting, name="hold", seen=meeting.version)
            if meeting.on < self.today - 7 * _BEFORE:
                meeting_actions.step(actor=actor, meeting=meeting, name="approve", seen=meeting.version)


def _hour(text: str) -> dt.time:
    hour, _, minute = text.partition(".")
    return dt.time(int(hour), int(minute or 0))


def _facts(row: dict[str, Any]) -> item_actions.ItemFacts:
    names = ("title", "case_number", "item_type", "theme", "economy", "consultation", "recommendation")
    return item_actions.ItemFacts(
        **{name: row[name] for name in names},
        sections=tuple((heading, text) for heading, text in row["sections"]),
        attachments="\n".join(row["attachments"]),
        subjects=tuple(row["subjects"]),
        urgent=row["urgent"],
        openness=row["openness"],
    )


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
