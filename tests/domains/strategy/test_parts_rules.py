"""What each part of the strategy refuses, and the last grounds on which one may read a draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

import factories
from kernespor.domains.strategy.enums import (
    AnalysisStatus,
    DocumentStatus,
    FocusStatus,
    NoteStatus,
    TrialStatus,
)
from kernespor.domains.strategy.models import (
    Analysis,
    FocusSet,
    GoverningDocument,
    Passage,
    StatusNote,
    Trial,
)
from kernespor.domains.strategy.permissions import analyses as of_analyses
from kernespor.domains.strategy.permissions import focus as of_focus
from kernespor.domains.strategy.permissions import governing as of_governing
from kernespor.domains.strategy.permissions import trials as of_trials
from kernespor.domains.strategy.policies import analyses, focus, governing, reviews
from kernespor.foundation.access.actor import Actor, system
from kernespor.foundation.objects import Ref
from kernespor.foundation.refusals import Refusal

TODAY = factories.DAY
TOMORROW = TODAY + dt.timedelta(days=1)
YESTERDAY = TODAY - dt.timedelta(days=1)
FACT = [Ref("strategy.goal", 1)]
ME = Actor(label="Jeg", today=TODAY, user_id=1, person_id=7, roles=(), invitations=())


def a_set(status: FocusStatus) -> FocusSet:
    return FocusSet(pk=1, unit_id=1, status=status)


def document(status: DocumentStatus, key: int = 1) -> GoverningDocument:
    return GoverningDocument(pk=key, unit_id=1, status=status, created_by_id=7)


@pytest.mark.parametrize(
    ("code", "check", "given"),
    [
        ("analysis_stopped", analyses.check_editable, [Analysis(status=AnalysisStatus.STOPPED)]),
        ("analysis_decided", analyses.check_editable, [Analysis(status=AnalysisStatus.DECIDED)]),
        ("analysis_ends_early", analyses.check_dates, [TODAY, YESTERDAY]),
        ("set_over", focus.check_editable, [a_set(FocusStatus.REPLACED)]),
        ("set_dropped", focus.check_told, [a_set(FocusStatus.DROPPED)]),
        ("set_not_in_force", focus.check_tie_to, [a_set(FocusStatus.PROPOSED)]),
        ("ends_before", focus.check_order, [TODAY, YESTERDAY]),
        ("in_future", focus.check_happened, [TOMORROW, TODAY]),
        (
            "not_begun",
            focus.check_evaluated,
            [a_set(FocusStatus.PROPOSED), "Vi gjorde det.", TODAY, TODAY, FACT],
        ),
        ("nothing_said", focus.check_evaluated, [a_set(FocusStatus.IN_FORCE), " ", TODAY, TODAY, FACT]),
        ("no_fact", focus.check_evaluated, [a_set(FocusStatus.IN_FORCE), "Det.", TODAY, TODAY, []]),
        ("since_after", focus.check_period, [TOMORROW, TODAY, TODAY]),
        ("note_in_future", focus.check_period, [TODAY, TOMORROW, TODAY]),
        ("document_discarded", governing.check_editable, [document(DocumentStatus.DISCARDED)]),
        ("no_consultation", governing.check_hearing, [None]),
        (
            "replaces_itself",
            governing.check_replaceable,
            [document(DocumentStatus.IN_FORCE), document(DocumentStatus.IN_FORCE)],
        ),
        (
            "never_in_force",
            governing.check_replaceable,
            [document(DocumentStatus.IN_FORCE), document(DocumentStatus.DRAFT, 2)],
        ),
        ("passage_withdrawn", governing.check_standing, [Passage(withdrawn_on=TODAY)]),
        ("trial_not_running", reviews.check_trial_goes_on, [Trial(status=TrialStatus.IDEA)]),
        ("not_keeper_here", of_governing.check_lay_in_for, [ME, 1]),
        ("not_keeper_anywhere", of_governing.check_lay_in, [ME]),
        (
            "nobody_follows",
            of_trials.check_follow,
            [system("Kernespor", TODAY), Trial(pk=1, unit_id=1, status=TrialStatus.RUNNING)],
        ),
    ],
)
def test_it_is_refused_with_its_own_reason(code: str, check: Callable[..., None], given: list[Any]) -> None:
    with pytest.raises(Refusal) as refused:
        check(*given)
    assert refused.value.code == code


def test_a_document_without_a_hearing_is_not_heard() -> None:
    assert not governing.is_heard(document(DocumentStatus.DRAFT), TODAY)


def test_the_owner_of_an_analysis_knows_that_they_are_late() -> None:
    of_analyses.check_know_owner(ME, Analysis(unit_id=1, owner_id=7))
    with pytest.raises(Refusal, match="late_owner"):
        of_analyses.check_know_owner(ME, Analysis(unit_id=1, owner_id=8))


def test_who_wrote_a_draft_reads_it_without_a_role() -> None:
    note = StatusNote(pk=1, status=NoteStatus.DRAFT, created_by_id=7, of_set=a_set(FocusStatus.IN_FORCE))
    assert of_focus.ground_of_note(ME, note) == "Den, der skrev notatet"
    assert of_governing.ground_of_document(ME, document(DocumentStatus.DRAFT)) == (
        "Den, der lagde dokumentet ind"
    )
    trial = Trial(pk=1, unit_id=1, status=TrialStatus.IDEA, created_by_id=7)
    assert of_trials.ground_of_trial(ME, trial) == "Den, der fik idéen"
