"""Statuses and kinds of the domain."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kernespor.engines.plan_state.records import Judgement


class PlanKind(TextChoices):
    """Whose plan it is."""

    UNIT = "unit", _("Virksomhedsplan")
    MED = "med", _("MED-handleplan")
    COMMON = "common", _("Fælles administrative initiativer")


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


class IndicatorKind(TextChoices):
    """How an indicator is followed; in words alone until a person has chosen."""

    WORDS = "words", _("Kun ord endnu")
    COMPUTED = "computed", _("Beregnes")
    MEASURED = "measured", _("Måles")
    ASSESSED = "assessed", _("Vurderes")
    MILESTONE = "milestone", _("Milepæl")


class DocumentKind(TextChoices):
    """What sort of governing document it is."""

    CONSTITUTION_AGREEMENT = "constitution_agreement", _("Konstitueringsaftale")
    ECONOMIC_POLICY = "economic_policy", _("Økonomisk politik")
    BUDGET_STRATEGY = "budget_strategy", _("Budgetstrategi")
    EFFICIENCY_STRATEGY = "efficiency_strategy", _("Effektiviseringsstrategi")
    PROCUREMENT_POLICY = "procurement_policy", _("Indkøbspolitik")
    VISION = "vision", _("Vision")
    LEADERSHIP_BASIS = "leadership_basis", _("Ledelsesgrundlag")
    PROGRAMME = "programme", _("Program eller katalog")
    COMMISSION = "commission", _("Kommissorium eller notat")
    OTHER = "other", _("Andet styrende dokument")


class DocumentStatus(TextChoices):
    """Where a governing document is in its life."""

    DRAFT = "draft", _("Kladde")
    HEARING = "hearing", _("I administrativ høring")
    AT_BODY = "at_body", _("Til behandling")
    IN_FORCE = "in_force", _("Gælder")
    REPLACED = "replaced", _("Afløst")
    DISCARDED = "discarded", _("Kasseret")


class BlockKind(TextChoices):
    """What a piece of a document's text is."""

    HEADING = "heading", _("Overskrift")
    PARAGRAPH = "paragraph", _("Afsnit")
    BULLET = "bullet", _("Punkt")


class PassageRole(TextChoices):
    """What a passage is to those who build on it."""

    PRINCIPLE = "principle", _("Princip")
    FINANCIAL_GOAL = "financial_goal", _("Økonomisk mål")
    GUIDING_MARK = "guiding_mark", _("Pejlemærke")
    COMMISSION = "commission", _("Opgave, der er stillet")
    EFFORT = "effort", _("Indsats")
    DEFINITION = "definition", _("Definition")


class FocusStatus(TextChoices):
    """Where a set of focus areas is in its life."""

    PROPOSED = "proposed", _("Foreslået")
    CONSULTED = "consulted", _("Hørt")
    ADOPTED = "adopted", _("Vedtaget")
    IN_FORCE = "in_force", _("Gælder")
    EVALUATED = "evaluated", _("Evalueret")
    REPLACED = "replaced", _("Afløst")
    DROPPED = "dropped", _("Opgivet")


class FateKind(TextChoices):
    """What became of a focus area in the set that followed."""

    KEPT = "kept", _("Fastholdt")
    CHANGED = "changed", _("Ændret")
    REPLACED = "replaced", _("Afløst")
    ENDED = "ended", _("Ophørt")


class NoteStatus(TextChoices):
    """Where a status note is in its life."""

    DRAFT = "draft", _("Kladde")
    FINISHED = "finished", _("Færdig")


class TrialKind(TextChoices):
    """One thing in three kinds."""

    SMALL = "small", _("Prøvehandling")
    DECIDED = "decided", _("Forsøg")
    EXEMPT = "exempt", _("Frikommuneforsøg")


class TrialStatus(TextChoices):
    """Where a trial is in its life."""

    IDEA = "idea", _("Idé")
    RUNNING = "running", _("I gang")
    ENDED = "ended", _("Slut")
    TAKEN_OVER = "taken_over", _("Taget i drift")
    DROPPED = "dropped", _("Opgivet, før det begyndte")


class TrialOutcome(TextChoices):
    """What came of a trial, as the one who ended it says."""

    WORKED = "worked", _("Det virkede")
    PARTLY = "partly", _("Det virkede delvist")
    FAILED = "failed", _("Det virkede ikke")
    UNKNOWN = "unknown", _("Det kan ikke ses")


class EffectOn(TextChoices):
    """On whom an effect was seen, in the order in which it counts."""

    RESIDENT = "resident", _("For borgeren")
    WORK = "work", _("For arbejdet")
    MONEY = "money", _("For økonomien")


class ReviewChoice(TextChoices):
    """The forced choice at a review date."""

    SCALE = "scale", _("Skalér")
    CONTINUE = "continue", _("Fortsæt")
    RETHINK = "rethink", _("Gentænk")
    CLOSE = "close", _("Nedlæg")


class AnalysisStatus(TextChoices):
    """Where a themed budget analysis is in its life."""

    COMMISSIONED = "commissioned", _("Bestilt")
    UNDER_WAY = "under_way", _("I gang")
    RESULT = "result", _("Resultat foreligger")
    DECIDED = "decided", _("Besluttet")
    STOPPED = "stopped", _("Standset")


class AnalysisPartKind(TextChoices):
    """What a part of an analysis is."""

    MARK = "mark", _("Pejlemærke")
    EFFORT = "effort", _("Indsats")
    METHOD = "method", _("Metode")
    EXAMPLE = "example", _("Det er allerede i gang")
    STEP = "step", _("Trin i processen")
