"""Statuses and kinds of the domain."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kernespor.engines.plan_state.records import Judgement


class PlanStatus(TextChoices):
    """Where a plan is in its life."""

    DRAFT = "draft", _("Kladde")
    IN_FORCE = "in_force", _("Gælder")
    CONCLUDED = "concluded", _("Afsluttet")


class ImportStatus(TextChoices):
    """Where a document on its way in is."""

    OPEN = "open", _("Læses igennem")
    ACCEPTED = "accepted", _("Gemt som plan")
    DISCARDED = "discarded", _("Kasseret")


class JudgementChoice(TextChoices):
    """What one may say of a goal or an action."""

    NOT_BEGUN = Judgement.NOT_BEGUN.value, _("Ikke begyndt")
    ON_TRACK = Judgement.ON_TRACK.value, _("På sporet")
    SLIPPING = Judgement.SLIPPING.value, _("Skrider")
    OFF_TRACK = Judgement.OFF_TRACK.value, _("Af sporet")
    REACHED = Judgement.REACHED.value, _("Nået")
    CLOSED = Judgement.CLOSED.value, _("Nedlagt")
