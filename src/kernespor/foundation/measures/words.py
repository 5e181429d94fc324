"""A reading in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from kernespor.foundation.measures.registry import Measure, Reading
from kernespor.foundation.ui.templatetags.danish import number


def value_of(measure: Measure, reading: Reading) -> str:
    """Return a reading with what it counts: "23 af 43 mål", "31 dage"."""
    decimals = 0 if reading.value == int(reading.value) else 1
    value = number(reading.value, decimals)
    if reading.total is None:
        return f"{value} {measure.unit}"
    return _("{value} af {total} {unit}").format(value=value, total=number(reading.total), unit=measure.unit)
