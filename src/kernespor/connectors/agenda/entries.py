"""What the lines of an agenda become: rows of text, and the labels between them."""

from __future__ import annotations

from dataclasses import dataclass

from kernespor.connectors.agenda.vocabulary import is_meeting_label
from kernespor.connectors.unit_plan.rows import Row


@dataclass(slots=True)
class Mark:
    """A label as it stood: the part it names, its words, the rows it took, and what its own line says of it.

    `keep` says that the words are part of the text below ("Direktionen indstiller, at …"), `parted` that a
    hyphen parted one of them at a line's end, `prefix` which number stood before them.
    """

    kind: str
    text: str
    rows: list[Row]
    sure: bool = True
    keep: bool = False
    level: int = 0
    parted: bool = False
    prefix: str = ""

    @property
    def stood(self) -> str:
        """The words as they stood, where a hyphen parted them or a number stands before them."""
        said = " ".join(row.text for row in self.rows) if self.parted else self.text
        return f"{self.prefix} {said}".strip()

    @property
    def of_meeting(self) -> bool:
        """Whether it may be one of the meeting's head, as "Deltagere" is."""
        return self.kind in {"meeting", "absent"} or (self.kind == "section" and is_meeting_label(self.text))

    @property
    def number(self) -> int:
        """The source line on which it begins."""
        return self.rows[0].number


Entry = Mark | Row
