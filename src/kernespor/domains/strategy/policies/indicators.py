"""When and what of indicators: what must hold before one is followed, or read, whoever does it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from kernespor.domains.strategy.enums import IndicatorKind
from kernespor.domains.strategy.models import Indicator
from kernespor.engines.findings import N_
from kernespor.foundation.measures import registry
from kernespor.foundation.refusals import NotNow, answering

MOST_LEVELS = 9


def check_arrangement(
    *,
    kind: str,
    measure: str,
    counts: str,
    scale: Sequence[str],
    good_from: int | None,
    tolerance: Decimal | None,
    deadline: dt.date | None,
) -> None:
    """What a way of following an indicator can't be without."""
    if kind == IndicatorKind.COMPUTED and registry.of(measure) is None:
        raise NotNow("no_measure", N_("Vælg et måltal."))
    if kind == IndicatorKind.MEASURED and not counts.strip():
        raise NotNow("no_counts", N_("Skriv, hvad der tælles, fx procent, timer eller besøg."))
    if kind == IndicatorKind.ASSESSED:
        if not 2 <= len(scale) <= MOST_LEVELS or len(set(scale)) != len(scale):  # noqa: PLR2004 - one place is no scale
            raise NotNow(
                "no_scale", N_("Skriv skalaens trin, mindst to og højst ni, hvert med sit eget ord.")
            )
        if good_from is None or not 0 < good_from < len(scale):
            raise NotNow(
                "no_good_from", N_("Vælg det trin, hvorfra det er godt. Det kan ikke være det laveste.")
            )
    if kind == IndicatorKind.MILESTONE and deadline is None:
        raise NotNow("no_day", N_("Skriv den dag, milepælen skal være nået."))
    if tolerance is not None and tolerance < 0:
        raise NotNow("negative_tolerance", N_("Tolerancen kan ikke være under nul."))


def check_typed(indicator: Indicator) -> None:
    """A computed indicator reads itself, and one in words alone can't be read."""
    if indicator.kind == IndicatorKind.WORDS:
        raise NotNow("only_words", N_("Vælg først, hvordan målindikatoren følges."))
    if indicator.kind == IndicatorKind.COMPUTED:
        raise NotNow("reads_itself", N_("Tallet læses af måltallet. Ingen taster det."))


def check_reading(
    indicator: Indicator, *, on: dt.date, today: dt.date, met: bool | None, source: str, evidence: str,
    again: bool,
) -> None:  # fmt: skip
    """No reading is from the future; each says what it rests on, a correction also why."""
    check_typed(indicator)
    if on > today:
        raise NotNow("reading_in_future", N_("Datoen ligger efter i dag. Skriv den dag, det blev læst."))
    if again and not evidence.strip():
        raise NotNow(
            "correction_without_reason",
            N_("Der står allerede noget for den dag. Skriv, hvorfor det rettes. Begge bliver stående."),
        )
    if indicator.kind == IndicatorKind.MEASURED and not source.strip():
        raise NotNow("reading_without_source", N_("Skriv, hvor tallet er læst."))
    if indicator.kind == IndicatorKind.ASSESSED and not evidence.strip():
        raise NotNow("judged_without_evidence", N_("Skriv, hvad vurderingen bygger på."))
    if met and indicator.owner_id is None:
        raise NotNow("met_without_owner", N_("Peg på en ejer, før milepælen meldes nået."))
    if met and not evidence.strip():
        raise NotNow("met_without_evidence", N_("Skriv, hvordan det kan ses, at milepælen er nået."))


can_type = answering(check_typed)
