"""Random steps through the database: never silently out of order, and what was sent stays as it was sent."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from random import Random

import pytest
from django.db.models import Exists, OuterRef

import factories
from domains.agenda.agenda_world import DAY, approved, begun, body, keeper
from kernespor.domains.agenda.actions import items, meetings, minutes
from kernespor.domains.agenda.models import AgendaItem, Deviation, ItemStop, Meeting
from kernespor.domains.agenda.selectors.order import told_at
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.actions.decisions import DecisionFacts
from kernespor.foundation.refusals import Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sporkoebing")]
STEPS = int(os.environ.get("KERNESPOR_WALK", "600"))  # ten thousand where there is time
CODES = ("direktion", "hovedudvalg", "boern-skole", "oekonomiudvalg", "byraad")
SUBJECTS = ("staffing", "appropriation", "school", "elderly", "budget")
OUTCOMES = ("approved", "recommended", "postponed", "rejected", "noted")


class Walk:
    """People at work, at random: what is refused is refused whole."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - a walk that can be repeated
        self.actor: Actor = keeper()
        self.writer = factories.actor("leder.dagtilbud")
        self.refused = self.taken = self.days = 0

    def step(self) -> None:
        """Take one step, whatever it is."""
        steps: list[Callable[[], object]] = [
            self.begin, self.way, self.place, self.place, self.send, self.send, self.decide, self.decide,
            self.lift, self.skip, self.write, self.cancel, self.plan,
        ]  # fmt: skip
        try:
            self.random.choice(steps)()
            self.taken += 1
        except Refusal:
            self.refused += 1

    def stop(self) -> ItemStop:
        rows = ItemStop.objects.select_related("item__unit", "body", "meeting", "decision__current")
        return rows.order_by("pk")[self.random.randrange(ItemStop.objects.count())]

    def item(self) -> AgendaItem:
        return AgendaItem.objects.order_by("pk")[self.random.randrange(AgendaItem.objects.count())]

    def begin(self) -> None:
        codes = self.random.sample(CODES, self.random.randint(1, 3))
        subjects = tuple(self.random.sample(SUBJECTS, self.random.randint(0, 2)))
        make = approved if self.random.random() < 0.8 else begun
        make(f"Sag {AgendaItem.objects.count()}", *codes, subjects=subjects)

    def way(self) -> None:
        item = self.item()
        codes = self.random.sample(CODES, self.random.randint(0, 4))
        way = [(body(code), "") for code in codes]
        items.set_way(actor=self.actor, item=item, seen=item.version, way=way)

    def plan(self) -> None:
        self.days += 1
        due = self.random.choice((None, DAY - dt.timedelta(days=1), DAY))
        on = DAY + dt.timedelta(days=self.days % 60)
        facts = meetings.MeetingFacts(on, kind="extraordinary", drafts_due=due)
        meetings.plan(actor=self.actor, body=body(self.random.choice(CODES)), meetings=[facts])

    def place(self) -> None:
        stop = self.stop()
        rows = Meeting.objects.filter(body=stop.body_id, status__in=("planned", "sent")).select_related(
            "body"
        )
        if rows:
            made = self.random.choice(rows)
            why = self.random.choice(("", "Prøve"))
            items.place(actor=self.actor, stop=stop, meeting=made, seen=stop.version, why=why)
            if made.drafts_due and made.drafts_due < DAY:
                late = stop.deviations.filter(rule="items_in_time", stops=True)
                assert late.exists(), "put on after the deadline, and not told"
                assert why, "put on after the deadline without a reason"

    def lift(self) -> None:
        stop = self.stop()
        items.lift(actor=self.actor, stop=stop, seen=stop.version)

    def skip(self) -> None:
        if self.random.random() < 0.2:
            stop = self.stop()
            items.skip(actor=self.actor, stop=stop, seen=stop.version, why="Prøve")

    def send(self) -> None:
        waiting = ItemStop.objects.filter(meeting=OuterRef("pk"), sent_on=None)
        rows = list(Meeting.objects.filter(Exists(waiting), status__in=("planned", "sent")).order_by("pk"))
        if not rows:
            return
        made = self.random.choice(rows)
        told = {
            (stop.pk, one.key)
            for stop in meetings.agenda_of(made)
            for one in told_at(stop, today=DAY)
            if one.stops and stop.sent_on is None
        }
        given = {place: "Prøve" for place in told if self.random.random() < 0.9}
        before = Deviation.objects.count()
        try:
            meetings.send(actor=self.actor, meeting=made, seen=made.version, reasons=given)
        except Refusal:
            assert told - given.keys(), "refused without cause"
            assert Deviation.objects.count() == before
            raise
        assert told == given.keys(), "sent out of order without a reason"
        kept = Deviation.objects.filter(stop__meeting=made, stops=True).values_list("stop", "key")
        assert told <= set(kept), "what was overridden stands on the item"

    def decide(self) -> None:
        stop = self.stop()
        unsent = stop.sent_on is None
        outcome = self.random.choice(OUTCOMES)
        facts = DecisionFacts(DAY, stop.item.title, "Besluttet.", outcome)
        minutes.decide(actor=self.actor, stop=stop, facts=facts)
        if unsent:
            assert stop.deviations.filter(rule="sent", stops=True).exists(), "decided unsent, and not told"

    def write(self) -> None:
        item = self.item()
        facts = items.ItemFacts(title=f"{item.title[:20]} {self.random.random():.3f}", recommendation="Ja")
        items.change_item(actor=self.writer, item=item, seen=item.version, facts=facts, why="Prøve")

    def cancel(self) -> None:
        rows = Meeting.objects.filter(status__in=("planned", "sent"), kind="extraordinary")
        rows = rows.select_related("body")
        if rows and self.random.random() < 0.3:
            made = self.random.choice(rows)
            name = "cancel" if made.status == "planned" else "cancel_sent"
            meetings.step(actor=self.actor, meeting=made, name=name, seen=made.version, why="Prøve")


def test_random_steps_never_break_the_order_in_silence() -> None:
    walk = Walk(7)
    for _number in range(12):
        walk.begin()
        walk.plan()
    recorded: set[int] = set()
    versions: dict[int, str] = {}
    for number in range(STEPS):
        walk.step()
        if number % 50 == 0:
            now = set(Deviation.objects.values_list("pk", flat=True))
            assert recorded <= now, "what was out of order stays on record"
            recorded = now
            for stop in ItemStop.objects.filter(sent_version__isnull=False).select_related("sent_version"):
                assert stop.sent_version is not None
                known = versions.setdefault(stop.sent_version.pk, stop.sent_version.title)
                assert known == stop.sent_version.title, "what was sent stays as it was sent"
    assert walk.taken > STEPS // 4
    assert walk.refused > STEPS // 20
    assert Deviation.objects.filter(stops=True).exclude(why="").exists()
    assert not Deviation.objects.filter(stops=True, why="").exists()
