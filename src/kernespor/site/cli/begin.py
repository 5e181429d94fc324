"""`kernespor begin DIR --administrator ID`: the organisation and the first account of a new installation."""

from __future__ import annotations

import argparse
import secrets
import sys
from pathlib import Path
from typing import Any

from kernespor.connectors.organisation.files import read_organisation
from kernespor.engines.findings import has_error
from kernespor.site.cli.backup import say
from kernespor.site.cli.manage import setup

FILES = ("units.csv", "persons.csv", "roles.csv")


def add_to(commands: Any) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "begin",
        help="take the organisation into a new installation and open its first account",
        description=(
            "Reads units.csv, persons.csv and roles.csv of a folder (see examples/organisation), takes them "
            "in, makes one of the persons administrator, and opens an account for them with a password "
            "that is shown once. Only in an installation where nobody has an account yet."
        ),
    )
    command.add_argument("directory", type=Path, metavar="DIR")
    command.add_argument(
        "--administrator", required=True, metavar="ID", help="the person's id in persons.csv"
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Take the files in, or say why not; 1 when nothing was done."""
    files = [options.directory / name for name in FILES]
    if missing := [str(file) for file in files if not file.is_file()]:
        print(f"Der mangler {', '.join(missing)}.", file=sys.stderr)
        return 1
    reading = read_organisation(*(file.read_bytes() for file in files))
    if has_error(reading.findings):
        say(list(reading.findings))
        return 1
    setup()
    from kernespor.foundation.accounts.models import User
    from kernespor.site.beginning import begin

    if User.objects.exists():
        print("Her er brugere i forvejen. Brug siden »Organisation« i stedet.", file=sys.stderr)
        return 1
    password = secrets.token_urlsafe(15)
    user = begin(records=reading.records, administrator=options.administrator, password=password)
    if user is None:
        print(
            f"{options.administrator} er ikke blandt personerne, eller har ingen mailadresse.",
            file=sys.stderr,
        )
        return 1
    print(f"Organisationen er læst ind. Log ind som {user.email} med adgangskoden {password}")
    print("Skift den med det samme. Den bliver ikke vist igen.")
    return 0
