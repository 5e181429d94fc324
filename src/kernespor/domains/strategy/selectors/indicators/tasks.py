"""What indicators ask of people: to read them in time, to point at an owner, to choose another measure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext

from kernespor.domains.strategy.calculations.indicators import verdict_of
from kernespor.domains.strategy.enums import IndicatorKind, PlanStatus
from kernespor.domains.strategy.models import Indicator, UnitPlan
from kernespor.domains.strategy.permissions.plans import can_know_owner, is_of_few, readable
from kernespor.domains.strategy.selectors.indicators.seen import Seen, see, with_decisions
from kernespor.domains.strategy.selectors.indicators.words import why_words
from kernespor.engines.indicator_state.records import Why
from kernespor.engines.plan_state.records import State
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.measures import registry
from kernespor.foundation.objects import ref_of
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.organisation.selectors import active_persons, led_units_on
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.tasks.registry import Task, pain_of
from kernespor.foundation.ui.templatetags.danish import long_date

AHEAD = dt.timedelta(days=14)  # so long before a reading is due its owner is told
LATE = dt.timedelta(days=14)  # so long after it the head is told
_TITLE = 110
_LEADERS = (RoleKind.HEAD, RoleKind.DIRECTOR)


def tasks_of(actor: Actor) -> list[Task]:
    """Return what indicators of plans in force ask of the actor. Seven queries at most."""
    if actor.person_id is None:
        return []
    led = led_units(actor)
    mine = Q(owner_id=actor.person_id) | Q(deputy_id=actor.person_id)
    if actor.limit is not None:
        mine &= Q(goal__area__plan__unit_id__in=actor.limit)
    plans = UnitPlan.objects.filter(readable(actor), status=PlanStatus.IN_FORCE).values("pk")
    rows = Indicator.objects.filter(
        mine | Q(goal__area__plan__unit_id__in=led), goal__area__plan__in=plans
    ).exclude(kind=IndicatorKind.WORDS)
    rows = rows.select_related("goal__area__plan__unit", "goal__area__plan__body", "owner").order_by("pk")
    pairs = [(row, row.goal.area.plan) for row in with_decisions(rows, actor.today)]
    return [task for seen in _seen(actor, pairs) if (task := _task(actor, seen, led))]


def led_units(actor: Actor) -> frozenset[int]:
    """Return the units whose nearest leader the actor is: their own, and those below without one."""
    own = {role.unit_id for role in actor.roles if role.kind in _LEADERS and not role.subject}
    if not own:
        return frozenset()
    tree, led = tree_on(actor.today), led_units_on(actor.today)
    found, waiting = set[int](), list(own)
    while waiting:
        unit = waiting.pop()
        found.add(unit)
        below = [node.unit_id for node in tree.children(unit)]
        waiting += [one for one in below if one not in led and one not in found]
    return frozenset(found if actor.limit is None else found & actor.limit)


def _seen(actor: Actor, pairs: list[tuple[Indicator, UnitPlan]]) -> Iterator[Seen]:
    """Yield them with their state; computed ones, which read themselves, only where nobody can mend them."""
    typed = [pair for pair in pairs if pair[0].kind != IndicatorKind.COMPUTED]
    yield from see(typed, today=actor.today, asking=actor).values()
    active = active_persons(actor.today)
    for row, plan in pairs:
        measure = registry.of(row.measure)
        if row.kind == IndicatorKind.COMPUTED and (measure is None or row.owner_id not in active):
            verdict = verdict_of(plan, row, None, measure, active=active, today=actor.today)
            yield Seen(row, plan, verdict, None, measure)


def _task(actor: Actor, seen: Seen, led: frozenset[int]) -> Task | None:
    row, plan, verdict = seen.row, seen.plan, seen.verdict
    if verdict is None:
        return None
    leads = plan.unit_id in led
    answers = actor.answers_in(plan.unit_id, row.owner_id, row.deputy_id)
    due = seen.due
    what = Truncator(" ".join(row.text.split())).chars(_TITLE)
    if verdict.state is State.OWNERLESS:
        title, button, due = gettext("Peg på en ejer af »{what}«"), gettext("Peg på en ejer"), row.deadline
        wanted = leads
    elif verdict.why is Why.MEASURE_GONE:
        title, button, due = gettext("Vælg et andet måltal til »{what}«"), gettext("Vælg måltal"), None
        wanted = leads
    else:
        title, button = gettext("Skriv, hvad »{what}« viser"), gettext("Skriv det")
        ahead = due is not None and due - actor.today <= AHEAD
        wanted = ahead and (answers or (leads and due is not None and actor.today - due >= LATE))
    if not wanted:
        return None
    return Task(
        key=f"strategy.indicator:{row.pk}",
        title=title.format(what=what),
        why=_why(actor, seen, for_leader=leads and not answers),
        url=_url(seen),
        button=button,
        due=due,
        pain=pain_of(due, actor.today, seen.state),
        ref=ref_of(row),
        state=seen.state,
        minutes=5,
        role=_role(actor, seen),
        guarded=is_of_few(plan),
    )


def _url(seen: Seen) -> str:
    if seen.verdict and seen.verdict.why is Why.MEASURE_GONE:
        return reverse("indicators:arrange", args=[seen.row.pk])
    return reverse("strategy:item", args=[seen.plan.pk, "indicator", seen.row.pk])


def _why(actor: Actor, seen: Seen, *, for_leader: bool) -> str:
    words = [f"{seen.plan.unit_name}.", why_words(seen)]
    if seen.due:
        words.append(gettext("Den skal læses senest den {day}.").format(day=long_date(seen.due)))
    if for_leader and seen.row.owner and can_know_owner(actor, seen.plan, seen.row):
        words.append(gettext("Ejer: {owner}.").format(owner=seen.row.owner.name))
    return " ".join(words)


def _role(actor: Actor, seen: Seen) -> str:
    row = seen.row
    if actor.answers_in(seen.plan.unit_id, row.owner_id):
        return ""
    if actor.answers_in(seen.plan.unit_id, row.deputy_id):
        return gettext("som stedfortræder i planen")
    return gettext("som leder af enheden")
