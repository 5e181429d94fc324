"""Case numbers and filing of plans."""

from __future__ import annotations

from typing import Any

import factories
from kernespor.foundation.filing import actions
from kernespor.foundation.filing.selectors import filing_of
from permission_cases import _objects


def prepare(world: Any) -> None:
    """Set a pattern, number the plan in force, and file the concluded one."""
    secretary, head = factories.actor("politisk.sekretariat"), factories.actor("oekonomichef")
    world.of["filing"] = actions.set_pattern(
        actor=secretary, mask="00/0…", source="Journalplanen", first=factories.DAY
    )
    for stage in ("gælder", "afsluttet"):
        row = world.plans[stage]
        actions.number_case(actor=head, row=row, seen=filing_of(row).version, case_number="26/1234")
    row = world.plans["afsluttet"]
    seen = filing_of(row).version
    actions.file(actor=head, row=row, seen=seen, system="Sagssystemet", record_number="17", on=factories.DAY)


def arguments(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return the arguments of a case's address."""
    if name in {"filing:unfiled", "filing:unfiled_excel", "filing:patterns"}:
        return {}
    if name == "filing:pattern_end":
        return {"pattern_id": _objects.NOBODY if "ikke findes" in case else world.of["filing"].pk}
    return _objects.arguments(world, case)


def data(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return what a form would send."""
    if name == "filing:patterns":
        return {"mask": "intet" if "ugyldigt" in case else "00.00", "source": "Planen", "first": "1-1-2027"}
    if name == "filing:pattern_end":
        return {f"slut-{world.of['filing'].pk}-last": "31-12-2026"}
    return {
        "version": filing_of(_objects.plan_in(world, case)).version,
        "case_number": "forkert" if "forkert" in case else "26/77",
        "system": "Sagssystemet",
        "record_number": "18",
        "on": "20-11-2026",
        "why": "" if "uden begrundelse" in case else "Den lå i en forkert sag",
    }
