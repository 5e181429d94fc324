"""Where the red thread is broken in budget analyses: all three kinds are read in one query."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.enums import AnalysisStatus
from kernespor.domains.strategy.models import Analysis, AnalysisReport
from kernespor.domains.strategy.permissions.analyses import ANALYSIS, can_change
from kernespor.domains.strategy.policies.analyses import DECIDE_DAYS
from kernespor.domains.strategy.selectors.analyses.board import rows_of, waits_days
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.memory import once
from kernespor.foundation.objects import ref_of
from kernespor.foundation.thread.registry import Break, BreakKind, Scope, register_break
from kernespor.foundation.ui.templatetags.danish import long_date

_DAY = dt.timedelta(days=1)
_GIVE = _("At status bliver givet, eller at fristen flyttes med en begrundelse.")
_DECIDE = _("En beslutning om, hvad der skal ske efter analysen.")
_RECORD = _("At beslutningen føres ind og analysen peger på den.")


def register() -> None:
    """Fill the registry of breaks."""
    for name, label, remedy, find, button in (
        ("status_late", _("En budgetanalyse skylder en status"), _GIVE, _late, _("Giv status")),
        ("undecided", _("Analysens resultat er der ikke taget stilling til"), _DECIDE, _undecided,
         _("Peg på beslutningen")),
        ("unrecorded", _("Besluttet, men beslutningen er ikke ført ind"), _RECORD, _unrecorded,
         _("Peg på beslutningen")),
    ):  # fmt: skip
        register_break(BreakKind(f"strategy.analysis_{name}", label, remedy, ANALYSIS, find, button))


@once
def _suspects(actor: Actor, scope: Scope) -> tuple[Any, ...]:
    """Return the analyses that the actor may read and that are broken in some way. One query.

    Each brings the first status that it owes and whose day has passed, where there is one.
    """
    owed = AnalysisReport.objects.filter(analysis=OuterRef("pk"), given_on=None, due__lt=actor.today)
    first = owed.order_by("due", "pk")
    keys = scope.keys(ANALYSIS)
    rows = rows_of(actor) if keys is None else rows_of(actor).filter(pk__in=keys)
    rows = rows.annotate(
        owed=Subquery(first.values("pk")[:1]),
        owed_on=Subquery(first.values("due")[:1]),
        owed_to=Subquery(first.values("to_name")[:1]),
    )
    before = actor.today - dt.timedelta(days=DECIDE_DAYS)
    undecided = Q(status=AnalysisStatus.RESULT, result_on__lt=before)
    unrecorded = Q(status=AnalysisStatus.DECIDED, decision=None)
    return tuple(rows.filter(Q(owed__isnull=False) | undecided | unrecorded).order_by("pk"))


def _way(actor: Actor, analysis: Analysis, page: str, *keys: int) -> str:
    """Return where it can be mended: the form for those who may, else the analysis' own page."""
    if can_change(actor, analysis):
        return reverse(f"analyses:{page}", args=[analysis.pk, *keys])
    return reverse("analyses:analysis", args=[analysis.pk])


def _late(actor: Actor, scope: Scope) -> Iterator[Break]:
    """Yield the analyses that owe a status whose day has passed, the oldest told of."""
    for analysis in _suspects(actor, scope):
        if analysis.owed is None:
            continue
        yield Break(
            ref_of(analysis),
            gettext("Status til {body} skulle være givet den {day}.").format(
                body=analysis.owed_to, day=long_date(analysis.owed_on)
            ),
            str(_GIVE),
            _way(actor, analysis, "report", analysis.owed),
            analysis.owed_on + _DAY,
            row=analysis,
        )


def _undecided(actor: Actor, scope: Scope) -> Iterator[Break]:
    """Yield the analyses whose result has waited too long for a decision."""
    waiting = [one for one in _suspects(actor, scope) if waits_days(one, actor.today)]
    for analysis in sorted(waiting, key=lambda one: (one.result_on, one.pk)):
        yield Break(
            ref_of(analysis),
            gettext("Resultatet blev lagt frem den {day}, og intet er besluttet.").format(
                day=long_date(analysis.result_on)
            ),
            str(_DECIDE),
            _way(actor, analysis, "decision"),
            analysis.result_on + dt.timedelta(days=DECIDE_DAYS + 1),
            row=analysis,
        )


def _unrecorded(actor: Actor, scope: Scope) -> Iterator[Break]:
    """Yield the analyses that were decided without a decision on record."""
    for analysis in _suspects(actor, scope):
        if analysis.status != AnalysisStatus.DECIDED or analysis.decision_id:
            continue
        yield Break(
            ref_of(analysis),
            gettext("{who} har skrevet, at den er besluttet: »{why}«").format(
                who=analysis.out_of_order_by, why=analysis.out_of_order
            ),
            str(_RECORD),
            _way(actor, analysis, "decision"),
            row=analysis,
        )
