"""What the clock does for the agenda: it makes what the steps of the year ask for on their day."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.agenda.actions.wheel_made import due, make
from kernespor.foundation.jobs.registry import Work, daily, job

JOB = "agenda.wheel_made"


def register() -> None:
    """Fill the registries of jobs and of what the clock sends off."""
    job(JOB, label=_("Lav det, årshjulet beder om"))(make_what_is_due)
    daily(JOB, at="06:10")


def make_what_is_due(work: Work) -> None:
    """Make what is due today, each thing once; what can't be made is kept with the reason."""
    found = due(work.today)
    made = [make(one=one, today=work.today) for one in found]
    troubled = sum(bool(one and one.trouble) for one in made)
    said = gettext("{made} lavet, {troubled} kunne ikke laves")
    work.progress(100, said.format(made=len(made) - troubled, troubled=troubled))
