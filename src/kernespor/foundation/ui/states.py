"""How a state looks: its word, its mark and its place in every sum.

The codes are those of `kernespor.engines.plan_state`; a mark has the code as its id in the sprite, and the
style sheets find their colour by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LABELS: dict[str, str | Promise] = {
    "reached": _("Nået"),
    "on_track": _("På sporet"),
    "slipping": _("Skrider"),
    "off_track": _("Af sporet"),
    "stale": _("Forældet"),
    "ownerless": _("Uden ejer"),
    "not_begun": _("Ikke begyndt"),
    "closed": _("Nedlagt"),
}


@dataclass(frozen=True, slots=True)
class Share:
    """One state's part of a sum. `start` and `width` are per cent of the bar, written for SVG."""

    state: str
    label: str
    count: int
    start: str
    width: str


def label_of(state: str) -> str:
    """Return the word for a state in the reader's language. KeyError for a code that is none."""
    return str(LABELS[str(state)])


def shares(counts: Mapping[str, int] | Iterable[tuple[str, int]]) -> list[Share]:
    """Return the states that occur, in their fixed order, with where each stands in the bar."""
    given = {str(state): count for state, count in dict(counts).items()}
    total = sum(given.values())
    result: list[Share] = []
    before = 0
    for state in LABELS:
        count = given.get(state, 0)
        if count:
            start, width = 100 * before / total, 100 * count / total
            result.append(Share(state, label_of(state), count, f"{start:.3f}%", f"{width:.3f}%"))
            before += count
    return result
