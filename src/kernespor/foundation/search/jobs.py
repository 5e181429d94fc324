"""The index made anew: each night, and when somebody asks for it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from kernespor.foundation.jobs.registry import Work, daily, job
from kernespor.foundation.search import actions

NAME = "search.rebuild"


def declare() -> None:
    """Register the job."""
    job(NAME, label=_("Bring søgningen ajour"))(run)
    daily(NAME, at="02:40")


def run(work: Work, *, anew: bool = False, **_params: Any) -> None:
    """Go through every text; a run that is taken up again begins over, and finds most of it done."""

    def said(percent: int, text: str) -> None:
        work.stop_if_cancelled()
        work.progress(percent, text)

    actions.rebuild(said, anew=anew)
    actions.open_words(work.today)
