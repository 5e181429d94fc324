"""What the clock does for consultations, and what is told those heard."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.bodies.actions import public
from kernespor.foundation.bodies.actions.consultations import close_due
from kernespor.foundation.bodies.actions.notices import SEND, TELL, remind_due
from kernespor.foundation.bodies.actions.notices import tell as tell_heard
from kernespor.foundation.bodies.models import Consultation, NoticeMail
from kernespor.foundation.bodies.moments import now_on
from kernespor.foundation.jobs.registry import Work, daily, every, job
from kernespor.foundation.tasks.digest.sending import send_all

CLOSE, REMIND, WRITE = "bodies.close", "bodies.remind", "bodies.write"


def register() -> None:
    """Have consultations closed at their deadline, and those heard reminded before it and told after it."""
    job(CLOSE, label=_("Luk høringer, hvis frist er gået"), whole=True)(close)
    every(CLOSE, minutes=15)
    job(REMIND, label=_("Påmind dem, der ikke har svaret på en høring"))(remind)
    daily(REMIND, at="06:15")  # before the first digests of the day, which tell of the tasks
    job(TELL, label=_("Giv de hørte besked om en høring"))(tell)
    job(SEND, label=_("Send mail om høringer"))(send)
    every(SEND, minutes=15)
    job(WRITE, label=_("Skriv til dem, der svarede uden log ind"))(write)
    every(WRITE, minutes=5)


def close(work: Work) -> None:
    """Close what is past its deadline."""
    close_due(actor=work.actor, now=now_on(work.today))


def remind(work: Work) -> None:
    """Remind those who haven't answered, and send the mails about it."""
    remind_due(actor=work.actor)
    send(work)


def tell(work: Work, *, consultation: int) -> None:
    """Tell those heard what is new of a consultation, and send the mails about it."""
    tell_heard(actor=work.actor, consultation=Consultation.objects.get(pk=consultation))
    send(work)


def send(work: Work) -> None:
    """Send the mails that wait; what another worker has in hand, and what was sent, is left alone."""
    for _sent in send_all(timezone.now, NoticeMail):
        work.stop_if_cancelled()


def write(work: Work) -> None:
    """Send receipts to those who answered without login, and say how it ended."""
    public.tell(now_on(work.today))
