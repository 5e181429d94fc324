"""Where a run stands, and what stopped it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RunStatus(TextChoices):
    """Where a run stands."""

    QUEUED = "queued", _("I kø")
    RUNNING = "running", _("I gang")
    DONE = "done", _("Færdig")
    FAILED = "failed", _("Standset af en fejl")
    CANCELLED = "cancelled", _("Afbrudt")


class Trouble(TextChoices):
    """What stopped a run that failed; the page words it."""

    NONE = "", ""
    FAULT = "fault", _("Der er en fejl i programmet.")
    GAVE_UP = "gave_up", _("Den blev revet over tre gange uden at komme videre.")
    REFUSED = "refused", _("Det kunne ikke lade sig gøre, som tingene stod.")
    UNKNOWN = "unknown", _("Programmet kender ikke længere den slags arbejde.")


OPEN = (RunStatus.QUEUED, RunStatus.RUNNING)
