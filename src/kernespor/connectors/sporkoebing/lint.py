"""What Sporkøbing's people set aside of the advice on their plans: which rule, in which plan, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kernespor.connectors.sporkoebing.plans import Spec

ASIDE_COLUMNS = ("file", "person_id", "rule", "why")
_SAID = (
    (
        "oekonomi-stab-2026-2027.docx",
        "oekonomichef",
        "indicator_no_baseline",
        "Udgangspunktet kommer med årets første opfølgning. Vi skriver det ind dér.",
    ),
    (
        "oekonomi-stab-2026-2027.docx",
        "budgetchef",
        "indicator_vague",
        "Det spørger vi om på ledermødet i november. Svarene bliver lagt ved.",
    ),
    (
        "maelkevejen-2026-2027.docx",
        "leder.maelkevejen",
        "indicator_vague",
        "Vi fortæller om det i stedet for at måle det. Det er aftalt med forældrebestyrelsen.",
    ),
)


def aside_of(specs: Sequence[Spec]) -> Iterator[tuple[str, ...]]:
    """Yield what was set aside in each plan that there is."""
    files = {spec.file for spec in specs}
    yield from (row for row in _SAID if row[0] in files)
