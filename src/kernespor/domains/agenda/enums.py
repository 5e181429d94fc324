"""Statuses of agenda items, meetings and mandates, kinds of meetings, and what items are about."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ItemStatus(TextChoices):
    """Where an agenda item is in its life."""

    DRAFT = "draft", _("Kladde")
    APPROVED = "approved", _("Godkendt")
    UNDER_WAY = "under_way", _("Undervejs")
    DECIDED = "decided", _("Afgjort")
    WITHDRAWN = "withdrawn", _("Trukket tilbage")


UNSENT = (ItemStatus.DRAFT, ItemStatus.APPROVED)
ENDED = (ItemStatus.DECIDED, ItemStatus.WITHDRAWN)


class Subject(TextChoices):
    """What an item is about, where rules ask for it: the codes that the rules of order know."""

    BUDGET = "budget", _("Budgettet")
    APPROPRIATION = "appropriation", _("En bevilling")
    ACCOUNTS = "accounts", _("Regnskabet")
    STAFFING = "staffing", _("Arbejds- og personaleforhold")
    REORGANISATION = "reorganisation", _("En større ændring af organisationen")
    ELDERLY = "elderly", _("Ældre")
    DISABILITY = "disability", _("Mennesker med handicap")
    SCHOOL = "school", _("Skoler")
    SCHOOL_STRUCTURE = "school_structure", _("Skolestrukturen")
    SCHOOL_STATUTE = "school_statute", _("Skolernes vedtægt")
    DAYCARE = "daycare", _("Dagtilbud")
    LOCAL_PLAN = "local_plan", _("En lokalplan")
    STATUTE = "statute", _("Kommunens vedtægt")


class Reading(TextChoices):
    """Which reading of the budget it is, where the law asks for two."""

    NONE = "", _("Almindelig behandling")
    FIRST = "1", _("1. behandling")
    SECOND = "2", _("2. behandling")


class MeetingKind(TextChoices):
    """What sort of meeting it is."""

    ORDINARY = "ordinary", _("Ordinært møde")
    EXTRAORDINARY = "extraordinary", _("Ekstraordinært møde")
    THEME = "theme", _("Temamøde")
    CHAIR = "chair", _("Formandsmøde")


class MeetingStatus(TextChoices):
    """Where a meeting is in its life."""

    PLANNED = "planned", _("Planlagt")
    SENT = "sent", _("Dagsorden sendt")
    HELD = "held", _("Afholdt")
    MINUTES_APPROVED = "minutes_approved", _("Referat godkendt")
    CANCELLED = "cancelled", _("Aflyst")


class Presence(TextChoices):
    """Whether someone took part in a meeting."""

    PRESENT = "present", _("Til stede")
    ABSENT = "absent", _("Fraværende")
    DEPUTY = "deputy", _("Stedfortræder")


class MandateStatus(TextChoices):
    """Where a group's mandate is in its life."""

    DRAFT = "draft", _("Kladde")
    IN_FORCE = "in_force", _("I kraft")
    HARVESTED = "harvested", _("Afsluttet med høst")
    DISCARDED = "discarded", _("Kasseret")


class DeliverableState(TextChoices):
    """What became of something that a group is to deliver."""

    WAITING = "waiting", _("Venter")
    DELIVERED = "delivered", _("Leveret")
    GIVEN_UP = "given_up", _("Opgivet")


class OffKind(TextChoices):
    """Why a day isn't used."""

    SCHOOL = "school", _("Skoleferie")
    CLOSED = "closed", _("Lukkedag hvert år")
