"""Budget analyses of Økonomi & Stab in each situation; the buyer owns them, the jurist is the deputy."""

from __future__ import annotations

import datetime as dt
from typing import Any

import factories
from kernespor.domains.strategy.actions import analyses as actions
from kernespor.foundation.bodies.actions import decisions
from kernespor.foundation.bodies.models import Body

NOBODY = 999_999
_WITHOUT = {"list", "list_excel", "new"}


def prepare(world: Any) -> None:
    """Make an analysis in each situation, a decision to point at, and parts and statuses to write in."""
    head = factories.actor("oekonomichef")
    made: dict[str, Any] = world.of.setdefault("analyses", {})
    for words, steps in (
        ("en bestilt", 0),
        ("en i gang", 1),
        ("en med resultat", 2),
        ("en besluttet", 3),
    ):
        made[words] = _analysis(head, words, steps)
    facts = decisions.DecisionFacts(dt.date(2026, 11, 20), "Analysen", "Godkendt.", "approved")
    body = Body.objects.get(code="oekonomiudvalg")
    keeper = factories.actor("politisk.sekretariat")
    world.of["analyses_decision"] = decisions.record(actor=keeper, body=body, facts=facts)


def _analysis(head: Any, words: str, steps: int) -> Any:
    row = actions.begin(
        actor=head,
        unit=factories.unit("OS"),
        title=words,
        purpose="Formål",
        begins=dt.date(2026, 1, 1),
        owner=factories.person("udbudskonsulent"),
        deputy=factories.person("jurist"),
        parts=[actions.PartFacts("effort", "Indsats", "Alle")],
        reports=[actions.DueFacts("Økonomiudvalget", dt.date(2026, 12, 1))],
    )
    if steps > 0:
        actions.move(actor=head, analysis=row, step="begin", seen=row.version)
    if steps > 1:
        actions.conclude(
            actor=head, analysis=row, seen=row.version, result="Det viste sig.", on=factories.DAY
        )
    if steps > 2:
        actions.decide_unrecorded(actor=head, analysis=row, seen=row.version, why="Mødet var i går")
    return row


def _row(world: Any, case: str) -> Any:
    return next((row for words, row in world.of["analyses"].items() if case.startswith(words)), None)


def arguments(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return the arguments of an address."""
    part = name.partition(":")[2]
    if part in _WITHOUT:
        return {}
    row = _row(world, case)
    found: dict[str, Any] = {"analysis_id": row.pk if row else NOBODY}
    if part == "part_new":
        found["kind"] = "vision" if "en slags" in case else "effort"
    if part in {"part", "part_remove"}:
        found["part_id"] = row.parts.get().pk if row else NOBODY
    if part in {"report", "report_move"}:
        found["report_id"] = row.reports.get().pk if row else NOBODY
    if part == "move":
        found["step"] = "stop_under_way" if "uden begrundelse" in case else "begin"
    return found


def data(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return what a form would send, whole and right."""
    row = _row(world, case)
    version = row.version if row else 1
    words = {"title": "Ny", "purpose": "Formål", "begins": "1-1-2026", "version": version}
    return {
        "new": {**words, "unit": factories.unit("OS").pk, "marks": "Et mærke"},
        "change": words,
        "part_new": {"text": "En indsats", "participants": "Lederne"},
        "part": {"text": "En anden indsats", "participants": "Lederne", "version": 1},
        "part_remove": {"why": "Den hører til et andet sted"},
        "move": {"version": version, "why": ""},
        "result": {"result": "Det viste sig.", "on": "19-11-2026", "version": version},
        "decision": {"decision": world.of["analyses_decision"].pk, "version": version},
        "report_new": {"to_name": "Byrådet", "due": "1-3-2027"},
        "report": {"text": "Vi er i gang", "given_on": "19-11-2026", "version": 1},
        "report_move": {"to_name": "Byrådet", "due": "1-3-2027", "why": "Mødet er flyttet", "version": 1},
    }.get(name.partition(":")[2], {})
