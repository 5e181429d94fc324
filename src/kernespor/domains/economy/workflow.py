"""The life of lists on their way in. Pure data; the manual's diagram comes from here."""

from __future__ import annotations

from kernespor.domains.economy.enums import ImportStatus
from kernespor.engines.findings import N_
from kernespor.foundation.lifecycle import Lifecycle, Transition

_BRINGER = N_("den, der har lagt listerne ind")

IMPORT = Lifecycle(
    title=N_("Lister til kontoplanen på vej ind"),
    statuses=ImportStatus,
    owners=dict.fromkeys((str(status) for status in ImportStatus), _BRINGER),
    initial=ImportStatus.OPEN,
    final=frozenset({ImportStatus.ACCEPTED, ImportStatus.DISCARDED}),
    transitions=(
        Transition(
            "accept",
            ImportStatus.OPEN,
            ImportStatus.ACCEPTED,
            "economy.lists_taken_in",
            N_("Gem i kontoplanen"),
        ),
        Transition(
            "discard",
            ImportStatus.OPEN,
            ImportStatus.DISCARDED,
            "economy.import_discarded",
            N_("Kassér"),
        ),
    ),
)
