"""Who may do what with governing documents: `check_x` raises with the reason, `can_x` answers."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext

from kernespor.domains.strategy.enums import DocumentStatus
from kernespor.domains.strategy.models import GoverningDocument
from kernespor.domains.strategy.permissions.plans import PLANNERS, ground_of_role
from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.openness import invitation_ground, invited
from kernespor.foundation.refusals import NotPermitted, answering

DOCUMENT = "strategy.governingdocument"
UNSENT = (DocumentStatus.DRAFT, DocumentStatus.DISCARDED)


def readable(actor: Actor) -> Q:
    """Return the documents that the actor may read, as a filter: the same rule as `check_read_document`."""
    own = Q(unit_id__in=actor.units_under(*PLANNERS)) | invited(actor, DOCUMENT)
    if actor.person_id and not actor.on_behalf:
        own |= Q(created_by_id=actor.person_id)
    return ~Q(status__in=UNSENT) | own


def check_read_document(actor: Actor, document: GoverningDocument) -> None:
    """What is heard, at a body, in force or replaced is open to the house; a draft to its writers."""
    if not ground_of_document(actor, document):
        raise NotPermitted(
            "draft_document",
            N_("Dokumentet er en kladde. Kun de, der skriver på det, og de inviterede kan se det."),
        )


def ground_of_document(actor: Actor, document: GoverningDocument) -> str:
    """Return why the actor may read a document, empty when they may not. One query, for the uninvited."""
    if document.status not in UNSENT:
        return gettext(
            "Alle i kommunen kan læse styrende dokumenter, der er i høring, gælder eller har gjaldt."
        )
    for role in actor.roles:
        if role.kind in PLANNERS and role.covers(document.unit_id):
            return ground_of_role(role, document.unit_id)
    if actor.is_oneself(document.created_by_id):
        return gettext("Den, der lagde dokumentet ind")
    return invitation_ground(actor, DOCUMENT, document.pk)


def check_keep_document(actor: Actor, document: GoverningDocument) -> None:
    """Those who keep the unit's books keep its governing documents, and mark their passages."""
    if not actor.holds_over(document.unit_id, *PLANNERS):
        raise NotPermitted(
            "not_keeper_of_document",
            N_(
                "Kun enhedens leder, direktøren, økonomikonsulenten og sekretariatet "
                "kan ændre i dokumentet og udpege passuser i det."
            ),
        )


def check_lay_in(actor: Actor) -> None:
    """Those who keep some unit's books may lay a document in."""
    if not actor.holds(*PLANNERS):
        raise NotPermitted(
            "not_keeper_anywhere",
            N_(
                "Kun ledere, direktører, økonomikonsulenter og sekretærer kan lægge et styrende dokument ind."
            ),
        )


def check_lay_in_for(actor: Actor, unit_id: int) -> None:
    """A document is laid in for a unit whose books one keeps."""
    if not actor.holds_over(unit_id, *PLANNERS):
        raise NotPermitted(
            "not_keeper_here", N_("Du kan ikke lægge et dokument ind for denne enhed. Vælg en af dine.")
        )


can_read_document = answering(check_read_document)
can_keep_document = answering(check_keep_document)
can_lay_in = answering(check_lay_in)
can_lay_in_for = answering(check_lay_in_for)
