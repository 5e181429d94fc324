"""`kernespor worker`: carries out long work in the background, and what the clock sends off."""

from __future__ import annotations

import argparse
from typing import Any

from kernespor.site.cli.manage import setup


def add_to(commands: Any) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "worker",
        help="carry out long work in the background until Ctrl-C or SIGTERM",
        description=(
            "Carries out runs (/koersler/) and what is due by the clock. SIGTERM lets what is begun finish; "
            "what is cut off is taken up again. More workers may run beside each other."
        ),
    )
    command.add_argument(
        "--beside", type=int, default=0, metavar="PID", help="end when the process that started this one ends"
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Work until told to stop."""
    setup()
    from kernespor.foundation.jobs import worker

    worker.run(beside=options.beside)
    return 0
