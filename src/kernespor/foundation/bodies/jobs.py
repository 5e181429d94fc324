"""What the clock does for consultations."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernespor.foundation.bodies.actions import public
from kernespor.foundation.bodies.actions.consultations import close_due
from kernespor.foundation.bodies.moments import now_on
from kernespor.foundation.jobs.registry import Work, every, job

CLOSE, TELL = "bodies.close", "bodies.tell"


def register() -> None:
    """Have consultations closed when their deadline has passed, and those without login told."""
    job(CLOSE, label=_("Luk høringer, hvis frist er gået"), whole=True)(close)
    every(CLOSE, minutes=15)
    job(TELL, label=_("Skriv til dem, der svarede uden log ind"))(tell)
    every(TELL, minutes=5)


def close(work: Work) -> None:
    """Close what is past its deadline."""
    close_due(actor=work.actor, now=now_on(work.today))


def tell(work: Work) -> None:
    """Send receipts, and say how it ended."""
    public.tell(now_on(work.today))
