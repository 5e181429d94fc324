"""Consultations: the list, one with its parties and answers, and those that wait for a body."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.enums import MED, ConsultationStatus, PartyKind, Side
from kernespor.foundation.bodies.kinds import consultation_rows
from kernespor.foundation.bodies.models import (
    Consultation,
    ConsultationMaterial,
    ConsultationParty,
    ConsultationResponse,
)
from kernespor.foundation.bodies.permissions import (
    CONSULTATION,
    answers_for_bodies,
    answers_for_staff,
    answers_for_units,
    can_hear,
    readable_responses,
    seat_keys,
)
from kernespor.foundation.bodies.selectors.answers import AnswerView, answer_view, with_documents
from kernespor.foundation.bodies.selectors.names import called
from kernespor.foundation.organisation.tree import tree_on


@dataclass(frozen=True, slots=True)
class PartyView:
    """One who is heard, with the answers that the reader may see, newest first, and how many there are.

    With a `side` it is the staff side of a MED committee, which answers beside its committee.
    """

    row: ConsultationParty
    name: str
    responses: list[AnswerView]
    number: int  # of all answers, also those that the reader may not see
    may_answer: bool
    side: str = ""

    @property
    def key(self) -> str:
        """What a form calls it."""
        return f"{self.row.pk}-{self.side}" if self.side else str(self.row.pk)

    @property
    def last(self) -> AnswerView | None:
        """The answer that counts."""
        return self.responses[0] if self.responses else None

    @property
    def is_public(self) -> bool:
        """Say whether it is the residents."""
        return self.row.kind == PartyKind.PUBLIC


@dataclass(frozen=True, slots=True)
class ConsultationPage:
    """A consultation as a reader may see it."""

    row: Consultation
    body_name: str
    unit: str
    voices: list[PartyView]  # also a staff side that may answer, and hasn't
    material: list[ConsultationMaterial]
    days_left: int
    order: list[tuple[int, str, int]]  # of all answers, newest first: their party, side and key

    @property
    def parties(self) -> list[PartyView]:
        """Those who are heard, and the staff sides that answered for themselves."""
        return [party for party in self.voices if not party.side or party.number]

    @property
    def is_public(self) -> bool:
        """Say whether residents are heard."""
        return any(party.is_public for party in self.parties)

    @property
    def answered(self) -> int:
        """How many of those who were named have answered."""
        return sum(1 for party in self.named if party.number)

    @property
    def named(self) -> list[PartyView]:
        """Those who are heard by name."""
        return [party for party in self.parties if not party.is_public and not party.side]

    @property
    def residents(self) -> PartyView | None:
        """The residents, where they are heard."""
        return next((party for party in self.parties if party.is_public), None)

    @property
    def mine(self) -> list[PartyView]:
        """Those for whom the reader answers."""
        return [party for party in self.voices if party.may_answer]

    @property
    def questions(self) -> list[str]:
        """What one would like to hear, one by one."""
        return [line.strip() for line in self.row.questions.splitlines() if line.strip()]

    @property
    def afterwards(self) -> list[str]:
        """What happens afterwards, step by step."""
        return [line.strip() for line in self.row.afterwards.splitlines() if line.strip()]


def consultations(actor: Actor, *, show: str = "", words: str = "") -> QuerySet[Any]:
    """Return the consultations that the actor may read; with how many are heard and how many answered.

    `show` is "aabne" (open ones), "mine" (those that the actor or their bodies answer in or ask about) or
    nothing; what is to be answered first stands first, what is past last.
    """
    rows = consultation_rows(actor)
    if show == "aabne":
        rows = rows.filter(status=ConsultationStatus.OPEN)
    if show == "mine":
        heard = ConsultationParty.objects.filter(
            Q(body_id__in=seat_keys(actor)) | Q(unit_id__in=answers_for_units(actor))
        )
        own = Q(pk__in=heard.values("consultation_id"))
        rows = rows.filter(own | Q(created_by_id=actor.person_id or 0))
    for word in words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(proposal__icontains=word))
    named = ~Q(parties__kind=PartyKind.PUBLIC)
    rows = rows.annotate(
        heard=Count("parties", filter=named, distinct=True),
        answered=Count(
            "responses__party",
            filter=~Q(responses__party__kind=PartyKind.PUBLIC) & Q(responses__side=""),
            distinct=True,
        ),
    )
    return rows.order_by("-deadline", "-pk")


def consultation_page(actor: Actor, consultation_id: int) -> ConsultationPage:
    """Return a consultation. Raises Http404 or NotPermitted."""
    row: Any = objects.fetch(actor, "hoering", consultation_id)
    objects.keep_rows(actor, CONSULTATION, {consultation_id}, [row])
    tree = tree_on(actor.today)
    rows = row.parties.select_related("body").order_by("pk")
    parties = list(rows.annotate(body_name=called("body_id", actor.today)))
    by_key, hears = {party.pk: party for party in parties}, can_hear(actor, row.unit_id)
    answers: dict[tuple[int, str], list[AnswerView]] = defaultdict(list)
    shown = with_documents(ConsultationResponse.objects.filter(readable_responses(actor, row)))
    kept = list(shown.order_by("-received_at", "-pk"))
    for response in kept:
        response.consultation, response.party = row, by_key[response.party_id]
        answers[response.party_id, response.side].append(answer_view(actor, response, hears=hears))
    order = _order(row, kept if hears else None)
    numbers = Counter((party, side) for party, side, _pk in order)
    voices: list[PartyView] = []
    for party in parties:
        name = party_name(party, party.body_name, tree.name(party.unit_id) if party.unit_id else "")
        for side in ("", Side.STAFF.value):
            number, may = numbers[party.pk, side], _may_answer(actor, party, side)
            if not side or number or may:
                called_so = _of_staff(name) if side else name
                voices.append(PartyView(party, called_so, answers[party.pk, side], number, may, side))
    return ConsultationPage(
        row=row,
        body_name=row.body_name if row.body_id else "",
        unit=tree.name(row.unit_id),
        voices=voices,
        material=list(row.material.select_related("file").defer("file__content").order_by("pk")),
        days_left=(timezone.localtime(row.deadline).date() - actor.today).days,
        order=order,
    )


def _order(row: Consultation, every: list[ConsultationResponse] | None) -> list[tuple[int, str, int]]:
    """Return every answer in order; `every` are those of one who may see all. One query, or none."""
    if every is not None:
        return [(one.party_id, one.side, one.pk) for one in every]
    rows = ConsultationResponse.objects.filter(consultation=row).order_by("-received_at", "-pk")
    return list(rows.values_list("party_id", "side", "pk"))


def recordable(found: ConsultationPage) -> list[PartyView]:
    """Return those whose answer may come by letter: the parties, and after its committee each staff side."""
    voices: list[PartyView] = []
    for party in found.voices:
        if not party.side:
            voices.append(party)
            if party.row.body and party.row.body.kind in MED:
                side = Side.STAFF.value
                voices.append(PartyView(party.row, _of_staff(party.name), [], 0, may_answer=False, side=side))
    return voices


def _may_answer(actor: Actor, party: ConsultationParty, side: str) -> bool:
    if side:
        return party.body_id is not None and party.body_id in answers_for_staff(actor)
    return (
        party.body_id in answers_for_bodies(actor)
        or party.unit_id in answers_for_units(actor)
        or (party.kind == PartyKind.PUBLIC and actor.person_id is not None and not actor.on_behalf)
    )


def _of_staff(name: str) -> str:
    return gettext("{name}, medarbejdersiden").format(name=name)


def party_name(party: ConsultationParty, body: str, unit: str) -> str:
    """Return what a party is called."""
    if party.kind == PartyKind.PUBLIC:
        return gettext("Borgerne")
    return body or unit or party.outside_name


def waiting_for_body(actor: Actor, body_id: int, day: dt.date) -> list[Any]:
    """Return the consultations that a body is heard in and that were open on a day. One query."""
    heard = ConsultationParty.objects.filter(body_id=body_id).values("consultation_id")
    rows = consultation_rows(actor).filter(pk__in=heard, opens__lte=day)
    if day == actor.today:
        rows = rows.filter(status=ConsultationStatus.OPEN)
    else:
        rows = rows.filter(deadline__date__gte=day)
    return list(rows.order_by("deadline", "pk"))
