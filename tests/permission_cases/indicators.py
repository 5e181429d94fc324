"""Indicators: a measured one that the buyer and the HR consultant answer for, a computed one, a draft's."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import factories
from kernespor.domains.strategy.actions import indicators, plans
from kernespor.domains.strategy.actions.indicators import Arrangement
from kernespor.domains.strategy.models import Indicator

NOBODY = 999_999
_QUERY: dict[str, int] = {}
MEASURED = Arrangement("measured", counts="timer", direction="up", target=Decimal(10), every_months=3)


def prepare(world: Any) -> None:
    """Follow one indicator of the plan in force by typed figures, another by a measure, one of the draft."""
    maker = factories.actor("budgetchef")
    rows = list(_of(world.plans["gælder"]))
    measured = rows[0]
    owner, deputy = factories.person("hrkonsulent"), factories.person("udbudskonsulent")
    plans.change_item(actor=maker, item=measured, seen=measured.version, owner=owner, deputy=deputy)
    indicators.arrange(actor=maker, indicator=measured, seen=measured.version, facts=MEASURED)
    computed, draft = rows[1], _of(world.plans["kladde"])[0]
    facts = Arrangement("computed", measure="strategy.goals", direction="up")
    indicators.arrange(actor=maker, indicator=computed, seen=computed.version, facts=facts)
    indicators.arrange(actor=maker, indicator=draft, seen=draft.version, facts=MEASURED)
    world.of["indicators"] = {
        "gælder": measured,
        "beregnes": computed,
        "kladde": draft,
        "afsluttet": _of(world.plans["afsluttet"])[0],
    }
    _QUERY["kladde"] = world.plans["kladde"].pk


def _of(plan: Any) -> Any:
    return Indicator.objects.filter(goal__area__plan=plan).order_by("pk")


def _row(world: Any, case: str) -> Any:
    found = (row for word, row in world.of["indicators"].items() if word in case)
    return next(found, None)


def arguments(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return the arguments of an address."""
    if name.startswith("indicators:list"):
        return {}
    row = _row(world, case)
    return {"indicator_id": row.pk if row else NOBODY}


def query(name: str, case: str) -> str:
    """Return which plan a list is asked for."""
    if not name.startswith("indicators:list") or not case:
        return ""
    return f"?plan={_QUERY['kladde'] if 'kladde' in case else NOBODY}"


def data(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return what a form would send, whole and right."""
    row = _row(world, case)
    if name == "indicators:arrange":
        return {
            "kind": "measured", "counts": "timer", "direction": "up", "target": "12,5", "every_months": "6",
            "version": getattr(row, "version", 1),
        }  # fmt: skip
    return {"value": "7,5", "on": "19-11-2026", "source": "Tidsregistreringen"}
