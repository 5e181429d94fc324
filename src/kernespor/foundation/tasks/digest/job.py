"""The digest as a job: written for those whose turn has come, and sent."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.jobs.registry import Work, every, job
from kernespor.foundation.tasks.digest.compose import compose_all, compose_due
from kernespor.foundation.tasks.digest.sending import send_all, tidy
from kernespor.foundation.tasks.enums import DigestStatus

JOB = "tasks.digest"


@job(JOB, label=_("Send besked om opgaver"))
def send_digests(work: Work, *, everyone: bool = False) -> None:
    """Write and send the digests that are due; those of everyone who wants one, where that is asked for."""
    now = timezone.now()
    work.progress(0, gettext("Skriver"))
    written = 0
    for digest in (compose_all if everyone else compose_due)(now, work.today):
        written += digest is not None and digest.status == DigestStatus.WAITING
        work.stop_if_cancelled()
    work.progress(50, gettext("Sender"))
    sent = 0
    for done in send_all(timezone.now):
        sent += done
        work.stop_if_cancelled()
    tidy(work.today)
    work.progress(100, gettext("{written} skrevet, {sent} sendt").format(written=written, sent=sent))


every(JOB, minutes=15)
