"""How one indicator is followed, and what is read of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kernespor.domains.strategy.actions import indicators as actions
from kernespor.domains.strategy.actions.indicators import Arrangement, Read
from kernespor.domains.strategy.calculations.indicators import SHARE, is_followed
from kernespor.domains.strategy.enums import IndicatorKind
from kernespor.domains.strategy.forms.indicators import ArrangeForm, KindForm
from kernespor.domains.strategy.models import Indicator, UnitPlan
from kernespor.domains.strategy.permissions import plans as permissions
from kernespor.domains.strategy.policies import plans as policies
from kernespor.domains.strategy.policies.indicators import check_typed
from kernespor.domains.strategy.selectors.indicators.history import history_of
from kernespor.domains.strategy.views.indicators.fragment import (
    READING_DRAFT,
    followed_words,
    reading_form,
)
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.drafts import actions as drafts
from kernespor.foundation.measures import registry
from kernespor.foundation.measures.permissions import can_read
from kernespor.foundation.objects import ref_of
from kernespor.foundation.organisation.models import Unit
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.refusals import NotNow, StaleWrite
from kernespor.foundation.ui.downloads import EXCEL, download
from kernespor.foundation.ui.export import ExportColumn, excel

KINDS = tuple(kind for kind in IndicatorKind if kind is not IndicatorKind.WORDS)


@operation("indicators.arrange", "GET", "POST")
def arrange(request: Request, indicator_id: int) -> HttpResponse:
    """Choose how an indicator is followed, and what counts."""
    actor = request.actor
    plan, indicator = _find(actor, indicator_id)
    permissions.check_change_plan(actor, plan)
    policies.check_editable(plan)
    kind = _kind(request, indicator)
    if request.method != "POST":
        form = _arrange_form(actor, plan, indicator, kind, initial=_initial(indicator, kind))
        return _arrange_page(request, plan, indicator, kind, form)
    form = _arrange_form(actor, plan, indicator, kind, request.POST)
    if not form.is_valid():
        return _arrange_page(request, plan, indicator, kind, form, status=422)
    seen = form.cleaned_data["version"]
    try:
        actions.arrange(
            actor=actor, indicator=indicator, seen=seen, facts=_arrangement(kind, form.cleaned_data)
        )
    except StaleWrite as stale:
        theirs = _find(actor, indicator_id)[1]
        typed = request.POST.copy()
        typed["version"] = str(theirs.version)
        form = _arrange_form(actor, plan, theirs, kind, typed)
        return _arrange_page(request, plan, theirs, kind, form, status=409, stale=stale.reason)
    except NotNow as refusal:
        form.add_error(None, refusal.reason)
        return _arrange_page(request, plan, indicator, kind, form, status=422)
    messages.success(request, _("Gemt. Sådan følges målindikatoren fra nu af."))
    return redirect("strategy:item", plan.pk, "indicator", indicator.pk)


@operation("indicators.read", "GET", "POST")
def read(request: Request, indicator_id: int) -> HttpResponse:
    """Write what an indicator shows."""
    actor = request.actor
    plan, indicator = _find(actor, indicator_id)
    permissions.check_report(actor, plan, indicator)
    policies.check_followed_up(plan)
    check_typed(indicator)
    if request.method != "POST":
        return _reading_page(request, plan, indicator, reading_form(actor, indicator))
    given = reading_form(actor, indicator, request.POST)
    form = given["reading_form"]
    if form.is_valid():
        try:
            actions.read(actor=actor, indicator=indicator, facts=Read(**form.cleaned_data))
        except NotNow as refusal:
            form.add_error(None, refusal.reason)
    if form.errors:
        return _reading_page(request, plan, indicator, given, status=422)
    drafts.forget(actor=actor, form=READING_DRAFT, ref=str(ref_of(indicator)))
    messages.success(request, _("Gemt. Det står i historikken."))
    return redirect("strategy:item", plan.pk, "indicator", indicator.pk)


@operation("indicators.history_excel")
def history_excel(request: Request, indicator_id: int) -> HttpResponse:
    """Everything that was read of an indicator, as a spreadsheet."""
    plan, indicator = _find(request.actor, indicator_id)
    history = history_of(request.actor, indicator, plan)
    labels = [
        _("Dato"), _("Læst"), _("Tal"), _("Kilde"), _("Bygger på"), _("Skrevet af"), _("Rettet siden"),
        _("Noget andet end nu"),
    ]  # fmt: skip
    rows = [
        [
            line.row.on,
            line.words,
            line.row.value,
            line.row.source,
            line.row.evidence,
            line.row.author_label,
            _("ja") if line.corrected else "",
            _("ja") if line.other else "",
        ]
        for line in history.lines
    ]
    columns = [ExportColumn(label, 2 if place == 2 else 0) for place, label in enumerate(labels)]  # noqa: PLR2004 - the figure
    return download(excel(_("Målindikator"), columns, rows), EXCEL, f"maalindikator {indicator.pk}.xlsx")


def _find(actor: Actor, indicator_id: int) -> tuple[UnitPlan, Indicator]:
    rows = Indicator.objects.select_related("goal__area__plan__unit", "owner", "deputy", "measure_unit")
    indicator = get_object_or_404(rows, pk=indicator_id)
    plan = indicator.goal.area.plan
    permissions.check_read_plan(actor, plan)
    return plan, indicator


def _kind(request: Request, indicator: Indicator) -> str:
    """Return the kind that is asked for, or the indicator's own; 404 for what is none."""
    asked = request.POST.get("kind") or request.GET.get("kind")
    if asked is None:
        return indicator.kind if is_followed(indicator) else IndicatorKind.MEASURED
    if not KindForm({"kind": asked}).is_valid():
        raise Http404(asked)
    return asked


def _arrange_form(
    actor: Actor, plan: UnitPlan, indicator: Indicator, kind: str, *args: Any, **kwargs: Any
) -> ArrangeForm:
    return ArrangeForm(
        *args, kind=kind, measures=_measures(actor, indicator), units=_units(actor, plan), **kwargs
    )


def _measures(actor: Actor, indicator: Indicator) -> list[tuple[str, str]]:
    """Return the measures that the actor may read."""
    del indicator
    return [(one.code, f"{one.label} ({one.unit})") for one in registry.known() if can_read(actor, one)]


def _units(actor: Actor, plan: UnitPlan) -> list[tuple[str, str]]:
    """Return the units of the day, the plan's own first."""
    tree = tree_on(actor.today)
    own = tree.name(plan.unit_id) if plan.unit_id in tree.nodes else plan.unit_name
    others = [(str(node.unit_id), node.name) for _depth, node in tree.walk() if node.unit_id != plan.unit_id]
    return [("", own), *others]


def _arrangement(kind: str, data: dict[str, Any]) -> Arrangement:
    given = {name: value for name, value in data.items() if name not in {"version", "share", "measure_unit"}}
    unit = data.get("measure_unit")
    if kind == IndicatorKind.COMPUTED:
        given["counts"] = data.get("share") or ""
        given["measure_unit"] = Unit.objects.get(pk=int(unit)) if unit else None
    return Arrangement(kind=kind, **given)


def _initial(indicator: Indicator, kind: str) -> dict[str, Any]:
    """Return what stands in the row; of another kind's own fields nothing."""
    names = ("measure", "direction", "baseline", "baseline_on", "target", "tolerance", "deadline", "source",
             "every_months", "counts", "version")  # fmt: skip
    found: dict[str, Any] = {name: getattr(indicator, name) for name in names}
    found["measure_unit"] = str(indicator.measure_unit_id or "")
    found["share"] = SHARE if indicator.counts == SHARE else ""
    found["scale"] = "\n".join(indicator.scale)
    if indicator.good_from is not None and indicator.good_from < len(indicator.scale):
        found["good_from"] = indicator.scale[indicator.good_from]
    if kind not in {indicator.kind, IndicatorKind.MILESTONE}:
        found["every_months"] = found["every_months"] or 3
    return found


def _arrange_page(
    request: Request, plan: UnitPlan, indicator: Indicator, kind: str, form: ArrangeForm, *,
    status: int = 200, stale: str = "",
) -> HttpResponse:  # fmt: skip
    here = reverse("indicators:arrange", args=[indicator.pk])
    context = {
        "indicator": indicator,
        "plan": plan,
        "form": form,
        "kind": kind,
        "about": _about(kind),
        "tabs": [
            {"label": one.label, "url": f"{here}?kind={one.value}", "current": one.value == kind}
            for one in KINDS
        ],
        "stale": stale,
        "theirs": followed_words(indicator, plan, request.actor.today) if stale else [],
        "crumbs": _crumbs(plan, indicator, _("Sådan følges den")),
    }
    return render(request, "indicators/arrange.html", context, status=status)


def _about(kind: str) -> str:
    return {
        IndicatorKind.COMPUTED: _(
            "Tallet læses af det, der allerede er skrevet i Kernespor. Ingen taster det. Du vælger måltallet "
            "og siger, hvad der tæller."
        ),
        IndicatorKind.MEASURED: _(
            "Ejeren skriver tallet med sin kilde, og bliver mindet om det, når det er tid."
        ),
        IndicatorKind.ASSESSED: _(
            "Ejeren vurderer på en skala, I selv skriver, og siger, hvad det bygger på."
        ),
        IndicatorKind.MILESTONE: _(
            "Den er nået eller ikke nået på en dag. Knyttes en godkendt beslutning til den på den røde tråd, "
            "er den nået med beslutningen som bevis."
        ),
    }[IndicatorKind(kind)]


def _reading_page(
    request: Request, plan: UnitPlan, indicator: Indicator, given: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    context = {
        "indicator": indicator,
        "plan": plan,
        **given,
        "crumbs": _crumbs(plan, indicator, _("Skriv, hvad den viser")),
    }
    return render(request, "indicators/read.html", context, status=status)


def _crumbs(plan: UnitPlan, indicator: Indicator, here: str) -> Sequence[tuple[str, str]]:
    return [
        (_("Virksomhedsplaner"), reverse("strategy:plans")),
        (plan.unit_name, reverse("strategy:plan", args=[plan.pk])),
        (str(indicator)[:60], reverse("strategy:item", args=[plan.pk, "indicator", indicator.pk])),
        (here, ""),
    ]
