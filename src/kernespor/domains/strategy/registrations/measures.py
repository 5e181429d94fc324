"""What is measured of plans, all of it read from the plans themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from statistics import median

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.selectors.readings import Standing, standings, summed
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.measures.registry import (
    Direction,
    Figure,
    FigureReading,
    Measure,
    Reading,
    Units,
    register_figure,
)
from kernespor.foundation.measures.registry import register as register_measure

_SOURCE = _("Virksomhedsplanerne og deres statusser")

Counted = Callable[[Standing, dt.date], Reading | None]


def register() -> None:
    """Fill the registries of measures and of figures."""
    for code, label, unit, direction, counted, missing in (
        ("strategy.goals", _("Mål på sporet eller nået"), _("mål"), Direction.UP, _goals,
         _("Ingen plan, der gælder, har et mål her.")),
        ("strategy.fresh", _("Handlinger i gang med en frisk status"), _("handlinger i gang"), Direction.UP,
         _fresh, _("Ingen handling er i gang her.")),
        ("strategy.age", _("Statussers alder"), _("dage"), Direction.DOWN, _age,
         _("Ingen har skrevet status om en handling, der er i gang her.")),
    ):  # fmt: skip
        register_measure(
            Measure(
                code,
                label,
                unit,
                direction,
                _SOURCE,
                readable=lambda actor: actor.in_house,
                read=_read(counted),
                missing=missing,
                read_units=_read_units(counted),
            )
        )
    register_figure(
        Figure(
            "strategy.on_track", _("Mål på sporet eller nået"), lambda actor: actor.in_house, _on_track_figure
        )
    )


def _read(counted: Counted) -> Callable[[Actor, Units, dt.date], Reading | None]:
    def read(actor: Actor, units: Units, day: dt.date) -> Reading | None:
        return counted(_under(actor, units, day), day)

    return read


def _read_units(counted: Counted) -> Callable[[Actor, dt.date], Mapping[int, Reading]]:
    def read(actor: Actor, day: dt.date) -> Mapping[int, Reading]:
        found = {unit: counted(standing, day) for unit, standing in standings(actor, day).items()}
        return {unit: reading for unit, reading in found.items() if reading}

    return read


def _under(actor: Actor, units: Units, day: dt.date) -> Standing:
    found = standings(actor, day)
    return summed(one for unit, one in found.items() if units is None or unit in units)


def _goals(standing: Standing, day: dt.date) -> Reading | None:
    if not standing.goals:
        return None
    return Reading(standing.good, day, str(_SOURCE), total=standing.goals)


def _fresh(standing: Standing, day: dt.date) -> Reading | None:
    if not standing.under_way:
        return None
    return Reading(standing.fresh, day, str(_SOURCE), total=standing.under_way)


def _age(standing: Standing, day: dt.date) -> Reading | None:
    """Return the median age of the last status, of the actions under way that were spoken of."""
    if not standing.ages:
        return None
    note = gettext(
        "Halvdelen er yngre. {number} handlinger i gang er med, {without} har ingen status."
    ).format(number=len(standing.ages), without=standing.under_way - len(standing.ages))
    return Reading(Decimal(str(median(standing.ages))), day, str(_SOURCE), note)


def _on_track_figure(actor: Actor, units: Units, day: dt.date) -> FigureReading | None:
    standing = _under(actor, units, day)
    if not standing.goals:
        return None
    return FigureReading(
        before="",
        value=gettext("{good} af {goals} mål").format(good=standing.good, goals=standing.goals),
        after=gettext("i de planer, der gælder, er på sporet eller nået."),
        source=str(_SOURCE),
        on=day,
        more=gettext(
            "Et mål, hvis status er forældet, eller som ingen ejer har, tæller ikke med blandt dem."
        ),
    )
