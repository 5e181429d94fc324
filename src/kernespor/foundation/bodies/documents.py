"""Decisions and consultations as Word, for the case system."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import docx
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext

from kernespor.engines import danish
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.enums import ConsultationStatus
from kernespor.foundation.bodies.models import Consultation, Decision
from kernespor.foundation.bodies.permissions import readable_consultations, readable_decisions
from kernespor.foundation.bodies.selectors.consultations import PartyView, consultation_page
from kernespor.foundation.bodies.selectors.decisions import decision_page
from kernespor.foundation.bodies.selectors.points import LedTo, led_to
from kernespor.foundation.filing.registry import Document, Filable
from kernespor.foundation.filing.registry import register as register_filable
from kernespor.foundation.ui.templatetags.danish import moment

Part = tuple[str, Iterable[str]]
_ENDED = (ConsultationStatus.CONCLUDED, ConsultationStatus.WITHDRAWN)
_ENDED_ON = Coalesce("concluded_on", TruncDate("deadline"))


def register() -> None:
    """Fill the registry of what can be filed."""
    register_filable(
        Filable(
            *("bodies.decision", _decided, "current__on", _decision),
            title="current__case_title",
            unit="body__unit_id",
        )
    )
    register_filable(Filable("bodies.consultation", _ended, _ENDED_ON, _consultation))


def _decided(actor: Actor) -> QuerySet[Any]:
    rows = Decision.objects.filter(readable_decisions(actor), current__isnull=False)
    return rows.order_by(F("current__on").asc(), "pk")


def _ended(actor: Actor) -> QuerySet[Any]:
    rows = Consultation.objects.filter(readable_consultations(actor), status__in=_ENDED)
    return rows.order_by("deadline", "pk")


def _decision(actor: Actor, decision: Any) -> list[Document]:
    """Return a decision with its words, who was absent, and dissent on record; what stood before it too."""
    page = decision_page(actor, decision.pk)
    now = page.now
    parts: list[Part] = [
        (gettext("Beslutning"), now.words.splitlines()),
        (gettext("Fraværende"), [str(one) for one in page.absent]),
        (gettext("Ført til protokol"), [f"{one.name}: »{one.words}«" for one in page.dissent]),
        (
            gettext("Stod før"),
            [f"{moment(one.recorded_at)}, {one.recorded_label}: »{one.words}«" for one in page.earlier],
        ),
    ]
    facts = [
        f"{page.body_name}, {danish.long_date(now.on)}",
        str(now.get_outcome_display()),
        *([gettext("Sag {number}").format(number=now.case_number)] if now.case_number else []),
        gettext("Ført ind {when} af {who}").format(when=moment(now.recorded_at), who=now.recorded_label),
    ]
    name = f"{gettext('Beslutning')} {now.on.isoformat()} {now.case_title}"
    return [Document(f"{name}.docx", now.case_title, _word(now.case_title, facts, parts))]


def _consultation(actor: Actor, consultation: Any) -> list[Document]:
    """Return a consultation: what was proposed, on what ground, each answer, what it changed."""
    page = consultation_page(actor, consultation.pk)
    row = page.row
    parts: list[Part] = [
        (gettext("Det foreslås"), row.proposal.splitlines()),
        (gettext("Det vil vi især gerne høre"), page.questions),
        (gettext("Grundlag"), [f"{row.ground_text} ({row.ground_source})"]),
        *((party.name, _answers(party)) for party in page.parties),
        (gettext("Hvad svarene førte til"), _led_to(led_to(actor, page, hears=False))),
        (gettext("Det ændrede høringen"), row.changed.splitlines()),
    ]
    facts = [
        f"{row.get_kind_display()}, {page.body_name or page.unit}",
        gettext("Svarfrist {when}").format(when=moment(row.deadline)),
        str(row.get_status_display()),
    ]
    documents = [Document(f"{row.title}.docx", row.title, _word(row.title, facts, parts))]
    documents += [Document(one.file.name, one.title, bytes(one.file.content)) for one in page.material]
    return documents + [
        Document(file.name, f"{party.name}: {file.name}", bytes(file.row.content))
        for party in page.parties
        for one in party.responses
        for file in one.files
    ]


def _answers(party: PartyView) -> list[str]:
    """Return what a party answered; of answers that the reader may not see, that there are some."""
    said = [f"{moment(one.received_at)}: {one.text}" for one in party.responses]
    if party.number > len(said):
        said.append(gettext("Har svaret. Svaret er ikke offentliggjort."))
    return said or [gettext("Har ikke svaret.")]


def _led_to(found: LedTo) -> list[str]:
    """Return each point that was replied to: who raised it, and what came of it."""
    return [
        f"{one.row.heading}: {one.row.said} "
        f"({', '.join(said.who for said in one.raised_by)}) "
        f"{one.row.get_outcome_display()}: {one.row.reply}"
        for one in found.points
    ]


def _word(title: str, facts: Iterable[str], parts: Iterable[Part]) -> bytes:
    """Return a plain Word document; a part without text is left out."""
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.author = ""
    document.core_properties.language = "da-DK"
    document.add_heading(title, level=1)
    for fact in facts:
        document.add_paragraph(fact)
    for heading, lines in parts:
        written = [line for line in lines if line.strip()]
        if written:
            document.add_heading(heading, level=2)
            for line in written:
                document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
