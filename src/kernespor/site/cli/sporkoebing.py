"""`kernespor sporkoebing DIR`: the fictive municipality as files, the same bytes on any machine."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from pathlib import Path
from typing import Any

from kernespor.connectors.sporkoebing.generate import DEFAULT_UNTIL, Size, generate, write


def add_to(commands: Any) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "sporkoebing",
        help="write the fictive municipality Sporkøbing as files",
        description="Writes Sporkøbing: organisation, plans, statuses, and the truth planted in them.",
    )
    command.add_argument("directory", type=Path, metavar="DIR")
    command.add_argument("--seed", type=int, default=1, help="another number, another one (default 1)")
    command.add_argument("--size", choices=[size.value for size in Size], default=Size.FULL.value)
    command.add_argument(
        "--until",
        type=dt.date.fromisoformat,
        default=DEFAULT_UNTIL,
        metavar="DATE",
        help=f"the day on which the municipality stands (default {DEFAULT_UNTIL})",
    )
    command.add_argument("--json", action="store_true", help="print the manifest")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the files and say how many."""
    files = generate(options.seed, Size(options.size), options.until)
    write(options.directory, files)
    if options.json:
        print(json.dumps(json.loads(files["manifest.json"]), ensure_ascii=False, indent=2))
    else:
        print(f"{len(files)} filer i {options.directory}")
    return 0
