"""`kernespor doctor`: every unsafe or doubtful setting of this installation, with place and remedy."""

from __future__ import annotations

import argparse
import json
import os
from typing import Any

from kernespor.engines.findings import has_error
from kernespor.site.cli.manage import setup

WORDS = {"error": "FEJL", "warning": "TVIVL", "note": "NOTE"}


def add_to(commands: Any) -> None:
    """Add the command to the command line."""
    command = commands.add_parser(
        "doctor",
        help="name every unsafe setting of this installation",
        description=(
            "Looks at settings, database, accounts, backups and what must run by itself, and names what is "
            "unsafe or doubtful, where it is and what mends it. Exit code 1 when something is an error."
        ),
    )
    command.add_argument("--json", action="store_true", help="print the findings as JSON")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print what was found; 1 when something of it is an error."""
    setup()
    from django.conf import settings
    from django.utils import timezone

    from kernespor.site.doctor import examine
    from kernespor.site.doctor.asked import Asked

    findings = examine(Asked(settings.CONFIGURATION, os.environ, timezone.now()))
    if options.json:
        shaped = [finding.as_dict() | {"setting": finding.params["setting"]} for finding in findings]
        print(json.dumps(shaped, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            print(f"{WORDS[finding.severity.value]:<6} [{finding.code}] {finding.message}")
            print(f"       → {finding.suggestion}")
        errors = sum(finding.severity.value == "error" for finding in findings)
        print(
            f"{len(findings)} fund, heraf {errors} fejl."
            if findings
            else "Ingen fund. Installationen er sund."
        )
    return 1 if has_error(findings) else 0
