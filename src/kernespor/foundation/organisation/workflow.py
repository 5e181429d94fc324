"""The life of files on their way in. Pure data; the manual's diagram comes from here."""

from __future__ import annotations

from kernespor.engines.findings import N_
from kernespor.foundation.lifecycle import Lifecycle, Transition
from kernespor.foundation.organisation.enums import ImportStatus

_BRINGER = N_("den administrator, der har lagt filerne ind")

IMPORT = Lifecycle(
    title=N_("Filer med organisationen på vej ind"),
    statuses=ImportStatus,
    owners=dict.fromkeys((str(status) for status in ImportStatus), _BRINGER),
    initial=ImportStatus.OPEN,
    final=frozenset({ImportStatus.ACCEPTED, ImportStatus.DISCARDED}),
    transitions=(
        Transition(
            "accept",
            ImportStatus.OPEN,
            ImportStatus.ACCEPTED,
            "organisation.taken_in",
            N_("Gem i organisationen"),
        ),
        Transition(
            "discard",
            ImportStatus.OPEN,
            ImportStatus.DISCARDED,
            "organisation.import_discarded",
            N_("Kassér"),
        ),
    ),
)
