"""Lists on their way in, as their page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernespor.connectors.economy import FILES, Kind
from kernespor.connectors.economy.vocabulary import COLUMNS
from kernespor.domains.economy.calculations.preview import What
from kernespor.domains.economy.enums import ImportStatus
from kernespor.domains.economy.models import EconomyImport
from kernespor.engines.findings import Finding, Severity
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.findings import words_of

KIND_WORDS: Mapping[Kind, str | Promise] = {
    Kind.POLICY_AREAS: _("Politikområde"),
    Kind.APPROPRIATIONS: _("Bevilling"),
    Kind.COST_CENTRES: _("Omkostningssted"),
    Kind.ACCOUNTS: _("Konto"),
    Kind.MAPPINGS: _("Kontering"),
}
LIST_WORDS: Mapping[Kind, str | Promise] = {
    Kind.POLICY_AREAS: _("Politikområder"),
    Kind.APPROPRIATIONS: _("Bevillinger"),
    Kind.COST_CENTRES: _("Omkostningssteder"),
    Kind.ACCOUNTS: _("Konti"),
    Kind.MAPPINGS: _("Kontering"),
}
WHAT_WORDS: Mapping[What, str | Promise] = {
    What.NEW: _("Ny"),
    What.CHANGED: _("Ændres"),
    What.ENDED: _("Slutter"),
}
SEVERITIES: Mapping[Severity, str | Promise] = {
    Severity.ERROR: _("Skal rettes"),
    Severity.WARNING: _("Se efter"),
    Severity.NOTE: _("Bemærk"),
}
_ORDER = list(Severity)


def open_drafts(actor: Actor) -> list[EconomyImport]:
    """Return the actor's own lists that are neither taken in nor discarded, newest first. One query."""
    rows = EconomyImport.objects.filter(created_by_id=actor.hand, status=ImportStatus.OPEN)
    unread = [f"{kind}__content" for kind in Kind]
    return list(rows.select_related(*Kind).defer(*unread).order_by("-created_at"))


def columns_of_lists() -> list[tuple[str, str, str]]:
    """Return each list's name in addresses, its word, and the columns that it must have."""
    return [
        (kind.value, str(LIST_WORDS[kind]), ", ".join(column.header for column in COLUMNS[kind]))
        for kind in FILES
    ]


def worded(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Return findings in the reader's language, those that stop first, in the shape of a row."""
    rows: list[dict[str, object]] = []
    for finding in sorted(findings, key=lambda finding: _ORDER.index(finding.severity)):
        message, suggestion = words_of(finding)
        if "{file}" not in finding.template:  # the engine knows of no file
            message = f"{finding.params['file']}: {message}"
        rows.append(
            {
                "severity": finding.severity.value,
                "word": str(SEVERITIES[finding.severity]),
                "row": finding.place.row,
                "column": finding.place.column,
                "message": message,
                "suggestion": suggestion,
            }
        )
    return rows
