"""`kernespor manage …`: Django's own commands, with our settings."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from typing import Any


def add_to(commands: Any) -> None:
    """Add the command to the command line, for its place in the help."""
    command = commands.add_parser(
        "manage", help="run a command of Django's (migrate, check, shell …)", add_help=False
    )
    command.set_defaults(run=lambda _options: run_django([]))
    command.add_argument("rest", nargs=argparse.REMAINDER)


def setup() -> None:
    """Make Django ready for a command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kernespor.site.settings")
    import django

    django.setup()


def run_django(arguments: Sequence[str]) -> int:
    """Hand the words on to Django and return 0; Django itself ends with another code on failure."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kernespor.site.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["kernespor manage", *arguments])
    return 0
