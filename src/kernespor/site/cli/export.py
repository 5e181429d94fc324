"""`kernespor export FILE`: everything in a form that needs no Kernespor."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

from kernespor.site.cli.manage import setup


def add_to(commands: Any) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "export",
        help="write everything as CSV and files, for those who leave",
        description=(
            "Writes one zip: every table as CSV, every file as it was handed in, and index.json, which says "
            "what is what. Passwords and keys are left out."
        ),
    )
    command.add_argument("file", type=Path, metavar="FILE", help="the zip to write; it must not exist yet")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the zip, or say why not."""
    setup()
    from kernespor.site.backups.databases import CannotError
    from kernespor.site.backups.exporting import export

    target: Path = options.file
    if target.exists():
        print(f"{target} findes allerede.", file=sys.stderr)
        return 1
    try:
        with tempfile.TemporaryDirectory(prefix=".kernespor-", dir=target.absolute().parent) as work:
            part = Path(work) / "part.zip"
            counts = export(part, Path(work))
            part.chmod(0o600)
            part.replace(target)
    except (CannotError, OSError) as error:
        print(f"Intet er skrevet. {error}", file=sys.stderr)
        return 1
    print(f"{target}: {len(counts)} tabeller, {sum(counts.values())} rækker")
    return 0
