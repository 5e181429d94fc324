"""Who may do what with focus areas and the notes on them: `check_x` raises with the reason."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext

from kernespor.domains.strategy.enums import NoteStatus
from kernespor.domains.strategy.models import FocusSet, StatusNote
from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.openness import invitation_ground, invited
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.refusals import NotPermitted, answering

KEEPERS = (RoleKind.HEAD, RoleKind.DIRECTOR, RoleKind.SECRETARY)
NOTE = "strategy.statusnote"


def check_propose(actor: Actor) -> None:
    """Those who lead or write for some unit may propose a set of focus areas for it."""
    if not actor.holds(*KEEPERS):
        raise NotPermitted(
            "not_keeper_anywhere", N_("Kun ledere, direktører og sekretærer kan foreslå fokusområder.")
        )


def check_keep(actor: Actor, unit_id: int) -> None:
    """A set is kept by those who lead or write for its unit."""
    if not actor.holds_over(unit_id, *KEEPERS):
        raise NotPermitted(
            "not_keeper_of_set",
            N_("Kun lederen, direktøren og sekretariatet for den enhed, sættet hører til, kan ændre det."),
        )


def check_keep_set(actor: Actor, row: FocusSet) -> None:
    """Return for those who keep a set."""
    check_keep(actor, row.unit_id)


def readable_notes(actor: Actor) -> Q:
    """Return the notes that the actor may read, as a filter: the same rule as `check_read_note`."""
    own = Q(of_set__unit_id__in=actor.units_under(*KEEPERS)) | invited(actor, NOTE)
    if actor.person_id and not actor.on_behalf:
        own |= Q(created_by_id=actor.person_id)
    return Q(status=NoteStatus.FINISHED) | own


def check_read_note(actor: Actor, note: StatusNote) -> None:
    """A finished note is open to everyone in the house; a draft to those who write it and the invited."""
    if not ground_of_note(actor, note):
        raise NotPermitted(
            "draft_note", N_("Notatet er en kladde. Kun de, der skriver på det, og de inviterede kan se det.")
        )


def ground_of_note(actor: Actor, note: StatusNote) -> str:
    """Return why the actor may read a note, empty when they may not. One query, for the uninvited draft."""
    if note.status == NoteStatus.FINISHED:
        return gettext("Alle i kommunen kan læse et færdigt statusnotat.")
    for role in actor.roles:
        if role.kind in KEEPERS and role.covers(note.of_set.unit_id):
            return gettext("{role} for {unit}").format(role=role.kind.label, unit=role.unit_name)
    if actor.is_oneself(note.created_by_id):
        return gettext("Den, der skrev notatet")
    return invitation_ground(actor, NOTE, note.pk)


def check_promise(*, has_plan: bool) -> None:
    """Those who plan for a unit with a plan in force may say at once what it has promised."""
    if not has_plan:
        raise NotPermitted(
            "no_own_plan", N_("Kun de, der planlægger for en enhed med en plan i kraft, kan love noget her.")
        )


can_propose = answering(check_propose)
can_keep = answering(check_keep)
can_keep_set = answering(check_keep_set)
can_read_note = answering(check_read_note)
