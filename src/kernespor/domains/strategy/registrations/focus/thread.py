"""Focus areas on the red thread: sets over areas over evaluations, and what areas are fulfilled by."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.actions.focus.evaluations import FACT
from kernespor.domains.strategy.actions.focus.sets import FULFILS
from kernespor.domains.strategy.models import (
    Action,
    Analysis,
    FocusArea,
    FocusEvaluation,
    FocusSet,
    Goal,
    Indicator,
    PriorityArea,
    StatusNote,
    Trial,
    UnitPlan,
)
from kernespor.foundation import objects
from kernespor.foundation.bodies.models import Consultation, Decision
from kernespor.foundation.objects import Ref
from kernespor.foundation.thread.registry import LinkKind, Pair, Structure, register_link, register_structure

SET, AREA, EVALUATION, NOTE = (
    model._meta.label_lower for model in (FocusSet, FocusArea, FocusEvaluation, StatusNote)
)
_FULFIL = (PriorityArea, Goal, Action, Trial)
_FACTS = (UnitPlan, PriorityArea, Goal, Action, Indicator, Trial, Analysis, Decision, Consultation)


def register() -> None:
    """Fill the registries of the thread."""
    register_link(
        LinkKind(
            FULFILS,
            _("indfries af"),
            _("bidrager til"),
            pairs=frozenset((AREA, model._meta.label_lower) for model in _FULFIL),
        )
    )
    register_link(
        LinkKind(
            FACT,
            _("er kendsgerning bag"),
            _("bygger på"),
            pairs=frozenset((model._meta.label_lower, EVALUATION) for model in _FACTS),
        )
    )
    register_structure(
        Structure(
            "strategy.focus",
            frozenset({SET, AREA, EVALUATION, NOTE}),
            above=_above,
            below=_below,
            line=_line,
            cards=objects.cards,
            down=_("rummer"),
            up=_("hører til"),
        )
    )


def _above(refs: Collection[Ref]) -> Iterator[Pair]:
    """Yield the pairs from evaluations, areas and notes up to their sets. One query for each kind."""
    keys = _keys(refs)
    if found := keys.get(EVALUATION):
        rows = FocusEvaluation.objects.filter(pk__in=found).order_by("pk")
        for pk, area, of_set in rows.values_list("pk", "area_id", "area__of_set_id"):
            yield Ref(AREA, area), Ref(EVALUATION, pk)
            yield Ref(SET, of_set), Ref(AREA, area)
    for kind, model in ((AREA, FocusArea), (NOTE, StatusNote)):
        if found := keys.get(kind):
            under: QuerySet[Any, Any] = model._default_manager.filter(pk__in=found).order_by("pk")
            for pk, of_set in under.values_list("pk", "of_set_id"):
                yield Ref(SET, of_set), Ref(kind, pk)


def _below(refs: Collection[Ref]) -> Iterator[Pair]:
    """Yield the pairs under sets and areas. Three queries at most."""
    keys = _keys(refs)
    areas = set(keys.get(AREA, ()))
    if sets := keys.get(SET):
        for model, kind in ((FocusArea, AREA), (StatusNote, NOTE)):
            rows = model._default_manager.filter(of_set__in=sets).order_by("of_set_id", "pk")
            for pk, of_set in rows.values_list("pk", "of_set_id"):
                yield Ref(SET, of_set), Ref(kind, pk)
                areas |= {pk} if kind == AREA else set()
    if areas:
        evaluations = FocusEvaluation.objects.filter(area__in=areas).order_by("on", "pk")
        for pk, area in evaluations.values_list("pk", "area_id"):
            yield Ref(AREA, area), Ref(EVALUATION, pk)


def _line(row: Any) -> Sequence[Model]:
    """Return the rows above, set first; the row brings them."""
    if isinstance(row, FocusEvaluation):
        return [row.area.of_set, row.area]
    return [row.of_set] if isinstance(row, FocusArea | StatusNote) else []


def _keys(refs: Collection[Ref]) -> dict[str, list[int]]:
    keys: dict[str, list[int]] = {}
    for ref in sorted(refs):
        keys.setdefault(ref.kind, []).append(ref.pk)
    return keys
