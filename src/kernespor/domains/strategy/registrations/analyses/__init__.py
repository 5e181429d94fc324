"""What the foundation's registries are told of budget analyses."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.documents.analyses import word_of
from kernespor.domains.strategy.enums import AnalysisStatus
from kernespor.domains.strategy.models import Analysis, AnalysisPart, AnalysisReport
from kernespor.domains.strategy.permissions.analyses import ANALYSIS, check_change
from kernespor.domains.strategy.permissions.plans import PLANNERS
from kernespor.domains.strategy.registrations.analyses import breaks
from kernespor.domains.strategy.selectors.analyses import due
from kernespor.domains.strategy.selectors.analyses.board import rows_of
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.access.registry import Guard, register_capabilities, register_guard
from kernespor.foundation.audit import verbs
from kernespor.foundation.audit.labels import register as register_labels
from kernespor.foundation.drafts.registry import DraftForm
from kernespor.foundation.drafts.registry import register as register_form
from kernespor.foundation.filing import registry as filing
from kernespor.foundation.objects import Card, Kind, Ref, Stage
from kernespor.foundation.organisation.selectors.names import unit_name_of
from kernespor.foundation.search.registry import Source, Text
from kernespor.foundation.search.registry import register as add_source
from kernespor.foundation.tasks import registry as task_registry
from kernespor.foundation.ui.navigation import NavItem
from kernespor.foundation.ui.navigation import register as register_nav

REPORT = "strategy.analysisreport"
_DECIDED_ON = Coalesce("decision__current__on", "result_on")
_VERBS: dict[str, str | Promise] = {
    "strategy.analysis_commissioned": _("skrev analysen ned"),
    "strategy.analysis_changed": _("ændrede i analysen"),
    "strategy.analysis_begun": _("gik i gang med analysen"),
    "strategy.analysis_concluded": _("lagde resultatet frem"),
    "strategy.analysis_reopened": _("tog resultatet tilbage for at arbejde videre"),
    "strategy.analysis_decided": _("pegede på beslutningen"),
    "strategy.analysis_decided_unrecorded": _("skrev, at den er besluttet, uden at beslutningen er ført ind"),
    "strategy.analysis_stopped": _("standsede analysen"),
    "strategy.analysis_part_added": _("føjede til analysen"),
    "strategy.analysis_part_changed": _("rettede i analysen"),
    "strategy.analysis_part_removed": _("tog noget ud af analysen"),
    "strategy.analysis_report_due": _("skrev, at der skal gives status"),
    "strategy.analysis_report_moved": _("flyttede fristen for en status"),
    "strategy.analysis_report_given": _("gav status"),
}
_PLANS = (_("Kan begynde budgetanalyser i de enheder, rollen gælder, og føre dem til en beslutning."),)


def register() -> None:
    """Fill the registries."""
    verbs.register(_VERBS)
    _register_kinds()
    _register_words()
    breaks.register()
    _register_search()
    filing.register(filing.Filable(ANALYSIS, _decided, _DECIDED_ON, word_of))
    task_registry.register(
        task_registry.Source(
            "strategy_analyses", _("Budgetanalyser"), due.tasks_of, place="analyses:list", mine=due.mine
        )
    )
    words = ("title", "purpose", "hypothesis", "method", "basis", "anchoring", "begins", "ends")
    typed = ("marks", "efforts", "methods")
    chosen = ("unit", "owner", "deputy", "commissioned_by")
    register_form(
        DraftForm(
            "strategy.analysis_new", _("En budgetanalyse"), (*words, *typed, *chosen), url_name="analyses:new"
        )
    )
    register_form(
        DraftForm("strategy.analysis_report", _("Status på en budgetanalyse"), ("text", "given_on"))
    )
    register_form(DraftForm("strategy.analysis_result", _("Resultat af en budgetanalyse"), ("result", "on")))
    register_nav(
        NavItem(
            _("Budgetanalyser"),
            "analyses:list",
            "summary",
            28,
            visible=lambda actor: actor.in_house,
            short=_("Analyser"),
        )
    )


def _register_kinds() -> None:
    objects.register(
        Kind(
            Analysis,
            "budgetanalyse",
            _("Budgetanalyse"),
            _("Budgetanalyser"),
            rows=rows_of,
            card=_card,
            ground=_ground,
            check_change=check_change,
            stage=Stage.PLAN,
        )
    )
    objects.register(
        Kind(
            AnalysisReport,
            "analysestatus",
            _("Status på en budgetanalyse"),
            _("Statusser på budgetanalyser"),
            rows=_reports,
            card=_report_card,
            ground=_ground,
            check_change=lambda actor, row: check_change(actor, row.analysis),
        )
    )
    register_guard(Guard(ANALYSIS, lambda _row: Openness.OPEN, lambda _row: _open()))
    register_guard(Guard(REPORT, lambda _row: Openness.OPEN, lambda _row: _open()))
    register_capabilities("strategy_analyses", dict.fromkeys(PLANNERS, _PLANS))


def _reports(actor: Actor) -> QuerySet[Any]:
    rows = AnalysisReport.objects.select_related("analysis").order_by("pk")
    return rows if actor.in_house else rows.none()


def _open() -> str:
    return gettext("Alle i kommunen kan læse budgetanalyser.")


def _ground(actor: Actor, row: Any) -> str:
    del actor, row
    return _open()


def _card(analysis: Any) -> Card:
    return Card(
        ref=objects.ref_of(analysis),
        title=analysis.title,
        url=reverse("analyses:analysis", args=[analysis.pk]),
        unit_id=analysis.unit_id,
        on=analysis.begins,
        who=unit_name_of(analysis),
        status=str(analysis.get_status_display()),
    )


def _report_card(report: Any) -> Card:
    return Card(
        ref=objects.ref_of(report),
        title=gettext("Status til {body}: {title}").format(body=report.to_name, title=report.analysis.title),
        url=reverse("analyses:analysis", args=[report.analysis_id]) + f"#status-{report.pk}",
        unit_id=report.analysis.unit_id,
        on=report.given_on or report.due,
        who=report.to_name,
        status=gettext("Givet") if report.given_on else gettext("Skal gives"),
    )


def _decided(actor: Actor) -> QuerySet[Any]:
    return rows_of(actor).filter(status=AnalysisStatus.DECIDED)


def _register_search() -> None:
    add_source(Source(ANALYSIS, Analysis.objects.order_by, _text, as_written=True))
    add_source(
        Source(
            "strategy.analysispart",
            AnalysisPart.objects.order_by,
            lambda row: Text("", f"{row.text} {row.participants}".strip()),
            under=lambda row: Ref(ANALYSIS, row.analysis_id),
            as_written=True,
        )
    )
    add_source(
        Source(
            REPORT,
            AnalysisReport.objects.select_related("analysis").order_by,
            lambda row: Text(
                f"Status til {row.to_name}: {row.analysis.title}",
                row.text,
                unit_id=row.analysis.unit_id,
                on=row.given_on or row.due,
            ),
        )
    )


def _text(analysis: Any) -> Text:
    words = (analysis.purpose, analysis.hypothesis, analysis.method, analysis.data, analysis.anchoring,
             analysis.result)  # fmt: skip
    body = " ".join(" ".join(words).split())
    return Text(analysis.title, body, unit_id=analysis.unit_id, on=analysis.begins)


def _register_words() -> None:
    register_labels(
        ANALYSIS,
        _("Budgetanalyse"),
        {
            "purpose": _("Formål"),
            "hypothesis": _("Hypotese"),
            "method": _("Sådan undersøges det"),
            "data": _("Det, den bygger på"),
            "anchoring": _("Forankring"),
            "result": _("Resultat"),
            "result_on": _("Lagt frem den"),
            "ends": _("Skal være slut"),
            "document": _("Dokumentet, der bestilte den"),
            "commissioned_by": _("Bestilt af"),
            "decision": _("Beslutning"),
            "out_of_order": _("Besluttet, før beslutningen var ført ind, fordi"),
            "out_of_order_by": _("Sagt af"),
            "created_by": _("Skrevet ned af"),
        },
    )
    register_labels(
        "strategy.analysispart",
        _("Del af analysen"),
        {"participants": _("Inddraget"), "passage": _("Passus")},
    )
    register_labels(
        REPORT,
        _("Status på budgetanalysen"),
        {"due": _("Senest"), "to_name": _("Til"), "body": _("Råd eller udvalg"), "given_on": _("Givet den")},
    )
