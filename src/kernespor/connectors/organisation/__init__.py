"""The organisation as CSV: units, persons and roles, in and out."""

from kernespor.connectors.organisation.files import read_organisation, write_organisation
from kernespor.connectors.organisation.records import (
    Organisation,
    OrganisationReading,
    PersonRow,
    RoleRow,
    UnitRow,
)

__all__ = [
    "Organisation",
    "OrganisationReading",
    "PersonRow",
    "RoleRow",
    "UnitRow",
    "read_organisation",
    "write_organisation",
]
