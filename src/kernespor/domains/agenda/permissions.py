"""Who may write, approve and read agenda items and mandates, and who runs a body's meetings."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from kernespor.domains.agenda.enums import UNSENT, MandateStatus
from kernespor.domains.agenda.models import AgendaItem, FollowUp, ItemStop, Mandate, Meeting
from kernespor.engines.findings import N_
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.openness import Openness, invited
from kernespor.foundation.bodies.enums import Function
from kernespor.foundation.bodies.models import Body, Decision
from kernespor.foundation.bodies.permissions import check_record, readable_decisions, seat_keys
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.refusals import NotPermitted, answering

WRITERS = (
    RoleKind.EMPLOYEE, RoleKind.CONTROLLER, RoleKind.SECRETARY, RoleKind.HEAD, RoleKind.DIRECTOR,
)  # fmt: skip
LEADERS = (RoleKind.SECRETARY, RoleKind.HEAD, RoleKind.DIRECTOR)
APPROVERS = (RoleKind.HEAD, RoleKind.DIRECTOR)
WHEEL_KEEPERS = (RoleKind.SECRETARY, RoleKind.ADMINISTRATOR)
ITEM, MEETING, FOLLOW_UP = "agenda.agendaitem", "agenda.meeting", "agenda.followup"
MANDATE, DELIVERABLE = "agenda.mandate", "agenda.deliverable"
_UNSET = (MandateStatus.DRAFT, MandateStatus.DISCARDED)


def check_write_some(actor: Actor) -> None:
    """Those who work for a unit may write an item for it."""
    if not actor.holds(*WRITERS):
        raise NotPermitted(
            "not_writer_anywhere", N_("Kun de, der arbejder i kommunen, kan skrive et dagsordenspunkt.")
        )


def check_write_for(actor: Actor, unit_id: int) -> None:
    """Those who work in a unit, or over it, may write an item for it."""
    if not actor.holds_over(unit_id, *WRITERS):
        raise NotPermitted(
            "not_writer", N_("Kun de, der arbejder i enheden eller over den, kan skrive et punkt for den.")
        )


def check_write(actor: Actor, item: AgendaItem) -> None:
    """An item is written by the one who began it and by those who lead or keep the books of its unit."""
    if actor.answers_in(item.unit_id, item.created_by_id):
        return
    if not actor.holds_over(item.unit_id, *LEADERS):
        raise NotPermitted(
            "not_items_writer",
            N_("Kun den, der skriver punktet, og enhedens leder, direktør og sekretær kan rette i det."),
        )


def check_approve(actor: Actor, item: AgendaItem) -> None:
    """An item is approved by those who lead its unit."""
    if not actor.holds_over(item.unit_id, *APPROVERS):
        raise NotPermitted("not_approver", N_("Kun enhedens leder eller direktør kan godkende punktet."))


def check_lead_on(actor: Actor, item: AgendaItem, body: Body) -> None:
    """An item's place on an agenda is for those who write it and for those who run the body's meetings."""
    if not (can_write(actor, item) or can_run(actor, body)):
        raise NotPermitted(
            "not_on_way", N_("Kun de, der skriver punktet, og udvalgenes sekretariat kan ændre dets vej.")
        )


def check_run(actor: Actor, body: Body) -> None:
    """A body's meetings are run by those who record its decisions."""
    check_record(actor, body)


def check_run_some(actor: Actor) -> None:
    """Those who may run the meetings of some body may plan one."""
    rows = Body.objects.filter(runs(actor))
    if not rows.exists():
        raise NotPermitted(
            "runs_no_body",
            N_("Kun sekretariatet, et udvalgs sekretær og dets formand kan planlægge møder."),
        )


def runs(actor: Actor) -> Q:
    """Return the bodies whose meetings the actor runs, as a filter: the same rule as `check_run`."""
    sits = seat_keys(actor, Function.SECRETARY, Function.CHAIR)
    return Q(unit_id__in=actor.units_under(RoleKind.SECRETARY)) | Q(pk__in=sits)


def readable_items(actor: Actor) -> Q:
    """Return the items that the actor may read, as a filter: the same rule as `check_read`.

    Before it is sent an item is for its writers, for those who run a body on its way, and for those invited;
    once sent it is open to all in the house. A closed one is for the bodies that it was sent to.
    """
    if not actor.in_house:
        return Q(pk__in=())
    own = Q(created_by_id=actor.person_id) if actor.limit is None and actor.person_id else Q(pk__in=())
    own |= Q(unit_id__in=actor.units_under(*LEADERS))
    stops = ItemStop.objects.filter(item=OuterRef("pk"))
    sent = stops.filter(Q(sent_on__isnull=False) | Q(decision__isnull=False))
    run = stops.filter(body__in=Body.objects.filter(runs(actor)).values("pk"))
    found = own | Exists(run) | Exists(sent.filter(body__in=seat_keys(actor))) | invited(actor, ITEM)
    return found | Q(~Q(status__in=UNSENT), Exists(sent), openness=Openness.OPEN)


def check_read(actor: Actor, item: AgendaItem) -> None:
    """A draft is for its writers, an item that was sent for all; a closed one for those who treat it."""
    if not objects.rows_of(actor, ITEM, {item.pk}):  # the kind's rows are those of `readable_items`
        raise NotPermitted(
            "closed_item",
            N_("Punktet er en kladde eller lukket. Kun de, der skriver det eller behandler det, kan se det."),
        )


def check_read_meeting(actor: Actor, meeting: Meeting) -> None:
    """That a body meets is no secret in the house; what it treats is asked item by item."""
    del meeting
    if not actor.in_house:
        raise NotPermitted("not_in_house", N_("Kun de, der har en rolle i kommunen, kan se møder."))


def readable_follow_ups(actor: Actor) -> Q:
    """Return the follow-ups that the actor may read, as a filter: those of decisions they may read."""
    decisions = Decision.objects.filter(readable_decisions(actor)).values("pk")
    own = Q(owner_id=actor.person_id) if actor.limit is None and actor.person_id else Q(pk__in=())
    return Q(decision__in=decisions) | own


def check_follow_up(actor: Actor, follow_up: FollowUp) -> None:
    """What is to come of a decision is reported by its owner and by those who run the body's meetings."""
    if actor.answers_in(follow_up.decision.body.unit_id, follow_up.owner_id):
        return
    check_run(actor, follow_up.decision.body)


def led_mandates(actor: Actor) -> Q:
    """Return the mandates that the actor may write, as a filter: the same rule as `check_lead`."""
    own = Q(pk__in=())
    if actor.person_id is not None:
        own = Q(tovholder_id=actor.person_id)
        own &= Q(body__unit_id__in=actor.limit) if actor.limit is not None else Q()
    return own | Q(body__in=Body.objects.filter(runs(actor)).values("pk"))


def check_lead(actor: Actor, mandate: Mandate) -> None:
    """A group's mandate is written by its tovholder and by those who run the group's meetings."""
    if actor.answers_in(mandate.body.unit_id, mandate.tovholder_id) or can_run(actor, mandate.body):
        return
    raise NotPermitted(
        "not_tovholder",
        N_("Kun tovholderen, sekretariatet, gruppens sekretær og dens formand kan skrive i kommissoriet."),
    )


def check_set_down(actor: Actor, mandate: Mandate) -> None:
    """Those who run the body that sets a group down say when its mandate holds, and until when."""
    if not can_run(actor, mandate.set_by):
        raise NotPermitted(
            "not_set_down",
            N_("Kun sekretariatet, sekretæren og formanden for dem, der nedsætter gruppen, kan gøre det."),
        )


def readable_mandates(actor: Actor) -> Q:
    """Return the mandates that the actor may read, as a filter: the same rule as `check_read_mandate`.

    A draft is for those who write it, those who set it down, the group and those invited; one in force for
    all in the house.
    """
    if not actor.in_house:
        return Q(pk__in=())
    found = ~Q(status__in=_UNSET) | Q(body_id__in=seat_keys(actor))
    found |= Q(set_by__in=Body.objects.filter(runs(actor)).values("pk"))
    return found | led_mandates(actor) | invited(actor, MANDATE)


def check_read_mandate(actor: Actor, mandate: Mandate) -> None:
    """A draft is for those who write it or set it down and for the group, one in force for all."""
    if not Mandate.objects.filter(readable_mandates(actor), pk=mandate.pk).exists():
        raise NotPermitted(
            "mandate_draft",
            N_(
                "Kommissoriet er en kladde. Kun gruppen, dens tovholder, dem, der nedsætter den, og "
                "sekretariatet kan se det."
            ),
        )


def check_keep_wheel(actor: Actor) -> None:
    """The year's own steps are kept by the secretariat and the administrators of the whole municipality."""
    if not actor.holds_over_all(*WHEEL_KEEPERS):
        raise NotPermitted(
            "not_wheel_keeper",
            N_("Kun sekretariatet og administratorerne for hele kommunen kan ændre årshjulet."),
        )


can_write = answering(check_write)
can_write_some = answering(check_write_some)
can_approve = answering(check_approve)
can_run = answering(check_run)
can_run_some = answering(check_run_some)
can_lead_on = answering(check_lead_on)
can_follow_up = answering(check_follow_up)
can_lead = answering(check_lead)
can_set_down = answering(check_set_down)
can_keep_wheel = answering(check_keep_wheel)
