"""Reads a municipality's unit plan, as its staff wrote it, into the shape of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kernespor.connectors.documents.guard import guarded
from kernespor.connectors.documents.lines import Line
from kernespor.connectors.unit_plan.accounted import unaccounted
from kernespor.connectors.unit_plan.assemble import Assembler
from kernespor.connectors.unit_plan.corrections import Corrections
from kernespor.connectors.unit_plan.cover import Cover, find_placeholders, find_surroundings, read_cover
from kernespor.connectors.unit_plan.furniture import set_aside_contents, set_aside_page_heads
from kernespor.connectors.unit_plan.nodes import Node, Role, make_nodes
from kernespor.connectors.unit_plan.notes import Notes
from kernespor.connectors.unit_plan.outline import settle
from kernespor.connectors.unit_plan.passages import Passage, make_passages
from kernespor.connectors.unit_plan.records import Furniture, PlanReading, PlanRecord
from kernespor.connectors.unit_plan.rows import Row, make_rows
from kernespor.engines.findings import has_error

NOTHING_CORRECTED = Corrections()


def read_plan(path: Path, corrections: Corrections = NOTHING_CORRECTED) -> PlanReading:
    """Open a .docx, .pdf, .md or .txt file and read it; a file that can't be opened gives an error finding."""
    opened = guarded(path)
    if has_error(opened.findings):
        return PlanReading(PlanRecord("", ""), (), tuple(opened.findings))
    reading = read_lines(opened.lines, corrections)
    return replace(reading, findings=(*opened.findings, *reading.findings))


def read_lines(lines: Sequence[Line], corrections: Corrections = NOTHING_CORRECTED) -> PlanReading:
    """Read the lines of a document; `corrections` overrule what the words say.

    Never raises: what is odd comes as findings, and a plan without areas or goals has one of severity error.
    """
    notes = Notes()
    source = tuple(corrections.texts.get(line.number, line.raw) for line in lines)
    rows, known = make_rows(lines, corrections, notes)
    for row in rows:
        if row.forced == "furniture" and row.text:
            row.gone = "set_aside"
    set_aside_page_heads(rows)
    contents = set_aside_contents(rows)
    passages = make_passages(rows, known, contents, notes)
    cover = read_cover(passages, [row.text for row in rows if row.gone == "page_head"])
    aside = find_surroundings(passages, cover.unit) | find_placeholders(passages, notes) | cover.set_aside
    body = [passage for place, passage in enumerate(passages) if place not in aside]
    nodes = settle(make_nodes(body, notes), notes)
    sections, areas = Assembler(notes).run(nodes)
    plan = PlanRecord(
        cover.title if corrections.title is None else corrections.title,
        cover.unit if corrections.unit is None else corrections.unit,
        cover.period if corrections.period is None else corrections.period,
        sections,
        areas,
    )
    furniture = _furniture(rows, passages, aside, nodes, cover)
    _judge(plan, rows, notes)
    reading = PlanReading(plan, furniture, (), source)
    lost = unaccounted(replace(reading, findings=notes.findings()))
    for number in lost:
        notes.noticed("not_accounted", number, source[number - 1].strip())
    return replace(reading, findings=notes.findings())


def _furniture(
    rows: Sequence[Row],
    passages: Sequence[Passage],
    aside: dict[int, str],
    nodes: Sequence[Node],
    cover: Cover,
) -> tuple[Furniture, ...]:
    found = [Furniture(row.gone, row.number, row.text or row.line.raw.strip()) for row in rows if row.gone]
    for place, kind in aside.items():
        if kind != "title":
            found.extend(_of_passage(kind, passages[place]))
    for node in nodes:
        if node.role is Role.FURNITURE:
            found.extend(_of_passage("set_aside", node.passage))
    return tuple(sorted(found, key=lambda part: part.line))


def _of_passage(kind: str, passage: Passage) -> list[Furniture]:
    return [Furniture(kind, row.number, row.text) for row in passage.rows]


def _judge(plan: PlanRecord, rows: Sequence[Row], notes: Notes) -> None:
    """Note what the plan lacks."""
    if not any(row.text for row in rows):
        notes.noticed("empty")
        return
    if not plan.title:
        notes.noticed("no_title")
    if not plan.unit:
        notes.noticed("no_unit")
    if not plan.period.start:
        notes.noticed("no_period")
    if not plan.priority_areas:
        notes.noticed("no_area")
    if not plan.goals():
        notes.noticed("no_goal")
    for area in plan.priority_areas:
        if not area.goals and plan.goals():
            notes.noticed("area_without_goal", area.lines[0] if area.lines else 0, area.title)
        for goal in area.goals:
            line = goal.lines[0] if goal.lines else 0
            if not goal.actions:
                notes.noticed("goal_without_actions", line, goal.title)
            if not goal.indicators:
                notes.noticed("goal_without_indicators", line, goal.title)
