"""What doesn't hold together: in a set's facts, in a note made from them, in a note that is read in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from kernespor.connectors.governing.records import DocumentReading
from kernespor.connectors.note.contradictions import DONE, Told, contradictions, sentences
from kernespor.connectors.note.reading import odd_in_document, told_in
from kernespor.connectors.note.records import NotePart
from kernespor.domains.strategy.enums import FateKind, FocusStatus
from kernespor.domains.strategy.models import FocusArea, FocusSet, StatusNote
from kernespor.domains.strategy.selectors.focus.promises import promises
from kernespor.domains.strategy.selectors.plan import PartView
from kernespor.engines.danish import long_date
from kernespor.engines.findings import N_, Finding, Place, Severity
from kernespor.engines.plan_state.records import State
from kernespor.foundation.access.openness import Openness

# Two areas may lack the same, and two units stand differently with what they call the same.
_OF_PEOPLE = {"said_twice", "done_and_going"}
_LONG_ENOUGH = 12  # letters of a title that nobody writes by chance


def odd_in_set(row: FocusSet, today: dt.date) -> list[Finding]:
    """Return what doesn't hold together in a set: its days, its decision, what became of the areas before.

    One query of a set as its page reads it; what is read of the decision is open.
    """
    return [
        *_odd_days(row, today),
        *_odd_decision(row),
        *_odd_backing(row),
        *_odd_fates(row),
        *_odd_evaluations(row),
    ]


def odd_in_note(note: StatusNote) -> list[Finding]:
    """Return what a note contradicts itself about, and what people call done that isn't. Twelve queries.

    What was made from the facts says of each thing how it stands: nothing there is called done that isn't.
    """
    told: list[Told] = []
    written: list[Told] = []
    for part in note.parts.order_by("position", "pk"):
        first = len(told)
        told.append(Told(part.heading, first + 1, is_heading=True))
        for block in NotePart("", part.text).blocks():
            lines = (block,) if isinstance(block, str) else block
            told += [
                Told(line, len(told) + place, is_point=not isinstance(block, str))
                for place, line in enumerate(lines, start=1)
            ]
        written += told[first:] if part.text != part.made else []
    own = {piece.number for piece in written}
    found = [
        one
        for one in contradictions(note.on, told)
        if one.code not in _OF_PEOPLE or one.place.paragraph in own
    ]
    return [*found, *_said_done(note.of_set, written, note.on)]


def odd_in_reading(row: FocusSet, reading: DocumentReading, today: dt.date) -> list[Finding]:
    """Return what a document contradicts itself about, what its reader found odd, and what we know else."""
    told = told_in(reading)
    day = min(reading.date or today, today)
    return [*odd_in_document(reading), *_areas_told(row, told), *_said_done(row, told, day)]


def _odd_days(row: FocusSet, today: dt.date) -> Iterator[Finding]:
    if row.status == FocusStatus.IN_FORCE and row.starts > today:
        yield _finding(
            "in_force_before_start", N_("Sættet står som gældende, men begynder først {day}."), day=row.starts
        )
    if row.status == FocusStatus.IN_FORCE and row.ends and row.ends < today:
        yield _finding(
            "over_not_evaluated", N_("Perioden sluttede {day}, og sættet er ikke evalueret."), day=row.ends
        )
    if row.adopted_on and row.adopted_on > row.starts:
        yield _finding(
            "adopted_after_start",
            N_("Sættet gælder fra {starts}, men er først vedtaget {adopted}."),
            starts=row.starts,
            adopted=row.adopted_on,
        )
    if row.ends and row.adopted_on and row.adopted_on > row.ends:
        yield _finding("adopted_after_end", N_("Sættet er vedtaget efter sin egen sidste dag."))
    before = row.previous
    if before and before.ends and before.ends >= row.starts:
        yield _finding(
            "overlaps",
            N_("Det forrige sæt, »{title}«, gælder til {day}, så de to gælder på samme tid."),
            title=before.title,
            day=before.ends,
        )


def _odd_decision(row: FocusSet) -> Iterator[Finding]:
    decision = row.decision
    if decision is None or decision.openness != Openness.OPEN or decision.current is None:
        return
    if row.adopted_on and row.adopted_on != decision.current.on:
        yield _finding(
            "decision_day",
            N_("Sættet siger vedtaget {adopted}, men beslutningen er fra {decided}."),
            adopted=row.adopted_on,
            decided=decision.current.on,
        )
    if row.adopted_by_id and row.adopted_by_id != decision.body_id:
        yield _finding("decision_body", N_("Sættet siger et andet udvalg end det, der traf beslutningen."))
    if decision.current.outcome in {"rejected", "postponed"}:
        yield _finding(
            "decision_outcome", N_("Beslutningen vedtog det ikke: »{words}«"), words=decision.current.words
        )


def _odd_backing(row: FocusSet) -> Iterator[Finding]:
    for backing in row.backings.all():
        if backing.on and row.adopted_on and backing.on > row.adopted_on:
            yield _finding(
                "backed_after_adoption",
                N_("Opbakningen fra {name} er fra {day}, efter at sættet blev vedtaget."),
                name=backing.name,
                day=backing.on,
            )


def _odd_fates(row: FocusSet) -> Iterator[Finding]:
    fates = list(row.fates.all())
    for fate in fates:
        kept = fate.kind == FateKind.KEPT and fate.after is not None
        if kept and fate.after and fate.after.title.casefold() != fate.before.title.casefold():
            yield _finding(
                "kept_renamed",
                N_("»{before}« står som fastholdt, men hedder nu »{after}«."),
                before=fate.before.title,
                after=fate.after.title,
            )
    if row.previous_id:
        told = {fate.before_id for fate in fates}
        for area in FocusArea.objects.filter(of_set=row.previous_id).order_by("position"):
            if area.pk not in told:
                yield _finding(
                    "fate_unsaid",
                    N_("Det er ikke skrevet, hvad der blev af »{area}« fra det forrige sæt."),
                    area=area.title,
                )


def _odd_evaluations(row: FocusSet) -> Iterator[Finding]:
    for area in row.areas.all():
        for one in area.evaluations.all():
            if one.on < row.starts:
                yield _finding(
                    "evaluated_before_start",
                    N_("Evalueringen af »{area}« er fra {day}, før sættet begyndte."),
                    area=area.title,
                    day=one.on,
                )


def _areas_told(row: FocusSet, told: Sequence[Told]) -> Iterator[Finding]:
    """Yield the areas of a set that a note doesn't name, and those that it names under another title."""
    texts = {_folded(piece.text) for piece in told}
    whole = " ".join(texts)
    for area in row.areas.all():
        if _folded(area.title) not in whole:
            yield _finding(
                "area_untold", N_("Notatet fortæller ikke om fokusområdet »{area}«."), area=area.title
            )


def _said_done(row: FocusSet, told: Iterable[Told], day: dt.date) -> Iterator[Finding]:
    """Yield what a text says is done, where the plan says that it isn't."""
    open_parts = _open_parts(row, day)
    for piece in told:
        for sentence in sentences(piece.text):
            folded = rest = _folded(sentence)
            for title in open_parts:
                rest = rest.replace(title, " ")
            if not DONE.search(rest) or " ikke " in f" {rest} ":
                continue
            for title, part in open_parts.items():
                if title in folded:
                    yield Finding(
                        "done_but_is_not",
                        Severity.WARNING,
                        N_("Notatet siger, at »{title}« er færdig, men den står ikke som nået: »{sentence}«"),
                        {"title": part.title, "sentence": sentence},
                        Place(paragraph=piece.number),
                        N_("Skriv status på den, eller ret notatet."),
                    )


def _open_parts(row: FocusSet, day: dt.date) -> dict[str, PartView]:
    """Return what is promised under a set and isn't reached on a day, by its title as it is compared."""
    found = promises(None, [area.pk for area in row.areas.all()], day, since=row.starts)
    every = (
        part
        for promised in found.values()
        for one in promised.all()
        for promise in one.promises
        for part in (*(goal.part for goal in promise.goals), *promise.actions)
    )
    return {
        title: part
        for part in every
        if part.shown
        and part.shown.state is not State.REACHED
        and len(title := _folded(part.title)) >= _LONG_ENOUGH
    }


def _folded(text: str) -> str:
    return " ".join(text.replace("–", "-").casefold().split()).rstrip(".")


def _finding(code: str, template: str, **params: str | int | dt.date) -> Finding:
    words = {
        name: long_date(value) if isinstance(value, dt.date) else value for name, value in params.items()
    }
    return Finding(code, Severity.WARNING, template, words)
