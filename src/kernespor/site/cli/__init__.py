"""The command `kernespor`. Exit codes: 0, 1 (a finding of severity error), 2 (wrong use)."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence

from kernespor.site.cli import (
    audit,
    backup,
    begin,
    demo,
    doctor,
    export,
    manage,
    read,
    restore,
    review,
    sporkoebing,
    worker,
)

COMMANDS = (read, review, sporkoebing, demo, begin, worker, backup, restore, export, doctor, audit, manage)


def parser() -> argparse.ArgumentParser:
    """Return the whole command line."""
    root = argparse.ArgumentParser(
        prog="kernespor",
        description="Kernespor, the steering system of a municipality.",
        epilog="Exit code 0: done. 1: a finding of severity error. 2: wrong use.",
    )
    commands = root.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in COMMANDS:
        module.add_to(commands)
    return root


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):  # on Windows a file would get letters of an older kind
        sys.stdout.reconfigure(encoding="utf-8")
    if given[:1] == ["manage"]:
        return manage.run_django(given[1:])
    options = parser().parse_args(given)
    code: int = options.run(options)
    return code
