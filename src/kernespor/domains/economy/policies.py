"""When and what: what must hold before lists on their way in can be taken in, whoever does it."""

from __future__ import annotations

from kernespor.domains.economy.calculations.preview import Preview
from kernespor.domains.economy.enums import ImportStatus
from kernespor.domains.economy.models import EconomyImport
from kernespor.engines.findings import N_, has_error
from kernespor.foundation.refusals import NotNow, answering


def check_open(draft: EconomyImport) -> None:
    """Lists are taken in or discarded once."""
    if draft.status != ImportStatus.OPEN:
        raise NotNow("import_ended", N_("Listerne er allerede gemt eller kasseret."))


def check_acceptable(draft: EconomyImport, found: Preview) -> None:
    """What is taken in holds together, and changes something."""
    check_open(draft)
    if has_error(found.reading.findings):
        raise NotNow(
            "open_findings", N_("Ret de fund, der er mærket »Skal rettes«, i listerne. Intet er gemt endnu.")
        )
    if not found.alterations:
        raise NotNow("no_difference", N_("Listerne siger det samme som kontoplanen. Der er intet at gemme."))


def check_as_shown(shown: str, now: str) -> None:
    """What is taken in is what the person saw."""
    if shown != now:
        raise NotNow(
            "chart_moved_on",
            N_("Kontoplanen er ændret, siden du åbnede siden. Intet er gemt. Se forskellen igen, og gem så."),
        )


can_accept = answering(check_acceptable)
