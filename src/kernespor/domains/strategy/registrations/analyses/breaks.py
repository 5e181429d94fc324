"""Where the red thread is broken in budget analyses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.enums import AnalysisStatus
from kernespor.domains.strategy.models import Analysis, AnalysisReport
from kernespor.domains.strategy.permissions.analyses import ANALYSIS, can_change
from kernespor.domains.strategy.policies.analyses import DECIDE_DAYS
from kernespor.domains.strategy.selectors.analyses.board import rows_of
from kernespor.foundation.access.actor import Actor
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


def _within(actor: Actor, scope: Scope) -> QuerySet[Analysis]:
    rows = rows_of(actor)
    keys = scope.keys(ANALYSIS)
    return rows if keys is None else rows.filter(pk__in=keys)


def _way(actor: Actor, analysis: Analysis, page: str, *keys: int) -> str:
    """Return where it can be mended: the form for those who may, else the analysis' own page."""
    if can_change(actor, analysis):
        return reverse(f"analyses:{page}", args=[analysis.pk, *keys])
    return reverse("analyses:analysis", args=[analysis.pk])


def _late(actor: Actor, scope: Scope) -> Iterator[Break]:
    """Yield the analyses that owe a status whose day has passed, the oldest told of. Two queries."""
    owed = AnalysisReport.objects.filter(given_on=None, due__lt=actor.today).order_by("due", "pk")
    first: dict[int, Any] = {}
    for report in owed:
        first.setdefault(report.analysis_id, report)
    for analysis in _within(actor, scope).filter(pk__in=first).order_by("pk") if first else ():
        report = first[analysis.pk]
        yield Break(
            ref_of(analysis),
            gettext("Status til {body} skulle være givet den {day}.").format(
                body=report.to_name, day=long_date(report.due)
            ),
            str(_GIVE),
            _way(actor, analysis, "report", report.pk),
            report.due + _DAY,
            row=analysis,
        )


def _undecided(actor: Actor, scope: Scope) -> Iterator[Break]:
    """Yield the analyses whose result has waited too long for a decision. One query."""
    before = actor.today - dt.timedelta(days=DECIDE_DAYS)
    rows = _within(actor, scope).filter(status=AnalysisStatus.RESULT, result_on__lt=before)
    for analysis in rows.order_by("result_on", "pk"):
        yield Break(
            ref_of(analysis),
            gettext("Resultatet blev lagt frem den {day}, og intet er besluttet.").format(
                day=long_date(analysis.result_on)
            ),
            str(_DECIDE),
            _way(actor, analysis, "decision"),
            analysis.result_on + dt.timedelta(days=DECIDE_DAYS + 1) if analysis.result_on else None,
            row=analysis,
        )


def _unrecorded(actor: Actor, scope: Scope) -> Iterator[Break]:
    """Yield the analyses that were decided without a decision on record. One query."""
    rows = _within(actor, scope).filter(status=AnalysisStatus.DECIDED, decision=None)
    for analysis in rows.order_by("pk"):
        yield Break(
            ref_of(analysis),
            gettext("{who} har skrevet, at den er besluttet: »{why}«").format(
                who=analysis.out_of_order_by, why=analysis.out_of_order
            ),
            str(_RECORD),
            _way(actor, analysis, "decision"),
            row=analysis,
        )
