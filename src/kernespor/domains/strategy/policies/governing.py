"""When and what with governing documents: `check_x` raises with the reason, `can_x` answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from kernespor.domains.strategy.enums import BlockKind, DocumentStatus
from kernespor.domains.strategy.models import DocumentBlock, GoverningDocument, Passage
from kernespor.engines.findings import N_
from kernespor.foundation.bodies.enums import ConsultationStatus
from kernespor.foundation.bodies.models import Body, Consultation, Decision
from kernespor.foundation.measures import registry as measures
from kernespor.foundation.measures.registry import Direction
from kernespor.foundation.refusals import NotNow, answering

ENDED = (DocumentStatus.REPLACED, DocumentStatus.DISCARDED)
_HEARD = (ConsultationStatus.OPEN, ConsultationStatus.CLOSED, ConsultationStatus.CONCLUDED)


@dataclass(frozen=True, slots=True)
class Adoption:
    """How a document was adopted: by whom, when, from when until when it holds, and what it replaces."""

    adopted_on: dt.date
    valid_from: dt.date
    adopted_by: Body | None = None
    adopted_by_name: str = ""
    valid_to: dt.date | None = None
    decision: Decision | None = None
    replaces: GoverningDocument | None = None


def check_editable(document: GoverningDocument) -> None:
    """What was discarded stays as it was; of all else the facts can be put right."""
    if document.status == DocumentStatus.DISCARDED:
        raise NotNow("document_discarded", N_("Kladden er kasseret. Læg dokumentet ind igen."))


def check_markable(document: GoverningDocument) -> None:
    """Passages are marked in what holds or may come to hold."""
    if document.status in ENDED:
        raise NotNow(
            "document_ended", N_("Dokumentet er afløst eller kasseret. Udpeg passusen i det, der gælder nu.")
        )


def check_not_empty(blocks: int) -> None:
    """A document without text can't be cited, and so isn't laid in."""
    if not blocks:
        raise NotNow("no_text", N_("Der er ingen tekst i dokumentet. Intet er gemt."))


def check_order(first: dt.date | None, last: dt.date | None) -> None:
    """What holds doesn't end before it begins."""
    if first and last and last < first:
        raise NotNow("ends_before", N_("Den sidste dag ligger før den første. Ret den ene."))


def check_adopted(adoption: Adoption, today: dt.date) -> None:
    """Somebody adopted it, on a day that has been, and it doesn't end before it begins."""
    check_adopter(adoption.adopted_by, adoption.adopted_by_name)
    check_happened(adoption.adopted_on, today)
    check_order(adoption.valid_from, adoption.valid_to)


def check_adopter(body: Body | None, name: str) -> None:
    """Somebody adopts it: one of our bodies, or a name."""
    if body is None and not name.strip():
        raise NotNow("no_adopter", N_("Vælg, hvem der vedtager dokumentet, eller skriv navnet."))


def check_happened(adopted_on: dt.date | None, today: dt.date) -> None:
    """It is recorded as adopted when it has been."""
    if adopted_on and adopted_on > today:
        raise NotNow(
            "adopted_in_future", N_("Datoen ligger efter i dag. Skriv den dag, dokumentet blev vedtaget.")
        )


def check_hearing(consultation: Consultation | None) -> None:
    """A document is in hearing when a consultation about it was sent out."""
    if consultation is None:
        raise NotNow("no_consultation", N_("Vælg den høring, dokumentet er sendt ud i."))
    if consultation.status not in _HEARD:
        raise NotNow(
            "consultation_not_sent", N_("Høringen er ikke sendt ud endnu. Send den ud, og prøv igen.")
        )


def is_heard(document: GoverningDocument, today: dt.date) -> bool:
    """Say whether those heard have had the time they were given."""
    consultation = document.consultation
    if consultation is None:
        return False
    ended = consultation.status in {ConsultationStatus.CLOSED, ConsultationStatus.CONCLUDED}
    return ended or timezone.localdate(consultation.deadline) < today


def check_reason(why: str) -> None:
    """What departs from the order is done with a reason."""
    if not why.strip():
        raise NotNow("reason_needed", N_("Skriv hvorfor. Begrundelsen bliver stående på dokumentet."))


def check_replaceable(new: GoverningDocument, old: GoverningDocument) -> None:
    """A document takes the place of another that was in force."""
    if old.pk == new.pk:
        raise NotNow("replaces_itself", N_("Et dokument kan ikke afløse sig selv."))
    if old.status not in {DocumentStatus.IN_FORCE, DocumentStatus.REPLACED}:
        raise NotNow("never_in_force", N_("Kun et dokument, der gælder eller har gjaldt, kan afløses."))


def check_place(block: DocumentBlock, starts: int, text: str) -> None:
    """A passage stands word for word in its paragraph, and isn't a heading."""
    if block.kind == BlockKind.HEADING:
        raise NotNow("heading_no_passage", N_("En overskrift er ikke en passus. Vælg teksten under den."))
    if not text.strip() or block.text[starts : starts + len(text)] != text:
        raise NotNow("not_in_text", N_("Teksten står ikke sådan i dokumentet. Vælg en sætning på listen."))


def check_measured(measure: str, target: Decimal | None, direction: str) -> None:
    """What is measured has a measure that is registered, a target, and a side on which it is met."""
    if not measure and target is None and not direction:
        return
    if not measure or measures.of(measure) is None:
        raise NotNow("no_measure", N_("Vælg et måltal, eller ryd målet."))
    if target is None or direction not in {Direction.UP, Direction.DOWN}:
        raise NotNow("no_target", N_("Skriv målet, og vælg, om det skal være mindst eller højst så meget."))


def check_standing(passage: Passage) -> None:
    """What was taken back is no longer there to change."""
    if passage.withdrawn_on is not None:
        raise NotNow("passage_withdrawn", N_("Passusen er taget tilbage. Udpeg den igen i dokumentet."))


can_edit = answering(check_editable)
can_mark = answering(check_markable)
