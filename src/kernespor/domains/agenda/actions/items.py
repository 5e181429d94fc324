"""Agenda items: written, approved, led on their way, kept as versions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from kernespor.domains.agenda import workflow
from kernespor.domains.agenda.calculations import OUR_OWN
from kernespor.domains.agenda.enums import ItemStatus
from kernespor.domains.agenda.models import (
    AgendaItem,
    Deviation,
    ItemStop,
    ItemVersion,
    Meeting,
    ReviewDismissal,
)
from kernespor.domains.agenda.permissions import (
    can_run,
    check_approve,
    check_lead_on,
    check_read,
    check_write,
    check_write_for,
)
from kernespor.domains.agenda.policies import (
    check_complete,
    check_editable,
    check_in_time,
    check_placeable,
    check_reason,
    check_still_going,
    check_unpassed,
    check_way,
    check_why_anew,
)
from kernespor.domains.agenda.selectors.order import Told, told_of_placing
from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.bodies.models import Body, Consultation
from kernespor.foundation.bodies.permissions import check_read_consultation
from kernespor.foundation.bodies.selectors.names import latest_name
from kernespor.foundation.objects import Ref, ref_of
from kernespor.foundation.organisation.models import Unit
from kernespor.foundation.thread.actions import link

ABOUT, HEARD = "agenda.item_about", "agenda.heard_in"
SKIPPED = N_("{body} er sprunget over.")
WORDS = (
    "title", "case_number", "item_type", "theme", "sections", "economy", "consultation", "recommendation",
    "alternative_recommendation", "attachments",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What is written of an item. `sections` are (heading, text), `attachments` one a line."""

    title: str
    case_number: str = ""
    item_type: str = ""
    theme: str = ""
    sections: tuple[tuple[str, str], ...] = ()
    economy: str = ""
    consultation: str = ""
    recommendation: str = ""
    alternative_recommendation: str = ""
    attachments: str = ""
    subjects: tuple[str, ...] = ()
    urgent: bool = False
    openness: str = Openness.OPEN

    def as_fields(self) -> dict[str, Any]:
        """Return the fields of the row."""
        found = {one.name: getattr(self, one.name) for one in fields(self)}
        pairs = [[heading, text] for heading, text in self.sections if heading.strip() or text.strip()]
        return found | {"sections": pairs, "subjects": sorted(self.subjects)}


def begin(*, actor: Actor, unit: Unit, facts: ItemFacts, about: Iterable[Ref] = ()) -> AgendaItem:
    """Write a draft of an item for a unit; `about` are the objects that it is about. Raises Refusal."""
    check_write_for(actor, unit.pk)
    with change(actor=actor, verb="agenda.item_begun") as act:
        item = act.create(AgendaItem, unit=unit, created_by_id=actor.person_id, **facts.as_fields())
        act.subject = item
        for ref in about:
            link(act, kind=ABOUT, upper=ref, lower=ref_of(item), day=actor.today)
        return item


def change_item(*, actor: Actor, item: AgendaItem, seen: int, facts: ItemFacts, why: str = "") -> AgendaItem:
    """Write an item anew; once approved with a reason, and as a version of its own.

    What bodies were sent stays as it was sent. Raises Refusal, or StaleWrite when someone was first.
    """
    check_write(actor, item)
    check_editable(item)
    check_why_anew(item, why)
    with change(actor=actor, verb="agenda.item_changed", about=item, why=why.strip()) as act:
        before = item.version
        act.update(item, seen=seen, **facts.as_fields())
        if item.version != before and item.status != ItemStatus.DRAFT:
            keep_version(act, actor, item, why.strip())
        return item


def move(*, actor: Actor, item: AgendaItem, step: str, seen: int, why: str = "") -> AgendaItem:
    """Take an item one step on in its life. Raises Refusal or StaleWrite."""
    transition = workflow.ITEM.check(step, item.status)
    if step == "approve":
        check_approve(actor, item)
        check_complete(item)
    else:
        check_write(actor, item)
    if transition.needs_reason:
        check_reason(why)
    with change(actor=actor, verb=transition.verb, about=item, why=why.strip()) as act:
        act.update(item, seen=seen, where={"status": transition.source}, status=transition.target)
        if step == "approve":
            keep_version(act, actor, item, why.strip())
        if transition.target == ItemStatus.WITHDRAWN:
            for stop in item.stops.filter(sent_on=None, decision=None, meeting__isnull=False):
                act.update(stop, meeting=None, place=None)
        return item


def keep_version(act: Change, actor: Actor, item: AgendaItem, why: str) -> ItemVersion:
    """Keep an item as it is now, within an act; the same words are kept once."""
    newest = item.versions.order_by("-number").first()
    words = {name: getattr(item, name) for name in WORDS}
    if newest and all(getattr(newest, name) == value for name, value in words.items()):
        return newest
    number = item.editions + 1
    version = act.create(
        ItemVersion,
        item=item,
        number=number,
        at=act.at,
        by_id=actor.person_id,
        label=actor.label,
        why=why,
        **words,
    )
    act.update(item, editions=number)
    return version


def set_way(
    *, actor: Actor, item: AgendaItem, seen: int, way: Sequence[tuple[Body, str]], why: str = ""
) -> AgendaItem:
    """Say which bodies treat an item, in which order, and which reading it is.

    A stop that stands in the same place stays with its meeting; what was sent or decided can't be moved.
    Raises Refusal or StaleWrite.
    """
    check_write(actor, item)
    check_still_going(item)
    stops = list(item.stops.order_by("position"))
    check_way(stops, [body.pk for body, _reading in way])
    with change(actor=actor, verb="agenda.way_set", about=item, why=why.strip()) as act:
        act.update(item, seen=seen, ways=item.ways + 1)  # the item's version guards its way
        _write_way(act, item, stops, way)
        return item


def _write_way(
    act: Change, item: AgendaItem, stops: Sequence[ItemStop], way: Sequence[tuple[Body, str]]
) -> None:
    for stop in stops[len(way) :]:
        act.delete(stop)
    for position, (body, reading) in enumerate(way, start=1):
        known = stops[position - 1] if position <= len(stops) else None
        if known is None:
            act.create(ItemStop, item=item, position=position, body=body, reading=reading)
        elif known.body_id == body.pk:
            act.update(known, reading=reading)
        else:
            act.update(known, body=body, reading=reading, meeting=None, place=None, recommendation="")


def place(*, actor: Actor, stop: ItemStop, meeting: Meeting, seen: int, why: str = "") -> ItemStop:
    """Put an item on the agenda of a meeting of the stop's body, at its end.

    After the meeting's deadline for items with a reason, which stays on the item as a deviation. On an agenda
    that is sent it waits for an addition to be sent. Raises Refusal or StaleWrite.
    """
    check_lead_on(actor, stop.item, stop.body)
    check_still_going(stop.item)
    check_placeable(stop, meeting, runs=can_run(actor, meeting.body))
    late = told_of_placing(stop, meeting, today=actor.today)
    check_in_time([one.sentence for one in late if one.stops], why)
    with change(actor=actor, verb="agenda.item_placed", about=stop.item, why=why.strip()) as act:
        last = meeting.stops.order_by("-place").values_list("place", flat=True).first() or 0
        act.update(
            stop, seen=seen, where={"sent_on": None, "decision": None}, meeting=meeting, place=last + 1
        )
        record_deviations(act, actor, stop, late, {one.key: why.strip() for one in late if one.stops})
        return stop


def record_deviations(
    act: Change, actor: Actor, stop: ItemStop, found: Sequence[Told], reasons: Mapping[str, str]
) -> None:
    """Write down what is out of order at a stop, within an act; what is on record already stays as it is."""
    known = set(stop.deviations.values_list("key", flat=True)) if found else set()
    rows = [
        Deviation(
            stop=stop,
            key=one.key,
            rule=one.rule,
            template=one.template,
            params=one.params,
            source=one.source,
            stops=one.stops,
            why=reasons.get(one.key, ""),
            at=act.at,
            by_id=actor.person_id,
            label=actor.label,
        )
        for one in found
        if one.key not in known
    ]
    act.create_many(Deviation, rows)


def lift(*, actor: Actor, stop: ItemStop, seen: int) -> ItemStop:
    """Take an item off an agenda that isn't sent. Raises Refusal or StaleWrite."""
    check_lead_on(actor, stop.item, stop.body)
    check_unpassed(stop)
    with change(actor=actor, verb="agenda.item_lifted", about=stop.item) as act:
        return act.update(
            stop, seen=seen, where={"sent_on": None, "decision": None}, meeting=None, place=None
        )


def skip(*, actor: Actor, stop: ItemStop, seen: int, why: str) -> ItemStop:
    """Lead an item past a body, and say why: it stands on the item as out of order. Raises Refusal."""
    check_write(actor, stop.item)
    check_unpassed(stop)
    check_reason(why)
    with change(actor=actor, verb="agenda.stop_skipped", about=stop.item, why=why.strip()) as act:
        act.create(
            Deviation, stop=stop, key="way:skipped", rule="way", template=SKIPPED,
            params={"body": latest_name(stop.body_id)}, source=OUR_OWN, stops=True, why=why.strip(),
            at=act.at, by_id=actor.person_id, label=actor.label,
        )  # fmt: skip
        return act.update(
            stop, seen=seen, where={"sent_on": None, "decision": None}, skipped=why.strip(), meeting=None,
            place=None,
        )  # fmt: skip


def recommend(*, actor: Actor, stop: ItemStop, seen: int, words: str) -> ItemStop:
    """Write what is recommended to one body of the way, where it isn't what the item recommends."""
    check_lead_on(actor, stop.item, stop.body)
    check_unpassed(stop)
    with change(actor=actor, verb="agenda.stop_recommended", about=stop.item) as act:
        return act.update(stop, seen=seen, recommendation=words.strip())


def build_on(*, actor: Actor, item: AgendaItem, consultation: Consultation) -> None:
    """Say that an item builds on a consultation: its answers count for the order. Raises Refusal."""
    check_write(actor, item)
    check_still_going(item)
    check_read_consultation(actor, consultation)
    with change(actor=actor, verb="agenda.heard", about=item) as act:
        link(act, kind=HEARD, upper=ref_of(consultation), lower=ref_of(item), day=consultation.opens)


def dismiss(*, actor: Actor, item: AgendaItem, key: str, why: str) -> ReviewDismissal:
    """Set a remark of the review aside, and say why. Raises Refusal."""
    check_read(actor, item)
    check_write(actor, item)
    check_reason(why)
    with change(actor=actor, verb="agenda.remark_dismissed", about=item, why=why.strip()) as act:
        return act.create(
            ReviewDismissal, item=item, key=key, why=why.strip(), at=act.at, by_id=actor.person_id,
            label=actor.label,
        )  # fmt: skip
