"""Rows become what the engines of order and review ask for. No arithmetic of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django.utils import timezone

from kernespor.connectors.agenda.records import AgendaItem as ItemRecord
from kernespor.connectors.agenda.records import Section
from kernespor.connectors.agenda.reviewed import as_reviewed
from kernespor.domains.agenda.enums import ItemStatus
from kernespor.domains.agenda.models import AgendaItem, ItemStop, Mandate, Meeting
from kernespor.engines.agenda_order.check import deviations, standing
from kernespor.engines.agenda_order.placing import placed_late
from kernespor.engines.agenda_order.records import Deviation, Heard, Rule, Stop, Way, load_rules
from kernespor.engines.findings import N_
from kernespor.engines.group_mandates import check as group_check
from kernespor.engines.group_mandates import records as group_records
from kernespor.engines.item_review.records import Known, Remark
from kernespor.engines.item_review.review import review
from kernespor.foundation.bodies.enums import UNSENT as UNSENT_CONSULTATION
from kernespor.foundation.bodies.enums import BodyKind, PartyKind
from kernespor.foundation.bodies.models import ConsultationParty

OUR_OWN = N_("Kommunens egen sagsgang")


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of order, with the dates between which it holds."""
    return load_rules()


def way_of(item: AgendaItem, stops: Sequence[ItemStop], heard: Iterable[ConsultationParty]) -> Way:
    """Return an item's way as the engine sees it. `stops` bring their bodies, meetings and decisions."""
    return Way(
        stops=tuple(_stop(stop) for stop in stops),
        heard=tuple(one for party in heard if (one := _heard(party))),
        subjects=frozenset(item.subjects),
        urgent=item.urgent,
    )


def against_sending(
    item: AgendaItem, stop: ItemStop, way: Way, *, today: dt.date, closed: frozenset[dt.date]
) -> tuple[Deviation, ...]:
    """Return what is out of order when the item is sent to the body of one of its stops."""
    found = deviations(way, stop.position, rules=rules(), today=today, closed_days=closed)
    return (*_unapproved(item, stop), *found)


def against_placing(stop: ItemStop, meeting: Meeting, *, today: dt.date) -> tuple[Deviation, ...]:
    """Return what is out of order when an item is put on the agenda of a meeting today."""
    return placed_late(
        _stop(stop), meeting=f"m{meeting.pk}", due=meeting.drafts_due, rules=rules(), today=today
    )


def on_the_way(way: Way, *, today: dt.date, closed: frozenset[dt.date]) -> tuple[Deviation, ...]:
    """Return all that is or was out of order on an item's whole way."""
    return standing(way, rules=rules(), today=today, closed_days=closed)


def _unapproved(item: AgendaItem, stop: ItemStop) -> tuple[Deviation, ...]:
    """Return that nobody approved the item, where nobody did."""
    if item.status != ItemStatus.DRAFT:
        return ()
    return (
        Deviation(
            rule="approved",
            code="unapproved",
            message=N_("Punktet er ikke godkendt af enhedens leder eller direktør."),
            params={},
            stop=stop.position,
            stops=True,
            source=OUR_OWN,
        ),
    )


def _stop(stop: ItemStop) -> Stop:
    decided = stop.decision.current if stop.decision else None
    return Stop(
        position=stop.position,
        body=f"b{stop.body_id}",
        kind=stop.body.kind,
        on=stop.meeting.on if stop.meeting else None,
        sent_on=stop.sent_on,
        outcome=decided.outcome if decided else "",
        decided_on=decided.on if decided else None,
        reading=int(stop.reading or 0),
        suspended_on=stop.suspended_on,
    )


def _heard(party: ConsultationParty) -> Heard | None:
    """Return a party as the engine sees it; of a consultation that nobody was asked in, nothing."""
    row = party.consultation
    if row.status in UNSENT_CONSULTATION:
        return None
    answered = getattr(party, "answered_at", None)
    return Heard(
        party=party_key(party),
        kind=party.body.kind if party.body else _PARTIES[party.kind],
        what=row.kind,
        deadline=timezone.localtime(row.deadline).date(),
        asked_on=row.opens,
        answered_on=timezone.localtime(answered).date() if answered else None,
    )


def party_key(party: ConsultationParty) -> str:
    """Return a party's key; a body has the same as where it stands on a way."""
    return f"b{party.body_id}" if party.body_id else f"p{party.pk}"


_PARTIES: Mapping[str, str] = {
    PartyKind.UNIT: "unit", PartyKind.OUTSIDE: "outside", PartyKind.PUBLIC: "public",
}  # fmt: skip


def record_of(item: Any, **more: Any) -> ItemRecord:
    """Return an item, or a version of one, as its document has it."""
    return ItemRecord(
        title=item.title,
        case_number=item.case_number,
        item_type=item.item_type,
        theme=item.theme,
        sections=tuple(Section(heading, text) for heading, text in item.sections),
        recommendation=item.recommendation,
        alternative_recommendation=item.alternative_recommendation,
        consultation=item.consultation,
        economy=item.economy,
        attachments=tuple(line for line in item.attachments.splitlines() if line.strip()),
        **more,
    )


@cache
def mandate_rules() -> tuple[group_records.Rule, ...]:
    """Return every rule of mandates, with the dates between which it holds."""
    return group_records.load_rules()


def mandate_remarks(
    mandate: Mandate, term_ends: dt.date | None, today: dt.date
) -> tuple[group_records.Remark, ...]:
    """Return what in a mandate isn't as the rules say. It brings its body and its decision's."""
    facts = group_records.Mandate(
        kind=mandate.body.kind,
        starts=mandate.starts,
        ends=mandate.ends,
        decided_by=mandate.decision.body.kind if mandate.decision else "",
        power=mandate.power,
        term_ends=term_ends,
    )
    return group_check.remarks(facts, mandate_rules(), today)


def bound_to_term(today: dt.date) -> frozenset[str]:
    """Return the kinds of bodies that end with the council's term."""
    return group_check.bound_to_term(mandate_rules(), today)


def days_ahead(today: dt.date) -> dict[int, list[str]]:
    """Return how many days ahead the end of a group is told, each number with its kinds of bodies."""
    found: dict[int, list[str]] = {}
    for kind in BodyKind:
        found.setdefault(group_check.days_ahead(mandate_rules(), kind, today), []).append(kind.value)
    return found


def deliverable_days(today: dt.date) -> int:
    """Return how many days ahead a deliverable awaits the tovholder."""
    return group_check.deliverable_days(mandate_rules(), today)


def remarks_on(item: AgendaItem, meeting: dt.date | None, known: Sequence[Known] = ()) -> list[Remark]:
    """Return what is not concrete, correct or precise in an item, its text held against `known` too."""
    return review(as_reviewed(record_of(item), meeting), known)
