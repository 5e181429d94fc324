"""Runs the parts that are named, or all but the longest."""

from __future__ import annotations

import sys

from bench import backups, crash, events, lint, own_set, pages, pdf, proposals, reading, search

PARTS = {
    "reading": reading.run,
    "pdf": pdf.run,
    "pages": pages.run,
    "search": search.run,
    "events": events.run,
    "lint": lint.run,
    "lists": own_set.run,
    "proposals": proposals.run,
    "backup": backups.run,
    "crash": crash.run,
}
USUAL = ("reading", "pdf", "pages", "search", "events", "lint", "proposals")


def main(names: list[str]) -> int:
    """Run the parts and return 2 for a name that is none."""
    if unknown := set(names) - set(PARTS):
        print(f"bench: {', '.join(sorted(unknown))}? Known are {', '.join(PARTS)}.")
        return 2
    for name in names or USUAL:
        print(f"\n== {name}", flush=True)
        PARTS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
