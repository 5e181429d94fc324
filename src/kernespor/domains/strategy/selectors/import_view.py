"""The page where a document is read through: its lines, the plan, what is found, how it adds up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernespor.connectors.documents.lines import Line
from kernespor.connectors.unit_plan.corrections import Corrections, LineKind
from kernespor.connectors.unit_plan.records import PlanReading
from kernespor.domains.strategy.selectors.import_findings import (
    ASKED,
    FindingView,
    count_by_stage,
    finding_views,
    lines_named,
    repairs_named,
)
from kernespor.domains.strategy.selectors.import_pieces import (
    KIND_LABELS,
    Piece,
    Question,
    kinds_of,
    pieces_of,
)
from kernespor.domains.strategy.selectors.imports import line_text

_ASIDE: dict[str, str | Promise] = {
    "contents": gettext_lazy("Indholdsfortegnelse"),
    "page_head": gettext_lazy("Sidehoved"),
    "page_foot": gettext_lazy("Sidefod"),
    "page_number": gettext_lazy("Sidetal"),
    "address": gettext_lazy("Adresse"),
    "organisation_chart": gettext_lazy("Organisationsdiagram"),
    "placeholder": gettext_lazy("Pladsholder"),
    "rule": gettext_lazy("Streg"),
}
_COVER = "title_page"  # what names the plan, its unit and its period: read, not set aside
_ASKED_KINDS = (LineKind.AREA, LineKind.GOAL, LineKind.ACTION, LineKind.INDICATOR, LineKind.TEXT)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a line's text; `meant` is how it is read where that isn't as it stands."""

    text: str
    meant: str = ""


@dataclass(frozen=True, slots=True)
class LineView:
    """A line. `look` is heading, aside or empty; `chosen` and `written` are the person's word.

    `piece` is the key of the text that it became, `aside` the kind of what was set aside, in words.
    """

    label: str
    marks: tuple[Mark, ...]
    look: str
    findings: tuple[FindingView, ...]
    kind: LineKind | None
    chosen: LineKind | None
    text: str
    written: bool
    piece: str = ""
    aside: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to read or say of it."""
        return not (self.written or any(mark.text.strip() for mark in self.marks))

    @property
    def stage(self) -> str:
        """The stage of the gravest finding on the line, or nothing."""
        return self.findings[0].stage if self.findings else ""

    @property
    def chosen_label(self) -> str:
        """What the person said that the line is."""
        return str(KIND_LABELS[self.chosen]) if self.chosen else ""

    @property
    def read_as(self) -> str:
        """What the line is read as, in words."""
        return self.aside or str(KIND_LABELS[self.kind] if self.kind else _("Forside"))


@dataclass(frozen=True, slots=True)
class ImportView:
    """All that the page shows of one reading."""

    reading: PlanReading
    lines: tuple[LineView, ...]
    pieces: tuple[Piece, ...]
    findings: tuple[FindingView, ...]

    @property
    def counts(self) -> dict[str, int]:
        """The plan's sums and how many findings there are of each stage."""
        goals = self.reading.plan.goals()
        return {
            "areas": len(self.reading.plan.priority_areas),
            "goals": len(goals),
            "actions": sum(len(goal.actions) for goal in goals),
            "indicators": sum(len(goal.indicators) for goal in goals),
            "all_findings": len(self.findings),
            **count_by_stage(self.findings),
        }

    @property
    def lost(self) -> int:
        """How many lines aren't fully in the result."""
        return sum(len(one.lines) for one in self.findings if one.code == "not_accounted")

    def piece(self, key: str) -> Piece | None:
        """Return the piece of that key."""
        return next((piece for piece in self.pieces if piece.key == key), None)


def import_view(lines: Sequence[Line], corrections: Corrections, reading: PlanReading) -> ImportView:
    """Return the page for a reading of the lines with the corrections. No query."""
    texts = {line.number: line_text(line, corrections) for line in lines}
    repaired = dict(texts)
    for finding in reading.findings:
        for wrong, right in repairs_named(finding):
            for number in lines_named(finding):
                repaired[number] = repaired.get(number, "").replace(wrong, right)
    pieces = pieces_of(reading.plan, repaired)
    findings = finding_views(reading, corrections)
    kinds = kinds_of(reading.plan, pieces, texts)
    return ImportView(
        reading=reading,
        lines=tuple(_lines(lines, corrections, reading, findings, kinds, pieces)),
        pieces=_asking(pieces, _questions(pieces, findings, kinds), _stages(findings)),
        findings=findings,
    )


def _lines(
    lines: Sequence[Line],
    corrections: Corrections,
    reading: PlanReading,
    findings: Sequence[FindingView],
    kinds: Mapping[int, LineKind],
    pieces: Sequence[Piece],
) -> Iterator[LineView]:
    aside = {part.line: part.kind for part in reading.furniture if part.kind != _COVER}
    keys = {line: piece.key for piece in reversed(pieces) for line in piece.lines}
    headings = {line for piece in pieces if piece.is_heading for line in piece.lines}
    marked = _marked(reading)
    by_line: dict[int, list[FindingView]] = {}
    for finding in findings:
        for number in finding.lines:
            by_line.setdefault(number, []).append(finding)
    for line in lines:
        number = line.number
        written = number in corrections.texts
        shown = line_text(line, corrections) if written else line.raw
        look = "aside" if number in aside else "heading" if number in headings or line.level else ""
        yield LineView(
            label=str(number),
            marks=_split(shown, marked.get(number, ())),
            look=look,
            findings=tuple(by_line.get(number, ())),
            kind=LineKind.FURNITURE if number in aside else kinds.get(number),
            chosen=corrections.kinds.get(number),
            text=line_text(line, corrections),
            written=written,
            piece=keys.get(number, ""),
            aside=str(_ASIDE.get(aside[number], "")) if number in aside else "",
        )


def _marked(reading: PlanReading) -> dict[int, list[tuple[str, str]]]:
    """Return the mended words by line; a word parted by a line's end has a part on each."""
    found: dict[int, list[tuple[str, str]]] = {}
    for finding in reading.findings:
        for wrong, right in repairs_named(finding):
            for number in lines_named(finding):
                found.setdefault(number, []).append((wrong, right))
                head, space, tail = wrong.partition(" ")
                if finding.code == "hyphens_joined" and space:
                    found[number].append((head, right))
                    found.setdefault(number + 1, []).append((tail, right))
    return found


def _split(text: str, repairs: Sequence[tuple[str, str]]) -> tuple[Mark, ...]:
    for wrong, right in repairs:
        place = text.find(wrong)
        if place >= 0:
            before, after = text[:place], text[place + len(wrong) :]
            return tuple(
                mark
                for mark in (*_split(before, repairs), Mark(wrong, right), *_split(after, repairs))
                if mark.text
            )
    return (Mark(text),)


def _questions(
    pieces: Sequence[Piece], findings: Sequence[FindingView], kinds: Mapping[int, LineKind]
) -> dict[str, Question]:
    """Return what is asked, by the key of the piece that it is asked at."""
    found: dict[str, Question] = {}
    for finding in findings:
        if finding.code not in ASKED:
            continue
        for line in finding.open_lines:
            place = next((at for at, piece in enumerate(pieces) if line in piece.lines), None)
            if place is not None and pieces[place].key not in found:
                options = _options(pieces, place, kinds.get(line, pieces[place].kind))
                found[pieces[place].key] = Question(str(line), finding.number, options)
    return found


def _options(pieces: Sequence[Piece], place: int, proposed: LineKind) -> tuple[tuple[str, str, bool], ...]:
    piece = pieces[place]
    before = next((one for one in reversed(pieces[:place]) if one.kind is LineKind.GOAL), None)
    above = before.goal if before and piece.kind in {LineKind.GOAL, LineKind.AREA} else piece.goal
    words = {
        LineKind.AREA: _("Et indsatsområde"),
        LineKind.GOAL: piece.label if piece.kind is LineKind.GOAL else _("Et mål"),
        LineKind.ACTION: _("En handling under mål %s") % above if above else _("En handling"),
        LineKind.INDICATOR: _("En målindikator under mål %s") % above if above else _("En målindikator"),
        LineKind.TEXT: _("Almindelig tekst"),
    }
    order = sorted(_ASKED_KINDS, key=lambda kind: kind is not proposed)
    return tuple((kind.value, words[kind], kind is proposed) for kind in order)


def _stages(findings: Sequence[FindingView]) -> dict[int, str]:
    """Return the gravest stage that is open at each line, by its number."""
    stages: dict[int, str] = {}
    for finding in findings:
        if finding.stage in {"settle", "choose"}:
            for line in finding.open_lines or finding.lines:
                stages.setdefault(line, finding.stage)
    return stages


def _asking(
    pieces: Sequence[Piece], questions: Mapping[str, Question], stages: Mapping[int, str]
) -> tuple[Piece, ...]:
    """Return the pieces with what is open at each, and each question with the one after it."""
    keys = [piece.key for piece in pieces if piece.key in questions]
    following = dict(pairwise(keys))
    asked = {
        key: replace(questions[key], following=following.get(key, ""), is_first=key == keys[0])
        for key in keys
    }
    return tuple(
        replace(
            piece,
            stage=next((stages[line] for line in piece.lines if line in stages), ""),
            question=asked.get(piece.key),
        )
        for piece in pieces
    )
