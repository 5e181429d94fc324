"""The life of a plan and of a document on its way in. Pure data; the manual's diagrams come from here."""

from __future__ import annotations

from kernespor.domains.strategy.enums import ImportStatus, PlanStatus
from kernespor.engines.findings import N_
from kernespor.foundation.lifecycle import Lifecycle, Transition

PLAN = Lifecycle(
    title=N_("En virksomhedsplan"),
    statuses=PlanStatus,
    owners={
        PlanStatus.DRAFT: N_("den, der har læst planen ind, og enhedens leder"),
        PlanStatus.IN_FORCE: N_("enhedens leder"),
        PlanStatus.CONCLUDED: N_("enhedens leder"),
    },
    initial=PlanStatus.DRAFT,
    final=frozenset({PlanStatus.CONCLUDED}),
    transitions=(
        Transition(
            "put_in_force",
            PlanStatus.DRAFT,
            PlanStatus.IN_FORCE,
            "strategy.plan_put_in_force",
            N_("Sæt planen i kraft"),
        ),
        Transition(
            "conclude",
            PlanStatus.IN_FORCE,
            PlanStatus.CONCLUDED,
            "strategy.plan_concluded",
            N_("Afslut planen"),
            needs_reason=True,
        ),
    ),
)

IMPORT = Lifecycle(
    title=N_("Et dokument på vej ind"),
    statuses=ImportStatus,
    owners={
        ImportStatus.OPEN: N_("den, der har lagt dokumentet ind"),
        ImportStatus.ACCEPTED: N_("den, der har lagt dokumentet ind"),
        ImportStatus.DISCARDED: N_("den, der har lagt dokumentet ind"),
    },
    initial=ImportStatus.OPEN,
    final=frozenset({ImportStatus.ACCEPTED, ImportStatus.DISCARDED}),
    transitions=(
        Transition(
            "accept", ImportStatus.OPEN, ImportStatus.ACCEPTED, "strategy.plan_imported", N_("Gem planen")
        ),
        Transition(
            "discard", ImportStatus.OPEN, ImportStatus.DISCARDED, "strategy.import_discarded", N_("Kassér")
        ),
    ),
)
