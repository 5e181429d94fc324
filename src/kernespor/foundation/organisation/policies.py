"""When and what: what must hold before files on their way in can be taken in, whoever does it."""

from __future__ import annotations

from kernespor.connectors.organisation import OrganisationReading
from kernespor.engines.findings import N_, has_error
from kernespor.foundation.organisation.comparison import Difference
from kernespor.foundation.organisation.enums import ImportStatus
from kernespor.foundation.organisation.models import OrganisationImport
from kernespor.foundation.refusals import NotNow, answering


def check_open(draft: OrganisationImport) -> None:
    """Files are taken in or discarded once."""
    if draft.status != ImportStatus.OPEN:
        raise NotNow("import_ended", N_("Filerne er allerede gemt eller kasseret."))


def check_acceptable(draft: OrganisationImport, reading: OrganisationReading, found: Difference) -> None:
    """What is taken in holds together, and changes something."""
    check_open(draft)
    if has_error(reading.findings):
        raise NotNow(
            "open_findings", N_("Ret de fund, der er mærket »Skal rettes«, i filerne. Intet er gemt endnu.")
        )
    if found.is_empty:
        raise NotNow(
            "no_difference", N_("Filerne siger det samme som organisationen. Der er intet at gemme.")
        )


def check_as_shown(shown: str, now: str) -> None:
    """What is taken in is what the person saw."""
    if shown != now:
        raise NotNow(
            "organisation_moved_on",
            N_(
                "Organisationen er ændret, siden du åbnede siden. Intet er gemt. "
                "Se forskellen igen, og gem så."
            ),
        )


can_accept = answering(check_acceptable)
