"""What is out of order on items' ways, in words, with what was overridden and why."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import holidays
from django.db.models import Min, Q
from django.utils.translation import gettext

from kernespor.domains.agenda.calculations import (
    OUR_OWN,
    against_placing,
    against_sending,
    on_the_way,
    party_key,
    way_of,
)
from kernespor.domains.agenda.models import AgendaItem, Deviation, ItemStop, Meeting
from kernespor.domains.agenda.permissions import readable_items
from kernespor.engines.agenda_order.records import Deviation as Found
from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.bodies.enums import BodyKind
from kernespor.foundation.bodies.models import Consultation, ConsultationParty, Decision
from kernespor.foundation.bodies.permissions import readable_decisions
from kernespor.foundation.bodies.selectors.consultations import party_name
from kernespor.foundation.bodies.selectors.names import called, names_on
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.thread.models import Link

ITEM, CONSULTATION = AgendaItem._meta.label_lower, Consultation._meta.label_lower
_PARTIES = {"unit": N_("Enheden"), "outside": N_("Nogen uden for kommunen"), "public": N_("Borgerne")}


@dataclass(frozen=True, slots=True)
class Told:
    """Something out of order, ready to be read or kept. `why` and `by` say who went on in spite of it."""

    key: str
    rule: str
    template: str
    params: dict[str, Any]
    source: str
    stops: bool
    position: int
    why: str = ""
    by: str = ""

    @property
    def sentence(self) -> str:
        """What is out of order, in the reader's language."""
        return gettext(self.template).format(**self.params)


def told_all(stops: Sequence[ItemStop], *, today: dt.date) -> dict[int, list[Told]]:
    """Return what is out of order at stops when their agenda is sent today, by the keys of the stops.

    Five queries at most, however many. The stops bring their items, bodies, meetings and decisions.
    """
    items = {stop.item_id for stop in stops}
    ways, heard = stops_of(items), heard_of(items)
    names = _names(today, [one for of in heard.values() for one in of], stops)
    names = {f"b{one.body_id}": one.body.code for of in ways.values() for one in of} | names
    closed = closed_days(today.year)
    found = {}
    for stop in stops:
        way = ways[stop.item_id]
        if stop.pk not in {one.pk for one in way}:  # led past, and treated all the same
            way = sorted([*way, stop], key=lambda one: one.position)
        told = against_sending(
            stop.item, stop, way_of(stop.item, way, heard[stop.item_id]), today=today, closed=closed
        )
        found[stop.pk] = [_told(one, names) for one in told]
    return found


def told_at(stop: ItemStop, *, today: dt.date, at_table: bool = False) -> list[Told]:
    """Return what is out of order when a stop's agenda is sent today; `at_table`: it is decided unsent."""
    told = told_all([stop], today=today)[stop.pk]
    return [*told, _unsent(stop)] if at_table else told


def told_of_placing(stop: ItemStop, meeting: Meeting, *, today: dt.date) -> list[Told]:
    """Return what is out of order when an item is put on the agenda of a meeting today. No query."""
    return [_told(one, {}) for one in against_placing(stop, meeting, today=today)]


def _unsent(stop: ItemStop) -> Told:
    return Told(
        key="sent:unsent",
        rule="sent",
        template=N_("Punktet stod på ingen dagsorden, der var sendt ud før mødet."),
        params={},
        source=OUR_OWN,
        stops=True,
        position=stop.position,
    )


def standing_of(
    item: AgendaItem, stops: Sequence[ItemStop], asked: Collection[int], *, today: dt.date
) -> list[Told]:
    """Return all that is or was out of order on an item's way: what is on record, and what stands today.

    `stops` are all of the item's, with bodies, meetings and decisions; `asked` the keys of the consultations
    that it builds on.
    """
    stops = [stop for stop in stops if not stop.skipped or stop.decision_id]
    heard = _parties(asked) if asked else []
    found = on_the_way(way_of(item, stops, heard), today=today, closed=closed_days(today.year))
    names = _names(today, heard, stops) if found else {}
    recorded = recorded_of([item.pk])[item.pk]
    keys = {(one.position, one.key) for one in recorded}
    computed = [_told(one, names) for one in found]
    return [*recorded, *(one for one in computed if (one.position, one.key) not in keys)]


def recorded_of(items: Iterable[int]) -> Mapping[int, list[Told]]:
    """Return what was put on record of items, by item, in the order of their ways. One query."""
    found: dict[int, list[Told]] = defaultdict(list)
    rows = Deviation.objects.filter(stop__item__in=list(items)).select_related("stop")
    for row in rows.order_by("stop__position", "pk"):
        found[row.stop.item_id].append(recorded(row))
    return found


def recorded(row: Deviation) -> Told:
    """Return a deviation on record; its stop must have been read with it."""
    return Told(
        row.key,
        row.rule,
        row.template,
        row.params,
        row.source,
        row.stops,
        row.stop.position,
        row.why,
        row.label,
    )


def deviations_on_record(actor: Actor) -> Any:
    """Return the deviations of items that the actor may read, newest first, with the body's name."""
    items = AgendaItem.objects.filter(readable_items(actor)).values("pk")
    rows = Deviation.objects.filter(stop__item__in=items).select_related("stop__item", "stop__meeting")
    return rows.annotate(body_name=called("stop__body_id", actor.today)).order_by("-at", "-pk")


def stops_of(items: Iterable[int]) -> Mapping[int, list[ItemStop]]:
    """Return the ways of items, with what the engine asks of each stop, but for those led past. One query."""
    found: dict[int, list[ItemStop]] = defaultdict(list)
    rows = ItemStop.objects.filter(Q(skipped="") | Q(decision__isnull=False), item__in=list(items))
    for row in rows.order_by("item", "position").select_related("body", "meeting", "decision__current"):
        found[row.item_id].append(row)
    return found


def hidden_decisions(actor: Actor, stops: Iterable[ItemStop]) -> AbstractSet[int]:
    """Return the stops whose decision is kept from one who may read the item. One query where any may be."""
    closed = [stop for stop in stops if stop.decision and stop.decision.openness != Openness.OPEN]
    keys = [stop.decision_id for stop in closed if stop.decision_id]
    rows = (
        Decision.objects.filter(readable_decisions(actor), pk__in=keys) if keys else Decision.objects.none()
    )
    readable = set(rows.values_list("pk", flat=True))
    return {stop.pk for stop in closed if stop.decision_id not in readable}


def heard_of(items: Iterable[int]) -> Mapping[int, list[ConsultationParty]]:
    """Return who is heard in the consultations that items build on, by item. Two queries."""
    links = Link.objects.believed().filter(upper_kind=CONSULTATION, lower_kind=ITEM, lower_pk__in=list(items))
    pairs = list(links.values_list("upper_pk", "lower_pk"))
    found: dict[int, list[ConsultationParty]] = defaultdict(list)
    if not pairs:
        return found
    parties = _parties({upper for upper, _lower in pairs})
    for upper, lower in sorted(pairs):
        found[lower] += [party for party in parties if party.consultation_id == upper]
    return found


def _parties(consultations: Collection[int]) -> list[ConsultationParty]:
    rows = ConsultationParty.objects.filter(consultation__in=consultations)
    rows = rows.select_related("consultation", "body").annotate(
        answered_at=Min("responses__received_at", filter=Q(responses__side=""))
    )
    return list(rows.order_by("consultation__deadline", "pk"))


@lru_cache(maxsize=8)
def closed_days(year: int) -> frozenset[dt.date]:
    """Return the public holidays of a year and of those beside it."""
    return frozenset(holidays.country_holidays("DK", years=range(year - 1, year + 2)))


def _names(today: dt.date, heard: Sequence[ConsultationParty], stops: Sequence[ItemStop]) -> dict[str, str]:
    """Return what bodies, parties and their kinds are called, by the engine's keys. Two queries."""
    bodies = names_on(today)
    tree = tree_on(today)
    names: dict[str, str] = {kind.value: str(kind.label) for kind in BodyKind}
    names |= {kind: gettext(word) for kind, word in _PARTIES.items()}
    names |= {f"b{pk}": name for pk, name in bodies.items()}
    for stop in stops:
        names.setdefault(f"b{stop.body_id}", stop.body.code)
    for party in heard:
        unit = tree.name(party.unit_id) if party.unit_id else ""
        name = party_name(party, bodies.get(party.body_id or 0, ""), unit)
        names.setdefault(party_key(party), name)
    return names


def _told(one: Found, names: Mapping[str, str]) -> Told:
    return Told(
        key=one.key,
        rule=one.rule,
        template=one.message,
        params=one.words(names),
        source=one.source,
        stops=one.stops,
        position=one.stop or 0,
    )
