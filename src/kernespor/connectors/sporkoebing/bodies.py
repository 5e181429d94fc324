"""Sporkøbing's bodies: terms, members, decisions over three years, consultations and their answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from kernespor.connectors.organisation import UnitRow
from kernespor.connectors.sporkoebing.calendar import DAY, Calendar, months_before
from kernespor.connectors.sporkoebing.content import table_of, text_of
from kernespor.connectors.sporkoebing.people import People

Cells = tuple[str, ...]
YEARS_OF_COUNCIL, YEARS_OF_MED = 4, 2
BODY_COLUMNS = ("code", "name", "short_name", "kind", "unit_code", "parent_code", "valid_from", "valid_to")
TERM_COLUMNS = ("term", "starts", "ends", "body_code")
MEMBER_COLUMNS = (
    "body_code", "term", "person_id", "outside_name", "function", "side", "stands_for",
    "valid_from", "valid_to",
)  # fmt: skip
DECISION_COLUMNS = (
    "body_code", "date", "case_title", "case_number", "outcome", "openness", "about_unit", "words",
    "absent", "dissent_by", "dissent",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """A term: its name, first and last day."""

    name: str
    starts: dt.date
    ends: dt.date


@dataclass
class Bodies:
    """All that is told of bodies, as the rows of files."""

    bodies: list[Cells] = field(default_factory=list)
    terms: list[Cells] = field(default_factory=list)
    members: list[Cells] = field(default_factory=list)
    decisions: list[Cells] = field(default_factory=list)
    consultations: list[dict[str, object]] = field(default_factory=list)


def bodies_of(
    seed: int, units: Sequence[UnitRow], people: People, calendar: Calendar, *, small: bool
) -> Bodies:
    """Return bodies with what belongs to them; in the small municipality the marked ones."""
    found = Bodies()
    known = {unit.code for unit in units}
    rows = [row for row in table_of("bodies.txt") if (row[9] or not small) and row[4] in known]
    codes = {row[0] for row in rows}
    spans = {row[0]: _spans(row[6], calendar) for row in rows}
    for row in rows:
        found.bodies += _body(row, codes, calendar)
        found.terms += [
            (span.name, str(span.starts), str(span.ends), row[0]) for span in spans[row[0]].values()
        ]
    for row in table_of("members.txt"):
        if row[0] in codes:
            found.members += _members(row, spans[row[0]], people, calendar)
    found.decisions = sorted(_decisions(seed, codes, known, found.members, calendar, small=small))
    found.consultations = list(_consultations(codes, known, calendar, small=small))
    return found


def _body(row: Sequence[str], codes: set[str], calendar: Calendar) -> list[Cells]:
    code, name, short, kind, unit, parent, _terms, months, earlier, _mark = row
    above = parent if parent in codes else ""
    if not months:
        return [(code, name, short, kind, unit, above, str(calendar.founded), "")]
    renamed = months_before(calendar.until, int(months))
    return [
        (code, earlier, short, kind, unit, above, str(calendar.founded), str(renamed)),
        (code, name, short, kind, unit, above, str(renamed + DAY), ""),
    ]


def _spans(kind: str, calendar: Calendar) -> dict[str, Span]:
    """Return the terms of a set of bodies: the one of today and the one before."""
    today = calendar.until
    if kind == "council":
        first = today.year - (today.year - 2022) % YEARS_OF_COUNCIL
        return _two(first, YEARS_OF_COUNCIL, dt.date(1, 1, 1))
    if kind == "med":
        return _two(today.year - today.year % YEARS_OF_MED, YEARS_OF_MED, dt.date(1, 1, 1))
    if kind == "board":
        school_year = today.year if (today.month, today.day) >= (8, 1) else today.year - 1
        return _two(school_year - (school_year - 2022) % YEARS_OF_COUNCIL, YEARS_OF_COUNCIL, dt.date(1, 8, 1))
    return {}


def _two(year: int, years: int, turn: dt.date) -> dict[str, Span]:
    found = {}
    for word, first in (("before", year - years), ("now", year)):
        starts, ends = turn.replace(year=first), turn.replace(year=first + years) - DAY
        found[word] = Span(f"{starts.year}–{ends.year}", starts, ends)
    return found


def _members(
    row: Sequence[str], spans: Mapping[str, Span], people: People, calendar: Calendar
) -> list[Cells]:
    code, when, tokens = row
    span = spans.get(when)
    names = {person[0]: person[1] for person in table_of("persons.txt")}
    known = {person.id for person in people.persons}
    found: list[Cells] = []
    for token in tokens.split():
        what, _, who = token.partition(":")
        function, _, letter = what.partition("/")
        person, _, stands_for = who.partition("@")
        name = (
            "" if person in known else person[1:].replace("_", " ") if person[0] == "~" else names.get(person)
        )
        first = span.starts if span else calendar.founded
        if name is None or people.left.get(person, first) < first:
            continue
        last = _left(person, span, people)
        found.append((
            code, span.name if span else "", "" if name else person, name, function,
            {"m": "management", "s": "staff"}.get(letter, ""), _list(stands_for), str(first), str(last or ""),
        ))  # fmt: skip
    return found


def _left(person: str, span: Span | None, people: People) -> dt.date | None:
    """Return the last day of a seat: the term's, or the day on which the person left the house before it."""
    gone = people.left.get(person)
    if span is None:
        return gone
    return min(gone, span.ends) if gone and gone >= span.starts else span.ends


def _list(letters: str) -> str:
    return f"Liste {letters}" if len(letters) == 1 else letters


def _decisions(
    seed: int, codes: set[str], units: set[str], members: Sequence[Cells], calendar: Calendar, *, small: bool
) -> Iterator[Cells]:
    for number, row in enumerate(table_of("decisions.txt")):
        body, months, day, repeats, title, outcome, openness, about, dissent, words, mark = row
        if body not in codes or (small and not mark):
            continue
        for back in range(1 if small else int(repeats) + 1):
            on = _on(calendar, int(months) + 12 * back, int(day))
            chance = Random(f"{seed}/decision/{number}/{back}")  # noqa: S311 - made, not kept secret
            sitting = [
                seat[2] or f"~{seat[3]}"
                for seat in members
                if seat[0] == body
                and seat[4] in {"member", "vice_chair", "shop_steward"}
                and seat[7] <= str(on) <= (seat[8] or "9999")
            ]
            who, _, said = dissent.partition(": ")
            absent = sorted(chance.sample(sitting, min(len(sitting), chance.choice((0, 0, 0, 1, 1, 2)))))
            spoke = bool(who) and who in sitting and back == 0
            years = {"year": on.year, "next": on.year + 1, "before": on.year - 1}
            yield (
                body, str(on), title.format(**years), f"{on.year % 100:02}/{chance.randint(800, 9800)}",
                outcome, openness, about if about in units else "", words.format(**years),
                " + ".join(one for one in absent if one != who), who if spoke else "", said if spoke else "",
            )  # fmt: skip


def _on(calendar: Calendar, months: int, day: int) -> dt.date:
    """Return a weekday near a day of the month so many months back, never ahead of the municipality's day."""
    month = months_before(calendar.until, months) + DAY if months else calendar.until.replace(day=1)
    on = min(month + (day - 1) * DAY, calendar.until)
    return on - max(on.weekday() - 4, 0) * DAY


def _consultations(
    codes: set[str], units: set[str], calendar: Calendar, *, small: bool
) -> Iterator[dict[str, object]]:
    for block in text_of("consultations.txt").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if not lines or (small and not lines[0].startswith("!")):
            continue
        found = _consultation(lines[1:], calendar)
        parties = [party for party in _listed(found, "parties") if _exists(party, codes, units)]
        if found["unit"] in units and parties:
            answers = [one for one in _listed(found, "answers") if (one[0], one[1]) in _names(parties)]
            points = [one for one in _listed(found, "points") if (one[0], one[1]) in _names(parties)]
            body = found["body"] if found["body"] in codes else ""
            kept = {"parties": parties, "answers": answers, "points": points, "body": body}
            yield found | kept | {"key": lines[0].lstrip("! ")}


def _consultation(lines: Sequence[str], calendar: Calendar) -> dict[str, object]:
    facts: dict[str, object] = {"body": "", "about": "", "openness": "open", "changed": "", "ground_from": ""}
    several: dict[str, list[object]] = {
        "questions": [],
        "afterwards": [],
        "parties": [],
        "answers": [],
        "material": [],
        "points": [],
    }
    year = calendar.until.year
    for line in lines:
        name, _, text = line.partition(": ")
        if name in {"question", "after"}:
            several["questions" if name == "question" else "afterwards"].append(text)
        elif name == "party":
            kind, _, who = text.partition(" ")
            several["parties"].append([kind, who])
        elif name == "answer":
            several["answers"].append(_answer(text))
        elif name == "point":  # of the answer before it
            heard_kind, heard, _days, _words, shown = _answer_before(several["answers"])
            several["points"].append([heard_kind, heard, shown, *text.split("|")])
        elif name == "material":
            several["material"].append(text.split("|"))
        elif name == "opens":
            facts["opens"] = str(calendar.until + int(text) * DAY)
        elif name == "deadline":
            days, _, hour = text.partition(" ")
            facts["deadline"] = f"{calendar.until + int(days) * DAY} {hour}"
        elif name == "ground_years":
            facts["ground_from"] = str(dt.date(year - int(text), 3, 1))
        else:
            facts[name] = text.format(next=year + 1, year=year) if name == "title" else text
    return facts | several


def _answer(text: str) -> list[object]:
    """Read "body med-stab -3 Words": the party, the days from the deadline, the words."""
    kind, who, days, words = text.split(" ", 3)
    if kind == "public":
        return [kind, "", int(days), words, "" if who == "-" else who.replace("_", " ")]
    return [kind, who, int(days), words, ""]


def _answer_before(answers: list[object]) -> list[object]:
    found: list[object] = answers[-1]  # type: ignore[assignment] # put there by _answer
    return found


def _listed(found: Mapping[str, object], name: str) -> list[list[str]]:
    listed: list[list[str]] = found[name]  # type: ignore[assignment] # put there by _consultation
    return listed


def _exists(party: list[str], codes: set[str], units: set[str]) -> bool:
    kind, who = party
    return kind in {"public", "outside"} or who in (codes if kind == "body" else units)


def _names(parties: list[list[str]]) -> set[tuple[str, str]]:
    return {(kind, who) for kind, who in parties}
