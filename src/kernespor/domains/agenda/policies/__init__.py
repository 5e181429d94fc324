"""When and what: what must hold of items, meetings, their order and mandates, whoever asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from kernespor.domains.agenda.enums import (
    ENDED,
    DeliverableState,
    ItemStatus,
    MandateStatus,
    MeetingKind,
    MeetingStatus,
)
from kernespor.domains.agenda.models import (
    AgendaItem,
    Deliverable,
    FollowUp,
    ItemStop,
    Mandate,
    Meeting,
    MeetingNote,
)
from kernespor.engines.danish import short_date
from kernespor.engines.findings import N_
from kernespor.engines.group_mandates.records import Remark
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.bodies.models import Body, Decision
from kernespor.foundation.refusals import NotNow

OPEN_MANDATES = (MandateStatus.DRAFT, MandateStatus.IN_FORCE)
_OPEN = (MeetingStatus.PLANNED,)
SENDABLE = (MeetingStatus.PLANNED, MeetingStatus.SENT)  # a sent agenda can be added to


def check_editable(item: AgendaItem) -> None:
    """An item is written until it has ended: what was sent before stays as it was."""
    if item.status in ENDED:
        raise NotNow("item_ended", N_("Punktet er afgjort eller trukket tilbage og kan ikke skrives om."))


def check_reason(why: str) -> None:
    """What others have in hand is changed with a reason."""
    if not why.strip():
        raise NotNow("reason_needed", N_("Skriv hvorfor. Begrundelsen bliver stående i historikken."))


def check_why_anew(item: AgendaItem, why: str) -> None:
    """Once approved, an item is written anew with a reason."""
    if item.status != ItemStatus.DRAFT:
        check_reason(why)


def check_complete(item: AgendaItem) -> None:
    """An item that is approved says what is recommended."""
    if not item.recommendation.strip():
        raise NotNow("no_recommendation", N_("Skriv indstillingen, før punktet godkendes."))


def check_way(stops: Sequence[ItemStop], bodies: Sequence[int]) -> None:
    """What was sent or decided stays where it stands on the way, with what was out of order there."""
    told = dict(enumerate(bodies, start=1))
    if any(told.get(stop.position) != stop.body_id for stop in stops if is_bound(stop)):
        raise NotNow(
            "passed_stop",
            N_("De udvalg, punktet har været sendt til, bliver stående, hvor de står på vejen."),
        )
    if not bodies:
        raise NotNow("no_way", N_("Vælg mindst ét udvalg, der skal behandle punktet."))


def is_passed(stop: ItemStop) -> bool:
    """Say whether the item was sent to a stop, decided there, or led past it."""
    return bool(stop.sent_on or stop.decision_id or stop.skipped)


def is_bound(stop: ItemStop) -> bool:
    """Say whether a stop stays on the way for good: passed, or sent once to a meeting that was cancelled."""
    return is_passed(stop) or stop.sent_version_id is not None


def check_placeable(stop: ItemStop, meeting: Meeting, *, runs: bool) -> None:
    """An item is put on an agenda of the body's own: once that is sent, by those who run the meeting."""
    if stop.body_id != meeting.body_id:
        raise NotNow("other_body", N_("Mødet holdes af et andet udvalg."))
    if meeting.kind == MeetingKind.CHAIR:
        raise NotNow(
            "chair_decides_nothing",
            N_("Et formandsmøde tager det kommende mødes punkter op og har ingen egen dagsorden."),
        )
    if meeting.status not in (SENDABLE if runs else _OPEN):
        raise NotNow("agenda_sent", N_("Dagsordenen er sendt. Vælg et andet møde."))
    check_unpassed(stop)


def check_in_time(late: Collection[str], why: str) -> None:
    """What is put on an agenda after the deadline for items is put on with a reason."""
    if late and not why.strip():
        raise NotNow(
            "late_for_agenda",
            N_("{late} Skriv, hvorfor punktet ikke kan vente til et senere møde."),
            late="\n".join(late),
        )


def is_late(meeting: Meeting, today: dt.date) -> bool:
    """Say whether the deadline for items of a meeting has passed."""
    return meeting.drafts_due is not None and today > meeting.drafts_due


def check_unpassed(stop: ItemStop) -> None:
    """What was sent, decided or led past stays."""
    if is_passed(stop):
        raise NotNow("stop_passed", N_("Punktet er allerede sendt til udvalget eller afgjort der."))


def check_still_going(item: AgendaItem) -> None:
    """What has ended is on no further agenda."""
    if item.status in ENDED:
        raise NotNow("item_ended", N_("Punktet er afgjort eller trukket tilbage."))


def check_agenda(stops: Collection[ItemStop]) -> None:
    """An agenda that is sent has an item."""
    if not stops:
        raise NotNow("empty_agenda", N_("Dagsordenen er tom. Sæt mindst ét punkt på."))


def check_open_agenda(meeting: Meeting) -> None:
    """An agenda is put in order until it is sent."""
    if meeting.status not in _OPEN:
        raise NotNow("agenda_sent", N_("Dagsordenen er sendt og kan ikke ændres."))


def check_reasons(missing: Collection[str]) -> None:
    """What stops an agenda is overridden one by one, each with its reason."""
    if missing:
        raise NotNow(
            "order_broken",
            N_("Rækkefølgen er ikke holdt. Ret det, eller skriv for hver ting, hvorfor I sender."),
        )


def check_has_been(meeting: Meeting, today: dt.date) -> None:
    """A meeting was held when its day has come."""
    if meeting.on > today:
        raise NotNow(
            "meeting_ahead",
            N_("Mødet er først den {day}. Ret datoen, hvis det er holdt før."),
            day=short_date(meeting.on),
        )


def check_undecided(stop: ItemStop) -> None:
    """A body decides once at a stop; what was recorded wrongly is corrected on the decision."""
    if stop.decision_id:
        raise NotNow("stop_decided", N_("Beslutningen er ført ind. Ret den på beslutningens egen side."))


def check_waits(waits: bool) -> None:  # noqa: FBT001 - what is asked
    """A decision read in minutes is of an item that still waits for it."""
    if not waits:
        raise NotNow("waits_no_longer", N_("Et af punkterne er afgjort i mellemtiden. Læs filen igen."))


def check_one_meeting(meetings: int) -> None:
    """Minutes that name a body and a day are of the one meeting that it had."""
    if meetings > 1:
        raise NotNow(
            "several_meetings",
            N_("Udvalget havde flere møder den dag. Åbn det møde, referatet er fra, og læs det ind der."),
        )


def check_once(stops: Collection[int]) -> None:
    """A body decides once at a stop."""
    if len(set(stops)) < len(stops):
        raise NotNow(
            "one_item_twice", N_("To beslutninger hører til samme punkt. Vælg noget andet til den ene.")
        )


def check_some(told: Collection[object]) -> None:
    """Minutes that are taken in record something."""
    if not told:
        raise NotNow("nothing_told", N_("Der er ingen beslutning at føre ind. Vælg mindst én."))


def check_as_closed(item: AgendaItem, openness: str) -> None:
    """What was decided behind closed doors isn't recorded where everyone reads it."""
    if openness != Openness.OPEN and item.openness == Openness.OPEN:
        raise NotNow(
            "decided_closed",
            N_("Referatet siger, at »{title}« var lukket, men punktet er åbent. Luk punktet først."),
            title=item.title,
        )


def check_decided(stop: ItemStop) -> None:
    """Only what was decided, and not suspended before, can be suspended."""
    if not stop.decision_id or stop.suspended_on:
        raise NotNow("not_suspendable", N_("Der er ingen beslutning at standse, eller den er standset."))


def check_minutes_open(meeting: Meeting) -> None:
    """Minutes are written until they are approved."""
    if meeting.status in {MeetingStatus.MINUTES_APPROVED, MeetingStatus.CANCELLED}:
        raise NotNow("minutes_closed", N_("Referatet er godkendt, eller mødet er aflyst."))


def check_all_decided(undecided: int) -> None:
    """Minutes that are approved say what was decided in each item."""
    if undecided:
        raise NotNow(
            "undecided",
            N_("Der mangler en beslutning på {number} af punkterne. Skriv den, også når punktet blev udsat."),
            number=undecided,
        )


def check_changeable(meeting: Meeting) -> None:
    """A meeting is moved until it is held."""
    if meeting.status not in {MeetingStatus.PLANNED, MeetingStatus.SENT}:
        raise NotNow("meeting_over", N_("Mødet er holdt eller aflyst."))


def check_undone(follow_up: FollowUp) -> None:
    """What came of a decision is reported once."""
    if follow_up.done_on:
        raise NotNow("follow_up_done", N_("Der er allerede skrevet, hvad der kom ud af det."))


def check_mandate_open(mandate: Mandate) -> None:
    """A mandate is written until its harvest is: what came of it is opened again with a reason."""
    if mandate.status not in OPEN_MANDATES:
        raise NotNow("mandate_closed", N_("Kommissoriet er afsluttet eller kasseret."))


def check_in_force(mandate: Mandate) -> None:
    """Only a mandate in force is extended, delivers and is harvested."""
    if mandate.status != MandateStatus.IN_FORCE:
        raise NotNow("mandate_not_in_force", N_("Kommissoriet er ikke i kraft."))


def check_mandate_why(mandate: Mandate, why: str) -> None:
    """Once in force, a mandate is written anew with a reason."""
    if mandate.status != MandateStatus.DRAFT:
        check_reason(why)


def check_mandate_span(starts: dt.date, ends: dt.date | None) -> None:
    """A mandate doesn't end before it begins."""
    if ends and ends < starts:
        raise NotNow("mandate_ends_first", N_("Slutdatoen ligger før startdatoen."))


def check_deciders(body_id: int, set_by: Body, decision: Decision | None) -> None:
    """A group is set down by another body, and by a decision of that one."""
    if set_by.pk == body_id:
        raise NotNow("set_itself_down", N_("En gruppe nedsætter ikke sig selv. Vælg dem, der gør det."))
    if decision and decision.body_id != set_by.pk:
        raise NotNow("other_deciders", N_("Beslutningen er truffet af andre end dem, der nedsætter gruppen."))


def check_as_the_rules_say(remarks: Collection[Remark], why: str) -> None:
    """A mandate that a rule speaks against is put in force with a reason."""
    if any(one.stops for one in remarks) and not why.strip():
        raise NotNow(
            "mandate_against_rule",
            N_(
                "Kommissoriet følger ikke reglen. Ret det, eller skriv, hvorfor det alligevel sættes i kraft."
            ),
        )


def check_waiting(row: Deliverable) -> None:
    """What was delivered or given up stays as it was reported, until the harvest is opened again."""
    if row.state != DeliverableState.WAITING:
        raise NotNow("deliverable_settled", N_("Der er allerede skrevet, hvad der blev af leverancen."))


def check_not_ahead(on: dt.date, today: dt.date) -> None:
    """What happened didn't happen in the future."""
    if on > today:
        raise NotNow("day_ahead", N_("Datoen ligger fremme i tiden."))


def check_all_settled(waiting: int) -> None:
    """A harvest says of each deliverable what became of it."""
    if waiting:
        raise NotNow(
            "deliverables_waiting",
            N_("Skriv først, hvad der blev af {number} af leverancerne: leveret eller opgivet."),
            number=waiting,
        )


def check_has_programme(meeting: Meeting) -> None:
    """A programme and guests are a theme meeting's."""
    if meeting.kind != MeetingKind.THEME:
        raise NotNow("no_theme_meeting", N_("Kun temamøder har et program."))


def check_takes_notes(meeting: Meeting) -> None:
    """Notes are taken at chair's meetings and theme meetings; the others have minutes."""
    if meeting.kind not in {MeetingKind.CHAIR, MeetingKind.THEME}:
        raise NotNow("minutes_instead", N_("Mødet har et referat. Noter hører til formands- og temamøder."))
    if meeting.status == MeetingStatus.CANCELLED:
        raise NotNow("meeting_cancelled", N_("Mødet er aflyst."))


def check_words(words: str) -> None:
    """A note says something."""
    if not words.strip():
        raise NotNow("empty_note", N_("Noten er tom. Skriv, hvad der skal huskes."))


def check_is_ahead_of(meeting: Meeting, stop: ItemStop) -> None:
    """A chair's meeting notes down what it says of its own body's items."""
    if meeting.kind != MeetingKind.CHAIR or stop.body_id != meeting.body_id or stop.meeting_id is None:
        raise NotNow("not_ahead", N_("Punktet står ikke på udvalgets kommende dagsorden."))


def check_unused(note: MeetingNote) -> None:
    """A note becomes an item once."""
    if note.item_id:
        raise NotNow("note_used", N_("Noten er allerede blevet til et punkt."))
