"""Files on their way in, as their page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.engines.danish import parse_date
from kernespor.engines.findings import Finding, Severity
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.organisation.comparison import believed
from kernespor.foundation.organisation.enums import ImportStatus
from kernespor.foundation.organisation.models import OrganisationImport
from kernespor.foundation.organisation.preview import Preview, What, preview_of
from kernespor.foundation.ui.templatetags.danish import long_date

WORDS: dict[What, str | Promise] = {
    What.NEW_UNIT: _("Ny enhed"),
    What.RENAMED: _("Nyt navn"),
    What.MOVED: _("Ny plads"),
    What.ENDED: _("Nedlægges"),
    What.BEGUN: _("Findes fra en anden dag"),
    What.CHANGED_UNIT: _("Anden ændring af enhed"),
    What.NEW_PERSON: _("Ny person"),
    What.CHANGED_PERSON: _("Ændret person"),
    What.NEW_ROLE: _("Ny rolle"),
    What.ENDED_ROLE: _("Rollen slutter"),
    What.CHANGED_ROLE: _("Ændret rolle"),
}
SEVERITIES: dict[Severity, str | Promise] = {
    Severity.ERROR: _("Skal rettes"),
    Severity.WARNING: _("Se efter"),
    Severity.NOTE: _("Bemærk"),
}
_ORDER = list(Severity)


def open_drafts(actor: Actor) -> list[OrganisationImport]:
    """Return the actor's own files that are neither taken in nor discarded, newest first. One query."""
    rows = OrganisationImport.objects.filter(created_by_id=actor.hand, status=ImportStatus.OPEN)
    files = ("units", "persons", "roles")
    unread = [f"{file}__content" for file in files]
    return list(rows.select_related(*files).defer(*unread).order_by("-created_at"))


def preview_now(draft: OrganisationImport) -> Preview:
    """Return what a draft would change as the organisation stands now. Three queries."""
    return preview_of(draft, believed())


def worded(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Return findings in the reader's language, those that stop first, in the shape of a row."""
    ordered = sorted(findings, key=lambda finding: _ORDER.index(finding.severity))
    return [
        {
            "severity": finding.severity.value,
            "word": str(SEVERITIES[finding.severity]),
            "row": finding.place.row,
            "column": finding.place.column,
            "message": gettext(finding.template).format(**_params(finding)),
            "suggestion": gettext(finding.suggestion_template).format(**_params(finding))
            if finding.suggestion_template
            else "",
            "code": finding.code,
        }
        for finding in ordered
    ]


def _params(finding: Finding) -> Mapping[str, str | int]:
    """Return what a finding names, its day written as the reader writes days."""
    day = finding.params.get("day")
    return {**finding.params, "day": long_date(parse_date(str(day)))} if day else finding.params
