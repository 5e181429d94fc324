"""The lives of agenda items, meetings and mandates. Pure data; the manual's diagrams come from here."""

from __future__ import annotations

from kernespor.domains.agenda.enums import ItemStatus, MandateStatus, MeetingStatus
from kernespor.engines.findings import N_
from kernespor.foundation.lifecycle import Lifecycle, Transition

_WRITER = N_("den, der skriver punktet, og enhedens leder, direktør og sekretær")
_TOVHOLDER = N_("tovholderen, sekretariatet, gruppens sekretær og dens formand")
_SETTER = N_("sekretariatet, sekretæren og formanden for dem, der nedsætter gruppen")
_RECORDER = N_("sekretariatet, udvalgets sekretær og formanden")

ITEM = Lifecycle(
    title=N_("Et dagsordenspunkt"),
    statuses=ItemStatus,
    owners={
        ItemStatus.DRAFT: _WRITER,
        ItemStatus.APPROVED: _RECORDER,
        ItemStatus.UNDER_WAY: _RECORDER,
        ItemStatus.DECIDED: _RECORDER,
        ItemStatus.WITHDRAWN: _WRITER,
    },
    initial=ItemStatus.DRAFT,
    final=frozenset({ItemStatus.WITHDRAWN}),
    transitions=(
        Transition("approve", ItemStatus.DRAFT, ItemStatus.APPROVED, "agenda.item_approved", N_("Godkend")),
        Transition(
            "rework",
            ItemStatus.APPROVED,
            ItemStatus.DRAFT,
            "agenda.item_reworked",
            N_("Skriv på det igen"),
            needs_reason=True,
        ),
        Transition(
            "send", ItemStatus.APPROVED, ItemStatus.UNDER_WAY, "agenda.item_sent", N_("Send dagsordenen")
        ),
        Transition(
            "send_unapproved",
            ItemStatus.DRAFT,
            ItemStatus.UNDER_WAY,
            "agenda.item_sent",
            N_("Send dagsordenen"),
        ),
        Transition(
            "decide",
            ItemStatus.UNDER_WAY,
            ItemStatus.DECIDED,
            "agenda.stop_decided",
            N_("Før beslutningen ind"),
        ),
        Transition(
            "reopen",
            ItemStatus.DECIDED,
            ItemStatus.UNDER_WAY,
            "agenda.item_reopened",
            N_("Tag punktet op igen"),
            needs_reason=True,
        ),
        Transition(
            "discard", ItemStatus.DRAFT, ItemStatus.WITHDRAWN, "agenda.item_withdrawn", N_("Kassér kladden")
        ),
        Transition(
            "hold_back",
            ItemStatus.APPROVED,
            ItemStatus.WITHDRAWN,
            "agenda.item_withdrawn",
            N_("Træk punktet tilbage"),
            needs_reason=True,
        ),
        Transition(
            "withdraw",
            ItemStatus.UNDER_WAY,
            ItemStatus.WITHDRAWN,
            "agenda.item_withdrawn",
            N_("Træk punktet tilbage"),
            needs_reason=True,
        ),
    ),
)

MEETING = Lifecycle(
    title=N_("Et møde"),
    statuses=MeetingStatus,
    owners=dict.fromkeys(MeetingStatus, _RECORDER),
    initial=MeetingStatus.PLANNED,
    final=frozenset({MeetingStatus.CANCELLED}),
    transitions=(
        Transition(
            "send", MeetingStatus.PLANNED, MeetingStatus.SENT, "agenda.meeting_sent", N_("Send dagsordenen")
        ),
        Transition(
            "send_more",
            MeetingStatus.SENT,
            MeetingStatus.SENT,
            "agenda.meeting_sent_more",
            N_("Send en tillægsdagsorden"),
        ),
        Transition(
            "hold", MeetingStatus.SENT, MeetingStatus.HELD, "agenda.meeting_held", N_("Mødet er afholdt")
        ),
        Transition(
            "hold_unsent",
            MeetingStatus.PLANNED,
            MeetingStatus.HELD,
            "agenda.meeting_held",
            N_("Mødet er afholdt uden udsendt dagsorden"),
            needs_reason=True,
        ),
        Transition(
            "approve",
            MeetingStatus.HELD,
            MeetingStatus.MINUTES_APPROVED,
            "agenda.minutes_approved",
            N_("Godkend referatet"),
        ),
        Transition(
            "reopen",
            MeetingStatus.MINUTES_APPROVED,
            MeetingStatus.HELD,
            "agenda.minutes_reopened",
            N_("Åbn referatet igen"),
            needs_reason=True,
        ),
        Transition(
            "cancel",
            MeetingStatus.PLANNED,
            MeetingStatus.CANCELLED,
            "agenda.meeting_cancelled",
            N_("Aflys mødet"),
            needs_reason=True,
        ),
        Transition(
            "cancel_sent",
            MeetingStatus.SENT,
            MeetingStatus.CANCELLED,
            "agenda.meeting_cancelled",
            N_("Aflys mødet"),
            needs_reason=True,
        ),
    ),
)

MANDATE = Lifecycle(
    title=N_("Et kommissorium"),
    statuses=MandateStatus,
    owners={
        MandateStatus.DRAFT: _TOVHOLDER,
        MandateStatus.IN_FORCE: _TOVHOLDER,
        MandateStatus.HARVESTED: _SETTER,
        MandateStatus.DISCARDED: _TOVHOLDER,
    },
    initial=MandateStatus.DRAFT,
    final=frozenset({MandateStatus.DISCARDED}),
    transitions=(
        Transition(
            "adopt",
            MandateStatus.DRAFT,
            MandateStatus.IN_FORCE,
            "agenda.mandate_adopted",
            N_("Sæt kommissoriet i kraft"),
        ),
        Transition(
            "discard",
            MandateStatus.DRAFT,
            MandateStatus.DISCARDED,
            "agenda.mandate_discarded",
            N_("Kassér kladden"),
        ),
        Transition(
            "harvest",
            MandateStatus.IN_FORCE,
            MandateStatus.HARVESTED,
            "agenda.mandate_harvested",
            N_("Afslut med høst"),
        ),
        Transition(
            "reopen",
            MandateStatus.HARVESTED,
            MandateStatus.IN_FORCE,
            "agenda.mandate_reopened",
            N_("Åbn høsten igen"),
            needs_reason=True,
        ),
    ),
)
