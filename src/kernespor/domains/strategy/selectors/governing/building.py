"""What builds on passages: the objects that are linked below them, as far as the reader may see those."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import BooleanField, Case, OuterRef, Q, Subquery, TextField, Value, When

from kernespor.domains.strategy.enums import (
    AnalysisStatus,
    DocumentStatus,
    FocusStatus,
    PlanStatus,
    TrialStatus,
)
from kernespor.domains.strategy.models import Passage
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import Ref
from kernespor.foundation.thread.models import Link

PASSAGE = "strategy.passage"
BUILDS_ON = "strategy.builds_on"

# Of each kind what is over: what built on something then did so rightly, and nobody mends it.
_OVER: dict[str, Q] = {
    "strategy.unitplan": Q(status=PlanStatus.CONCLUDED),
    "strategy.priorityarea": Q(plan__status=PlanStatus.CONCLUDED),
    "strategy.goal": Q(area__plan__status=PlanStatus.CONCLUDED),
    "strategy.action": Q(goal__area__plan__status=PlanStatus.CONCLUDED),
    "strategy.indicator": Q(goal__area__plan__status=PlanStatus.CONCLUDED),
    "strategy.governingdocument": Q(status__in=(DocumentStatus.REPLACED, DocumentStatus.DISCARDED)),
    PASSAGE: Q(document__status__in=(DocumentStatus.REPLACED, DocumentStatus.DISCARDED))
    | Q(withdrawn_on__isnull=False),
    "strategy.focusset": Q(status__in=(FocusStatus.REPLACED, FocusStatus.DROPPED)),
    "strategy.focusarea": Q(of_set__status__in=(FocusStatus.REPLACED, FocusStatus.DROPPED)),
    "strategy.trial": Q(status__in=(TrialStatus.ENDED, TrialStatus.TAKEN_OVER, TrialStatus.DROPPED)),
    "strategy.analysis": Q(status__in=(AnalysisStatus.DECIDED, AnalysisStatus.STOPPED)),
}


def builders(
    actor: Actor, passages: Collection[int] | None = None, *, living: Collection[int] = ()
) -> dict[int, list[Ref]]:
    """Return what builds on each passage by its key (None: on any), each once, in the order it was tied.

    `living` names passages for which what is over doesn't count: a concluded plan, a set of focus areas that
    was replaced. Two queries.
    """
    links = Link.objects.on(actor.today).filter(upper_kind=PASSAGE)
    if passages is not None:
        links = links.filter(upper_pk__in=passages)
    return _seen(actor, links.order_by("pk").values_list("upper_pk", "lower_kind", "lower_pk"), living=living)


def builders_by_document(actor: Actor) -> dict[int, list[Ref]]:
    """Return what builds on the standing passages of each document by its key, each once. Two queries."""
    of = Passage.objects.filter(pk=OuterRef("upper_pk"), withdrawn_on=None).values("document_id")
    links = Link.objects.on(actor.today).filter(upper_kind=PASSAGE).annotate(document=Subquery(of))
    rows = links.filter(document__isnull=False).order_by("pk")
    return _seen(actor, rows.values_list("document", "lower_kind", "lower_pk"), living=())


def _seen(
    actor: Actor, rows: Iterable[tuple[int, str, int]], *, living: Collection[int]
) -> dict[int, list[Ref]]:
    tied: dict[int, list[Ref]] = defaultdict(list)
    for upper, kind, lower in rows:
        tied[upper].append(Ref(kind, lower))
    over = visible(actor, {ref for refs in tied.values() for ref in refs})
    found = {
        pk: [ref for ref in dict.fromkeys(refs) if ref in over and not (over[ref] and pk in living)]
        for pk, refs in tied.items()
    }
    return {pk: refs for pk, refs in found.items() if refs}


def visible(actor: Actor, refs: Iterable[Ref]) -> dict[Ref, bool]:
    """Return those of some objects that the actor may read, and whether each is over. One query."""
    wanted: dict[str, list[int]] = defaultdict(list)
    known = {kind.name: kind for kind in objects.known()}
    for ref in sorted(set(refs)):
        if ref.kind in known:
            wanted[ref.kind].append(ref.pk)
    asked: list[Any] = []
    for name, keys in wanted.items():
        rows = known[name].rows(actor).filter(pk__in=keys).order_by()
        over = Case(
            *([When(_OVER[name], then=Value(value=True))] if name in _OVER else []),
            default=Value(value=False),
            output_field=BooleanField(),
        )
        asked.append(rows.values_list(Value(name, TextField()), "pk", over))
    if not asked:
        return {}
    return {Ref(kind, pk): bool(over) for kind, pk, over in asked[0].union(*asked[1:], all=True)}
