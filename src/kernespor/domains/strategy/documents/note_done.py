"""What a status note says was done: the sum of states, what is reached, under way, or not known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from decimal import Decimal

from kernespor.domains.strategy.models import IndicatorReading
from kernespor.domains.strategy.selectors.focus.facts import AreaFacts
from kernespor.domains.strategy.selectors.focus.promises import PlanPromises
from kernespor.domains.strategy.selectors.focus.said import GOING, Said, listed, quoted, sentence, source_of
from kernespor.domains.strategy.selectors.plan import PartView
from kernespor.engines.danish import count, long_date
from kernespor.engines.plan_state.records import Judgement, State
from kernespor.foundation.objects import Ref, ref_of
from kernespor.foundation.ui.states import label_of, shares
from kernespor.foundation.ui.templatetags.danish import number


def done(facts: AreaFacts, since: dt.date, on: dt.date) -> Iterator[Said]:
    """Yield what happened from one day to another."""
    yield from _sum(facts, since, on)
    yield from _reached(facts, since)
    yield from _under_way(facts)
    yield from _unknown(facts)
    yield from _heard_and_decided(facts)
    yield from _trials(facts, since)
    for reading, before in facts.readings:
        yield _reading(reading, before)
    for one in facts.evaluations:
        day = long_date(one.on)
        yield Said(f"Evalueringen {day}: {quoted(one.done)}", f"Evaluering {day}", ref_of(one), one.on)


def _sum(facts: AreaFacts, since: dt.date, on: dt.date) -> Iterator[Said]:
    ref, source = ref_of(facts.area), "Planernes statusser"
    total = len(facts.promised.actions)
    if not total:
        yield Said("Der er ingen handlinger under fokusområdet at gøre status på.", source, ref, on)
        return
    states = listed(
        [
            f"{one.count} {one.label.lower()}"
            for one in shares({state.value: number for state, number in facts.promised.counts.items()})
        ]
    )
    yield Said(
        f"{facts.promised.good} af {count(total, 'handling', 'handlinger')} er på sporet eller nået "
        f"pr. {long_date(on)}: {states}.",
        source,
        ref,
        on,
    )
    said = (
        f"Der er skrevet {count(facts.statuses, 'status', 'statusser')} siden {long_date(since)}."
        if facts.statuses
        else f"Der er ikke skrevet status siden {long_date(since)}."
    )
    yield Said(said, source, ref, on, runs_on=True)


def _each(facts: AreaFacts) -> Iterator[tuple[PlanPromises, PartView]]:
    """Yield each goal and action of the units and the common initiatives once, with its plan."""
    told: set[Ref] = set()
    for one in (*facts.promised.units, *facts.promised.common):
        for promise in one.promises:
            for part in (*(goal.part for goal in promise.goals), *promise.actions):
                ref = Ref(part.row._meta.label_lower, part.pk)
                if ref not in told:
                    told.add(ref)
                    yield one, part


def _reached(facts: AreaFacts, since: dt.date) -> Iterator[Said]:
    """Yield what was reached in the period, and how it can be seen."""
    for one, part in _each(facts):
        if not (part.shown and part.shown.state is State.REACHED and part.latest and part.latest.on >= since):
            continue
        what = "Målet" if part.kind == "goal" else "Handlingen"
        seen = f": {quoted(part.latest.text)}" if part.latest.text.strip() else "."
        yield Said(
            f"{what} {quoted(part.title)} ({one.unit}) er nået{seen}",
            source_of(one, part),
            Ref(part.row._meta.label_lower, part.pk),
            part.latest.on,
            point=True,
        )


def _under_way(facts: AreaFacts) -> Iterator[Said]:
    for unit, plan, parts in _by_plan(facts, GOING, begun=True):
        told = [f"{quoted(part.title)} ({_state(part)})" for part in parts]
        yield Said(f"{unit} er i gang med {listed(told)}.", *plan, point=True)


def _unknown(facts: AreaFacts) -> Iterator[Said]:
    """Yield what counts nowhere: what nobody has told of in time, and what nobody answers for."""
    words = {
        State.STALE: "er forældet: der er ikke skrevet nyt i tide, og det tæller ikke med",
        State.OWNERLESS: "er uden ejer og tæller ikke med",
        State.NOT_BEGUN: "er ikke begyndt",
        State.CLOSED: "er nedlagt",
    }
    for state, word in words.items():
        for unit, plan, parts in _by_plan(facts, (state,)):
            told = listed([quoted(part.title) for part in parts])
            yield Said(f"{unit}: {told} {word}.", *plan, point=True)
    for unit, plan, parts in _by_plan(facts, GOING, begun=False):
        told = listed([f"{quoted(part.title)} ({_state(part)})" for part in parts])
        yield Said(f"{unit}: det er ikke skrevet, at {told} er begyndt.", *plan, point=True)


def _by_plan(
    facts: AreaFacts, states: Collection[State], *, begun: bool | None = None
) -> Iterator[tuple[str, tuple[str, Ref, dt.date | None], list[PartView]]]:
    """Yield the actions of each plan in these states, with the plan as the source.

    With `begun`, those alone of which somebody has said that they have begun, or those of which nobody has.
    """
    found: dict[int, tuple[PlanPromises, list[PartView]]] = {}
    for one, part in _each(facts):
        if part.kind != "action" or part.shown is None or part.shown.state not in states:
            continue
        told = part.latest is not None and part.latest.judgement != Judgement.NOT_BEGUN
        if begun is None or told is begun:
            found.setdefault(one.plan.pk, (one, []))[1].append(part)
    for one, parts in found.values():
        days = [part.latest.on for part in parts if part.latest]
        source = f"{one.plan.title}, {one.unit}", ref_of(one.plan), max(days, default=None)
        yield one.unit, source, parts


def _state(part: PartView) -> str:
    word = label_of(part.shown.state).lower() if part.shown else ""
    late = part.shown.overdue_days if part.shown else 0
    return f"{word}, {count(late, 'dag', 'dage')} over fristen" if late else word


def _heard_and_decided(facts: AreaFacts) -> Iterator[Said]:
    for row in facts.consultations:
        who = f"{row.body_name} sendte" if row.body_name else "Der blev sendt"
        text = f"{who} {quoted(row.title)} i høring {long_date(row.opens)}."
        changed = f" {sentence(row.changed)}" if row.changed.strip() else ""
        yield Said(text + changed, f"Høring {quoted(row.title)}", ref_of(row), row.opens, point=True)
    for row in facts.decisions:
        now = row.current
        yield Said(
            f"{row.body_name} besluttede {long_date(now.on)} i sagen {quoted(now.case_title)}: "
            f"{quoted(now.words)}",
            f"Beslutning i {row.body_name}",
            ref_of(row),
            now.on,
            point=True,
        )


def _trials(facts: AreaFacts, since: dt.date) -> Iterator[Said]:
    for trial in facts.trials:
        said = []
        if trial.begins and trial.begins >= since:
            said.append(f"begyndte {long_date(trial.begins)}")
        if trial.ended_on:
            outcome = f" ({trial.get_outcome_display().lower()})" if trial.outcome else ""
            said.append(f"sluttede {long_date(trial.ended_on)}{outcome}")
        text = f"{trial.get_kind_display()} {quoted(trial.title)} {listed(said) or 'er i gang'}."
        yield Said(text, f"Forsøg {quoted(trial.title)}", ref_of(trial), trial.ended_on, point=True)


def _reading(reading: IndicatorReading, before: IndicatorReading | None) -> Said:
    indicator = reading.indicator
    was = f" Før det: {_shown(before)} {long_date(before.on)}." if before else ""
    return Said(
        f"{quoted(indicator.text)}: {_shown(reading)} {long_date(reading.on)}.{was}",
        f"Målindikator, {reading.source or reading.evidence or 'kilde ikke skrevet'}",
        ref_of(indicator),
        reading.on,
        point=True,
    )


def _shown(reading: IndicatorReading) -> str:
    """Return what a reading showed: a figure, a word of the scale, or whether a milestone is met."""
    indicator = reading.indicator
    if reading.value is not None:
        return f"{figure(reading.value)} {indicator.counts}".strip()
    if reading.met is not None:
        return "milepælen er nået" if reading.met else "milepælen er ikke nået"
    level = reading.level or 0
    return str(indicator.scale[level]) if level < len(indicator.scale) else f"trin {level + 1}"


def figure(value: Decimal) -> str:
    """Return a figure as Danish writes it, with the decimals that it has."""
    plain = value.normalize()
    decimals = max(0, -int(plain.as_tuple().exponent))
    return number(value, decimals)
