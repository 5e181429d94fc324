"""`kernespor read plan`, `read document`, `read agenda`: what a file says, as data. No database."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from kernespor.connectors.agenda.reader import read_agenda
from kernespor.connectors.agenda.records import AgendaItem, AgendaReading
from kernespor.connectors.governing.reader import read_file
from kernespor.connectors.governing.records import BlockKind, DocumentReading
from kernespor.connectors.note.reading import odd_in_document
from kernespor.connectors.unit_plan.reader import read_plan
from kernespor.connectors.unit_plan.records import PlanReading
from kernespor.engines.danish import count, short_date
from kernespor.engines.findings import Finding, has_error

Reading = TypeVar("Reading", PlanReading, DocumentReading, AgendaReading)

_DOCUMENT = """\
Reads a note, strategy, policy, agreement or programme and prints what it found: headings, paragraphs and
bullets, passages worth citing, and what is odd (a list announced and not there, a date that can't be, a
paragraph that stands twice, a figure's text inside a sentence, a heading without text, a reference to
nothing, a sentence that breaks off, a thing that is both finished and under way). No line of the document is
lost: each stands in a block, in the head or in the furniture. The command ends with 1 when the document
can't be read."""

_AGENDA = """\
Reads an agenda or minutes (dagsorden, referat), of one item or of a whole meeting, and prints what it found:
body, term and date of the meeting, and for each item its title, case number, type, theme, sections,
recommendation, consultation, economy, attachments and decisions with who was absent. What is missing or can't
be is a finding with its place (no case number, no recommendation, a decision before its meeting, an
attachment that is mentioned and not listed, a heading that nobody knows). No line is lost: each stands in an
item or in the furniture. The command ends with 1 when the document can't be read or holds no item."""


def add_to(commands: Any) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("read", help="read a municipal document into its structure")
    kinds = command.add_subparsers(dest="kind", required=True, metavar="KIND")
    plan = kinds.add_parser(
        "plan",
        help="a unit plan (virksomhedsplan): .docx, .pdf with text, .md, .txt",
        description="Reads a unit plan and prints what it found: structure, furniture and findings.",
    )
    plan.set_defaults(run=run_plan)
    document = kinds.add_parser(
        "document",
        help="a governing document (note, strategy, policy, agreement): .docx, .pdf with text, .md, .txt",
        description=_DOCUMENT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    document.set_defaults(run=run_document)
    agenda = kinds.add_parser(
        "agenda",
        help="an agenda or minutes, one item or a whole meeting: .docx, .pdf with text, .md, .txt",
        description=_AGENDA,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    agenda.set_defaults(run=run_agenda)
    for parser in (plan, document, agenda):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="print the whole structure as JSON")


def run_plan(options: argparse.Namespace) -> int:
    """Print the reading; 1 when a finding of severity error was made."""
    return _told(options, read_plan(options.file), _summarise)


def run_document(options: argparse.Namespace) -> int:
    """Print the reading; 1 when a finding of severity error was made."""
    reading = read_file(options.file)
    return _told(options, replace(reading, findings=tuple(odd_in_document(reading))), _outline)


def run_agenda(options: argparse.Namespace) -> int:
    """Print the reading; 1 when a finding of severity error was made."""
    return _told(options, read_agenda(options.file), _list_items)


def _told(options: argparse.Namespace, reading: Reading, outline: Callable[[Reading], None]) -> int:
    if options.json:
        print(json.dumps(reading.as_dict(), ensure_ascii=False, indent=2))
    else:
        outline(reading)
    return 1 if has_error(reading.findings) else 0


def _list_items(reading: AgendaReading) -> None:
    dated = short_date(reading.meeting_date) if reading.meeting_date else ""
    print(" · ".join(part for part in (reading.body, reading.term, dated) if part))
    print(count(len(reading.items), "punkt", "punkter"))
    for place, item in enumerate(reading.items, start=1):
        known = (item.title or "(uden titel)", item.case_number, item.item_type)
        print(f"{item.number or place}. {' · '.join(part for part in known if part)}")
        for line in _about(item):
            print(f"   {line}")
    _print_findings(reading.findings)


def _about(item: AgendaItem) -> Iterable[str]:
    fields = {
        "tema": item.theme,
        "indstilling": item.recommendation,
        "alternativ indstilling": item.alternative_recommendation,
        "høring": item.consultation,
        "økonomi": item.economy,
    }
    parts = [section.heading for section in item.sections if section.heading]
    yield ", ".join([*parts, *(name for name, text in fields.items() if text)])
    yield count(len(item.attachments), "bilag", "bilag")
    for decision in item.decisions:
        dated = short_date(decision.date) if decision.date else "uden dato"
        absent = ", ".join(decision.absent) or ("ingen" if decision.absent_said else "ikke oplyst")
        yield f"Beslutning: {decision.body or 'ukendt'}, {dated}. Fraværende: {absent}"


def _summarise(reading: PlanReading) -> None:
    plan, goals = reading.plan, reading.plan.goals()
    print(f"{plan.title} · {plan.unit} · {plan.period.start}–{plan.period.end}")
    print(
        f"{len(plan.priority_areas)} indsatsområder, {len(goals)} mål, "
        f"{sum(len(goal.actions) for goal in goals)} handlinger, "
        f"{sum(len(goal.indicators) for goal in goals)} målindikatorer"
    )
    _print_findings(reading.findings)


def _outline(reading: DocumentReading) -> None:
    dated = reading.date.isoformat() if reading.date else ""
    known = (reading.title, reading.sender, reading.municipality, dated, reading.case_number)
    print(" · ".join(part for part in known if part))
    kinds = [block.kind for block in reading.blocks]
    print(
        f"{kinds.count(BlockKind.HEADING)} overskrifter, {kinds.count(BlockKind.PARAGRAPH)} afsnit, "
        f"{kinds.count(BlockKind.BULLET)} punkter, {len(reading.passages)} foreslåede passager"
    )
    for block in reading.blocks:
        if block.kind is BlockKind.HEADING:
            print(f"{'  ' * block.level}{block.text}")
    _print_findings(reading.findings)


def _print_findings(findings: Iterable[Finding]) -> None:
    for finding in findings:
        place = ", ".join(f"{name} {value}" for name, value in finding.place.as_dict().items())
        print(f"{finding.severity.value} [{finding.code}] {place}: {finding.message}")
