"""The life of a consultation. Pure data; the manual's diagram comes from here."""

from __future__ import annotations

from kernespor.engines.findings import N_
from kernespor.foundation.bodies.enums import ConsultationStatus
from kernespor.foundation.lifecycle import Lifecycle, Transition

_HEARER = N_("den, der har oprettet høringen, og enhedens ledelse og sekretær")
_PARTIES = N_("dem, der skal svare")

CONSULTATION = Lifecycle(
    title=N_("En høring"),
    statuses=ConsultationStatus,
    owners={
        ConsultationStatus.DRAFT: _HEARER,
        ConsultationStatus.OPEN: _PARTIES,
        ConsultationStatus.CLOSED: _HEARER,
        ConsultationStatus.CONCLUDED: _HEARER,
        ConsultationStatus.WITHDRAWN: _HEARER,
        ConsultationStatus.DISCARDED: _HEARER,
    },
    initial=ConsultationStatus.DRAFT,
    final=frozenset(
        {ConsultationStatus.CONCLUDED, ConsultationStatus.WITHDRAWN, ConsultationStatus.DISCARDED}
    ),
    transitions=(
        Transition(
            "open",
            ConsultationStatus.DRAFT,
            ConsultationStatus.OPEN,
            "bodies.consultation_opened",
            N_("Send i høring"),
        ),
        Transition(
            "discard",
            ConsultationStatus.DRAFT,
            ConsultationStatus.DISCARDED,
            "bodies.consultation_discarded",
            N_("Kassér kladden"),
        ),
        Transition(
            "close",
            ConsultationStatus.OPEN,
            ConsultationStatus.CLOSED,
            "bodies.consultation_closed",
            N_("Luk for svar"),
        ),
        Transition(
            "withdraw",
            ConsultationStatus.OPEN,
            ConsultationStatus.WITHDRAWN,
            "bodies.consultation_withdrawn",
            N_("Træk høringen tilbage"),
            needs_reason=True,
        ),
        Transition(
            "reopen",
            ConsultationStatus.CLOSED,
            ConsultationStatus.OPEN,
            "bodies.consultation_reopened",
            N_("Åbn for svar igen"),
            needs_reason=True,
        ),
        Transition(
            "conclude",
            ConsultationStatus.CLOSED,
            ConsultationStatus.CONCLUDED,
            "bodies.consultation_concluded",
            N_("Afslut høringen"),
            needs_reason=True,
        ),
    ),
)
