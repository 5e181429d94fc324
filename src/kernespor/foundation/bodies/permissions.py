"""Who may do what with bodies, decisions and consultations: `check_x` raises with the reason."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from kernespor.engines.findings import N_
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.openness import Openness, invited
from kernespor.foundation.bodies.enums import MED, UNSENT, Function, PartyKind, Side
from kernespor.foundation.bodies.models import (
    Body,
    Consultation,
    ConsultationParty,
    ConsultationPoint,
    ConsultationResponse,
    Decision,
    Membership,
    Notice,
    ResponseDocument,
)
from kernespor.foundation.memory import once
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.refusals import NotPermitted, answering

KEEPERS = (RoleKind.SECRETARY, RoleKind.ADMINISTRATOR)
HEARERS = (RoleKind.SECRETARY, RoleKind.HEAD, RoleKind.DIRECTOR)
DECISION, CONSULTATION = "bodies.decision", "bodies.consultation"
SPOKESMEN = (Function.CHAIR, Function.VICE_CHAIR, Function.SECRETARY)
_NO_STAND_INS = tuple(one for one in Function if one is not Function.SUBSTITUTE)


@dataclass(frozen=True, slots=True)
class _Seat:
    body: int
    function: str
    is_staff: bool  # on the staff side of a MED committee


@once
def _seats(actor: Actor) -> tuple[_Seat, ...]:
    """Return the actor's seats of today. One query, whichever of them one asks for."""
    if actor.person_id is None or actor.on_behalf:
        return ()
    rows = Membership.objects.on(actor.today).filter(person_id=actor.person_id)
    found = rows.values_list("body_id", "function", "side", "body__kind")
    return tuple(_Seat(body, what, side == Side.STAFF and kind in MED) for body, what, side, kind in found)


def seats_in(actor: Actor, *functions: Function) -> frozenset[int]:
    """Return the bodies in which the actor sits today in one of these functions (none: any but stand-in).

    A seat is the member's own: who acts on another's behalf has none of theirs. One query.
    """
    wanted = functions or _NO_STAND_INS
    return frozenset(seat.body for seat in _seats(actor) if seat.function in wanted)


def seat_keys(actor: Actor, *functions: Function) -> QuerySet[Any, Any]:
    """Return what `seats_in` does as a query, to stand within another."""
    if actor.person_id is None or actor.on_behalf:
        return Membership.objects.none().values_list("body_id", flat=True)
    rows = Membership.objects.on(actor.today).filter(person_id=actor.person_id)
    rows = rows.filter(function__in=functions) if functions else rows.exclude(function=Function.SUBSTITUTE)
    keys: QuerySet[Any, Any] = rows.values_list("body_id", flat=True)
    return keys


def check_keep_body(actor: Actor, unit_id: int) -> None:
    """Bodies, terms and members are kept by the secretariat and the administrators of the unit."""
    if not actor.holds_over(unit_id, *KEEPERS):
        raise NotPermitted(
            "not_keeper", N_("Kun sekretariatet og administratorer for enheden kan rette råd og udvalg.")
        )


def check_keep_some(actor: Actor) -> None:
    """Those who keep bodies for some unit may begin on a new one."""
    if not actor.holds(*KEEPERS):
        raise NotPermitted(
            "not_keeper_anywhere", N_("Kun sekretærer og administratorer kan oprette råd og udvalg.")
        )


def check_keep_terms(actor: Actor) -> None:
    """Terms go across bodies: they are kept for the whole municipality."""
    if not actor.holds_over_all(*KEEPERS):
        raise NotPermitted(
            "not_keeper_of_all",
            N_("Kun sekretariatet og administratorer for hele kommunen kan rette funktionsperioder."),
        )


def check_record(actor: Actor, body: Body) -> None:
    """A body's decisions are recorded by the secretariat, by its own secretary and by its chair."""
    if actor.holds_over(body.unit_id, RoleKind.SECRETARY):
        return
    if body.pk not in seats_in(actor, Function.SECRETARY, Function.CHAIR):
        raise NotPermitted(
            "not_recorder",
            N_("Kun sekretariatet, udvalgets sekretær og formanden kan føre en beslutning ind."),
        )


def readable_decisions(actor: Actor) -> Q:
    """Return the decisions that the actor may read, as a filter: the same rule as `check_read_decision`."""
    if not actor.in_house:
        return Q(pk__in=())
    own = Q(body_id__in=seat_keys(actor)) | Q(body__unit_id__in=actor.units_under(RoleKind.SECRETARY))
    return Q(openness=Openness.OPEN) | own | invited(actor, DECISION)


def check_read_decision(actor: Actor, decision: Decision) -> None:
    """Open decisions are for everyone in the house, closed ones for the body and its secretariat."""
    if not Decision.objects.filter(readable_decisions(actor), pk=decision.pk).exists():
        raise NotPermitted(
            "closed_decision",
            N_("Beslutningen er lukket. Kun udvalgets medlemmer og sekretariatet kan se den."),
        )


def readable_consultations(actor: Actor) -> Q:
    """Return the consultations that the actor may read, as a filter: as `check_read_consultation`."""
    sent = ~Q(status__in=UNSENT)
    public = ConsultationParty.objects.filter(kind=PartyKind.PUBLIC).values("consultation_id")
    found = sent & Q(openness=Openness.OPEN, pk__in=public)
    if not actor.is_authenticated and actor.person_id is None:
        return found
    heard = ConsultationParty.objects.filter(
        Q(body_id__in=seat_keys(actor)) | Q(unit_id__in=_heads(actor))
    ).values("consultation_id")
    found |= sent & Q(pk__in=heard)
    found |= Q(unit_id__in=actor.units_under(*HEARERS)) | invited(actor, CONSULTATION)
    if actor.in_house:
        own = Q(created_by_id=actor.person_id)
        found |= (sent & Q(openness=Openness.OPEN)) | (own if actor.limit is None else Q(pk__in=()))
    return found


def check_read_consultation(actor: Actor, consultation: Consultation) -> None:
    """What is sent out openly is for all in the house, and where residents are heard for everyone."""
    if consultation.pk not in objects.rows_of(actor, CONSULTATION, {consultation.pk}):
        raise NotPermitted(
            "guarded_consultation",
            N_("Høringen er ikke åben for alle. Kun de, der bliver hørt, og de, der spørger, kan se den."),
        )


def check_hear(actor: Actor, unit_id: int) -> None:
    """Those who lead or write for a unit may hear others about its affairs."""
    if not actor.holds_over(unit_id, *HEARERS):
        raise NotPermitted(
            "not_hearer",
            N_("Kun enhedens leder, direktøren og sekretariatet kan holde en høring for enheden."),
        )


def check_hear_some(actor: Actor) -> None:
    """Those who may hear others for some unit may begin on a consultation."""
    if not actor.holds(*HEARERS):
        raise NotPermitted(
            "not_hearer_anywhere", N_("Kun ledere, direktører og sekretærer kan sende noget i høring.")
        )


def check_answer(actor: Actor, party: ConsultationParty, side: str = "") -> None:
    """For a body answers its chair, its vice chair or its secretary; for a unit its head; else oneself.

    For the staff side of a MED committee (`side`) answer those who sit on it.
    """
    if side:
        if side != Side.STAFF or party.body_id is None or party.body_id not in answers_for_staff(actor):
            raise NotPermitted(
                "not_staff_side", N_("For medarbejdersiden svarer kun de, der sidder i udvalget på den side.")
            )
        return
    if party.kind == PartyKind.PUBLIC and actor.person_id is not None and not actor.on_behalf:
        return
    if party.body_id is not None and party.body_id in answers_for_bodies(actor):
        return
    if party.unit_id is not None and party.unit_id in _heads(actor):
        return
    raise NotPermitted(
        "not_spokesman",
        N_("For et råd svarer formanden, næstformanden eller sekretæren, for en enhed lederen."),
    )


def answers_for_bodies(actor: Actor) -> frozenset[int]:
    """Return the bodies for which the actor answers. One query."""
    return seats_in(actor, *SPOKESMEN)


def answers_for_staff(actor: Actor) -> frozenset[int]:
    """Return the MED committees on whose staff side the actor sits today, stand-ins left out. One query."""
    return frozenset(seat.body for seat in _seats(actor) if seat.is_staff and seat.function in _NO_STAND_INS)


def answering_body_keys(actor: Actor) -> QuerySet[Any, Any]:
    """Return what `answers_for_bodies` does as a query, to stand within another."""
    return seat_keys(actor, *SPOKESMEN)


def answers_for_units(actor: Actor) -> frozenset[int]:
    """Return the units for which the actor answers: those that they head."""
    return _heads(actor)


def check_read_response(actor: Actor, response: ConsultationResponse) -> None:
    """What bodies and units answer is open with the consultation; what a resident wrote when published."""
    check_read_consultation(actor, response.consultation)
    found = ConsultationResponse.objects.filter(readable_responses(actor, response.consultation))
    if not found.filter(pk=response.pk).exists():
        raise NotPermitted(
            "unpublished_response", N_("Svaret er ikke offentliggjort. Kun den, der skrev det, kan se det.")
        )


def check_read_file(actor: Actor, document: ResponseDocument) -> None:
    """The document of an answer is open with it, but where those who released it kept it back."""
    response = document.response
    check_read_response(actor, response)
    own = actor.person_id is not None and not actor.on_behalf and response.sent_by_id == actor.person_id
    if document.is_hidden and not own and not actor.holds_over(response.consultation.unit_id, *HEARERS):
        raise NotPermitted("hidden_file", N_("Svarets fil er ikke offentliggjort."))


def readable_responses(actor: Actor, consultation: Consultation) -> Q:
    """Return the answers that one who may read the consultation may read, as a filter."""
    own = Q(consultation=consultation)
    if actor.holds_over(consultation.unit_id, *HEARERS):
        return own
    shown = Q(published_on__isnull=False)
    if actor.in_house or seats_in(actor):
        shown |= Q(party__kind__in=(PartyKind.BODY, PartyKind.UNIT))
    if actor.person_id is not None and not actor.on_behalf:
        shown |= Q(sent_by_id=actor.person_id)
    return own & shown


def open_in_history(actor: Actor, keys: Collection[int]) -> frozenset[int]:
    """Return those answers whose history the actor may read. One query.

    What a body or a unit answers is part of the case. Who else answered, and in which words before they were
    published, is for those who ask alone: a resident chose what their answer is called.
    """
    hears = Q(consultation__unit_id__in=actor.units_under(*HEARERS))
    openly = Q(party__kind__in=(PartyKind.BODY, PartyKind.UNIT))
    rows = ConsultationResponse.objects.filter(hears | openly, pk__in=keys)
    return frozenset(rows.values_list("pk", flat=True))


def documents_in_history(actor: Actor, keys: Collection[int]) -> frozenset[int]:
    """Return those documents whose history the actor may read: that of their answers. One query."""
    hears = Q(response__consultation__unit_id__in=actor.units_under(*HEARERS))
    openly = Q(response__party__kind__in=(PartyKind.BODY, PartyKind.UNIT))
    rows = ResponseDocument.objects.filter(hears | openly, pk__in=keys)
    return frozenset(rows.values_list("pk", flat=True))


def notices_in_history(actor: Actor, keys: Collection[int]) -> frozenset[int]:
    """Return those notices whose history the actor may read: who was written to is for those who hear."""
    return _heard_by(actor, Notice, keys)


def points_in_history(actor: Actor, keys: Collection[int]) -> frozenset[int]:
    """Return those points whose history the actor may read: drafts of a reply are for those who hear."""
    return _heard_by(actor, ConsultationPoint, keys)


def _heard_by(actor: Actor, model: type[Notice | ConsultationPoint], keys: Collection[int]) -> frozenset[int]:
    units = actor.units_under(*HEARERS)
    if not units:
        return frozenset()
    rows = model._default_manager.filter(pk__in=keys, consultation__unit_id__in=units)
    return frozenset(rows.values_list("pk", flat=True))


def _heads(actor: Actor) -> frozenset[int]:
    """Return the units that the actor is head of themselves, not those that lie under."""
    return frozenset(
        role.unit_id
        for role in actor.roles
        if role.kind is RoleKind.HEAD and role.covers(role.unit_id) and not role.narrowed
    )


can_keep_body = answering(check_keep_body)
can_keep_some = answering(check_keep_some)
can_keep_terms = answering(check_keep_terms)
can_record = answering(check_record)
can_read_decision = answering(check_read_decision)
can_read_consultation = answering(check_read_consultation)
can_hear = answering(check_hear)
can_hear_some = answering(check_hear_some)
can_answer = answering(check_answer)
can_read_response = answering(check_read_response)
can_read_file = answering(check_read_file)
