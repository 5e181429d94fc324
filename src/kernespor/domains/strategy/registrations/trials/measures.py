"""What is measured of trials, all of it read from the trials themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.selectors.trials.numbers import Numbers, numbers_on, summed
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.measures.registry import Direction, Measure, Reading, Units
from kernespor.foundation.measures.registry import register as register_measure

_SOURCE = _("Prøvehandlinger og forsøg")
Counted = Callable[[Numbers, dt.date], Reading | None]


def register() -> None:
    """Fill the registry of measures."""
    kinds: tuple[tuple[str, str | Promise, Direction, Counted, str | Promise], ...] = (
        ("strategy.trials_running", _("Prøvehandlinger og forsøg i gang"), Direction.NONE, _running,
         _("Intet prøves af her i dag.")),
        ("strategy.trials_learnt", _("Prøvehandlinger og forsøg, der er slut, det seneste år"), Direction.UP,
         _learnt, _("Intet er prøvet til ende her det seneste år.")),
        ("strategy.trials_taken_over", _("Prøvet til ende det seneste år og taget i drift"), Direction.UP,
         _taken_over, _("Intet er prøvet til ende her det seneste år.")),
    )  # fmt: skip
    for code, label, direction, counted, missing in kinds:
        register_measure(
            Measure(
                code,
                label,
                _("prøvehandlinger og forsøg"),
                direction,
                _SOURCE,
                readable=lambda actor: actor.in_house,
                read=_read(counted),
                missing=missing,
                read_units=_read_units(counted),
            )
        )


def _read(counted: Counted) -> Callable[[Actor, Units, dt.date], Reading | None]:
    def read(actor: Actor, units: Units, day: dt.date) -> Reading | None:
        del actor  # what has begun is open to everyone in the house
        found = numbers_on(day)
        return counted(summed(one for unit, one in found.items() if units is None or unit in units), day)

    return read


def _read_units(counted: Counted) -> Callable[[Actor, dt.date], Mapping[int, Reading]]:
    def read(actor: Actor, day: dt.date) -> Mapping[int, Reading]:
        del actor
        found = {unit: counted(numbers, day) for unit, numbers in numbers_on(day).items()}
        return {unit: reading for unit, reading in found.items() if reading}

    return read


def _running(numbers: Numbers, day: dt.date) -> Reading | None:
    if not numbers.running:
        return None
    over = ngettext("Ét er over slutdatoen.", "{number} er over slutdatoen.", numbers.over)
    note = over.format(number=numbers.over) if numbers.over else ""
    return Reading(numbers.running, day, str(_SOURCE), note)


def _learnt(numbers: Numbers, day: dt.date) -> Reading | None:
    if not numbers.learnt:
        return None
    note = gettext("Det, der ikke virkede, tæller med: {failed} af dem.").format(failed=numbers.failed)
    return Reading(numbers.learnt, day, str(_SOURCE), note if numbers.failed else "")


def _taken_over(numbers: Numbers, day: dt.date) -> Reading | None:
    if not numbers.learnt:
        return None
    return Reading(numbers.taken_over, day, str(_SOURCE), total=numbers.learnt)
