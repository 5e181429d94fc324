"""When and what: what must hold before something can be done, whoever does it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.conf import settings

from kernespor.connectors.documents.danger import LARGEST_FILE
from kernespor.engines.findings import N_
from kernespor.engines.masking.masking import mask
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.bodies.enums import (
    MED,
    ConsultationStatus,
    NoticeKind,
    NoticeTrouble,
    PointOutcome,
    Side,
)
from kernespor.foundation.bodies.models import (
    Consultation,
    ConsultationParty,
    ConsultationResponse,
    Membership,
    Notice,
    Term,
)
from kernespor.foundation.dated import STILL_BELIEVED
from kernespor.foundation.refusals import NotNow, answering

POINTABLE = (ConsultationStatus.OPEN, ConsultationStatus.CLOSED, ConsultationStatus.CONCLUDED)
MOST_REMINDERS, LONGEST_BEFORE = 5, 60
MOST_DOCUMENTS = 5


def check_order(first: dt.date, last: dt.date | None) -> None:
    """What holds doesn't end before it begins."""
    if last is not None and last < first:
        raise NotNow("ends_before", N_("Den sidste dag ligger før den første. Ret den ene."))


def check_within(term: Term | None, first: dt.date, last: dt.date | None) -> None:
    """A seat of a term lies within it."""
    check_order(first, last)
    if term is not None and (first < term.starts or (last or term.ends) > term.ends):
        raise NotNow(
            "outside_term",
            N_("Perioden »{term}« går fra {first} til {last}. Ret datoerne, eller vælg en anden periode."),
            term=term.name,
            first=f"{term.starts.day}-{term.starts.month}-{term.starts.year}",
            last=f"{term.ends.day}-{term.ends.month}-{term.ends.year}",
        )


def check_believed(seat: Membership) -> None:
    """What was corrected once is no longer there to correct."""
    if seat.superseded_at != STILL_BELIEVED:
        raise NotNow("seat_corrected", N_("Medlemskabet er rettet imens. Genindlæs siden."))


def check_happened(on: dt.date, today: dt.date) -> None:
    """A decision is recorded when it has been made, however long ago."""
    if on > today:
        raise NotNow(
            "decision_in_future", N_("Datoen ligger efter i dag. Skriv den dag, beslutningen blev truffet.")
        )


def check_reason(why: str) -> None:
    """What was on record is corrected with a reason."""
    if not why.strip():
        raise NotNow("reason_needed", N_("Skriv hvorfor. Begrundelsen bliver stående i historikken."))


def check_changes(changed: Collection[str]) -> None:
    """A correction corrects something."""
    if not changed:
        raise NotNow("no_change", N_("Der er ikke rettet noget. Intet er gemt."))


def check_editable(consultation: Consultation) -> None:
    """What is asked is written while it is a draft; those heard answer what they were sent."""
    if consultation.status != ConsultationStatus.DRAFT:
        raise NotNow("consultation_sent", N_("Høringen er sendt ud og kan ikke skrives om."))


def check_can_open(consultation: Consultation, parties: int, now: dt.datetime) -> None:
    """A consultation is sent to someone, and leaves time to answer."""
    if not parties:
        raise NotNow("no_party", N_("Vælg mindst én, der skal høres, før den sendes ud."))
    check_time_left(consultation.deadline, now)


def check_time_left(deadline: dt.datetime, now: dt.datetime) -> None:
    """A deadline lies ahead."""
    if deadline <= now:
        raise NotNow("deadline_passed", N_("Fristen er gået. Skriv en frist, der ligger fremme."))


def check_later(consultation: Consultation, deadline: dt.datetime, now: dt.datetime) -> None:
    """Those heard may get more time, never less."""
    if consultation.status not in {ConsultationStatus.OPEN, ConsultationStatus.CLOSED}:
        raise NotNow("not_under_way", N_("Fristen kan flyttes, mens høringen er i gang."))
    if deadline <= consultation.deadline:
        raise NotNow("deadline_earlier", N_("Den nye frist skal ligge efter den gamle."))
    check_time_left(deadline, now)


def check_takes_answers(consultation: Consultation) -> None:
    """An answer can be recorded from the day it was sent out until it is concluded, also when late."""
    if consultation.status == ConsultationStatus.DRAFT:
        raise NotNow("not_sent", N_("Høringen er ikke sendt ud endnu."))
    if not consultation.takes_answers:
        raise NotNow("consultation_ended", N_("Høringen er slut. Der kan ikke svares mere."))


def check_public_open(consultation: Consultation, now: dt.datetime, began: dt.datetime | None) -> None:
    """Residents answer until the deadline; what they had begun to write by then is taken within the grace.

    `began` is when the form was opened, None for one who is about to. Late answers are for those who hear to
    ask for: where they do, one can answer until the consultation is concluded.
    """
    check_takes_answers(consultation)
    if consultation.late_answers:
        return
    if now <= consultation.deadline and consultation.status == ConsultationStatus.OPEN:
        return
    if not is_underway(consultation, now, began):
        raise NotNow("public_closed", N_("Fristen er gået. Der kan ikke svares mere."))


def is_underway(consultation: Consultation, now: dt.datetime, began: dt.datetime | None) -> bool:
    """Say whether an answer was being written when the deadline came, and is sent within the grace."""
    grace = dt.timedelta(minutes=settings.PUBLIC_GRACE_MINUTES)
    deadline = consultation.deadline
    return began is not None and began <= deadline < now <= deadline + grace


def check_withdrawable(*, may_publish: bool, openly: bool) -> None:
    """Consent is withdrawn by the one who gave it; what bodies and units answer needs none."""
    if openly or not may_publish:
        raise NotNow("no_consent_given", N_("Der er ikke noget samtykke at trække tilbage."))


def check_take_note(consultation: Consultation, *, in_house: bool) -> None:
    """The note is for everyone who may read the consultation once it is concluded, in the house before."""
    if not in_house and consultation.status != ConsultationStatus.CONCLUDED:
        raise NotNow("note_not_ready", N_("Høringsnotatet kommer, når høringen er afsluttet."))


def check_received(received: dt.datetime, now: dt.datetime) -> None:
    """An answer came when it came, and that is no time ahead."""
    if received > now:
        raise NotNow("received_ahead", N_("Tidspunktet ligger fremme. Skriv, hvornår svaret kom."))


def check_says_something(text: str, *, has_file: bool) -> None:
    """An answer is a text, a file, or both."""
    if not text.strip() and not has_file:
        raise NotNow("empty_answer", N_("Skriv svaret, eller vælg en fil med det."))


def check_documents(sizes: Collection[int]) -> None:
    """A few documents come with an answer, which together are no larger than one file may be."""
    if len(sizes) > MOST_DOCUMENTS:
        raise NotNow(
            "too_many_documents", N_("Vælg højst {most} dokumenter. Saml resten i ét."), most=MOST_DOCUMENTS
        )
    if sum(sizes) > LARGEST_FILE:
        raise NotNow("documents_too_large", N_("Dokumenterne fylder for meget. Grænsen er 20 MB i alt."))


def check_side(party: ConsultationParty, side: str) -> None:
    """Of the two sides of a MED committee the staff side alone answers for itself, beside the committee."""
    if side and (side != Side.STAFF or party.body is None or party.body.kind not in MED):
        raise NotNow("no_such_side", N_("Kun medarbejdersiden i et MED-udvalg svarer for sig selv."))


def check_publishable(*, may_publish: bool) -> None:
    """A resident's words are published with their consent alone."""
    if not may_publish:
        raise NotNow(
            "no_consent", N_("Den, der svarede, har ikke sagt ja til, at svaret bliver offentliggjort.")
        )


def check_pointable(consultation: Consultation) -> None:
    """What answers say is grouped and replied to from the day it was sent out, also when it has ended."""
    if consultation.status not in POINTABLE:
        raise NotNow("no_answers_here", N_("Høringen er ikke sendt ud, eller den er trukket tilbage."))


def check_point(
    consultation: Consultation,
    responses: Collection[ConsultationResponse],
    *,
    outcome: str,
    texts: tuple[str, str, str],
) -> None:
    """A point has a heading, says something, is raised by answers of its own consultation, and is replied to.

    `texts` are heading, what is said, and the reply: none of them holds a personal number, for all who may
    read the consultation read them.
    """
    heading, said, reply = (text.strip() for text in texts)
    if not heading or not said:
        raise NotNow("empty_point", N_("Skriv en overskrift, og hvad svarene siger."))
    if not responses or any(one.consultation_id != consultation.pk for one in responses):
        raise NotNow("point_of_none", N_("Vælg de svar i høringen, der rejser punktet."))
    if (outcome == PointOutcome.WAITING) != (not reply):
        raise NotNow(
            "reply_halfway",
            N_("Skriv, hvad der blev ændret, eller hvorfor ikke, og vælg, om der blev ændret noget."),
        )
    if any(mask(text).spans for text in (heading, said, reply)):
        raise NotNow("personal_number", N_("Der står et CPR-nummer i teksten. Slet det."))


def check_edition(number: int, known: Collection[int]) -> None:
    """What was changed stands in an edition that there is."""
    if number not in known:
        raise NotNow("no_such_edition", N_("Den udgave findes ikke. Vælg en anden."))


def check_remindable(consultation: Consultation) -> None:
    """Those who haven't answered are reminded while the consultation isn't at its end."""
    if consultation.status not in {ConsultationStatus.DRAFT, ConsultationStatus.OPEN}:
        raise NotNow("no_more_reminders", N_("Høringen er lukket for svar. Der bliver ikke påmindet mere."))


def check_days(days: Collection[int]) -> None:
    """Reminders come on some days before the deadline, each once."""
    if len(days) > MOST_REMINDERS or any(not 1 <= day <= LONGEST_BEFORE for day in days):
        raise NotNow(
            "reminder_days",
            N_("Skriv højst {most} tal, hvert fra 1 til {longest} dage."),
            most=MOST_REMINDERS,
            longest=LONGEST_BEFORE,
        )


def check_tellable(consultation: Consultation) -> None:
    """Those heard are told what came of it when it is said, or that nothing will."""
    if consultation.status not in {ConsultationStatus.CONCLUDED, ConsultationStatus.WITHDRAWN}:
        raise NotNow(
            "not_concluded", N_("De hørte får besked, når høringen er afsluttet eller trukket tilbage.")
        )


def check_addressable(notice: Notice) -> None:
    """Someone without an address can be given one, in what isn't confidential, while it still matters."""
    consultation = notice.consultation
    of_time = notice.kind in {NoticeKind.REMINDER, NoticeKind.MOVED}
    late = of_time and consultation.status != ConsultationStatus.OPEN
    guarded = consultation.openness != Openness.OPEN
    if notice.trouble != NoticeTrouble.NO_ADDRESS or late or guarded:
        raise NotNow("not_addressable", N_("Der kan ikke sendes en mail om det."))


can_edit = answering(check_editable)
can_take_answers = answering(check_takes_answers)
can_take_note = answering(check_take_note)
can_public_answer = answering(check_public_open)
can_open = answering(check_can_open)
can_point = answering(check_pointable)
can_remind = answering(check_remindable)
can_address = answering(check_addressable)
can_tell = answering(check_tellable)
