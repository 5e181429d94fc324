"""The one shape in which Kernespor says what is odd about something it was given.

A finding is data: a code, its parameters and a Danish template. The command line words it in Danish;
the web layer looks the template up in gettext first, so the same finding can be read in English.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any


def N_(text: str) -> str:  # noqa: N802 - the name gettext's tools look for
    """Mark a Danish template for translation and return it unchanged."""
    return text


class Severity(StrEnum):
    """How much a finding matters: `error` stops what was asked for, the others don't."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was found, counted from 1; only what is known is set."""

    page: int | None = None
    paragraph: int | None = None
    line: int | None = None
    row: int | None = None
    column: int | None = None

    def as_dict(self) -> dict[str, int]:
        """Return the known parts alone."""
        return {name: value for name, value in asdict(self).items() if value is not None}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a reader noticed: what, where, and what would mend it."""

    code: str
    severity: Severity
    template: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    place: Place = field(default_factory=Place)
    suggestion_template: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "params", MappingProxyType(dict(self.params)))

    @property
    def message(self) -> str:
        """The finding in Danish."""
        return self.template.format(**self.params)

    @property
    def suggestion(self) -> str:
        """What would mend it, in Danish, or nothing."""
        return self.suggestion_template.format(**self.params)

    def as_dict(self) -> dict[str, Any]:
        """Return `{code, severity, place, message, suggestion?}`, ready for JSON."""
        shape: dict[str, Any] = {
            "code": self.code,
            "severity": self.severity.value,
            "place": self.place.as_dict(),
            "message": self.message,
        }
        if self.suggestion_template:
            shape["suggestion"] = self.suggestion
        return shape


def has_error(findings: Iterable[Finding]) -> bool:
    """Say whether any of the findings stops what was asked for."""
    return any(finding.severity is Severity.ERROR for finding in findings)
