"""A status note as it writes itself: headings and sentences from the facts, each with where it was read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation

from kernespor.domains.strategy.documents import note_done, note_sentences
from kernespor.domains.strategy.models import FocusSet, StatusNote
from kernespor.domains.strategy.selectors.focus.facts import AreaFacts, area_facts
from kernespor.domains.strategy.selectors.focus.promises import in_force_from, units_by_area
from kernespor.domains.strategy.selectors.focus.said import Said
from kernespor.domains.strategy.selectors.focus.units import units_that_promise
from kernespor.foundation.bodies.models import Decision
from kernespor.foundation.bodies.selectors.names import called, names_on

OPENING = "Kort fortalt"
PLANNED, COMMON, TOPICS = "Planlagt", "Fælles administrative initiativer", "MED-udvalgenes emner"
DONE, LEARNT, NEXT = "Gjort", "Lært", "Det næste"


@dataclass(frozen=True, slots=True)
class MadePart:
    """A heading with what was made under it, and where each sentence was read."""

    area_id: int | None
    heading: str
    level: int
    text: str
    sources: list[dict[str, Any]] = field(default_factory=list)


def made_parts(note: StatusNote) -> list[MadePart]:
    """Return all parts of a note as the facts of its period make them, in Danish, the language of notes."""
    with translation.override("da"):
        return list(_parts(note))


def _parts(note: StatusNote) -> Iterable[MadePart]:
    facts = area_facts(note.of_set, note.since, note.on, counted=_counted(note))
    yield _part(None, OPENING, 1, list(_opening(note.of_set, facts, note.on)))
    for one in facts:
        key = one.area.pk
        yield _part(key, one.area.title, 1, list(note_sentences.purpose(one)))
        yield _part(key, PLANNED, 2, list(note_sentences.planned(one, note.on)))
        yield _part(key, COMMON, 2, list(note_sentences.common(one)))
        yield _part(key, TOPICS, 2, list(note_sentences.topics(one)))
        yield _part(key, DONE, 2, list(note_done.done(one, note.since, note.on)))
        yield _part(key, LEARNT, 2, list(note_sentences.learnt(one)))
        yield _part(key, NEXT, 2, list(note_sentences.following(one, note.on)))


def _counted(note: StatusNote) -> dict[int, tuple[int, int]]:
    """Return for each area how many units have nothing under it on the note's day, and of how many."""
    areas = [area.pk for area in note.of_set.areas.all()]
    of_the_day = in_force_from(note.on, note.on)
    asked = units_that_promise(note.on, of_the_day)
    found = units_by_area(areas, note.on, of_the_day)
    return {area: (len(asked - found[area]), len(asked)) for area in areas}


def _part(area: int | None, heading: str, level: int, said: Sequence[Said]) -> MadePart:
    """Put sentences together: those that run on in one paragraph, points of a list under each other."""
    text = ""
    for place, one in enumerate(said):
        if place:
            text += " " if one.runs_on and not said[place - 1].point else "\n\n" if not one.point else "\n"
        text += f"- {one.text}" if one.point else one.text
    sources = [
        {
            "sentence": one.text,
            "kind": one.ref.kind if one.ref else "",
            "pk": one.ref.pk if one.ref else None,
            "on": one.on.isoformat() if one.on else "",
            "words": one.source,
        }
        for one in said
    ]
    return MadePart(area, heading, level, text, sources)


def _opening(row: FocusSet, facts: Sequence[AreaFacts], on: dt.date) -> Iterable[Said]:
    decision = None
    if row.decision_id:
        rows = Decision.objects.filter(pk=row.decision_id).select_related("current")
        decision = rows.annotate(body_name=called("body_id", "current__on")).first()
    names = names_on(on)
    yield from note_sentences.opening(row, [one.area.title for one in facts], decision, names)
    yield from note_sentences.backed(
        row, list(row.backings.select_related("body").order_by("on", "pk")), names
    )
    fates = row.fates.select_related("before", "after").order_by("before__position", "pk")
    yield from note_sentences.history(row, list(fates))
