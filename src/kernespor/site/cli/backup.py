"""`kernespor backup`: the whole database with its files in one archive, also while the product is used."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from kernespor.engines.findings import Finding
from kernespor.site.cli.manage import setup

KEEP = 14


def add_to(commands: Any) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "backup",
        help="take a backup of database and files",
        description=(
            "Takes a consistent copy of the database, in which the files lie too, and writes it as one file "
            "that says what is in it. The product may be in use meanwhile."
        ),
    )
    command.add_argument(
        "directory", type=Path, nargs="?", metavar="DIR", help="where to (KERNESPOR_BACKUP_DIR)"
    )
    command.add_argument(
        "--keep", type=int, default=KEEP, metavar="N", help=f"newest to keep ({KEEP}; 0: all)"
    )
    command.add_argument("--verify", type=Path, metavar="FILE", help="only check that a backup is whole")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Take a backup, or check one; 1 when it can't be done or isn't whole."""
    setup()
    from django.conf import settings

    from kernespor.site.backups.databases import CannotError
    from kernespor.site.backups.making import make

    if options.verify:
        return verify(options.verify)
    try:
        file, found = make(options.directory or Path(settings.BACKUP_DIR), keep=options.keep)
    except (CannotError, OSError) as error:
        print(f"Der blev ikke taget nogen sikkerhedskopi. {error}", file=sys.stderr)
        return 1
    size = file.stat().st_size / 1024 / 1024
    print(f"{file}\n{len(found.tables)} tabeller, {found.rows} rækker, {size:.1f} MB".replace(".0 MB", " MB"))
    return 0


def verify(file: Path) -> int:
    """Say whether a backup is whole."""
    from kernespor.site.backups import checking

    found, findings = checking.verify(file)
    if found is None or findings:
        say(findings)
        return 1
    print(f"Kopien er hel: {len(found.tables)} tabeller, {found.rows} rækker, taget {found.made_at}.")
    return 0


def say(findings: list[Finding]) -> None:
    """Print findings where errors go."""
    for finding in findings:
        print(f"{finding.severity.value} [{finding.code}]: {finding.message}", file=sys.stderr)
