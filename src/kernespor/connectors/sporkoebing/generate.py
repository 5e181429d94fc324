"""Sporkøbing as files: the same bytes for the same seed, size and day, on any machine."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from kernespor.connectors.organisation import Organisation, write_organisation
from kernespor.connectors.sporkoebing import beside
from kernespor.connectors.sporkoebing import bodies as told
from kernespor.connectors.sporkoebing import indicators as followed
from kernespor.connectors.sporkoebing.agenda import agenda_of
from kernespor.connectors.sporkoebing.analyses import analyses_of
from kernespor.connectors.sporkoebing.calendar import Calendar
from kernespor.connectors.sporkoebing.content import table_of
from kernespor.connectors.sporkoebing.deputies import DEPUTY_COLUMNS, deputies_of
from kernespor.connectors.sporkoebing.documents import document_of
from kernespor.connectors.sporkoebing.economy import economy_of
from kernespor.connectors.sporkoebing.focus import focus_of
from kernespor.connectors.sporkoebing.governing import governing_of
from kernespor.connectors.sporkoebing.lint import ASIDE_COLUMNS, aside_of
from kernespor.connectors.sporkoebing.mandates import mandates_of
from kernespor.connectors.sporkoebing.people import People, people_of
from kernespor.connectors.sporkoebing.plans import Plan, Planted, plans_of, specs_of
from kernespor.connectors.sporkoebing.reviews import REVIEW_COLUMNS, reviews_of, written_of
from kernespor.connectors.sporkoebing.ties import TIE_COLUMNS, ties_of
from kernespor.connectors.sporkoebing.trials import trials_of
from kernespor.connectors.sporkoebing.truth import truth_of
from kernespor.connectors.sporkoebing.units import units_of

DEFAULT_UNTIL = dt.date(2026, 11, 20)
VERSION = 1


class Size(StrEnum):
    """How much of the municipality: a few units and three plans, or all of it."""

    SMALL = "small"
    FULL = "full"


def generate(seed: int, size: Size = Size.FULL, until: dt.date = DEFAULT_UNTIL) -> Mapping[str, bytes]:
    """Return the municipality's files by path; `until` is the day on which it stands.

    No clock, no locale, no files beside the package's own: equal arguments give equal bytes.
    """
    small = size is Size.SMALL
    calendar = Calendar(until)
    units = units_of(calendar, small=small)
    specs = specs_of(units, calendar, small=small)
    areas = {spec.unit.code: spec.bank for spec in specs}
    people = people_of(units, list(areas.items()), calendar)
    organisation = Organisation(tuple(units), tuple(people.persons), tuple(people.roles))
    plans = plans_of(specs, people, seed)
    files = {f"organisation/{name}": content for name, content in write_organisation(organisation).items()}
    files["organisation/demo.csv"] = _demo(people)
    files["organisation/deputies.csv"] = _csv(DEPUTY_COLUMNS, deputies_of(people, until))
    bodies = told.bodies_of(seed, units, people, calendar, small=small)
    files |= _bodies(bodies)
    files |= economy_of(units, {row[0] for row in bodies.bodies}, calendar)
    for plan in plans:
        files[f"plans/{plan.spec.file}"] = document_of(plan)
    files["plans/index.csv"] = _csv(
        ("file", "unit_code", "lifecycle", "adopted_on"),
        ((p.spec.file, p.spec.unit.code, p.spec.lifecycle, _day(p.spec.adopted_on)) for p in plans),
    )
    files["plans/items.csv"] = _items(plans)
    files["plans/statuses.csv"] = _statuses(plans, people)
    files["agenda/agenda.json"] = _json(agenda_of(units, people, calendar, small=small))
    files["agenda/mandates.json"] = _json(mandates_of(units, people, calendar, small=small))
    files["plans/ties.csv"] = _csv(TIE_COLUMNS, ties_of(specs, calendar))
    files["trials/trials.json"] = _json(trials_of(units, people, specs, calendar, small=small))
    files |= _indicators(followed.followed_of(plans, calendar), seed, people)
    files["focus/focus.json"] = _json(focus_of(calendar))
    governing, texts = governing_of(specs, calendar)
    files["governing/documents.json"] = _json(governing)
    files |= {f"governing/{name}": text for name, text in texts.items()}
    files["analyses/analyses.json"] = _json(analyses_of(specs, calendar))
    files["reviews/plans.json"] = _json(written_of(calendar, small=small))
    files["reviews/reviews.csv"] = _csv(REVIEW_COLUMNS, reviews_of(specs, calendar, small=small))
    files |= _beside([spec.file for spec in specs], people, calendar)
    files["lint/aside.csv"] = _csv(ASIDE_COLUMNS, aside_of(specs))
    files["truth.json"] = _json(truth_of(plans, organisation, people, calendar))
    sums = {path: hashlib.sha256(content).hexdigest() for path, content in sorted(files.items())}
    files["manifest.json"] = _json(
        {"seed": seed, "size": size.value, "until": until.isoformat(), "version": VERSION, "sha256": sums}
    )
    return dict(sorted(files.items()))


def write(directory: Path, files: Mapping[str, bytes]) -> None:
    """Write the files below a directory, which is made where it is missing."""
    for path, content in files.items():
        target = directory / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _bodies(found: told.Bodies) -> Mapping[str, bytes]:
    return {
        "bodies/bodies.csv": _csv(told.BODY_COLUMNS, found.bodies),
        "bodies/terms.csv": _csv(told.TERM_COLUMNS, found.terms),
        "bodies/members.csv": _csv(told.MEMBER_COLUMNS, found.members),
        "bodies/decisions.csv": _csv(told.DECISION_COLUMNS, found.decisions),
        "bodies/consultations.json": _json(found.consultations),
    }


def _indicators(found: Sequence[followed.Followed], seed: int, people: People) -> Mapping[str, bytes]:
    rows = followed.readings_of(found, seed, people)
    return {
        "indicators/indicators.csv": _csv(followed.INDICATOR_COLUMNS, followed.indicators_of(found)),
        "indicators/readings.csv": _csv(followed.READING_COLUMNS, rows),
    }


def _beside(plans: Sequence[str], people: People, calendar: Calendar) -> Mapping[str, bytes]:
    return {
        "beside/patterns.csv": _csv(beside.PATTERN_COLUMNS, beside.patterns_of(calendar)),
        "beside/cases.csv": _csv(beside.CASE_COLUMNS, beside.cases_of(plans, people, calendar)),
        "beside/comments.csv": _csv(beside.COMMENT_COLUMNS, beside.comments_of(plans, people, calendar)),
        "beside/notes.csv": _csv(beside.NOTE_COLUMNS, beside.notes_of(plans, people, calendar)),
    }


def _demo(people: People) -> bytes:
    known = {person.id for person in people.persons}
    rows = [row for row in table_of("demo.txt") if row[0] in known]
    return _csv(("person_id", "label", "what_to_try"), rows)


def _items(plans: Sequence[Plan]) -> bytes:
    return _csv(
        ("file", "number", "owner", "deputy", "begins", "deadline"),
        (
            (plan.spec.file, item.number, item.owner, item.deputy, _day(item.begins), _day(item.deadline))
            for plan in plans
            for item in plan.items
        ),
    )


def _statuses(plans: Sequence[Plan], people: People) -> bytes:
    rows = [
        (
            plan.spec.file,
            item.number,
            status.day,
            status.judgement,
            status.text,
            _author(plan, item, status.day, people),
        )
        for plan in plans
        for item in plan.items
        for status in item.statuses
    ]
    return _csv(
        ("file", "number", "date", "judgement", "text", "author"),
        ((file, number, day.isoformat(), *rest) for file, number, day, *rest in rows),
    )


def _author(plan: Plan, item: Planted, day: dt.date, people: People) -> str:
    """Return who could have written on that day: the owner, the one before them, the deputy or the head."""
    head = people.head_of[plan.spec.unit.code]
    for person in (item.owner, f"tidligere.{item.owner}", item.deputy, head, f"tidligere.{head}"):
        if people.served(person, day):
            return person
    raise AssertionError(f"nobody to write on {day}: {plan.spec.file} {item.number}")


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
