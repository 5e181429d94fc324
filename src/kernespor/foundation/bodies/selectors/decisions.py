"""Decisions: the list, and one with its versions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import Http404

from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.bodies.kinds import decision_rows
from kernespor.foundation.bodies.models import Absence, Decision, DecisionVersion, Dissent
from kernespor.foundation.bodies.selectors.names import called


@dataclass(frozen=True, slots=True)
class DecisionQuery:
    """What a list of decisions is asked for."""

    body_id: int | None = None
    year: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """A decision with all that is on record of it; `body_name` is what the body was called on the day."""

    decision: Decision
    body_name: str
    now: DecisionVersion
    absent: list[Absence]
    dissent: list[Dissent]
    earlier: list[DecisionVersion]  # newest first, without the one that holds now

    @property
    def is_closed(self) -> bool:
        """Say whether it is kept from others than the body."""
        return self.decision.openness != Openness.OPEN

    @property
    def days_late(self) -> int:
        """How many days after it was made it was first recorded."""
        first = self.earlier[-1] if self.earlier else self.now
        return max((first.recorded_at.date() - first.on).days, 0)


def decisions(actor: Actor, query: DecisionQuery) -> QuerySet[Any]:
    """Return the decisions that the actor may read, newest first, with `body_name` and `current`."""
    rows = decision_rows(actor).filter(current__isnull=False)
    if query.body_id is not None:
        rows = rows.filter(body_id=query.body_id)
    if query.year is not None:
        rows = rows.filter(current__on__year=query.year)
    for word in query.words.split():
        rows = rows.filter(
            Q(current__case_title__icontains=word)
            | Q(current__words__icontains=word)
            | Q(current__case_number__icontains=word)
        )
    return rows.order_by(F("current__on").desc(), "-pk")


def years(actor: Actor) -> list[int]:
    """Return the years in which there are decisions that the actor may read, newest first. One query."""
    found = decision_rows(actor).order_by().values_list("current__on__year", flat=True).distinct()
    return sorted({year for year in found if year}, reverse=True)


def decision_page(actor: Actor, decision_id: int) -> DecisionPage:
    """Return a decision. Raises Http404 or NotPermitted."""
    decision: Decision = objects.fetch(actor, "beslutning", decision_id)
    versions = list(decision.versions.select_related("term", "recorded_by").order_by("-recorded_at", "-pk"))
    now = next((one for one in versions if one.pk == decision.current_id), None)
    if now is None:
        raise Http404(decision_id)
    return DecisionPage(
        decision=decision,
        body_name=str(getattr(decision, "body_name", "")),
        now=now,
        absent=list(now.absences.order_by("pk")),
        dissent=list(now.dissents.order_by("pk")),
        earlier=[one for one in versions if one.pk != now.pk],
    )


def decided_in(actor: Actor, body_id: int, until: dt.date, *, limit: int) -> list[Any]:
    """Return a body's newest decisions up to a day that the actor may read. One query."""
    rows = decisions(actor, DecisionQuery(body_id=body_id)).filter(current__on__lte=until)
    return list(rows[:limit])


def bodies_that_decided(actor: Actor) -> list[tuple[int, str]]:
    """Return (key, today's name) of the bodies of which the actor may read a decision. One query."""
    rows = decision_rows(actor).order_by().annotate(now_called=called("body_id", actor.today))
    return sorted(set(rows.values_list("body_id", "now_called")), key=lambda pair: pair[1])
