"""Trials: of Økonomi & Stab, in each situation; an idea that only the unit's people may see."""

from __future__ import annotations

import datetime as dt
from typing import Any

import factories
from kernespor.domains.strategy.actions import trials as actions

NOBODY = 999_999
ENDS = dt.date(2027, 3, 1)


def prepare(world: Any) -> None:
    """Make an idea of the director's, a trial that runs, and one that has ended."""
    head = factories.actor("oekonomichef")
    made: dict[str, Any] = world.of.setdefault("trials", {})
    made["en idé"] = _idea(factories.actor("kommunaldirektoer"), "En idé", owner=head.person_id)
    made["et i gang"] = _begun(head, "Et i gang")
    made["et, der er slut"] = _begun(head, "Et, der er slut")
    row = made["et, der er slut"]
    actions.end(
        actor=head, trial=row, seen=row.version, outcome="worked", learnt="Det gik.", on=factories.DAY
    )


def _idea(actor: Any, words: str, **more: Any) -> Any:
    texts = dict.fromkeys(("title", "belief", "attempt", "know_by", "place", "stop_when"), words)
    people = {"owner_id": more.pop("owner", None), "deputy_id": more.pop("deputy", None)}
    return actions.propose(actor=actor, unit=factories.unit("OS"), ends=ENDS, **texts, **people, **more)


def _begun(head: Any, words: str) -> Any:
    row = _idea(
        head, words, owner=factories.person("udbudskonsulent").pk, deputy=factories.person("jurist").pk
    )
    return actions.begin(actor=head, trial=row, seen=row.version)


def _row(world: Any, case: str) -> Any:
    return next((row for words, row in world.of["trials"].items() if case.startswith(words)), None)


def arguments(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return the arguments of an address."""
    if name.partition(":")[2] in {"board", "excel", "new"}:
        return {}
    row = _row(world, case)
    return {"trial_id": row.pk if row else NOBODY}


def data(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return what a form would send, whole and right."""
    row = _row(world, case)
    version = row.version if row else 1
    unit = factories.unit("OS-IND" if "for Indkøb" in case else "OS").pk
    texts = {"title": "Nyt", "belief": "Tro", "attempt": "Prøve", "know_by": "Se", "ends": "1-3-2027"}
    why = "" if "uden begrundelse" in case else "Vi skal bruge en måned mere"
    return {
        "new": {**texts, "unit": unit, "kind": "decided" if "et forsøg" in case else "small"},
        "change": {**texts, "kind": "small", "version": version},
        "decision": {
            "decision": "", "amount": "250.000", "price_level": "2026", "version": version,
        },
        "begin": {"version": version, "why": ""},
        "drop": {"version": version, "why": why},
        "effect": {"on_whom": "work", "words": "Det går lettere", "on": "19-11-2026"},
        "end": {"version": version, "outcome": "failed", "learnt": "Det var for svært", "on": "20-11-2026"},
        "prolong": {"version": version, "ends": "1-5-2027", "why": why},
        "adopt": {"unit": unit, "words": "Sådan"},
        "copy": {"unit": factories.unit("BU-D01" if "til Mælkevejen" in case else "OS-IND").pk},
    }.get(name.partition(":")[2], {})  # fmt: skip
