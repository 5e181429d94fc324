"""What taking lists in would change, in the shape that a page shows."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from kernespor.connectors.economy import Key, Kind, ListsReading, read_lists
from kernespor.domains.economy.calculations.comparison import (
    Difference,
    Facts,
    believed,
    difference,
    surroundings,
)
from kernespor.domains.economy.models import EconomyImport
from kernespor.foundation.dated import OPEN_END


class What(StrEnum):
    """What happens to what a list's row is about."""

    NEW = "new"
    CHANGED = "changed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Alteration:
    """One thing that would change, and the first day on which that can be seen."""

    kind: Kind
    what: What
    subject: str
    day: dt.date
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What lists on their way in say, what is odd about them, and what they would change."""

    reading: ListsReading
    differences: tuple[Difference, ...]
    alterations: tuple[Alteration, ...]

    @property
    def fingerprint(self) -> str:
        """Return a digest of the difference: another one means that a person saw something else."""
        return hashlib.sha256(repr((self.reading.rows, self.alterations)).encode()).hexdigest()


def files_of(draft: EconomyImport) -> dict[Kind, bytes]:
    """Return the bytes of a draft's lists."""
    return {kind: bytes(stored.content) for kind in Kind if (stored := getattr(draft, kind)) is not None}


def preview_of(draft: EconomyImport) -> Preview:
    """Read a draft's lists beside what is believed. Nine queries at most."""
    return preview(files_of(draft))


def preview(files: dict[Kind, bytes]) -> Preview:
    """Read lists beside what is believed."""
    known = believed(kind for kind in Kind if kind is not Kind.MAPPINGS or kind in files)
    reading = read_lists(files, surroundings(known))
    found = difference(reading.rows, known)
    return Preview(reading, tuple(found), tuple(one for each in found for one in _alterations(each)))


def _alterations(found: Difference) -> list[Alteration]:
    new: dict[Key, list[Facts]] = defaultdict(list)
    gone: dict[Key, list[Facts]] = defaultdict(list)
    for key, facts in found.new:
        new[key].append(facts)
    for key, facts, _row in found.gone:
        gone[key].append(facts)
    return [
        _alteration(found.kind, key, gone.get(key, []), new.get(key, [])) for key in sorted({*new, *gone})
    ]


def _alteration(kind: Kind, key: Key, gone: list[Facts], new: list[Facts]) -> Alteration:
    subject = " / ".join(key)
    if not gone:
        return Alteration(kind, What.NEW, subject, min(new)[0], "", _told(new))
    ends = {facts[1] for facts in gone} == {OPEN_END} and OPEN_END not in {facts[1] for facts in new}
    what = What.ENDED if ends else What.CHANGED
    day = max(facts[1] for facts in (new or gone)) if ends else min((*gone, *new))[0]
    return Alteration(kind, what, subject, day, _told(gone), _told(new))


def _told(rows: list[Facts]) -> str:
    """Return stretches as text that reads the same in every language."""
    return "; ".join(
        f"{first.isoformat()} – {'' if last == OPEN_END else last.isoformat()}".strip()
        + ": "
        + " · ".join(value for value in values if value)
        for first, last, values in sorted(rows)
    )
