"""What the foundation's registries are told of indicators and their readings."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.actions.indicators import keep_readings
from kernespor.domains.strategy.models import IndicatorReading
from kernespor.domains.strategy.permissions.indicators import can_see_measure
from kernespor.domains.strategy.selectors.indicators.measured import decided, standing, summed
from kernespor.domains.strategy.selectors.indicators.tasks import tasks_of
from kernespor.domains.strategy.views.indicators.fragment import READING_DRAFT
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit import labels, verbs
from kernespor.foundation.drafts.registry import DraftForm
from kernespor.foundation.drafts.registry import register as register_form
from kernespor.foundation.jobs.registry import Work, daily, job
from kernespor.foundation.measures.registry import Direction, Measure
from kernespor.foundation.measures.registry import register as register_measure
from kernespor.foundation.objects import Ref
from kernespor.foundation.search.registry import Source, Text
from kernespor.foundation.search.registry import register as register_source
from kernespor.foundation.tasks import registry as tasks
from kernespor.foundation.ui.navigation import NavItem
from kernespor.foundation.ui.navigation import register as register_nav

KEEP = "indicators.keep"
READING = IndicatorReading._meta.label_lower
_FIELDS = {
    "kind": _("Hvordan den følges"),
    "measure": _("Måltal"),
    "measure_unit": _("Læst over"),
    "counts": _("Hvad der tælles"),
    "direction": _("Hvad der er bedre"),
    "baseline": _("Udgangspunkt"),
    "baseline_on": _("Udgangspunktets dag"),
    "target": _("Mål"),
    "tolerance": _("Tolerance"),
    "scale": _("Skalaens trin"),
    "good_from": _("Godt nok fra"),
    "source": _("Kilde"),
    "every_months": _("Måneder mellem målingerne"),
}


def register() -> None:
    """Fill the registries."""
    verbs.register(
        {
            "indicators.arranged": _("valgte, hvordan en målindikator følges"),
            "indicators.read": _("skrev, hvad en målindikator viser"),
            "indicators.kept": _("gemte, hvad de beregnede målindikatorer viser"),
            "indicators.sporkoebing_loaded": _("indlæste Sporkøbings målindikatorer"),
        }
    )
    labels.register("strategy.indicator", _("Målindikator"), _FIELDS)
    labels.register(
        READING,
        _("Det, en målindikator viser"),
        {
            "value": _("Tallet"),
            "level": _("Trin på skalaen"),
            "met": _("Nået"),
            "source": _("Kilde"),
            "evidence": _("Hvad det bygger på"),
            "counts": _("Hvad der tælles"),
        },
    )
    labels.register_guard(READING, open_in_history)
    names = ("value", "level", "met", "on", "source", "evidence")
    register_form(DraftForm(READING_DRAFT, _("Det, en målindikator viser"), names))
    register_source(
        Source(
            READING,
            lambda: IndicatorReading.objects.filter(computed=False),
            lambda row: Text("", f"{row.source} {row.evidence}", on=row.on),
            under=lambda row: None if row.computed else Ref("strategy.indicator", row.indicator_id),
            as_written=True,
        )
    )
    tasks.register(
        tasks.Source("strategy.indicators", _("Målindikatorer"), tasks_of, place="indicators:list")
    )
    _register_measures()
    job(KEEP, label=_("Gem, hvad de beregnede målindikatorer viser"), whole=True)(keep)
    daily(KEEP, at="05:15")
    register_nav(NavItem(_("Målindikatorer"), "indicators:list", "list-check", 24, short=_("Indikatorer")))


def _register_measures() -> None:
    for code, label, unit, source, of_units, missing in (
        (
            "strategy.decisions",
            _("Godkendte beslutninger om planerne, det seneste år"),
            _("beslutninger"),
            _("Beslutningerne på planernes røde tråd"),
            decided,
            _("Ingen beslutning fra det seneste år er knyttet til en plan, der gælder her."),
        ),
        (
            "strategy.indicators",
            _("Målindikatorer på sporet eller nået"),
            _("målindikatorer"),
            _("Målindikatorerne og det, der er skrevet om dem"),
            standing,
            _("Ingen målindikator måles, vurderes eller er en milepæl her."),
        ),
    ):
        register_measure(
            Measure(
                code,
                label,
                unit,
                Direction.UP,
                source,
                readable=lambda actor: actor.in_house,
                read=summed(of_units),
                missing=missing,
                read_units=of_units,
            )
        )


def keep(work: Work) -> None:
    """Keep what the computed indicators show today."""
    keep_readings(actor=work.actor, day=work.today)


def open_in_history(actor: Actor, keys: Collection[int]) -> frozenset[int]:
    """Return those readings whose history the actor may read: not what a closed measure showed. One query."""
    rows = IndicatorReading.objects.filter(pk__in=keys).values_list("pk", "computed", "measure")
    return frozenset(pk for pk, computed, measure in rows if not computed or can_see_measure(actor, measure))
