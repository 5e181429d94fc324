"""Who is to be told: of those heard, with the way to each of them, or why there is none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext

from kernespor.engines.masking.masking import mask
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.accounts.models import User
from kernespor.foundation.accounts.selectors import actor_with, roles_on
from kernespor.foundation.accounts.sources import held_on
from kernespor.foundation.bodies.enums import Function, NoticeTrouble, NoticeWay, PartyKind
from kernespor.foundation.bodies.models import (
    Consultation,
    ConsultationParty,
    ConsultationResponse,
    Membership,
)
from kernespor.foundation.bodies.permissions import SPOKESMEN, can_read_consultation
from kernespor.foundation.bodies.selectors.consultations import party_name
from kernespor.foundation.bodies.selectors.names import called
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.organisation.tree import tree_on


@dataclass(frozen=True, slots=True)
class Recipient:
    """One who is to be told, for a party; `responses` are the answers that are theirs.

    `way`, `trouble`, `address` and `language` say how they are reached, or why they aren't.
    """

    party: ConsultationParty
    name: str
    person: Person | None = None
    response: ConsultationResponse | None = None
    responses: tuple[int, ...] = ()
    way: NoticeWay = NoticeWay.NONE
    trouble: str = ""
    address: str = ""
    language: str = "da"

    @property
    def key(self) -> str:
        """What they are known by among the recipients of one message."""
        if self.person:
            return f"person:{self.person.pk}"
        if self.response:
            return f"answer:{self.response.pk}"
        return f"party:{self.party.pk}:{self.name}"[:80]


def heard(actor: Actor, consultation: Consultation) -> list[Recipient]:
    """Return everyone who was heard: members, heads, those outside, and the residents who answered.

    Who answered without login has their own way: an address where they gave one, and else no word of it.
    """
    rows = ConsultationResponse.objects.filter(consultation=consultation).select_related("sent_by")
    answers: dict[int, list[ConsultationResponse]] = defaultdict(list)
    for row in rows.order_by("pk"):
        answers[row.party_id].append(row)
    parties = _parties(actor, consultation)
    found = [
        replace(one, responses=tuple(row.pk for row in answers[one.party.pk]))
        for one in _of_parties(actor, parties, ())
    ]
    for party in parties:
        if party.kind == PartyKind.PUBLIC:
            found += [
                Recipient(
                    party,
                    mask(row.shown_name).text or gettext("En borger"),
                    None if row.recorded else row.sent_by,  # who recorded it isn't who wrote it
                    row,
                    (row.pk,),
                )
                for row in answers[party.pk]
                if not row.receipt
            ]
    return _reached(actor, consultation, found)


def silent(actor: Actor, consultation: Consultation) -> list[Recipient]:
    """Return those who answer for parties that haven't: of a body its spokesmen, of a unit its head."""
    answered = ConsultationResponse.objects.filter(consultation=consultation).values("party_id")
    parties = [one for one in _parties(actor, consultation, answered) if one.kind != PartyKind.PUBLIC]
    return _reached(actor, consultation, _of_parties(actor, parties, SPOKESMEN))


def _parties(actor: Actor, consultation: Consultation, without: Any = ()) -> list[Any]:
    rows = consultation.parties.exclude(pk__in=without).order_by("pk")
    return list(rows.annotate(body_name=called("body_id", actor.today)))


def _of_parties(actor: Actor, parties: list[Any], functions: tuple[Function, ...]) -> Iterator[Recipient]:
    """Yield those behind the parties that were named: of a body those with these functions (none: all)."""
    seats = Membership.objects.on(actor.today).filter(body_id__in=[one.body_id for one in parties])
    seats = seats.filter(function__in=functions) if functions else seats.exclude(function=Function.SUBSTITUTE)
    heads = held_on(actor.today).filter(role=RoleKind.HEAD, unit_id__in=[one.unit_id for one in parties])
    of_body: dict[int, list[Membership]] = defaultdict(list)
    of_unit: dict[int, list[Person]] = defaultdict(list)
    for seat in seats.select_related("person").order_by("pk"):
        of_body[seat.body_id].append(seat)
    for role in heads.select_related("person").order_by("pk"):
        of_unit[role.unit_id].append(role.person)
    tree = tree_on(actor.today)
    for party in parties:
        name = party_name(party, party.body_name, tree.name(party.unit_id) if party.unit_id else "")
        if party.kind == PartyKind.OUTSIDE:
            yield Recipient(party, name, address=party.address)
        elif party.kind != PartyKind.PUBLIC:
            persons = [Recipient(party, person.name, person) for person in of_unit[party.unit_id]]
            persons += [Recipient(party, seat.name, seat.person) for seat in of_body[party.body_id]]
            yield from persons or [Recipient(party, name, trouble=NoticeTrouble.NOBODY)]


def _reached(actor: Actor, consultation: Consultation, found: Iterable[Recipient]) -> list[Recipient]:
    """Return each recipient once, with the way to them."""
    merged: dict[str, Recipient] = {}
    people = _People(actor, found := list(found))
    for one in found:
        known = merged.get(one.key)
        if known:
            responses = dict.fromkeys((*known.responses, *one.responses))
            merged[one.key] = replace(known, responses=tuple(responses))
        else:
            merged[one.key] = one
    return [_way(one, people, consultation) for one in merged.values()]


class _People:
    """The persons among recipients, as the actors that they are. Two queries."""

    def __init__(self, actor: Actor, found: Iterable[Recipient]) -> None:
        keys = {one.person.pk for one in found if one.person}
        self._today = actor.today
        self._roles = roles_on(actor.today, tree_on(actor.today), keys)
        rows = User.objects.filter(person__in=keys, is_active=True)
        self.users = {row.person_id: row for row in rows}

    def actor(self, person: Person) -> Actor:
        """Return a person as the one who acts."""
        user = self.users.get(person.pk)
        return actor_with(person, self._today, self._roles[person.pk], user_id=user.pk if user else None)


def _way(one: Recipient, people: _People, consultation: Consultation) -> Recipient:
    """Return a recipient with the way to them: a task for those at work here, a mail for the others."""
    user = people.users.get(one.person.pk) if one.person else None
    reader = people.actor(one.person) if one.person else None
    address = (one.person.email or (user.email if user else "")) if one.person else one.address
    if one.trouble:
        return one
    if reader and not can_read_consultation(reader, consultation):
        return replace(one, trouble=NoticeTrouble.MAY_NOT_READ)
    if reader and reader.in_house and user:
        return replace(one, way=NoticeWay.TASK)
    if not address:
        return replace(one, trouble=NoticeTrouble.NO_ADDRESS)
    if consultation.openness != Openness.OPEN:
        return replace(one, address="", trouble=NoticeTrouble.CONFIDENTIAL)
    return replace(one, way=NoticeWay.MAIL, address=address, language=user.language if user else "da")
