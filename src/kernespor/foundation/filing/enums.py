"""Whether something is filed."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FilingStatus(TextChoices):
    """Where an object stands with the case system."""

    NOT_FILED = "not_filed", _("Ikke journaliseret")
    FILED = "filed", _("Journaliseret")
