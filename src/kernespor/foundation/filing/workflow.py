"""The life of a filing. Pure data; the manual's diagram comes from here."""

from __future__ import annotations

from kernespor.engines.findings import N_
from kernespor.foundation.filing.enums import FilingStatus
from kernespor.foundation.lifecycle import Lifecycle, Transition

_KEEPERS = N_("de, der kan ændre det, der skal journaliseres")

FILING = Lifecycle(
    title=N_("Journalisering"),
    statuses=FilingStatus,
    owners={str(status): _KEEPERS for status in FilingStatus},
    initial=FilingStatus.NOT_FILED,
    final=frozenset(),  # what is filed can be found to be filed wrongly
    transitions=(
        Transition(
            "file", FilingStatus.NOT_FILED, FilingStatus.FILED, "filing.filed", N_("Meld journaliseret")
        ),
        Transition(
            "undo",
            FilingStatus.FILED,
            FilingStatus.NOT_FILED,
            "filing.undone",
            N_("Tag journaliseringen tilbage"),
            needs_reason=True,
        ),
    ),
)
