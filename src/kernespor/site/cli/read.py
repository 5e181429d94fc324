"""`kernespor read plan FILE`: what a document says, as data. No database."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from kernespor.connectors.unit_plan.reader import read_plan
from kernespor.connectors.unit_plan.records import PlanReading
from kernespor.engines.findings import has_error


def add_to(commands: Any) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("read", help="read a municipal document into its structure")
    kinds = command.add_subparsers(dest="kind", required=True, metavar="KIND")
    plan = kinds.add_parser(
        "plan",
        help="a unit plan (virksomhedsplan): .docx, .pdf with text, .md, .txt",
        description="Reads a unit plan and prints what it found: structure, furniture and findings.",
    )
    plan.add_argument("file", type=Path, metavar="FILE")
    plan.add_argument("--json", action="store_true", help="print the whole structure as JSON")
    plan.set_defaults(run=run_plan)


def run_plan(options: argparse.Namespace) -> int:
    """Print the reading; 1 when a finding of severity error was made."""
    reading = read_plan(options.file)
    if options.json:
        print(json.dumps(reading.as_dict(), ensure_ascii=False, indent=2))
    else:
        _summarise(reading)
    return 1 if has_error(reading.findings) else 0


def _summarise(reading: PlanReading) -> None:
    plan, goals = reading.plan, reading.plan.goals()
    print(f"{plan.title} · {plan.unit} · {plan.period.start}–{plan.period.end}")
    print(
        f"{len(plan.priority_areas)} indsatsområder, {len(goals)} mål, "
        f"{sum(len(goal.actions) for goal in goals)} handlinger, "
        f"{sum(len(goal.indicators) for goal in goals)} målindikatorer"
    )
    for finding in reading.findings:
        place = ", ".join(f"{name} {value}" for name, value in finding.place.as_dict().items())
        print(f"{finding.severity.value} [{finding.code}] {place}: {finding.message}")
