"""Where the red thread is broken in focus areas."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.enums import FocusStatus, PlanStatus
from kernespor.domains.strategy.models import Action, FocusArea, FocusEvaluation, FocusSet, Goal, PriorityArea
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import ref_of
from kernespor.foundation.thread.models import Link
from kernespor.foundation.thread.registry import Break, BreakKind, Scope, register_break
from kernespor.foundation.ui.templatetags.danish import long_date

SET, AREA, EVALUATION = (model._meta.label_lower for model in (FocusSet, FocusArea, FocusEvaluation))
_PLANS = ((PriorityArea, "plan"), (Goal, "area__plan"), (Action, "goal__area__plan"))


def register() -> None:
    """Fill the registry of breaks."""
    register_break(
        BreakKind(
            "strategy.focus_without_initiative",
            _("Fokusområde uden initiativ"),
            _("En del af en plan i kraft, der er knyttet til fokusområdet."),
            AREA,
            _without_initiative,
            _("Se fokusområdet"),
        )
    )
    register_break(
        BreakKind(
            "strategy.focus_not_evaluated",
            _("Fokusområdernes periode er slut, og de er ikke evalueret"),
            _("En evaluering af hvert fokusområde."),
            SET,
            _not_evaluated,
            _("Evaluér"),
        )
    )
    register_break(
        BreakKind(
            "strategy.evaluation_without_fact",
            _("Evaluering uden kendsgerning"),
            _("En kendsgerning, der er knyttet til evalueringen."),
            EVALUATION,
            _without_fact,
            _("Knyt en kendsgerning til"),
        )
    )


def _without_initiative(actor: Actor, scope: Scope) -> Iterator[Break]:
    """Yield the areas in force under which no plan in force has a part. One query."""
    links = Link.objects.on(actor.today).filter(upper_kind=AREA, upper_pk=OuterRef("pk"))
    tied = Q()
    for model, plan in _PLANS:
        parts: QuerySet[Any, Any] = model._default_manager.filter(
            **{f"{plan}__status": PlanStatus.IN_FORCE}
        ).values("pk")
        tied |= Q(Exists(links.filter(lower_kind=model._meta.label_lower, lower_pk__in=parts)))
    rows = _within(objects.of(AREA).rows(actor), scope, AREA)
    for area in rows.filter(of_set__status=FocusStatus.IN_FORCE).exclude(tied):
        yield Break(
            ref_of(area),
            gettext("Ingen plan i kraft har noget under fokusområdet »{area}«.").format(area=area.title),
            gettext("Et mål, en handling eller et indsatsområde, der er knyttet til fokusområdet."),
            reverse("focus:area", args=[area.pk]),
            area.of_set.starts,
            row=area,
        )


def _not_evaluated(actor: Actor, scope: Scope) -> Iterator[Break]:
    """Yield the sets in force whose period is over. One query."""
    rows = _within(objects.of(SET).rows(actor), scope, SET)
    for row in rows.filter(status=FocusStatus.IN_FORCE, ends__lt=actor.today).order_by("ends", "pk"):
        yield Break(
            ref_of(row),
            gettext("Perioden sluttede {day}, og sættet er ikke evalueret.").format(day=long_date(row.ends)),
            gettext("En evaluering af hvert fokusområde, med de kendsgerninger den bygger på."),
            reverse("focus:set", args=[row.pk]),
            row.ends + dt.timedelta(days=1),
            row=row,
        )


def _without_fact(actor: Actor, scope: Scope) -> Iterator[Break]:
    """Yield the evaluations that nothing stands above on the thread but their area. One query."""
    facts = Link.objects.on(actor.today).filter(lower_kind=EVALUATION, lower_pk=OuterRef("pk"))
    rows = _within(objects.of(EVALUATION).rows(actor), scope, EVALUATION)
    for row in rows.filter(~Exists(facts)):
        yield Break(
            ref_of(row),
            gettext("Evalueringen af »{area}« peger ikke på nogen kendsgerning.").format(area=row.area.title),
            gettext("En måling, en handling, en beslutning eller et forsøg, den bygger på."),
            reverse("thread:tie", args=["fokusevaluering", row.pk]),
            row.on,
            row=row,
        )


def _within(rows: QuerySet[Any], scope: Scope, kind: str) -> QuerySet[Any]:
    keys = scope.keys(kind)
    return rows if keys is None else rows.filter(pk__in=keys)
