"""Each rule twice: the check that refuses with a reason, and the twin that answers the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from inspect import getmembers, isfunction
from typing import Any

import pytest

import factories
from kernespor.connectors.unit_plan.reader import read_lines
from kernespor.connectors.unit_plan.records import Period
from kernespor.domains.strategy.enums import ImportStatus, PlanStatus
from kernespor.domains.strategy.models import Action, PlanImport, UnitPlan
from kernespor.domains.strategy.permissions import plans as permissions
from kernespor.domains.strategy.policies import plans as policies
from kernespor.engines.findings import Finding, Severity
from kernespor.foundation.access.actor import Actor, HeldRole, anonymous
from kernespor.foundation.organisation import permissions as organisation_permissions
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.refusals import NotNow, NotPermitted, Refusal, reason_against

TODAY = factories.DAY
US, THEM = 1, 2


def person(*kinds: RoleKind, over: int = US, key: int = 7) -> Actor:
    roles = tuple(HeldRole(kind, over, "", frozenset({over}), TODAY) for kind in kinds)
    return Actor(label="Nogen", today=TODAY, user_id=1, person_id=key, roles=roles, invitations=())


def plan(status: str = PlanStatus.IN_FORCE, **fields: Any) -> UnitPlan:
    return UnitPlan(unit_id=US, status=status, **fields)


def item(**fields: Any) -> Action:
    return Action(text="Handling", **fields)


def draft(**fields: Any) -> PlanImport:
    return PlanImport(**{"status": ImportStatus.OPEN, "created_by_id": 7, "unit_id": US, **fields})


READING = read_lines(factories.lines_of(factories.document()))
EMPLOYEE = person(RoleKind.EMPLOYEE)
ELSEWHERE = person(RoleKind.HEAD, over=THEM)
PLANNERS = [person(kind) for kind in permissions.PLANNERS]


TWINS = {
    "check_editable": "can_edit",
    "check_followed_up": "can_follow_up",
    "check_acceptable": "can_accept",
}


def twin(check: Callable[..., None], *args: Any) -> str:
    """Hold that the twin answers as the check does; return the refusal's code, or nothing."""
    module = policies if hasattr(policies, check.__name__) else permissions
    code, reason = "", ""
    try:
        check(*args)
    except Refusal as refusal:
        code, reason = refusal.code, refusal.reason
    can = getattr(module, TWINS.get(check.__name__, check.__name__.replace("check_", "can_")), None)
    assert can is None or can(*args) is (not code)
    assert reason == reason_against(check, *args)
    assert not code or (reason.endswith(".") and "{" not in reason)
    return code


def test_a_plan_in_force_is_open_and_a_draft_is_its_makers() -> None:
    for status in (PlanStatus.IN_FORCE, PlanStatus.CONCLUDED):
        assert twin(permissions.check_read_plan, EMPLOYEE, plan(status)) == ""
    closed = plan(PlanStatus.DRAFT, created_by_id=9)
    assert twin(permissions.check_read_plan, EMPLOYEE, closed) == "draft_plan"
    assert twin(permissions.check_read_plan, ELSEWHERE, closed) == "draft_plan"
    assert twin(permissions.check_read_plan, anonymous(TODAY), plan(PlanStatus.DRAFT)) == "draft_plan"
    assert twin(permissions.check_read_plan, person(key=9), closed) == ""
    for one in PLANNERS:
        assert twin(permissions.check_read_plan, one, closed) == ""


def test_planners_of_the_unit_change_its_plan() -> None:
    for one in PLANNERS:
        assert twin(permissions.check_change_plan, one, plan()) == ""
    others = set(RoleKind) - set(permissions.PLANNERS)
    for one in (*(person(kind) for kind in others), ELSEWHERE, anonymous(TODAY)):
        assert twin(permissions.check_change_plan, one, plan()) == "not_planner"


def test_whoever_answers_for_it_reports() -> None:
    assert twin(permissions.check_report, EMPLOYEE, plan(), item(owner_id=7)) == ""
    assert twin(permissions.check_report, EMPLOYEE, plan(), item(deputy_id=7)) == ""
    assert twin(permissions.check_report, EMPLOYEE, plan(), item(owner_id=8)) == "not_owner"
    assert twin(permissions.check_report, anonymous(TODAY), plan(), item()) == "not_owner"
    for one in PLANNERS:
        assert twin(permissions.check_report, one, plan(), item()) == ""


def test_documents_are_brought_in_by_planners_for_their_units_and_seen_by_their_bringer() -> None:
    assert twin(permissions.check_import, ELSEWHERE) == ""
    assert twin(permissions.check_import, EMPLOYEE) == "not_planner_anywhere"
    assert twin(permissions.check_import_for, ELSEWHERE, US) == "not_planner_here"
    assert twin(permissions.check_import_for, PLANNERS[0], US) == ""
    assert twin(permissions.check_read_import, EMPLOYEE, draft()) == ""
    assert twin(permissions.check_read_import, PLANNERS[1], draft(created_by_id=8)) == "not_mine"
    assert twin(permissions.check_read_import, anonymous(TODAY), draft(created_by_id=None)) == "not_mine"


def test_a_concluded_plan_stands_and_a_draft_is_not_followed_up() -> None:
    for status, edit, follow in (
        (PlanStatus.DRAFT, "", "plan_is_draft"),
        (PlanStatus.IN_FORCE, "", ""),
        (PlanStatus.CONCLUDED, "plan_concluded", "plan_concluded"),
    ):
        assert twin(policies.check_editable, plan(status)) == edit
        assert twin(policies.check_followed_up, plan(status)) == follow


@pytest.mark.parametrize(
    ("judgement", "owner", "text", "day", "code"),
    [
        ("reached", 7, "Det kan ses", 0, ""),
        ("reached", 7, "  ", 0, "reached_without_evidence"),
        ("reached", None, "Det kan ses", 0, "reached_without_owner"),
        ("closed", None, "Det gav ikke mening", 0, ""),
        ("closed", 7, "\n", 0, "closed_without_reason"),
        ("on_track", None, "", 0, ""),
        ("on_track", 7, "", 1, "status_in_future"),
        ("off_track", 7, "", -400, ""),
    ],
)
def test_a_status_is_honest(judgement: str, owner: int | None, text: str, day: int, code: str) -> None:
    on = TODAY + dt.timedelta(days=day)
    assert twin(policies.check_status, item(owner_id=owner), judgement, text, on, TODAY) == code


def test_a_document_is_saved_when_all_is_known() -> None:
    error = Finding("x", Severity.ERROR, "Afgør")
    unknown = replace(READING, plan=replace(READING.plan, period=Period("", "2027")))
    assert twin(policies.check_acceptable, draft(), READING) == ""
    assert twin(policies.check_acceptable, draft(), replace(READING, findings=(error,))) == "open_findings"
    assert twin(policies.check_acceptable, draft(unit_id=None), READING) == "no_unit"
    assert twin(policies.check_acceptable, draft(), unknown) == "no_period"
    for status in (ImportStatus.ACCEPTED, ImportStatus.DISCARDED):
        assert twin(policies.check_acceptable, draft(status=status), READING) == "import_ended"
        assert twin(policies.check_open, draft(status=status)) == "import_ended"
    assert twin(policies.check_open, draft()) == ""


@pytest.mark.django_db
def test_the_filter_over_plans_is_the_same_rule_as_the_check() -> None:
    factories.house()
    head, other = factories.actor("head"), factories.actor("other")
    made = [factories.draft_plan(head), factories.plan_in_force(head), factories.draft_plan(other, "BU")]
    for actor in (head, other, factories.actor("deputy"), anonymous(TODAY)):
        through = set(UnitPlan.objects.filter(permissions.readable(actor)).values_list("pk", flat=True))
        assert through == {one.pk for one in made if permissions.can_read_plan(actor, one)}
    assert len(UnitPlan.objects.filter(permissions.readable(head))) == 2


@pytest.mark.parametrize("module", [permissions, policies, organisation_permissions])
def test_every_check_about_who_has_its_twin(module: Any) -> None:
    checks = [name for name, _ in getmembers(module, isfunction) if name.startswith("check_")]
    answers = {name for name, _ in getmembers(module) if name.startswith("can_")}
    assert checks
    assert answers
    if module is not policies:
        assert {name.replace("check_", "can_") for name in checks} == answers


def test_who_is_for_good_and_when_is_for_now() -> None:
    with pytest.raises(NotPermitted):
        permissions.check_import(EMPLOYEE)
    with pytest.raises(NotNow):
        policies.check_editable(plan(PlanStatus.CONCLUDED))
