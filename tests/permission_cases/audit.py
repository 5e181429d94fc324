"""Events: of a plan in force, of a draft with the mark, of a document that somebody laid in."""

from __future__ import annotations

from typing import Any

from kernespor.foundation.audit.models import AuditEvent

NOBODY = 999_999


def prepare(world: Any) -> None:
    """Find the events that the cases are about."""

    def newest(subject: Any) -> int:
        rows = AuditEvent.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)
        return rows.order_by("-pk")[0].pk

    world.of["audit"] = {
        "om planen": newest(world.plans["gælder"]),
        "om kladden": newest(world.plans["kladde"]),
        "om lederens eget dokument": newest(world.mine),
        "om en andens dokument": newest(world.others),
    }


def arguments(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return the arguments of an address."""
    if name == "audit:history":
        plan = {"en plan": "gælder", "en kladde": "kladde"}.get(case)
        slug = "intet" if "slags" in case else "plan"
        return {"slug": slug, "pk": world.plans[plan].pk if plan else NOBODY}
    if name == "audit:file":
        return {"form": case if case in {"excel", "csv"} else "intet"}
    if name == "audit:search":
        return {}
    return {"event_id": world.of["audit"].get(case, NOBODY)}


def data(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return what the form sends."""
    del world, case
    return {"why": "Personen har bedt om det"} if name == "audit:erase" else {}
