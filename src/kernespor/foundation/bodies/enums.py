"""Kinds of bodies, what a member is in one, outcomes of decisions, kinds and statuses of consultations."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BodyKind(TextChoices):
    """What sort of body it is; what the municipality calls its own is data."""

    COUNCIL = "council", _("Kommunalbestyrelse")
    FINANCE = "finance", _("Økonomiudvalg")
    COMMITTEE = "committee", _("Stående udvalg")
    SPECIAL = "special", _("Særligt udvalg efter § 17, stk. 4")
    DIRECTORATE = "directorate", _("Direktion")
    CHIEFS = "chiefs", _("Chefgruppe")
    LEADERS = "leaders", _("Andet lederforum")
    MED_MAIN = "med_main", _("Hovedudvalg i MED")
    MED_AREA = "med_area", _("MED-udvalg for et område")
    MED_LOCAL = "med_local", _("Lokalt MED-udvalg")
    ELDERLY = "elderly", _("Ældreråd")
    DISABLED = "disabled", _("Handicapråd")
    USER_BOARD = "user_board", _("Forældre- eller brugerbestyrelse")
    SCHOOL_BOARD = "school_board", _("Skolebestyrelse")
    DIGITALISATION = "digitalisation", _("Digitaliseringsråd")
    STEERING = "steering", _("Styregruppe")
    COORDINATION = "coordination", _("Koordinationsgruppe")
    PROJECT = "project", _("Projektgruppe")


POLITICAL = (BodyKind.COUNCIL, BodyKind.FINANCE, BodyKind.COMMITTEE, BodyKind.SPECIAL)
MED = (BodyKind.MED_MAIN, BodyKind.MED_AREA, BodyKind.MED_LOCAL)


class Function(TextChoices):
    """What a member is in a body. A steward who is also vice chair holds two memberships."""

    CHAIR = "chair", _("Formand")
    VICE_CHAIR = "vice_chair", _("Næstformand")
    MEMBER = "member", _("Medlem")
    SHOP_STEWARD = "shop_steward", _("Tillidsrepræsentant")
    SAFETY = "safety", _("Arbejdsmiljørepræsentant")
    SUBSTITUTE = "substitute", _("Stedfortræder")
    SECRETARY = "secretary", _("Sekretær")


class Side(TextChoices):
    """The side of the table, in MED committees alone."""

    MANAGEMENT = "management", _("Ledelsessiden")
    STAFF = "staff", _("Medarbejdersiden")


class Outcome(TextChoices):
    """What a decision came to, as the one who recorded it said beside its own words."""

    APPROVED = "approved", _("Godkendt")
    RECOMMENDED = "recommended", _("Anbefalet")
    REJECTED = "rejected", _("Afvist")
    POSTPONED = "postponed", _("Udsat")
    NOTED = "noted", _("Taget til efterretning")
    OTHER = "other", _("Andet")


class ConsultationKind(TextChoices):
    """In what way someone is heard."""

    POLITICAL = "political", _("Politisk høring")
    ADMINISTRATIVE = "administrative", _("Administrativ høring")
    MED_INFORMATION = "med_information", _("Information i MED")
    MED_DISCUSSION = "med_discussion", _("Drøftelse i MED")
    MED_CODETERMINATION = "med_codetermination", _("Medbestemmelse i MED")


class Ground(TextChoices):
    """Why someone is heard."""

    LEGAL = "legal", _("Lov eller bekendtgørelse")
    LOCAL = "local", _("Lokal aftale eller beslutning")


class ConsultationStatus(TextChoices):
    """Where a consultation is in its life."""

    DRAFT = "draft", _("Kladde")
    OPEN = "open", _("Åben")
    CLOSED = "closed", _("Lukket for svar")
    CONCLUDED = "concluded", _("Afsluttet")
    WITHDRAWN = "withdrawn", _("Trukket tilbage")
    DISCARDED = "discarded", _("Kasseret")


UNSENT = (ConsultationStatus.DRAFT, ConsultationStatus.DISCARDED)


class PartyKind(TextChoices):
    """Who is heard."""

    BODY = "body", _("Et råd eller udvalg")
    UNIT = "unit", _("En enhed")
    OUTSIDE = "outside", _("Nogen uden for kommunen")
    PUBLIC = "public", _("Borgerne")


OPENLY = (PartyKind.BODY, PartyKind.UNIT)  # what they answer is part of the case, and no one's private word


class PointOutcome(TextChoices):
    """What a point that answers raise led to."""

    WAITING = "waiting", _("Uden kommunens svar")
    CHANGED = "changed", _("Ændret")
    UNCHANGED = "unchanged", _("Ikke ændret")


class NoticeKind(TextChoices):
    """What those heard are told of."""

    OUTCOME = "outcome", _("Hvad høringen førte til")
    REMINDER = "reminder", _("Påmindelse")
    MOVED = "moved", _("Fristen er flyttet")
    WITHDRAWN = "withdrawn", _("Høringen er trukket tilbage")


# What is news of a consultation as it stands; one says that one has read it.
NEWS = {
    ConsultationStatus.OPEN: NoticeKind.MOVED,
    ConsultationStatus.CONCLUDED: NoticeKind.OUTCOME,
    ConsultationStatus.WITHDRAWN: NoticeKind.WITHDRAWN,
}


class NoticeWay(TextChoices):
    """How someone is told."""

    TASK = "task", _("Opgave i Kernespor")
    MAIL = "mail", _("Mail")
    NONE = "none", _("Har ikke fået besked")


class NoticeTrouble(TextChoices):
    """Why someone wasn't told."""

    NO_ADDRESS = "no_address", _("Der er ingen mailadresse.")
    MAY_NOT_READ = "may_not_read", _("Personen kan ikke længere se høringen.")
    CONFIDENTIAL = "confidential", _("Høringen er fortrolig og bliver ikke sendt ud af Kernespor.")
    NOBODY = "nobody", _("Ingen står som den, der skal have besked.")
