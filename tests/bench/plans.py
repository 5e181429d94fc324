"""The plan that is measured with: the real one beside the project, or one of our own examples."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared/documents/albertslund-virksomhedsplan-oekonomi-stab-2020-2021.txt"


def text() -> tuple[str, str]:
    """Return the plan's text and what it is called in the figures."""
    if REAL.exists():
        return REAL.read_text(encoding="utf-8"), "the real plan"
    longest = max((ROOT / "examples/plans").glob("*.md"), key=lambda file: file.stat().st_size)
    name = f"our example {longest.name} (../shared/documents isn't there)"
    return longest.read_text(encoding="utf-8"), name
