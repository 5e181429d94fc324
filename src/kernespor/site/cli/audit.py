"""`kernespor audit seal` and `kernespor audit verify`: seals events, and holds them against their seals."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from kernespor.site.cli.manage import setup


def add_to(commands: Any) -> None:
    """Add the commands to the command line."""
    command = commands.add_parser("audit", help="seal the audit's events, or verify that none was changed")
    kinds = command.add_subparsers(dest="what", required=True, metavar="WHAT")
    kinds.add_parser(
        "seal",
        help="seal what has happened since the last time",
        description="Seal the events since the last seal by digest, and write the head outside the database.",
    ).set_defaults(run=run_seal)
    verify = kinds.add_parser(
        "verify",
        help="hold every event against its seal, and every seal against the heads outside the database",
        description="Says which seal and which event was changed, removed, inserted or moved. Exit code 1 "
        "when something was. KERNESPOR_AUDIT_HEADS names the file of heads.",
    )
    verify.add_argument("--after", type=int, default=0, metavar="NUMBER", help="begin after this seal")
    verify.add_argument("--json", action="store_true", help="print the verdict as JSON")
    verify.set_defaults(run=run_verify)


def run_seal(options: argparse.Namespace) -> int:
    """Seal; 1 when the heads outside the database are others than those in it."""
    del options
    setup()
    from kernespor.foundation.audit.actions import seal
    from kernespor.foundation.refusals import NotNow

    try:
        number = seal()
    except NotNow as refusal:
        print(refusal.reason, file=sys.stderr)
        return 1
    print(f"Forseglede hændelser: {number}.")
    return 0


def run_verify(options: argparse.Namespace) -> int:
    """Print what was found; 1 when something is wrong, 2 when there is no such seal to begin after."""
    setup()
    from kernespor.foundation.audit.verifying import verify

    try:
        verdict = verify(after=options.after)
    except ValueError:
        print(f"Der er ingen forsegling {options.after}.", file=sys.stderr)
        return 2
    if options.json:
        said = {
            "seals": verdict.seals,
            "events": verdict.events,
            "unsealed": verdict.unsealed,
            "findings": [finding.as_dict() for finding in verdict.findings],
        }
        print(json.dumps(said, ensure_ascii=False, indent=2))
    else:
        for finding in verdict.findings:
            print(f"[{finding.code}] {finding.message}")
        end = "Noget er ændret." if verdict.findings else "Intet er ændret."
        print(
            f"{verdict.events} hændelser i {verdict.seals} forseglinger er efterset. {end} "
            f"{verdict.unsealed} hændelser er ikke forseglet endnu."
        )
    return 1 if verdict.findings else 0
