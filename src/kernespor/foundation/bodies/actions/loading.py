"""Sporkøbing's bodies, decisions and consultations into the database."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kernespor.engines.findings import N_
from kernespor.engines.masking.masking import release
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.bodies.actions import consultations as consulting
from kernespor.foundation.bodies.actions import decisions as deciding
from kernespor.foundation.bodies.enums import PartyKind
from kernespor.foundation.bodies.models import (
    Body,
    BodyVersion,
    Consultation,
    ConsultationMaterial,
    ConsultationParty,
    ConsultationPoint,
    ConsultationResponse,
    Membership,
    PointAnswer,
    ReminderDays,
    ResponseDocument,
    Term,
    TermBody,
)
from kernespor.foundation.bodies.moments import at_hour
from kernespor.foundation.dated import OPEN_END
from kernespor.foundation.files.store import keep
from kernespor.foundation.objects import Ref, ref_of
from kernespor.foundation.organisation.models import Person, Unit
from kernespor.foundation.thread.actions import link

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Known:
    units: dict[str, Unit]
    persons: dict[str, Person]
    bodies: dict[str, Body]
    about: Mapping[str, Ref]


def load_bodies(*, actor: Actor, files: Mapping[str, bytes], about: Mapping[str, Ref]) -> None:
    """Load `bodies/` of Sporkøbing in one act.

    `files` maps paths to bytes; `about` maps the code of a unit to the object that what is said of the unit
    is about. Raises KeyError when a row points at nothing.
    """
    units = {unit.code: unit for unit in Unit.objects.all()}
    persons = {person.code: person for person in Person.objects.all()}
    with change(actor=actor, verb="bodies.sporkoebing_loaded") as act:
        bodies = _load_bodies(act, _rows(files, "bodies"), units)
        known = _Known(units, persons, bodies, about)
        terms = _load_terms(act, _rows(files, "terms"), bodies)
        _load_members(act, _rows(files, "members"), known, terms)
        act.create(
            ReminderDays,
            days=[7, 1],
            source=N_("Kommunens egen skik"),
            valid_from=min(term.starts for term in terms.values()),
            recorded_at=act.at,
        )
        for row in _rows(files, "decisions"):
            _load_decision(act, actor, row, known)
        for told in json.loads(files["bodies/consultations.json"]):
            _load_consultation(act, actor, told, known)


def _load_bodies(act: Change, rows: list[Row], units: dict[str, Unit]) -> dict[str, Body]:
    kinds = {row["code"]: (row["kind"], units[row["unit_code"]]) for row in rows}
    made = act.create_many(
        Body, [Body(code=code, kind=kind, unit=unit) for code, (kind, unit) in kinds.items()]
    )
    bodies = {body.code: body for body in made}
    act.create_many(
        BodyVersion,
        [
            BodyVersion(
                body=bodies[row["code"]],
                name=row["name"],
                short_name=row["short_name"],
                parent=bodies.get(row["parent_code"]),
                valid_from=_day(row["valid_from"]),
                valid_to=_end(row["valid_to"]),
                recorded_at=act.at,
            )
            for row in rows
        ],
    )
    return bodies


def _load_terms(act: Change, rows: list[Row], bodies: dict[str, Body]) -> dict[tuple[str, str], Term]:
    spans: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in rows:
        spans[row["term"], row["starts"], row["ends"]].append(row["body_code"])
    found: dict[tuple[str, str], Term] = {}
    for (name, starts, ends), codes in spans.items():
        term = act.create(Term, name=name, starts=_day(starts), ends=_day(ends))
        act.create_many(TermBody, [TermBody(term=term, body=bodies[code]) for code in codes])
        found |= {(code, name): term for code in codes}
    return found


def _load_members(act: Change, rows: list[Row], known: _Known, terms: dict[tuple[str, str], Term]) -> None:
    act.create_many(
        Membership,
        [
            Membership(
                body=known.bodies[row["body_code"]],
                term=terms.get((row["body_code"], row["term"])),
                person=known.persons[row["person_id"]] if row["person_id"] else None,
                outside_name=row["outside_name"],
                function=row["function"],
                side=row["side"],
                stands_for=row["stands_for"],
                valid_from=_day(row["valid_from"]),
                valid_to=_end(row["valid_to"]),
                recorded_at=act.at,
            )
            for row in rows
        ],
    )


def _load_decision(act: Change, actor: Actor, row: Row, known: _Known) -> None:
    absent = tuple(_named(who, "", known) for who in row["absent"].split(" + ") if who)
    dissent = (_named(row["dissent_by"], row["dissent"], known),) if row["dissent_by"] else ()
    facts = deciding.DecisionFacts(
        on=_day(row["date"]),
        case_title=row["case_title"],
        case_number=row["case_number"],
        words=row["words"],
        outcome=row["outcome"],
        absent=absent,
        dissent=dissent,
    )
    body = known.bodies[row["body_code"]]
    decision = deciding.write_decision(act, actor=actor, body=body, facts=facts, openness=row["openness"])
    if ref := known.about.get(row["about_unit"]):
        link(act, kind=deciding.ABOUT, upper=ref, lower=ref_of(decision), day=facts.on)


def _named(who: str, words: str, known: _Known) -> deciding.Named:
    if who.startswith("~"):
        return deciding.Named(who[1:], None, words)
    person = known.persons[who]
    return deciding.Named(person.name, person.pk, words)


def _load_consultation(act: Change, actor: Actor, told: dict[str, Any], known: _Known) -> None:
    day, hour = told["deadline"].split(" ")
    deadline = at_hour(_day(day), dt.time.fromisoformat(hour.rjust(5, "0").replace(".", ":")))
    concluded = _day(day) + dt.timedelta(days=14) if told["status"] == "concluded" else None
    consultation = act.create(
        Consultation,
        title=told["title"],
        kind=told["kind"],
        openness=told["openness"],
        unit=known.units[told["unit"]],
        body=known.bodies.get(told["body"]),
        ground=told["ground"],
        ground_text=told["ground_text"],
        ground_source=told["ground_source"],
        ground_from=_day(told["ground_from"]) if told["ground_from"] else None,
        proposal=told["proposal"],
        questions="\n".join(told["questions"]),
        afterwards="\n".join(told["afterwards"]),
        opens=_day(told["opens"]),
        deadline=deadline,
        status=told["status"],
        changed=told["changed"],
        concluded_on=concluded,
        created_by=known.persons.get(told["by"]),
    )
    parties = {(kind, who): _party(consultation, kind, who, known) for kind, who in told["parties"]}
    act.create_many(ConsultationParty, list(parties.values()))
    for title, name, text in told["material"]:
        file = keep(act, name=name, content=text.encode(), actor=actor)
        act.create(ConsultationMaterial, consultation=consultation, file=file, title=title)
    answers = [
        _answer(act, consultation, parties[kind, who], days, words, name)
        for kind, who, days, words, name in told["answers"]
    ]
    for one in act.create_many(ConsultationResponse, answers):
        if one.documents:
            file = keep(act, name="brev.txt", content=one.text.encode(), actor=actor)
            act.create(ResponseDocument, response=one, file=file)
    for kind, who, shown, heading, said, outcome, reply in told["points"]:
        party = parties[kind, who]
        raised = next(one for one in answers if one.party == party and one.shown_name == shown)
        point = act.create(
            ConsultationPoint,
            consultation=consultation,
            heading=heading,
            said=said,
            outcome=outcome,
            reply=reply,
            replied_on=concluded,
            answers=[raised.pk],
        )
        act.create(PointAnswer, point=point, response=raised)
    if ref := known.about.get(told["about"]):
        link(act, kind=consulting.ABOUT, upper=ref, lower=ref_of(consultation), day=consultation.opens)


def _party(consultation: Consultation, kind: str, who: str, known: _Known) -> ConsultationParty:
    return ConsultationParty(
        consultation=consultation,
        kind=kind,
        body=known.bodies[who] if kind == PartyKind.BODY else None,
        unit=known.units[who] if kind == PartyKind.UNIT else None,
        outside_name=who.replace("_", " ") if kind == PartyKind.OUTSIDE else "",
    )


def _answer(
    act: Change,
    consultation: Consultation,
    party: ConsultationParty,
    days: int,
    words: str,
    name: str,
) -> ConsultationResponse:
    letter = party.kind == PartyKind.OUTSIDE
    is_published = bool(name or consultation.concluded_on)
    version = release(words)
    received = consultation.deadline + dt.timedelta(days=days, hours=-2)
    return ConsultationResponse(
        consultation=consultation,
        party=party,
        text=words,
        documents=int(letter),
        received_at=received,
        recorded_at=act.at,
        sent_label=str(party) if party.kind in {PartyKind.OUTSIDE, PartyKind.PUBLIC} else "",
        shown_name=name,
        may_publish=True,
        published_on=received.date() if is_published else None,
        published_text=version.text if is_published else "",
        published_digest=version.digest if is_published else "",
    )


def _rows(files: Mapping[str, bytes], name: str) -> list[Row]:
    text = files[f"bodies/{name}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _end(text: str) -> dt.date:
    return _day(text) if text else OPEN_END
