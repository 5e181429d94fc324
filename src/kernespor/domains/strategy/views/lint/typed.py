"""Advice beside a form while one writes: the words as typed are read, and nothing is written."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render

from kernespor.domains.strategy.permissions import plans as permissions
from kernespor.domains.strategy.policies import plans as policies
from kernespor.domains.strategy.selectors.lint.advice import arranged, dismissals_of
from kernespor.domains.strategy.selectors.lint.plans import of_rows
from kernespor.domains.strategy.selectors.plan import plan_for
from kernespor.engines import danish
from kernespor.engines.plan_lint import records
from kernespor.engines.plan_lint.lint import advice_on_part
from kernespor.engines.plan_lint.records import Kind, Part
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request

LONGEST = 5_000  # letters of what is read while one writes


@operation("lint.typed", "POST")
def typed(request: Request, plan_id: int, kind: str, item_id: int) -> HttpResponse:
    """Return the advice on a part as it is typed, in the place of the one before."""
    actor = request.actor
    plan = plan_for(actor, plan_id)
    permissions.check_change_plan(actor, plan)
    policies.check_editable(plan)
    seen = of_rows([plan], today=actor.today, before={})[plan.pk]
    part = next((one for one in seen.parts() if (one.kind, one.key) == (kind, item_id)), None)
    if part is None:
        raise Http404(kind)
    written = as_typed(part, request.POST)
    found = advice_on_part(_with(seen, written), written)
    context = {"found": arranged(plan, found, dismissals_of(plan)), "plan": plan}
    return render(request, "lint/_typed.html", context)


def as_typed(part: Part, data: QueryDict) -> Part:
    """Return a part with what stands in its form; a date that is none yet is read as the one that stands."""
    name = "title" if part.kind in {Kind.AREA, Kind.GOAL} else "text"
    deadline = part.deadline
    if "deadline" in data:
        day = str(data["deadline"]).strip()
        try:
            deadline = danish.parse_date(day) if day else None
        except ValueError:
            deadline = part.deadline
    return replace(
        part,
        text=str(data.get(name, part.text))[:LONGEST],
        has_owner=bool(data["owner"]) if "owner" in data else part.has_owner,
        deadline=deadline,
    )


def _with(plan: records.Plan, written: Part) -> records.Plan:
    """Return a plan with one part as it is typed."""

    def new(part: Part) -> Part:
        return written if (part.kind, part.key) == (written.kind, written.key) else part

    goals = tuple(
        records.Goal(new(goal.part), tuple(map(new, goal.actions)), tuple(map(new, goal.indicators)))
        for goal in plan.goals
    )
    return replace(plan, goals=goals, areas=tuple(map(new, plan.areas)))
