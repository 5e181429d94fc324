"""`kernespor restore FILE`: a backup back into an empty installation, every row and file compared."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from kernespor.site.cli.backup import say
from kernespor.site.cli.manage import setup


def add_to(commands: Any) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "restore",
        help="restore a backup into an empty installation",
        description=(
            "Restores a backup into an empty database of the same kind and the same version, and compares "
            "every row and every file with what was taken. Anything else is refused, and nothing touched."
        ),
    )
    command.add_argument("file", type=Path, metavar="FILE")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Restore and compare; 1 when it is refused or something differs."""
    setup()
    from kernespor.site.backups import restoring
    from kernespor.site.backups.databases import CannotError
    from kernespor.site.backups.manifest import settings_now

    found, findings = restoring.why_not(options.file)
    if found is None or findings:
        say(findings)
        print("Intet er gendannet.", file=sys.stderr)
        return 1
    try:
        result = restoring.restore(options.file, found)
    except (CannotError, OSError) as error:
        print(f"Intet er gendannet. {error}", file=sys.stderr)
        return 1
    compared = f"{result.tables} tabeller, {result.rows} rækker og {result.files} filer er sammenlignet"
    if result.differences:
        print(f"Gendannet, men ikke ens: {compared}.", file=sys.stderr)
        print("\n".join(result.differences), file=sys.stderr)
        return 1
    print(f"Gendannet fra {found.made_at}: {compared}, ingen forskel.")
    now = settings_now()
    other = [name for name, value in found.settings.items() if now.get(name) != value]
    if other:
        print(f"Indstillinger, der er anderledes her: {', '.join(other)}.")
    return 0
