"""Steering areas, parts of the authorised account, statuses of an import."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kernespor.engines.account_number import Part


class SteeringArea(TextChoices):
    """How the state counts the municipality's spending."""

    SERVICE_FRAME = "service_frame", _("Serviceramme")
    TRANSFERS = "transfers", _("Overførselsudgifter")
    ACTIVITY_FINANCING = "activity_financing", _("Aktivitetsbestemt medfinansiering")
    INSURED_UNEMPLOYED = "insured_unemployed", _("Forsikrede ledige")
    CAPITAL = "capital", _("Anlæg")
    USER_FINANCED = "user_financed", _("Brugerfinansieret")
    FINANCIAL = "financial", _("Finansiering")
    OTHER = "other", _("Andet")


class PartKind(TextChoices):
    """The parts of the authorised account number, in its order."""

    MAIN_ACCOUNT = Part.MAIN_ACCOUNT.value, _("Hovedkonto")
    MAIN_FUNCTION = Part.MAIN_FUNCTION.value, _("Hovedfunktion")
    FUNCTION = Part.FUNCTION.value, _("Funktion")
    DRANST = Part.DRANST.value, _("Dranst")
    OWNERSHIP = Part.OWNERSHIP.value, _("Ejerforhold")
    COST_CENTRE = Part.COST_CENTRE.value, _("Omkostningssted")
    GROUPING = Part.GROUPING.value, _("Gruppering")
    MAIN_TYPE = Part.MAIN_TYPE.value, _("Hovedart")
    ACCOUNT_TYPE = Part.ACCOUNT_TYPE.value, _("Art")


class ImportStatus(TextChoices):
    """Where lists on their way in stand."""

    OPEN = "open", _("Åben")
    ACCEPTED = "accepted", _("Gemt")
    DISCARDED = "discarded", _("Kasseret")
