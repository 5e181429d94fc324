"""The sentences of a status note: whole, plain, each with its source; what isn't there is said to miss."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kernespor.domains.strategy.enums import FateKind, ReviewChoice
from kernespor.domains.strategy.models import FocusBacking, FocusFate, FocusSet, Status
from kernespor.domains.strategy.selectors.focus.facts import AreaFacts
from kernespor.domains.strategy.selectors.focus.promises import PlanPromises, Promise
from kernespor.domains.strategy.selectors.focus.said import Said, listed, quoted, sentence, source_of
from kernespor.domains.strategy.selectors.plan import PartView
from kernespor.engines.danish import count, long_date
from kernespor.engines.plan_state.records import State
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.bodies.enums import BodyKind
from kernespor.foundation.objects import Ref, ref_of
from kernespor.foundation.ui.states import label_of

ENDED = (State.REACHED, State.CLOSED)
AHEAD = dt.timedelta(days=365)
_LISTED = 12  # deadlines ahead that a note names; the rest is counted
_FOLLOWS = {ReviewChoice.SCALE: "bredes ud", ReviewChoice.RETHINK: "gentænkes"}
_FATES = {
    FateKind.KEPT: "er fastholdt",
    FateKind.CHANGED: "er ændret",
    FateKind.REPLACED: "er afløst",
    FateKind.ENDED: "er ophørt",
}


def opening(row: FocusSet, titles: Sequence[str], decision: Any, names: Mapping[int, str]) -> Iterator[Said]:
    """Yield what the set is: its areas, its period, who adopted it."""
    ref, source = ref_of(row), f"Sættet {quoted(row.title)}"
    until = f" til {long_date(row.ends)}" if row.ends else ". Sidste dag er ikke fastsat"
    named = f": {listed([quoted(title) for title in titles])}" if titles else ""
    yield Said(
        f"Sættet {quoted(row.title)} har {count(len(titles), 'fokusområde', 'fokusområder')}{named}. "
        f"Det gælder fra {long_date(row.starts)}{until}.",
        source,
        ref,
    )
    by = names.get(row.adopted_by_id or 0, "") or row.adopted_by_name
    if by and row.adopted_on:
        yield Said(f"{by} vedtog det {long_date(row.adopted_on)}.", source, ref, row.adopted_on, runs_on=True)
    else:
        yield Said("Der er ikke ført ind, hvem der vedtog det, og hvornår.", source, ref, runs_on=True)
    if decision is not None and decision.openness == Openness.OPEN:
        now = decision.current
        yield Said(
            f"Beslutningen lød: {quoted(now.words)}",
            f"Beslutning i {decision.body_name}, {quoted(now.case_title)}",
            ref_of(decision),
            now.on,
        )


def backed(row: FocusSet, backings: Sequence[FocusBacking], names: Mapping[int, str]) -> Iterator[Said]:
    """Yield who backed the set, in their words."""
    source = f"Opbakning til {quoted(row.title)}"
    if not backings:
        yield Said("Der er ikke ført ind, hvem der bakker op om sættet.", source, ref_of(row))
        return
    who = [names.get(one.body_id or 0, "") or one.name for one in backings]
    yield Said(f"Sættet har opbakning fra {listed(who)}.", source, ref_of(row))
    for name, one in zip(who, backings, strict=True):
        if one.words:
            day = f", {long_date(one.on)}" if one.on else ""
            yield Said(f"{name}{day}: {quoted(one.words)}", source, ref_of(row), one.on, point=True)


def history(row: FocusSet, fates: Sequence[FocusFate]) -> Iterator[Said]:
    """Yield what became of the areas of the set before."""
    for one in fates:
        after = f" til {quoted(one.after.title)}" if one.after and one.after.title != one.before.title else ""
        after = after.replace(" til ", " af ", 1) if one.kind == FateKind.REPLACED else after
        why = f" {sentence(one.why)}" if one.why else ""
        yield Said(
            f"{quoted(one.before.title)} fra det forrige sæt {_FATES[FateKind(one.kind)]}{after}.{why}",
            f"Sættet {quoted(row.title)}",
            ref_of(one.before),
            point=True,
        )


def purpose(facts: AreaFacts) -> Iterator[Said]:
    """Yield what the area is for, in its own words, and what it builds on."""
    ref = ref_of(facts.area)
    source = f"Fokusområdet {quoted(facts.area.title)}"
    text = facts.area.text.strip()
    for paragraph in text.split("\n"):
        if paragraph.strip():
            yield Said(sentence(paragraph), source, ref)
    if not text:
        yield Said("Fokusområdets formål er ikke skrevet.", source, ref)
    for passage in facts.passages:
        title = passage.document.title
        yield Said(f"Det bygger på {title}: {quoted(passage.text)}", title, ref_of(passage))


def planned(facts: AreaFacts, on: dt.date) -> Iterator[Said]:
    """Yield what was promised, unit by unit."""
    ref, source = ref_of(facts.area), "Planer, der er knyttet til fokusområdet"
    units = {one.plan.unit_id for one in facts.promised.units}
    kinds = [promise.kind for one in facts.promised.units for promise in one.promises]
    if not units:
        yield Said("Ingen enhed har lovet noget under fokusområdet.", source, ref, on)
    else:
        words = {
            "area": ("indsatsområde", "indsatsområder"),
            "goal": ("mål", "mål"),
            "action": ("handling", "handlinger"),
        }
        parts = [count(kinds.count(kind), *word) for kind, word in words.items() if kind in kinds]
        units_said = "Én enhed" if len(units) == 1 else count(len(units), "enhed", "enheder")
        yield Said(
            f"{units_said} har lovet noget under fokusområdet: {listed(parts)}.",
            source,
            ref,
            on,
        )
    if facts.silent is not None and facts.expected is not None:
        yield Said(
            f"{facts.silent} af {count(facts.expected, 'enhed', 'enheder')}, der har egen leder eller egen "
            f"plan, har intet under det pr. {long_date(on)}.",
            "Organisationen og planerne i kraft",
            ref,
            on,
            runs_on=True,
        )
    for one in facts.promised.units:
        for promise in one.promises:
            yield _planned(one, promise)
    for trial in facts.trials:
        until = f" til {long_date(trial.ends)}" if trial.ends else ""
        begun = f" fra {long_date(trial.begins)}" if trial.begins else ""
        kind = trial.get_kind_display().lower()
        yield Said(
            f"{trial.title} ({kind}{begun}{until}): {sentence(trial.attempt)}", _trial(trial), ref_of(trial),
            point=True,
        )  # fmt: skip


def _planned(one: PlanPromises, promise: Promise) -> Said:
    title = " ".join(promise.title.split())
    below = ""
    if promise.kind != "action":
        number = count(len(promise.actions), "handling", "handlinger")
        below = f" med {number}" if promise.actions else " uden handlinger"
    row = promise.part.row if promise.part else promise.area.row if promise.area else None
    deadline = f", frist {long_date(row.deadline)}" if row is not None and row.deadline else ""
    return Said(
        f"{one.unit}: {promise.word.lower()} {promise.number}, {quoted(title)}{below}{deadline}.",
        source_of(one, promise),
        promise.ref,
        point=True,
    )


def _trial(trial: Any) -> str:
    return f"{trial.get_kind_display()} {quoted(trial.title)}"


def common(facts: AreaFacts) -> Iterator[Said]:
    """Yield the common administrative initiatives, each with how it goes."""
    if not facts.promised.common:
        source = "Planer for fælles initiativer"
        yield Said(
            "Der er ingen fælles administrative initiativer under fokusområdet.", source, ref_of(facts.area)
        )
    for one in facts.promised.common:
        yield from _initiatives(one)


def _initiatives(one: PlanPromises) -> Iterator[Said]:
    for promise in one.promises:
        said = [sentence(promise.title)]
        text = promise.area.row.text if promise.area else promise.goals[0].row.text if promise.goals else ""
        if text and text.strip() != promise.title.strip():
            said.append(sentence(text))
        latest = promise.part.latest if promise.part else None
        if promise.part and promise.part.shown:
            said.append(f"Status: {label_of(promise.part.shown.state).lower()}{_status(latest)}")
        yield Said(
            " ".join(said), source_of(one, promise), promise.ref, latest.on if latest else None, point=True
        )
        for action in promise.actions if promise.kind != "action" else ():
            yield _action(one, action)


def _action(one: PlanPromises, action: PartView) -> Said:
    state = label_of(action.shown.state).lower() if action.shown else ""
    latest = action.latest
    return Said(
        f"{quoted(action.title)}: {state}{_status(latest)}",
        source_of(one, action),
        Ref(action.row._meta.label_lower, action.pk),
        latest.on if latest else None,
        point=True,
    )


def _status(latest: Status | None) -> str:
    if latest is None:
        return ". Der er ikke skrevet status."
    said = f": {quoted(latest.text)}" if latest.text.strip() else "."
    return f", skrevet {long_date(latest.on)}{said}"


def topics(facts: AreaFacts) -> Iterator[Said]:
    """Yield the main committee's topics with their initiatives; the other committees' plans are counted."""
    main = [one for one in facts.promised.med if one.plan.body and one.plan.body.kind == BodyKind.MED_MAIN]
    others = [one for one in facts.promised.med if one not in main]
    source, ref = "MED-handleplaner, der er knyttet til fokusområdet", ref_of(facts.area)
    if not main:
        yield Said("Hovedudvalget har ingen emner under fokusområdet.", source, ref)
    topics_of = [(one, promise) for one in main for promise in one.promises]
    if topics_of:
        yield Said(
            f"Hovedudvalget har {count(len(topics_of), 'emne', 'emner')} under fokusområdet: "
            f"{listed([' '.join(promise.title.split()) for _one, promise in topics_of])}.",
            source,
            ref,
        )
    for one, promise in topics_of:
        text = promise.area.row.text if promise.area else promise.goals[0].row.text if promise.goals else ""
        told = sentence(text) if text.strip() else "Der er ikke skrevet, hvad emnet handler om."
        yield Said(f"{' '.join(promise.title.split())}: {told}", source_of(one, promise), promise.ref)
        for action in promise.actions:
            yield _action(one, action)
        if not promise.actions:
            yield Said(
                "Der er ingen initiativer under emnet.", source_of(one, promise), promise.ref, runs_on=True
            )
    if others:
        bodies = {one.plan.body_id or -one.plan.pk for one in others}
        many = count(len(bodies), "andet MED-udvalg", "andre MED-udvalg")
        said = "Ét andet MED-udvalg" if len(bodies) == 1 else many
        yield Said(
            f"{said} har noget i handleplanen under fokusområdet.",
            source,
            ref,
        )


def learnt(facts: AreaFacts) -> Iterator[Said]:
    """Yield what was learnt: at reviews, from trials, in evaluations; or that nobody has said."""
    found = False
    for review in facts.reviews:
        found = True
        subject = review.trial or review.goal
        about = subject.title if subject else ""
        yield Said(
            f"Ved gennemgangen {long_date(review.on)} af {quoted(about)} blev valgt: "
            f"{review.get_choice_display().lower()} ({review.decided_by}). {sentence(review.evidence)}",
            f"Gennemgang af {quoted(about)}",
            ref_of(subject) if subject else None,
            review.on,
            point=True,
        )
    for trial in facts.trials:
        if trial.learnt.strip():
            found = True
            outcome = f" {sentence(trial.get_outcome_display())}" if trial.outcome else ""
            yield Said(
                f"{trial.title}:{outcome} {sentence(trial.learnt)}",
                _trial(trial),
                ref_of(trial),
                trial.ended_on,
                point=True,
            )
    for evaluation in facts.evaluations:
        if evaluation.learnt.strip():
            found = True
            yield Said(
                f"Evalueringen {long_date(evaluation.on)}: {quoted(evaluation.learnt)}",
                f"Evaluering {long_date(evaluation.on)}",
                ref_of(evaluation),
                evaluation.on,
                point=True,
            )
    if not found:
        yield Said(
            "Det er ikke skrevet, hvad der er lært i perioden: der er ingen gennemgang, intet forsøg med et "
            "udbytte og ingen evaluering.",
            "Gennemgange, forsøg og evalueringer",
            ref_of(facts.area),
        )


def following(facts: AreaFacts, on: dt.date) -> Iterator[Said]:
    """Yield what comes next: as evaluations say, at reviews ahead, and the deadlines of the year to come."""
    found: list[Said] = [
        Said(
            f"Evalueringen {long_date(one.on)}: {quoted(one.following)}",
            f"Evaluering {long_date(one.on)}",
            ref_of(one),
            one.on,
        )
        for one in facts.evaluations
        if one.following.strip()
    ]
    found += _chosen(facts)
    for review in facts.reviews:
        subject = review.trial or review.goal
        if review.next_on and review.next_on > on and subject:
            text = f"{quoted(str(subject))} gennemgås igen {long_date(review.next_on)}."
            found.append(Said(text, "Gennemgang", ref_of(subject), review.on, point=True))
    for trial in facts.trials:
        if trial.ends and trial.ends > on and not trial.ended_on:
            text = f"{quoted(trial.title)} løber til {long_date(trial.ends)}."
            found.append(Said(text, _trial(trial), ref_of(trial), point=True))
    found += _deadlines(facts, on)
    if not found:
        yield Said("Det er ikke skrevet, hvad der sker nu.", "Planer og evalueringer", ref_of(facts.area))
    yield from found


def _chosen(facts: AreaFacts) -> Iterator[Said]:
    """Yield what follows from the last choice for each goal and trial."""
    last = {subject: review for review in facts.reviews if (subject := review.trial or review.goal)}
    for subject, review in last.items():
        word = _FOLLOWS.get(ReviewChoice(review.choice))
        if word and review.follow.strip():
            about = quoted(subject.title)
            text = f"{about} {word}: {sentence(review.follow)}"
            yield Said(text, f"Gennemgang af {about}", ref_of(subject), review.on, point=True)


def _deadlines(facts: AreaFacts, on: dt.date) -> Iterable[Said]:
    ahead = sorted(
        {
            (part.row.deadline, part.pk): (one, part)
            for one in facts.promised.all()
            for promise in one.promises
            for part in promise.actions
            if part.row.deadline
            and on <= part.row.deadline <= on + AHEAD
            and part.shown
            and part.shown.state not in ENDED
        }.items()
    )
    for (deadline, _pk), (one, part) in ahead[:_LISTED]:
        ref = Ref(part.row._meta.label_lower, part.pk)
        yield Said(
            f"{long_date(deadline)}: {quoted(part.title)} ({one.unit}).",
            source_of(one, part),
            ref,
            point=True,
        )
    if len(ahead) > _LISTED:
        rest = count(len(ahead) - _LISTED, "handling mere har", "handlinger mere har")
        yield Said(f"{rest} frist inden for et år.", "Planernes frister", ref_of(facts.area), on, point=True)
