"""`kernespor review FILE`: what is not concrete, correct or precise in an agenda. No database."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kernespor.connectors.agenda.reader import read_agenda
from kernespor.connectors.agenda.records import AgendaReading
from kernespor.connectors.agenda.reviewed import as_reviewed
from kernespor.engines.danish import count
from kernespor.engines.findings import Finding, Place, Severity, has_error
from kernespor.engines.item_review.records import Item, Remark
from kernespor.engines.item_review.review import is_read_whole, review

_DESCRIPTION = """\
Reads an agenda or a single item and tells its writer what is not concrete, correct or precise: what is
missing, figures and dates that can't be right, promises without owner or date, a recommendation that the
presentation doesn't carry, heavy sentences. Each rule speaks once for an item, with every place and a
suggestion. It is advice: the command ends with 1 only when the file can't be read or holds no item."""
# What the reader notices of the same things, in its own words.
_SAID_BY_REVIEW = frozenset({"no_recommendation", "attachment_missing"})


def add_to(commands: Any) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "review",
        help="tell the writer of an agenda item what is not concrete, correct or precise in it",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--json", action="store_true", help="print the findings as JSON")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the review; 1 when the file can't be read or holds no item."""
    reading = read_agenda(options.file)
    items = [as_reviewed(item, reading.meeting_date) for item in reading.items]
    told = [(item, review(item)) for item in items]
    findings = [*_of_reading(reading), *(_too_long(item) for item in items if not is_read_whole(item))]
    if options.json:
        shape = {
            "items": [
                {"title": item.title, "findings": [remark.as_dict() for remark in remarks]}
                for item, remarks in told
            ],
            "findings": [finding.as_dict() for finding in findings],
        }
        print(json.dumps(shape, ensure_ascii=False, indent=2))
    else:
        _print(told, findings)
    return 1 if has_error(reading.findings) else 0


def _of_reading(reading: AgendaReading) -> list[Finding]:
    return [finding for finding in reading.findings if finding.code not in _SAID_BY_REVIEW]


def _too_long(item: Item) -> Finding:
    return Finding(
        code="review.cut",
        severity=Severity.NOTE,
        template="»{title}« er så lang, at slutningen ikke er gennemgået.",
        params={"title": item.title},
        place=Place(line=item.line or None),
    )


def _print(told: Iterable[tuple[Item, list[Remark]]], findings: Iterable[Finding]) -> None:
    for number, (item, remarks) in enumerate(told, start=1):
        print(f"{number}. {item.title or '(uden titel)'}: {_how_many(remarks)}")
        for remark in remarks:
            print(f"\n   {remark.rule.name}")
            for noticed in remark.noticed:
                print(f"   - {noticed.message}")
                for passage in noticed.passages:
                    quoted = passage.as_dict()
                    print(f"     {quoted['section']}: »{quoted['sentence']}«")
            print(f"   Forslag: {remark.rule.suggestion}")
        print()
    for finding in findings:
        place = "".join(f" ({name} {value})" for name, value in finding.place.as_dict().items())
        print(f"{finding.severity.value} [{finding.code}]{place}: {finding.message}")


def _how_many(remarks: list[Remark]) -> str:
    return count(len(remarks), "bemærkning", "bemærkninger") if remarks else "ingen bemærkninger"
