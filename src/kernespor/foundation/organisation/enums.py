"""Roles and the statuses of an import, as the code knows them and as people call them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RoleKind(TextChoices):
    """What a person is in a unit. What each may do stands in the domains' permissions."""

    HEAD = "head", _("Leder")
    DIRECTOR = "director", _("Direktør")
    CONTROLLER = "controller", _("Økonomikonsulent")
    SECRETARY = "secretary", _("Sekretær")
    BUYER = "buyer", _("Indkøber")
    EMPLOYEE = "employee", _("Medarbejder")
    MED_REPRESENTATIVE = "med_representative", _("MED-repræsentant")
    COUNCILLOR = "councillor", _("Byrådsmedlem")
    ADMINISTRATOR = "administrator", _("Administrator")
    RESIDENT = "resident", _("Borger")


class ImportStatus(TextChoices):
    """Where files on their way in stand."""

    OPEN = "open", _("Åben")
    ACCEPTED = "accepted", _("Gemt")
    DISCARDED = "discarded", _("Kasseret")
