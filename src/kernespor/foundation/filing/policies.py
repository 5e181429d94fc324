"""When something can be filed, and which case numbers there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext

from kernespor.engines.findings import N_
from kernespor.foundation.filing import patterns
from kernespor.foundation.refusals import NotNow, answering


def check_number(number: str, masks: Sequence[str]) -> None:
    """A case number has one of the municipality's patterns; where none is set, any will do."""
    if number and masks and not any(patterns.fits(number, mask) for mask in masks):
        raise NotNow(
            "wrong_number",
            N_("»{number}« ligner ikke et sagsnummer. Skriv det som {examples}."),
            number=number,
            examples=gettext(" eller ").join(patterns.example(mask) for mask in masks),
        )


def check_filed_on(day: dt.date, today: dt.date) -> None:
    """Nothing is filed in the future."""
    if day > today:
        raise NotNow(
            "filed_in_future", N_("Datoen ligger efter i dag. Skriv den dag, det blev journaliseret.")
        )


can_number = answering(check_number)
