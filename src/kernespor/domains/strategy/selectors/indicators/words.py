"""Indicators in words: figures with what they count, and why one is shown as it is."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils.translation import gettext, ngettext

from kernespor.domains.strategy.calculations.indicators import SHARE, Latest
from kernespor.domains.strategy.enums import IndicatorKind
from kernespor.domains.strategy.models import Indicator, IndicatorReading
from kernespor.domains.strategy.selectors.indicators.seen import Seen
from kernespor.engines.findings import N_
from kernespor.engines.indicator_state.records import Param, Why
from kernespor.foundation.measures import registry
from kernespor.foundation.ui.templatetags.danish import long_date, number

MOST_DECIMALS = 2
_PERCENT = frozenset({"%", SHARE, "pct.", "pct"})
_WORDS = {
    Why.NO_OWNER: N_("Ingen svarer for den."),
    Why.OWNER_LEFT: N_("Den, der svarede for den, har ingen rolle i kommunen længere."),
    Why.MEASURE_GONE: N_("Måltallet, den blev beregnet af, findes ikke længere. Vælg et andet."),
    Why.NEVER_READ: N_("Den skulle være læst første gang senest den {due}."),
    Why.FIRST_DUE: N_("Den læses første gang senest den {due}."),
    Why.NO_LIMIT: N_("Der er intet mål at holde den op imod. Skriv et mål, eller hvad der er godt nok."),
    Why.NO_DAY: N_("Milepælen har ingen dag. Skriv, hvornår den skal være nået."),
    Why.AWAITS_DAY: N_("Den skal være nået senest den {day}."),
    Why.MET: N_("Milepælen blev nået den {day}."),
    Why.TARGET_MET: N_("Målet er {target}. Det er nået."),
    Why.WITHIN_TOLERANCE: N_("Målet er {target}. Tallet ligger inden for tolerancen."),
    Why.ON_THE_LINE: N_("Tallet følger vejen mod målet, {target}: her ventes {line}."),
    Why.BEHIND_THE_LINE: N_("Tallet er bagud på vejen mod målet, {target}: her ventes {line}."),
    Why.WORSE_THAN_BASELINE: N_("Tallet er ringere end udgangspunktet, som var {baseline}."),
    Why.NO_WORSE_THAN_BASELINE: N_("Tallet er ikke ringere end udgangspunktet, som var {baseline}."),
    Why.TARGET_NOT_MET: N_("Målet er {target}. Det er ikke nået."),
    Why.GOOD_LEVEL: N_("Det er godt nok efter den skala, der er valgt."),
    Why.JUST_BELOW: N_("Det er et trin under det, der er godt nok."),
    Why.POOR_LEVEL: N_("Det er mere end et trin under det, der er godt nok."),
}


def figure(value: Decimal) -> str:
    """Return a figure with the decimals that it has, two at most."""
    rounded = round(value, MOST_DECIMALS).normalize()
    exponent = rounded.as_tuple().exponent
    return number(rounded, max(0, -exponent) if isinstance(exponent, int) else 0)


def counted(indicator: Indicator) -> str:
    """Return what an indicator counts, as it stands after a figure: "%", "timer", "mål"."""
    if indicator.counts in _PERCENT:
        return "%"
    measure = registry.of(indicator.measure) if indicator.kind == IndicatorKind.COMPUTED else None
    return str(measure.unit) if measure else indicator.counts


def amount(value: Decimal, unit: str) -> str:
    """Return a figure with what it counts: "61,4 %", "340 timer"."""
    return f"{figure(value)} {unit}".strip()


def read_words(indicator: Indicator, latest: Latest | None) -> str:
    """Return what was read last: "61,4 %", "God", "Meldt nået"; nothing where nothing was."""
    if latest is None:
        return ""
    if latest.met is not None:
        return gettext("Meldt nået") if latest.met else gettext("Ikke nået endnu")
    if latest.level is not None:
        return str(indicator.scale[latest.level])
    return amount(latest.value, counted(indicator)) if latest.value is not None else ""


def row_words(reading: IndicatorReading) -> str:
    """Return what a row said on its day, by what it counted then."""
    if reading.met is not None:
        return gettext("Meldt nået") if reading.met else gettext("Ikke nået endnu")
    if reading.level is not None or reading.value is None:
        return reading.counts
    measure = registry.of(reading.measure)
    unit = "%" if reading.counts in _PERCENT else str(measure.unit) if measure else reading.counts
    return amount(reading.value, unit)


def target_words(indicator: Indicator) -> str:
    """Return what an indicator is held against: "70 %", "mindst God", "1. maj 2027"; nothing without it."""
    if indicator.kind == IndicatorKind.MILESTONE:
        return long_date(indicator.deadline) if indicator.deadline else ""
    if indicator.kind == IndicatorKind.ASSESSED and indicator.good_from is not None:
        if indicator.good_from < len(indicator.scale):
            return gettext("mindst »{word}«").format(word=indicator.scale[indicator.good_from])
        return ""
    if indicator.target is None:
        return ""
    words = amount(indicator.target, counted(indicator))
    if indicator.tolerance:
        words += f" (± {figure(indicator.tolerance)})"
    return words


def source_words(seen: Seen) -> str:
    """Return where an indicator is read, as far as this person may know it."""
    if seen.hidden:
        return ""
    if seen.measure:
        return str(seen.measure.label)
    return (seen.latest.source if seen.latest else "") or seen.row.source


def why_words(seen: Seen) -> str:
    """Return why an indicator is shown as it is, in a sentence; nothing where no state is."""
    if seen.verdict is None:
        return ""
    params = {name: _param(seen.row, name, value) for name, value in seen.verdict.params.items()}
    days = int(str(params.get("days", 0)))
    if seen.verdict.why is Why.TOO_OLD:
        words = ngettext(
            "Den blev læst for {days} dag siden. Den tæller ikke med, før den er læst igen.",
            "Den blev læst for {days} dage siden. Den tæller ikke med, før den er læst igen.",
            days,
        )
    elif seen.verdict.why is Why.NOT_MET_IN_TIME:
        words = ngettext(
            "{days} dag over fristen, og målet er ikke nået.",
            "{days} dage over fristen, og målet er ikke nået.",
            days,
        )
    else:
        words = gettext(_WORDS[seen.verdict.why])
    return words.format(**params)


def _param(indicator: Indicator, name: str, value: Param) -> str | int:
    if isinstance(value, dt.date):
        return long_date(value)
    if isinstance(value, int):
        return value
    # What is expected on the way is no more exact than the target, and a decimal at least.
    if name == "line" and indicator.target is not None:
        exponent = indicator.target.normalize().as_tuple().exponent
        value = round(value, max(1, -exponent if isinstance(exponent, int) else 0))
    return amount(value, counted(indicator))
