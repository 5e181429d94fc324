"""Links between objects: written in acts and by hand, ended with a reason, never in a ring."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.http import Http404

import factories
from kernespor.domains.strategy.models import PriorityArea, UnitPlan
from kernespor.foundation.access.actor import system
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.audit.writing import change
from kernespor.foundation.dated import OPEN_END, STILL_BELIEVED
from kernespor.foundation.objects import Ref, ref_of
from kernespor.foundation.refusals import NotNow, NotPermitted
from kernespor.foundation.thread import graph
from kernespor.foundation.thread.actions import link, tie, untie
from kernespor.foundation.thread.models import Link
from kernespor.foundation.thread.registry import LinkKind, link_kind, register_link

WHY = "De to arbejder sammen om overgangen"
STAB, DAY_CARE = "oekonomi-stab-2026-2027.docx", "maelkevejen-2026-2027.docx"


@pytest.fixture
def plans(sporkoebing: dict[str, Any]) -> tuple[UnitPlan, UnitPlan]:
    """Two plans of different units."""
    del sporkoebing
    return factories.plan_of_file(STAB), factories.plan_of_file(DAY_CARE)


def tied(plans: tuple[UnitPlan, UnitPlan], by: str = "oekonomichef", **changed: Any) -> Link:
    """Tie two plans together."""
    upper, lower = map(ref_of, plans)
    given: dict[str, Any] = {"kind": "leads_to", "upper": upper, "lower": lower, "why": WHY} | changed
    return tie(actor=factories.actor(by), **given)


def refusal(plans: tuple[UnitPlan, UnitPlan], **changed: Any) -> str:
    """Return the code of why two plans can't be tied."""
    with pytest.raises(NotNow) as caught:
        tied(plans, **changed)
    assert caught.value.reason
    return caught.value.code


def test_a_tie_says_who_why_and_since_when(plans: tuple[UnitPlan, UnitPlan]) -> None:
    """The row and its event hold what the person said."""
    row = tied(plans)
    assert (row.upper, row.lower) == tuple(map(ref_of, plans))
    assert (row.why, row.by_id, row.valid_from) == (WHY, factories.person("oekonomichef").pk, factories.DAY)
    event = AuditEvent.objects.latest("id")
    assert (event.verb, event.why, event.subject_id) == ("thread.tied", WHY, plans[1].pk)


def test_what_is_tied_stays_one_link(plans: tuple[UnitPlan, UnitPlan]) -> None:
    """The same tie twice is one row; another kind of link is another."""
    assert tied(plans).pk == tied(plans).pk
    assert tied(plans, kind="supports").pk != tied(plans).pk


def test_an_untied_link_ends_with_a_reason(plans: tuple[UnitPlan, UnitPlan]) -> None:
    """It no longer holds, its row and the reason stay, and it may be tied anew."""
    row = tied(plans)
    later = factories.actor("oekonomichef", factories.DAY + dt.timedelta(days=9))
    untie(actor=later, link=row, why="Samarbejdet er slut")
    assert row.valid_to == factories.DAY + dt.timedelta(days=8)
    assert AuditEvent.objects.latest("id").why == "Samarbejdet er slut"
    assert row.pk in {edge.link for edge in graph.below({row.upper}, factories.DAY)}
    assert row.pk not in {edge.link for edge in graph.below({row.upper}, later.today)}
    assert tied(plans).pk != row.pk


def test_a_link_of_the_same_day_is_taken_back(plans: tuple[UnitPlan, UnitPlan]) -> None:
    """What was tied today by mistake held on no day."""
    row = untie(actor=factories.actor("oekonomichef"), link=tied(plans), why="Forkert plan")
    assert row.superseded_at != STILL_BELIEVED
    assert row.valid_to == OPEN_END
    assert not Link.objects.on(factories.DAY).filter(pk=row.pk).exists()


def test_a_tie_needs_a_reason(plans: tuple[UnitPlan, UnitPlan]) -> None:
    """Neither tying nor untying goes without one."""
    assert refusal(plans, why=" ") == "no_reason"
    with pytest.raises(NotNow, match="no_reason"):
        untie(actor=factories.actor("oekonomichef"), link=tied(plans), why="")


def test_the_thread_runs_down_and_never_in_a_ring(plans: tuple[UnitPlan, UnitPlan]) -> None:
    """Upwards, to itself and back to where it came from are refused, each with its reason."""
    one, other = map(ref_of, plans)
    goal = ref_of(factories.first_goal(plans[0]))
    assert refusal(plans, upper=goal, lower=one) == "upwards"
    assert refusal(plans, upper=one, lower=one) == "itself"
    tied(plans)
    assert refusal(plans, upper=other, lower=one) == "ring"
    area = ref_of(PriorityArea.objects.filter(plan=plans[1])[0])
    assert refusal(plans, upper=area, lower=one) == "ring"
    tied(plans, upper=one, lower=area)


def test_kinds_say_what_they_may_tie(plans: tuple[UnitPlan, UnitPlan]) -> None:
    """A kind with pairs ties nothing else; a structural one is no person's; an unknown one is nobody's."""
    plan = "strategy.unitplan"
    register_link(LinkKind("trial.only", "ned", "op", pairs=frozenset({(plan, "strategy.goal")})))
    register_link(LinkKind("trial.made", "ned", "op", structural=True))
    assert refusal(plans, kind="trial.only") == "wrong_pair"
    assert tied(plans, kind="trial.only", lower=ref_of(factories.first_goal(plans[1])))
    assert refusal(plans, kind="trial.made") == "structural"
    with pytest.raises(KeyError):
        tied(plans, kind="unheard-of")
    assert link_kind("supports").down


def test_an_act_links_what_it_makes(plans: tuple[UnitPlan, UnitPlan]) -> None:
    """Such a link is part of the act's event and no person's to undo."""
    upper, lower = map(ref_of, plans)
    register_link(LinkKind("trial.act", "ned", "op", structural=True))
    with change(actor=system("Prøve", factories.DAY), verb="thread.tied", about=plans[0]) as act:
        row = link(act, kind="trial.act", upper=upper, lower=lower)
        assert link(act, kind="trial.act", upper=upper, lower=lower).pk == row.pk
    assert row.structural
    with pytest.raises(NotNow, match="structural_link"):
        untie(actor=factories.actor("oekonomichef"), link=row, why="Nej")


def test_who_may_change_one_end_may_tie(plans: tuple[UnitPlan, UnitPlan]) -> None:
    """The head of either unit may, another may not."""
    assert tied(plans, by="leder.maelkevejen")
    with pytest.raises(NotPermitted, match="neither_end"):
        tied(plans, by="udbudskonsulent")


def test_what_one_may_not_read_can_not_be_tied(plans: tuple[UnitPlan, UnitPlan]) -> None:
    """A draft is refused, and what isn't there is not found."""
    draft = factories.draft_plan(factories.actor("budgetchef"))
    with pytest.raises(NotPermitted, match="draft_plan"):
        tied(plans, by="leder.maelkevejen", upper=ref_of(draft))
    with pytest.raises(Http404):
        tied(plans, upper=Ref("strategy.unitplan", 999_999))
