"""What the clock does for consultations."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernespor.foundation.bodies.actions.consultations import close_due
from kernespor.foundation.bodies.moments import now_on
from kernespor.foundation.jobs.registry import Work, every, job

CLOSE = "bodies.close"


def register() -> None:
    """Have consultations closed when their deadline has passed."""
    job(CLOSE, label=_("Luk høringer, hvis frist er gået"), whole=True)(close)
    every(CLOSE, minutes=15)


def close(work: Work) -> None:
    """Close what is past its deadline."""
    close_due(actor=work.actor, now=now_on(work.today))
