"""When advice can be set aside and taken up again."""

from __future__ import annotations

from kernespor.domains.strategy.models import LintDismissal
from kernespor.domains.strategy.selectors.lint.advice import Key, seal
from kernespor.engines.findings import N_
from kernespor.foundation.refusals import NotNow, answering


def check_still_said(said: Key | None, seen: str) -> None:
    """Advice is set aside for the words that the person read."""
    if said is None:
        raise NotNow("advice_gone", N_("Rådet gælder ikke længere. Nogen har rettet det, det handlede om."))
    if seal(said[-1]) != seen:
        raise NotNow(
            "advice_reworded",
            N_("Teksten er ændret, siden du åbnede siden. Læs den igen, og gem, hvis det stadig passer."),
        )


def check_not_aside(row: LintDismissal | None) -> None:
    """What is set aside isn't set aside twice."""
    if row is not None:
        raise NotNow("already_aside", N_("{who} har allerede sat rådet til side."), who=row.author_label)


def check_aside(row: LintDismissal) -> None:
    """What was taken up again can't be taken up twice."""
    if row.withdrawn_on is not None:
        raise NotNow("already_taken_up", N_("Rådet er allerede taget frem igen."))


can_take_up = answering(check_aside)
