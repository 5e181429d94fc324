"""Mandates: of the agenda's group, set down by Direktionen, as a draft, in force and harvested."""

from __future__ import annotations

import datetime as dt
from typing import Any

import factories
from kernespor.domains.agenda.actions import harvest, mandates
from kernespor.domains.agenda.models import Deliverable, Mandate
from kernespor.foundation.bodies.models import Body

PARTS = ("mandate", "deliverable")
_WITHOUT = {"mandates", "mandates_excel", "mandate_new"}
_NOBODY = 999_999


def prepare(group: Body) -> dict[str, Any]:
    """Make a mandate in each situation; in the one in force a deliverable waits, and one is there."""
    keeper = factories.actor("politisk.sekretariat")
    titles = (factories.SECRET, "Gruppe i kraft", "Klar til høst", "Høstet gruppe")
    draft, in_force, ready, harvested = (_mandate(group, title) for title in titles)
    for mandate in (in_force, ready, harvested):
        mandates.step(actor=keeper, mandate=mandate, name="adopt", seen=mandate.version)
        row = mandate.deliverables.order_by("pk").last()
        told = harvest.Settled("delivered", factories.DAY, "Den er sendt")
        harvest.settle(actor=keeper, row=row, seen=row.version, told=told)
    for mandate in (ready, harvested):
        row = mandate.deliverables.get(state="waiting")
        told = harvest.Settled("given_up", factories.DAY, "Ingen tid")
        harvest.settle(actor=keeper, row=row, seen=row.version, told=told)
    told_of_it = harvest.Harvest(factories.DAY, "Det virkede")
    harvest.harvest(actor=keeper, mandate=harvested, seen=harvested.version, told=told_of_it)
    made = {"en kladde": draft, "en i kraft": in_force, "en klar": ready, "en høstet": harvested}
    for mandate in made.values():
        mandate.refresh_from_db()
    return made


def _mandate(group: Body, title: str) -> Mandate:
    facts = mandates.MandateFacts(
        title=title, task=title, tovholder=factories.person("controller.stab"), starts=dt.date(2026, 1, 1),
        set_by=Body.objects.get(code="direktion"), ends=dt.date(2027, 6, 30),
    )  # fmt: skip
    due = [mandates.DeliverableFacts(f"{title} {number}", dt.date(2026, 12, 1)) for number in (1, 2)]
    return mandates.begin(
        actor=factories.actor("politisk.sekretariat"), body=group, facts=facts, deliverables=due
    )


def arguments(made: dict[str, Mandate], part: str, case: str) -> dict[str, Any]:
    """Return the arguments of an address."""
    if part in _WITHOUT:
        return {}
    mandate = _of(made, case)
    if part.startswith("deliverable") and part != "deliverable_new":
        return {"deliverable_id": _row(mandate, case).pk if mandate else _NOBODY}
    found: dict[str, Any] = {"mandate_id": mandate.pk if mandate else _NOBODY}
    if part == "mandate_step":
        found["step"] = _step(case)
    return found | ({"number": 1} if part == "mandate_version" else {})


def _step(case: str) -> str:
    if "høstet" in case:
        return "reopen"
    return "discard" if "kasser" in case else "adopt"


def data(made: dict[str, Mandate], group: Body, part: str, case: str) -> dict[str, Any]:
    """Return what a form would send, whole and right."""
    mandate = _of(made, case)
    seen: dict[str, Any] = {"version": mandate.version if mandate else 1}
    if mandate and part.startswith("deliverable") and part != "deliverable_new":
        seen = {"version": _row(mandate, case).version}
    why = {} if "uden begrundelse" in case else {"why": "Det er besluttet"}
    words = {
        "title": "Ny gruppe", "task": "At prøve noget", "starts": "1-1-2026", "ends": "1-7-2027",
        "set_by": Body.objects.get(code="direktion").pk, "tovholder": factories.person("controller.stab").pk,
    }  # fmt: skip
    return {
        "mandate_new": words | {"body": group.pk},
        "mandate_change": words | seen | why,
        "mandate_step": seen | why,
        "mandate_extend": {"ends": "1-8-2027"} | seen | why,
        "mandate_harvest": {"ended_on": "20-11-2026", "came_of_it": "Det virkede"} | seen,
        "deliverable_new": {"text": "Et kursus", "due": "1-12-2026"} | why,
        "deliverable_change": {"text": "Et kursus", "due": "1-12-2026"} | seen | why,
        "deliverable": {"state": "delivered", "on": "20-11-2026", "result": "Sendt"} | seen,
        "deliverable_wait": seen | why,
    }.get(part, {})


def _of(made: dict[str, Mandate], case: str) -> Mandate | None:
    return next((row for words, row in made.items() if case.startswith(words)), None)


def _row(mandate: Mandate, case: str) -> Deliverable:
    """Return the deliverable that waits, or in a case that says so the one that is there."""
    rows = mandate.deliverables.order_by("pk")
    found = rows.last() if "leveret" in case else rows.first()
    assert found is not None
    return found
